"""Texts that a button or a form stands for, under an id that fits into it."""

from datetime import datetime

from digest.ids import derive_id
from digest.store.connection import Database
from digest.store.rows import seconds

# What a button of an answer stands for, which is what somebody said.
_TYPED = "kept"
DRAFT = "draft"
"""A subscription that somebody is choosing."""


def keep(db: Database, text: str, now: datetime, *, kind: str = _TYPED) -> str:
    """Keep a text and return its id; the same text of a kind has the same id."""
    id_ = derive_id(kind, text)
    db.execute(
        "INSERT INTO kept (id, text, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET at = ?3",
        (id_, text, seconds(now)),
    )
    return id_


def get(db: Database, id_: str, *, kind: str = _TYPED) -> str | None:
    """Return a text that was kept as one of this kind.

    Anybody can have a text kept by typing it and knows its id then, so one kind is never taken for another.
    """
    row = db.execute("SELECT text FROM kept WHERE id = ?", (id_,)).fetchone()
    return str(row["text"]) if row and derive_id(kind, row["text"]) == id_ else None


def forget(db: Database, before: datetime) -> None:
    """Delete what was last kept before then."""
    db.execute("DELETE FROM kept WHERE at < ?", (seconds(before),))
