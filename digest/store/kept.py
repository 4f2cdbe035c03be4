"""Texts that a button or a form stands for, under an id that fits into it."""

from datetime import datetime

from digest.ids import derive_id
from digest.store.connection import Database, seconds


def keep(db: Database, text: str, now: datetime) -> str:
    """Keep a text and return its id; the same text has the same id."""
    id_ = derive_id("kept", text)
    db.execute(
        "INSERT INTO kept (id, text, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET at = ?3",
        (id_, text, seconds(now)),
    )
    return id_


def get(db: Database, id_: str) -> str | None:
    row = db.execute("SELECT text FROM kept WHERE id = ?", (id_,)).fetchone()
    return None if row is None else str(row["text"])


def forget(db: Database, before: datetime) -> None:
    """Delete what was last kept before then."""
    db.execute("DELETE FROM kept WHERE at < ?", (seconds(before),))
