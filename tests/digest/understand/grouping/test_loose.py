"""Which stories may be taken apart for what comes."""

import pytest

from digest.understand.grouping.loose import loose
from digest.understand.grouping.open_story import Member, OpenStory
from digest.understand.traits import traits
from tests.builders import item

NEWEST = 1000.0


def story(name: str, members: int, *, hour: float = NEWEST, is_stored: bool = True) -> OpenStory:
    made = OpenStory(name, (hour, name), is_stored)
    for n in range(members):
        made.admit(Member(f"{name}{n}", f"{n}.example", hour, traits(item()), None))
    return made


@pytest.mark.parametrize(
    ("known", "odds", "is_loose"),
    [
        (story("small", 2), 0.0, True),
        (story("small", 6), -1.9, True),
        (story("unlike what came", 2), -2.1, False),
        (story("of one", 1), 9.0, False),
        (story("large", 7), 9.0, False),
        (story("begun two days ago", 2, hour=NEWEST - 47), 9.0, True),
        (story("older", 2, hour=NEWEST - 49), 9.0, False),
        (story("new itself", 2, is_stored=False), 9.0, False),
    ],
    ids=lambda one: one.id if isinstance(one, OpenStory) else "",
)
def test_a_story_is_loose_while_it_is_small_and_young_and_something_new_may_belong_to_it(
    known, odds, is_loose
):
    new = story("new", 1, is_stored=False)

    assert bool(loose([(known, new)], NEWEST, lambda one, other: odds)) is is_loose


def test_two_stories_that_are_both_known_take_nothing_apart():
    assert loose([(story("one", 2), story("other", 2))], NEWEST, lambda one, other: 9.0) == []
