"""Small facts of the program's own, by name, such as which commands a platform was last given."""

from digest.model.place import Place, Platform
from digest.store.connection import Database

_HELLO = "hello "


def hello_name(place: Place) -> str:
    """Return the name under which it is noted that a place was greeted: a channel, or a server as a whole."""
    return f"{_HELLO}{place.key}"


def role_name(platform: Platform, team: str) -> str:
    """Return the name under which the role is kept that a server trusts; the home team's is under its own id, too."""
    return f"role {platform} {team}"


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


def forget_team(db: Database, platform: Platform, team: str) -> None:
    """Forget what is noted of a team that is gone: the role that it trusts, and where it was greeted."""
    forget(db, role_name(platform, team))
    whole = f"{_HELLO}{platform}:{team}"
    db.execute("DELETE FROM notes WHERE name = ?1 OR name GLOB ?1 || ':*'", (whole,))
