"""Hosts that asked us to come later, and until when."""

from collections.abc import Mapping
from datetime import datetime

from digest.store.connection import Database
from digest.store.rows import moment, seconds


def waits(db: Database) -> dict[str, datetime]:
    """Return until when each host wants to be left alone."""
    return {row["host"]: moment(row["until"]) for row in db.execute("SELECT host, until FROM host_waits")}


def keep_waits(db: Database, waits: Mapping[str, datetime], now: datetime) -> None:
    """Remember these waits, and forget those that are over."""
    db.execute("DELETE FROM host_waits WHERE until <= ?", (seconds(now),))
    db.executemany(
        "INSERT OR REPLACE INTO host_waits (host, until) VALUES (?, ?)",
        [(host, seconds(until)) for host, until in waits.items()],
    )
