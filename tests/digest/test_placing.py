"""Stories kept in the store by one process and found by another: today's, and an archive's."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.knowledge import load_knowledge
from digest.model import Item, Reading
from digest.placing import Placer
from digest.store import Database, items
from digest.store.connection import connect
from digest.store.schema import migrate
from tests.builders import NOW, item

KNOWLEDGE = load_knowledge(embedder="none")
FIRST = "Dutch government takes control of chipmaker Nexperia"
SECOND = "Chipmaker Nexperia put under control of the Dutch government"
THIRD = "The Hague: Dutch government seizes control of Nexperia, a chipmaker"
LONG_AGO = NOW - timedelta(days=400)
HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "parallax.db"
    connection = connect(path)
    migrate(connection, path)
    yield connection
    connection.close()


def told(title: str, published: datetime) -> Item:
    return item(title, published=published, first_seen=published, outlet=f"{len(title)}.example")


def place(db: Database, placer: Placer, *told_items: Item) -> list[str | None]:
    """Return the story of each item."""
    items.add(db, told_items)
    placer.place(db, [Reading(one, is_grouped=True) for one in told_items], NOW)
    found = items.get(db, [one.id for one in told_items])
    return [found[one.id].story for one in told_items]


def test_a_story_begun_by_one_process_goes_on_in_another(db):
    [first] = place(db, Placer(KNOWLEDGE), told(FIRST, NOW - HOUR))
    [second] = place(db, Placer(KNOWLEDGE), told(SECOND, NOW))

    assert first == second


def test_an_archive_imported_in_two_parts_is_grouped_as_of_its_own_days(db):
    [first] = place(db, Placer(KNOWLEDGE), told(FIRST, LONG_AGO))
    [second] = place(db, Placer(KNOWLEDGE), told(SECOND, LONG_AGO + HOUR))

    assert first == second


def test_a_process_that_looked_back_finds_today_s_stories_again(db):
    placer = Placer(KNOWLEDGE)
    [today] = place(db, placer, told(FIRST, NOW - 2 * HOUR))
    [past] = place(db, placer, told(SECOND, LONG_AGO))
    [again] = place(db, placer, told(THIRD, NOW - HOUR))

    assert today == again != past


def test_what_another_process_placed_meanwhile_is_seen(db):
    here, there = Placer(KNOWLEDGE), Placer(KNOWLEDGE)
    place(db, here, told("Wheat harvest in Kansas falls short", NOW - 3 * HOUR))
    [first] = place(db, there, told(FIRST, NOW - 2 * HOUR))
    [second] = place(db, here, told(SECOND, NOW - HOUR))

    assert first == second
