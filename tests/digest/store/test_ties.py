from dataclasses import replace
from functools import partial

import pytest

from digest.errors import QueryError
from digest.model.change import Told
from digest.model.story import Story
from digest.store import memory, stories, ties
from tests.builders import DAY, NOW, item
from tests.digest.store.made import saved


def told(of: Story, **fields: object) -> Told:
    made = Told(of.id, "digest", NOW, of.title, frozenset(), frozenset(), frozenset(), frozenset(), 1)
    return replace(made, **fields)


def test_two_stories_become_one_and_both_ids_answer(db):
    one, two = item("One"), item("Two")
    older, younger, third = (
        saved(db, "Older", [one]),
        saved(db, "Younger", [two]),
        saved(db, "Third", [item("c")]),
    )
    ties.link(db, younger.id, third.id)
    memory.remember(db, "slack:C1", [told(older, items=frozenset({one.id}), at=NOW - DAY)])
    memory.remember(db, "slack:C1", [told(younger, items=frozenset({two.id}), owners=3)])
    memory.remember(db, "slack:C2", [told(younger)])

    assert ties.merge(db, older.id, younger.id) == older.id
    assert ties.merge(db, older.id, younger.id) == older.id

    assert set(stories.get(db, younger.id).items) == {one.id, two.id}
    assert stories.get(db, third.id).developments == (older.id,)
    assert set(stories.items_of(db, [younger.id])) == {younger.id}
    assert len(stories.items_of_one(db, younger.id)) == 2
    first = memory.told(db, "slack:C1", [older.id])[older.id]
    assert (set(first.items), first.owners, first.at) == ({one.id, two.id}, 3, NOW)
    assert set(memory.told(db, "slack:C2", [older.id])) == {older.id}
    assert stories.count(db) == 2


def test_an_id_that_answers_for_itself_again_was_told_to_whom_the_joined_story_was(db):
    one, two = item("One"), item("Two")
    older, younger = saved(db, "Older", [one]), saved(db, "Younger", [two])
    memory.remember(db, "slack:C1", [told(younger, items=frozenset({two.id}))])
    ties.merge(db, older.id, younger.id)

    ties.part(db, [younger.id, older.id, "other"])
    saved(db, "Older", [one])
    saved(db, "Younger", [two])

    assert [story.items for story in map(partial(stories.get, db), (older.id, younger.id))] == [
        (one.id,),
        (two.id,),
    ]
    assert memory.told(db, "slack:C1", [younger.id])[younger.id].items == {two.id}
    assert memory.told(db, "slack:C1", [older.id])[older.id].items == {two.id}


def test_ids_answer_through_a_chain_of_joins(db):
    first, second, third = (saved(db, name, [item(name)]) for name in ("First", "Second", "Third"))

    ties.merge(db, second.id, third.id)
    ties.merge(db, first.id, second.id)

    assert stories.get(db, third.id).id == first.id
    assert ties.current_ids(db, [third.id, "other"]) == {third.id: first.id, "other": "other"}


def test_developments_are_told_of_both_stories_oldest_first(db):
    late = saved(db, "Late", [item("a")], first_seen=NOW)
    early = saved(db, "Early", [item("b")], first_seen=NOW - 2 * DAY)
    middle = saved(db, "Middle", [item("c")], first_seen=NOW - DAY)

    ties.link(db, middle.id, late.id)
    ties.link(db, early.id, middle.id)
    ties.link(db, middle.id, early.id)

    assert stories.get(db, middle.id).developments == (early.id, late.id)
    assert stories.get(db, late.id).developments == (middle.id,)


@pytest.mark.parametrize("place", [0, 1])
def test_a_story_that_nobody_knows_is_joined_with_none(db, place):
    known = saved(db, "Known", [item("One")])
    pair = [known.id, known.id]
    pair[place] = "ffff"

    with pytest.raises(QueryError, match="cannot be joined"):
        ties.merge(db, *pair)
