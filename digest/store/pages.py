"""Which items' pages were asked for: each once, whatever came of it, unless we could not read what came."""

from collections.abc import Collection
from datetime import datetime

from digest.store.connection import Database
from digest.store.rows import many, seconds


def tried(db: Database, ids: Collection[str]) -> set[str]:
    """Return those of the items whose pages were asked for."""
    rows = db.execute(
        "SELECT id FROM items JOIN item_pages USING (n) WHERE id IN (SELECT value FROM json_each(?))",
        (many(ids),),
    )
    return {row["id"] for row in rows}


def remember(db: Database, ids: Collection[str], at: datetime) -> None:
    db.execute(
        "INSERT OR IGNORE INTO item_pages (n, at)"
        " SELECT n, ? FROM items WHERE id IN (SELECT value FROM json_each(?))",
        (seconds(at), many(ids)),
    )


def forget(db: Database, ids: Collection[str]) -> None:
    db.execute(
        "DELETE FROM item_pages WHERE n IN"
        " (SELECT n FROM items WHERE id IN (SELECT value FROM json_each(?)))",
        (many(ids),),
    )
