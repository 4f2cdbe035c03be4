from dataclasses import replace

from digest.model.actor import Actor
from digest.model.change import ChangeKind
from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.tell.course import Course, Development, steps
from digest.tell.summarise import Summary
from digest.tell.team_voice import TeamVoice
from tests.builders import HOUR, NOW, item, story

ACTORS = {"asml": Actor("asml", "ASML", "company", Viewpoint.EUROPE, ())}


def added(*items):
    told = Story("s", items[0].title, "en", NOW, NOW, NOW, items=tuple(each.id for each in items))
    return [
        [change.kind for change in step.added] for step in steps(told, items, TeamVoice("en", actors=ACTORS))
    ]


def figure(amount, text, key):
    return Figure(amount, "USD", "value", text, key)


def test_each_item_says_what_it_added():
    lost = "Nvidia loses $589 billion in value"
    first = item(lost, id="a", viewpoint=Viewpoint.US, figures=(figure(589e9, lost, "a"),))
    again = item("Chip maker loses $590 billion", id="b", viewpoint=Viewpoint.US)
    again_figure = figure(590e9, again.title, "b")
    other = item("Chip maker loses $700 billion", id="c", viewpoint=Viewpoint.CHINA)
    other_figure = figure(700e9, other.title, "c")

    told = added(first, replace(again, figures=(again_figure,)), replace(other, figures=(other_figure,)))

    assert told == [[], [], [ChangeKind.NEW_FIGURE, ChangeKind.NEW_SIDE]]


def test_a_turn_is_something_added():
    told = added(
        item("Washington bans sale of the chip", id="a"), item("Washington reverses ban on the chip", id="b")
    )

    assert ChangeKind.REVERSAL in told[1]


def test_who_joins_is_something_added():
    told = added(item("Licence is stalled", id="a"), item("ASML waits for it", id="b", actors=("asml",)))

    assert told == [[], [ChangeKind.NEW_ACTOR]]


def test_a_thousand_items_cost_no_square():
    many = [item(f"Number {number}", id=f"{number:04}") for number in range(1_000)]

    assert len(added(*many)) == 1_000


def test_developments_are_before_or_after():
    before = Development(story("before", first_seen=NOW), NOW - HOUR)
    after = Development(story("after", first_seen=NOW), NOW + HOUR)
    one = item("now", published=NOW)
    course = Course(story(first_seen=NOW), (one,), Summary("", "en", (), True), (before, after), ())

    assert (course.before, course.after) == ((before,), (after,))
