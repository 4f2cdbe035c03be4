"""Titles in, into the store; a question in, out the titles of what is found, in their order."""

from digest.model.item import Reading
from digest.model.query import Query
from digest.store import Database, items, search
from digest.store.readings import keep_readings
from tests.builders import HOUR, NOW, item


def put_in(db: Database, *titles: str, **fields: object) -> None:
    """Store items an hour apart, the last one the newest."""
    made = [
        item(title, **{"published": NOW - (len(titles) - number) * HOUR, **fields})
        for number, title in enumerate(titles)
    ]
    items.add(db, made)
    keep_readings(db, [Reading(each, is_grouped=False) for each in made], None)


def found(db: Database, words: str = "", **fields: object) -> list[str]:
    return [hit.item.title for hit in search.find(db, Query(words, **fields))]
