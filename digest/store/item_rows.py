"""Items into rows of their table, and back: what only the modules of this package ask for."""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this package, never values

import sqlite3
from collections.abc import Sequence

from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.store.connection import Database
from digest.store.keys import published
from digest.store.rows import many, moment, read_filings, read_list, seconds, write_filings, write_list

_COLUMNS = """
  i.n, i.id, i.feed, i.url, i.outlet, i.owner, i.viewpoint, i.language, i.title, i.first_seen, i.on_topic,
  i.is_grouped, i.themes, i.actors, i.figures, t.summary, t.content, s.id AS story
"""
_TABLES = """
  items i JOIN texts t ON t.n = i.n LEFT JOIN members m ON m.n = i.n LEFT JOIN stories s ON s.s = m.s
"""


def row_of(n: int, item: Item, *, is_read: bool) -> dict[str, object]:
    """Return an item's row, but for its text, which has a table of its own."""
    return {
        "n": n,
        "id": item.id,
        "feed": item.feed,
        "url": item.url,
        "outlet": item.outlet,
        "owner": item.owner,
        "viewpoint": str(item.viewpoint),
        "language": item.language,
        "title": item.title,
        "first_seen": seconds(item.first_seen),
        "on_topic": item.on_topic,
        "is_own": item.is_own,
        "is_read": is_read,
        "themes": write_filings(item.themes),
        "actors": write_list(item.actors),
    }


def load(db: Database, where: str, parameters: Sequence[object], most: int | None = None) -> dict[int, Item]:
    """Return the items, by key and oldest first, for which an SQL condition holds.

    It is one on `i` (items), `m` (members) and `s` (stories).
    """
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {where} ORDER BY i.n LIMIT ?",
        (*parameters, -1 if most is None else most),
    ).fetchall()
    figures = _figures(db, [row for row in rows if row["figures"]])
    return {row["n"]: _item(row, tuple(figures.get(row["n"], ()))) for row in rows}


def by_key(db: Database, keys: Sequence[int]) -> dict[int, Item]:
    """Return items by the keys that only this package knows."""
    return load(db, "i.n IN (SELECT value FROM json_each(?))", (many(keys),))


def _item(row: sqlite3.Row, figures: tuple[Figure, ...]) -> Item:
    return Item(
        id=row["id"],
        feed=row["feed"],
        url=row["url"],
        title=row["title"],
        published=published(row["n"]),
        first_seen=moment(row["first_seen"]),
        outlet=row["outlet"],
        summary=row["summary"],
        content=row["content"],
        language=row["language"],
        viewpoint=Viewpoint(row["viewpoint"]),
        owner=row["owner"],
        on_topic=bool(row["on_topic"]),
        themes=read_filings(row["themes"]),
        actors=tuple(read_list(row["actors"])),
        figures=figures,
        story=row["story"],
    )


def _figures(db: Database, rows: Sequence[sqlite3.Row]) -> dict[int, list[Figure]]:
    if not rows:
        return {}
    ids = {row["n"]: row["id"] for row in rows}
    found: dict[int, list[Figure]] = {}
    for row in db.execute(
        "SELECT * FROM figures WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n, place",
        (many(ids),),
    ):
        found.setdefault(row["n"], []).append(figure_of(row, ids[row["n"]]))
    return found


def figure_of(row: sqlite3.Row, item_id: str) -> Figure:
    return Figure(row["amount"], row["unit"], row["subject"], row["sentence"], item_id, row["as_of"])
