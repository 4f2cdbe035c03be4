"""The ledger of figures: every amount that an item stated, with its unit, subject, date and source."""

# ruff: noqa: S608 - what is put into SQL are conditions of this module, never values

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from digest.model.figure import Statement
from digest.model.item import Item
from digest.model.query import Query
from digest.plurals import other_number
from digest.store.connection import Database
from digest.store.item_rows import by_key, figure_of
from digest.store.keys import EVER, first_key
from digest.store.rows import many
from digest.store.search.find import keys_of_all
from digest.store.search.typed import words_of
from digest.store.tokens import fold

# Of the items that hold all the words, the newest of these are looked through for figures.
_MOST_ITEMS = 5_000


def ledger(
    db: Database,
    query: str = "",
    since: datetime | None = None,
    units: Collection[str] | None = None,
    most: int = 500,
) -> list[Statement]:
    """Return what was stated that a query is about, the newest `most` of it, in order of publication.

    Every word must stand in the item, and all of them in its title or at least one in the figure's own subject or
    sentence. Raise QueryError when nothing in the query is a word.
    """
    conditions = ["n >= ?"]
    asked: list[object] = [first_key(since) if since else EVER[0]]
    if units is not None:
        conditions.append("unit IN (SELECT value FROM json_each(?))")
        asked.append(many(units))
    words = words_of(query)
    if words:
        keys = keys_of_all(db, Query(query, since=since, limit=_MOST_ITEMS))
        conditions.append("n IN (SELECT value FROM json_each(?))")
        asked.append(many(keys))
    rows = db.execute(
        "SELECT figures.*, title FROM figures JOIN items USING (n)"
        f" WHERE {' AND '.join(conditions)} ORDER BY n DESC, place DESC",
        asked,
    )
    chosen: list[sqlite3.Row] = []
    for _, stated in groupby(rows, key=itemgetter("n")):
        chosen += _about(list(stated), words)
        if len(chosen) >= most:
            break
    del chosen[most:]
    items = by_key(db, sorted({row["n"] for row in chosen}))
    return [_statement(row, items[row["n"]]) for row in reversed(chosen)]


def _about(stated: Sequence[sqlite3.Row], words: Sequence[str]) -> list[sqlite3.Row]:
    """Return those of an item's figures that say one of the words, or all where its title says them all.

    Beside a figure of the very thing that was asked for, the title does not speak for the others.
    """
    if all(_holding(stated[0]["title"], words)) and not any(
        _is_what_is_asked(row["subject"], words) for row in stated
    ):
        return list(stated)
    return [row for row in stated if any(_holding(f"{row['subject']} {row['sentence']}", words))]


def _is_what_is_asked(subject: str, words: Sequence[str]) -> bool:
    """Say whether a subject is made of what was typed and is a thing, not only the name of who has it."""
    asked = {*words, *map(other_number, words)}
    return any(map(str.islower, subject.split())) and asked.issuperset(fold(subject).lower().split())


def _statement(row: sqlite3.Row, item: Item) -> Statement:
    figure = figure_of(row, item.id)
    return Statement(figure, item.published, item.outlet, item.url, item.language, item.story)


def _holding(text: str, words: Sequence[str]) -> Iterator[bool]:
    """Say of each word whether the text holds it."""
    folded = fold(text).lower()
    return (word in folded or (other_number(word) or word) in folded for word in words)


def units(db: Database) -> list[str]:
    """Return every unit that some figure has, the most frequent first."""
    rows = db.execute("SELECT unit FROM figures GROUP BY unit ORDER BY count(*) DESC, unit")
    return [row["unit"] for row in rows]
