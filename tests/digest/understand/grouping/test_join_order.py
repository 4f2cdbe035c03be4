"""Pairs of stories made up for the purpose, and the order in which they are to be joined."""

import itertools

import pytest

from digest.understand.grouping.join_order import JoinOrder
from digest.understand.grouping.open_story import Member, OpenStory
from digest.understand.traits import traits
from tests.builders import item

# As likely one as two.
EVEN = 0.5


def story(name, hour=0.0):
    made = OpenStory(name, born=(hour, name), is_stored=False)
    grow(made)
    return made


def grow(one):
    one.members.append(Member(f"{one.id}{len(one.members)}", "", 0.0, traits(item("A title")), None))


def pairs_of(scores, stories):
    """Weigh every pair of the stories: by the scores of their names, and where there is none as unlike."""

    def weigh(one, other):
        return scores.get("".join(sorted(one.id + other.id)), 0.0) - EVEN

    pairs = JoinOrder(weigh)
    for one, other in itertools.combinations(stories, 2):
        pairs.weigh(one, other)
    return pairs


def taken(pairs):
    found = []
    while pair := pairs.take():
        found.append("".join(one.id for one in pair))
    return found


@pytest.mark.parametrize("turned", [False, True])
def test_the_likest_come_first_however_they_were_weighed(turned):
    stories = [story(name) for name in "abc"]
    pairs = pairs_of({"ab": 0.6, "bc": 0.9, "ac": 0.7}, stories[::-1] if turned else stories)

    assert taken(pairs) == ["bc", "ac", "ab"]


def test_what_is_rather_two_never_comes():
    stories = [story(name) for name in "abc"]

    assert taken(pairs_of({"ab": 0.49, "bc": 0.5}, stories)) == ["bc"]


def test_of_equally_like_pairs_the_older_stories_come_first():
    old, middle, young = (story(name, hour) for name, hour in [("c", 1), ("b", 2), ("a", 3)])
    pairs = pairs_of({"bc": 0.1 + 0.2 + 0.3, "ab": 0.6, "ac": 0.3 + 0.2 + 0.1}, [young, old, middle])

    assert taken(pairs) == ["cb", "ca", "ba"]


def test_a_story_that_has_grown_comes_when_it_was_weighed_anew():
    a, b = story("a"), story("b")
    pairs = pairs_of({"ab": 0.9}, [a, b])
    grow(a)

    assert taken(pairs) == []
    pairs.weigh(a, b)
    assert taken(pairs) == ["ab"]


def test_two_that_become_one_leave_those_that_were_like_either():
    a, b, c, d, e = stories = [story(name, -n) for n, name in enumerate("abcde")]
    pairs = pairs_of({"ab": 0.9, "ac": 0.8, "bd": 0.7, "de": 0.6}, stories)
    assert pairs.take() == (b, a)

    assert pairs.let_go(a, b) == [d, c]
    assert taken(pairs) == ["ed"]


def test_what_took_another_in_is_like_others_again_once_it_is_weighed():
    a, b, c = stories = [story(name) for name in "abc"]
    pairs = pairs_of({"ab": 0.9, "ac": 0.8}, stories)
    pairs.take()
    pairs.let_go(a, b)
    grow(a)
    pairs.weigh(a, c)

    assert taken(pairs) == ["ac"]
    assert pairs.let_go(a, c) == []
