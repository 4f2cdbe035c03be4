"""What is past its time, away: items with all that hangs on them, and the stories left empty."""

# ruff: noqa: S608 - what is put into SQL are names of this module, never values

from collections.abc import Iterable
from datetime import datetime

from digest.store import story_rows
from digest.store.connection import Database
from digest.store.index import forget_rows, rows_of
from digest.store.keys import first_key
from digest.store.readings import forget_readings
from digest.store.rows import many, seconds

# Items deleted at a time, so that no reader or writer waits for long.
_BATCH = 500


def prune(db: Database, before: datetime, most: int = _BATCH) -> int:
    """Delete up to `most` items that were published and seen before then, and the stories left empty.

    Return how many went: call again until it is none. Digests stay, as they were sent.
    """
    rows = db.execute(
        "SELECT n, id, themes, actors, figures FROM items WHERE n < ? AND first_seen < ? ORDER BY n LIMIT ?",
        (first_key(before), seconds(before), most),
    ).fetchall()
    keys = [(row["n"],) for row in rows]
    stories = db.execute(
        "SELECT DISTINCT s FROM members WHERE n IN (SELECT value FROM json_each(?))",
        (many(row["n"] for row in rows),),
    ).fetchall()
    forget_rows(db, rows_of(db, [row["n"] for row in rows]))
    forget_readings(db, rows)
    for table in ("items", "texts", "item_changes", "item_pages", "vectors", "traits", "members"):
        db.executemany(f"DELETE FROM {table} WHERE n = ?", keys)
    _forget_empty(db, [row["s"] for row in stories])
    return len(rows)


def _forget_empty(db: Database, stories: Iterable[int]) -> None:
    for s in stories:
        row = db.execute(
            "SELECT id FROM stories WHERE s = ?1 AND NOT EXISTS (SELECT 1 FROM members WHERE s = ?1)", (s,)
        ).fetchone()
        if row:
            story_rows.forget(db, s, row["id"])
