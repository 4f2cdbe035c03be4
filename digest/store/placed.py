"""What grouping knows of items, into rows and back: so a process learns what others have placed."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from digest.model.item import Reading, Traits
from digest.model.window import Window
from digest.store.connection import Database
from digest.store.item_rows import by_key
from digest.store.keys import first_key, published
from digest.store.rows import moment, number
from digest.understand.grouping.group import Placed
from digest.understand.grouping.open_stories import LIFE, MEMORY, Compared
from digest.understand.traits import VERSION, traits

# Traits are kept so that a start need not make those of a whole window from its texts, and no longer than that.
_KEPT = LIFE + MEMORY + timedelta(days=1)


def keep_traits(db: Database, readings: Iterable[Reading], now: datetime) -> None:
    """Keep the traits of readings, and let go of those that are too old to be asked for."""
    db.executemany(
        "INSERT OR REPLACE INTO traits (n, version, body, senses) SELECT n, ?, ?, ? FROM items WHERE id = ?",
        [
            (VERSION, _write(one.traits), one.senses, one.item.id)
            for one in readings
            if one.traits is not None
        ],
    )
    db.execute("DELETE FROM traits WHERE n < ?", (first_key(now - _KEPT),))


def placed_in(db: Database, window: Window, after: int = 0) -> list[Placed]:
    """Return the items that stand in a story, in the order of their placing.

    Those published in the window that were placed after the placement `after` (`last_placement`).
    """
    rows = db.execute(
        "SELECT i.n, i.id, i.owner, i.first_seen, s.id AS story, v.vector, r.body, r.senses"
        " FROM members m JOIN items i ON i.n = m.n JOIN stories s ON s.s = m.s"
        " LEFT JOIN vectors v ON v.n = m.n LEFT JOIN traits r ON r.n = m.n AND r.version = ?"
        " WHERE m.m > ? AND i.n >= ? AND i.n < ? ORDER BY m.m",
        (VERSION, after, first_key(window.start), first_key(window.end)),
    ).fetchall()
    bare = by_key(db, [row["n"] for row in rows if row["body"] is None])
    return [
        Placed(
            Compared(
                row["id"],
                row["owner"],
                published(row["n"]),
                traits(bare[row["n"]]) if row["body"] is None else _read(row["body"]),
                row["vector"],
                row["senses"],
            ),
            moment(row["first_seen"]),
            row["story"],
        )
        for row in rows
    ]


def last_placement(db: Database) -> int:
    """Return the number of the last placement in a story."""
    return number(db, "SELECT coalesce(max(m), 0) FROM members")


def _write(of: Traits) -> str:
    return json.dumps(
        (
            of.language,
            of.words,
            of.names,
            of.actors,
            [*of.sums],
            [*of.numbers],
            [*of.releases],
            of.ways,
            of.is_empty,
            of.tells_a_happening,
        ),
        ensure_ascii=False,
    )


def _read(body: str) -> Traits:
    language, words, names, actors, sums, numbers, releases, ways, is_empty, tells_a_happening = json.loads(
        body
    )
    return Traits(
        language,
        words,
        names,
        tuple(actors),
        frozenset(map(tuple, sums)),
        frozenset(map(tuple, numbers)),
        frozenset(releases),
        ways,
        is_empty,
        tells_a_happening,
    )
