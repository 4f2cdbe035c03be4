"""Small facts of the program's own, by name, such as which commands a platform was last given."""

from digest.store.connection import Database


def get(db: Database, name: str) -> str | None:
    row = db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


def keep(db: Database, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", (name, value))


def keep_first(db: Database, name: str, value: str) -> None:
    """Keep a fact unless there is one of that name."""
    db.execute("INSERT OR IGNORE INTO notes (name, value) VALUES (?, ?)", (name, value))


def forget(db: Database, name: str) -> None:
    db.execute("DELETE FROM notes WHERE name = ?", (name,))
