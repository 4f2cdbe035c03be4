"""What speaks for and against two stories being one."""

import pytest

from digest.understand.grouping.evidence import Evidence, evidence
from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_stories import OpenStories, compared
from digest.understand.grouping.weighing import judge
from tests.builders import NOW
from tests.digest.understand.grouping.readings import directions, reading, senses

# What the window's echoes tell, in these tests.
ECHO = 0.7


def found(some, others, places=frozenset()) -> Evidence:
    """Return the evidence between a story of some items and one of others."""
    window = OpenStories({})
    made = []
    for readings in (some, others):
        members = window.members([compared(one) for one in readings], NOW)
        story = window.begin(members[0].item_id, members[0], is_stored=False)
        window.admit(members, [story] * len(members))
        made.append(story)
    return evidence(*made, Nearness(window.vectors), places, ECHO)


def test_every_piece_of_evidence_has_a_weight():
    nothing = judge(None, None, Evidence())

    assert all(judge(None, None, Evidence(**{name: 1.0})) != nothing for name in Evidence._fields)


def test_pairs_count_by_their_kind():
    here, there = directions(2)
    english = reading("Dutch government takes control of Nexperia", vector=here)
    again = reading("Nexperia is under Dutch control", vector=here)
    french = reading("Nexperia sous contrôle", vector=there, language="fr")
    seen = found([english], [again, french])

    assert seen.one_language == 0.5
    assert seen.near > 0.4
    assert seen.near_across < 0.2
    assert seen.echo == pytest.approx(ECHO / 2)
    assert seen.bare == seen.bare_across == 0.0


def test_first_words_speak_for_what_means_the_same_and_against_the_rest():
    [near] = directions(1)
    english = reading("Nexperia is under Dutch control", vector=near, senses=senses(1, 2))

    def seen(of_other, language="en"):
        other = reading("Under Dutch control", vector=near, language=language, senses=of_other)
        return found([english], [other])

    assert seen(senses(2, 1)).senses > 0 > seen(senses(3, 4)).senses
    assert seen(senses(2, 1), "fr").senses_across > 0 > seen(senses(3, 4), "fr").senses_across
    assert seen(None).senses == seen(None, "fr").senses_across == 0.0


def test_what_has_no_vectors_is_compared_by_its_words_alone():
    seen = found([reading("Nexperia is under Dutch control")], [reading("Dutch control over Nexperia")])

    assert (seen.one_language, seen.bare, seen.near, seen.words) == (1.0, 1.0, 0.0, 0.0)
    assert seen.bare_words > 0.5


@pytest.mark.parametrize(
    ("language", "outlets", "share"),
    [
        ("zh-Hans", ("a.example", "b.example", "c.example"), 2 / 3),
        ("zh-Hans", ("a.example", "a.example", "a.example"), 0.0),
        ("de", ("a.example", "b.example", "c.example"), 0.0),
        ("und", ("a.example", "b.example", "c.example"), 0.0),
    ],
    ids=["a new one", "of one owner", "a known one", "not recognized"],
)
def test_the_more_owners_tell_a_story_the_more_a_new_language_speaks_for_it(language, outlets, share):
    told = [
        reading(f"Beta übergibt Schmiede {outlet} {n}", language="de", outlet=outlet)
        for n, outlet in enumerate(outlets)
    ]
    hint = reading("一把火照亮了谁的夜", language=language, outlet="d.example")

    assert found(told, [hint]).new_language == pytest.approx(share)


def test_one_owner_of_both_is_told():
    one, other = reading("Alpha opens", outlet="a.example"), reading("Beta shuts", outlet="b.example")

    assert found([one], [other]).one_owner == 0.0
    assert found([one], [reading("Gamma rises", outlet="a.example")]).one_owner == 1.0


def test_actors_are_common_by_their_share_or_strangers():
    def between(some, others):
        seen = found([reading("Alpha opens", actors=some)], [reading("Beta shuts", actors=others)])
        return seen.common_actors, seen.strangers

    assert between(("openai", "nvidia"), ("openai",)) == (0.5, 0.0)
    assert between(("openai",), ("nvidia",)) == (0.0, 1.0)
    assert between(("openai",), ()) == (0.0, 0.0)
