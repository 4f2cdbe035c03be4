"""Windows made up for the purpose, and how much of what they tell abroad has an echo."""

from digest.understand.grouping.echoes import Echoes
from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_stories import OpenStories, compared
from tests.builders import NOW
from tests.digest.understand.grouping.readings import directions, reading

NEWS = directions(20)


def english(number):
    return reading(f"Dutch government takes control of plant {number}", vector=NEWS[number])


def french(number):
    return reading(
        f"Le gouvernement prend le contrôle de l’usine {number}", vector=NEWS[number], language="fr"
    )


def odds(*told, hear_all=True):
    """Return the odds of a window that holds these stories, each a list of readings."""
    window = OpenStories({})
    made = []
    for readings in told:
        members = window.members([compared(one) for one in readings], NOW)
        story = window.begin(members[0].item_id, members[0], is_stored=False)
        window.admit(members, [story] * len(members))
        made.append(story)
    echoes = Echoes(Nearness(window.vectors))
    if hear_all:
        echoes.hear((one, other) for one in made for other in made)
    echoes.count(window.slots)
    return echoes.odds


def test_they_rise_with_what_is_told_at_home_too_and_fall_with_what_is_not():
    home = [[english(number)] for number in range(8)]

    echoed = odds(*home, *[[french(number)] for number in range(8)])
    alone = odds(*home, *[[french(number)] for number in range(10, 18)])

    assert echoed > odds(*home) > alone


def test_they_rise_no_higher_in_a_window_in_which_all_has_an_echo_than_in_weeks_of_news():
    def all_echoed(count):
        return odds(*[[tell(number)] for number in range(count) for tell in (english, french)])

    assert all_echoed(20) == all_echoed(10)


def test_what_is_told_at_home_alone_says_nothing_of_what_is_told_abroad():
    assert odds(*[[english(number)] for number in range(3)]) == odds(
        *[[english(number)] for number in range(9)]
    )


def test_a_story_that_was_joined_of_what_is_not_near_has_no_echo():
    joined = [[english(number), french(number + 10)] for number in range(8)]
    alone = [[one] for story in joined for one in story]

    assert odds(*joined) == odds(*alone)


def test_a_story_told_in_two_languages_has_an_echo_within_itself():
    joined = [[english(number), french(number)] for number in range(8)]

    assert odds(*joined) > odds(*joined, hear_all=False)
