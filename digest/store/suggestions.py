"""Feeds that readers proposed, until an admin of the home team adds or declines them."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from digest.ids import derive_id
from digest.model.place import Platform
from digest.store.connection import Database
from digest.store.rows import insert, moment, number, seconds
from digest.urls import canonical

# What one team may leave waiting: an admin will look at so many, and no more.
MOST_WAITING = 50


class SuggestionState(StrEnum):
    WAITING = "waiting"
    ADDED = "added"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: str
    at: datetime
    platform: Platform
    team: str
    channel: str
    who: str
    url: str
    state: SuggestionState = SuggestionState.WAITING


def suggestion_id(url: str) -> str:
    """Return the id of a suggestion: one address is suggested once, whoever does."""
    return derive_id("suggestion", canonical(url))


def add(db: Database, suggestion: Suggestion) -> Suggestion | None:
    """Keep a suggestion; return it as it is kept, which may be as it was before. None when too many wait."""
    if known := get(db, suggestion.id):
        return known
    waiting_here = number(
        db,
        "SELECT count(*) FROM suggestions WHERE platform = ? AND team = ? AND state = 'waiting'",
        (str(suggestion.platform), suggestion.team),
    )
    if waiting_here >= MOST_WAITING:
        return None
    insert(db, "suggestions", [asdict(suggestion) | {"at": seconds(suggestion.at)}])
    return suggestion


def get(db: Database, suggestion_id: str) -> Suggestion | None:
    row = db.execute("SELECT * FROM suggestions WHERE id = ?", (suggestion_id,)).fetchone()
    return None if row is None else _suggestion(row)


def waiting(db: Database) -> list[Suggestion]:
    """Return those that nobody has settled, the oldest first."""
    rows = db.execute("SELECT * FROM suggestions WHERE state = 'waiting' ORDER BY at, id")
    return [_suggestion(row) for row in rows]


def settle(db: Database, suggestion_id: str, state: SuggestionState) -> bool:
    """Add or decline it; return whether it was still waiting."""
    done = db.execute(
        "UPDATE suggestions SET state = ? WHERE id = ? AND state = 'waiting'", (str(state), suggestion_id)
    )
    return done.rowcount > 0


def _suggestion(row: sqlite3.Row) -> Suggestion:
    return Suggestion(
        row["id"],
        moment(row["at"]),
        Platform(row["platform"]),
        row["team"],
        row["channel"],
        row["who"],
        row["url"],
        SuggestionState(row["state"]),
    )
