"""Who changed what in chat, and when."""

from dataclasses import dataclass
from datetime import datetime

from digest.store.connection import Database
from digest.store.rows import moment, seconds


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of the change log."""

    at: datetime
    team: str
    who: str
    what: str


def note(db: Database, change: Changed) -> None:
    db.execute(
        "INSERT INTO change_log (at, team, who, what) VALUES (?, ?, ?, ?)",
        (seconds(change.at), change.team, change.who, change.what),
    )


def latest(db: Database, team: str | None = None, most: int = 50) -> list[Changed]:
    """Return what was changed, the latest first; by one team if it is named."""
    rows = db.execute(
        "SELECT * FROM change_log WHERE ?1 IS NULL OR team = ?1 ORDER BY number DESC LIMIT ?2", (team, most)
    )
    return [Changed(moment(row["at"]), row["team"], row["who"], row["what"]) for row in rows]
