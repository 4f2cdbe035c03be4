"""What is remembered of every feed between two pulls, and what was told of it."""

# ruff: noqa: S608 - what is put into SQL are names of this module, never values

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from digest.model.feed import FeedState, PullState
from digest.store.connection import Database
from digest.store.rows import moment_or_none, seconds, seconds_or_none

# A field of a state is a column of the same name, the hashes alone lie in a table of their own; these are times.
_COLUMNS = tuple(field.name for field in fields(FeedState) if field.name != "chunks")
_KEEP = (
    f"INSERT INTO feed_states ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
    " ON CONFLICT (feed) DO UPDATE SET "
    + ", ".join(
        f"{name} = excluded.{name}" for name in _COLUMNS if name not in ("feed", "announced", "announced_at")
    )
)
_TIMES = (
    "next_pull",
    "last_success",
    "whole_at",
    "first_seen",
    "newest_item",
    "failing_since",
    "moved_since",
    "announced_at",
)


def whole(db: Database) -> dict[str, FeedState]:
    """Return what is remembered of all feeds, by id."""
    return _states(db, "chunks", "feed_states LEFT JOIN feed_chunks USING (feed)")


def without_chunks(db: Database) -> dict[str, FeedState]:
    """As `whole`, but with `chunks` left empty: they are many, and only a pull needs them."""
    return _states(db, "NULL", "feed_states")


def keep(db: Database, states: Iterable[FeedState]) -> None:
    """Keep states as they are now, but for what was told of feeds that are known: they were told of it meanwhile."""
    states = list(states)
    rows = [
        {name: getattr(state, name) for name in _COLUMNS}
        | {name: seconds_or_none(getattr(state, name)) for name in _TIMES}
        for state in states
    ]
    db.executemany(_KEEP, rows)
    # Written only where they differ: they are long, and most pulls bring the same.
    db.executemany(
        "INSERT INTO feed_chunks (feed, chunks) VALUES (?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET chunks = excluded.chunks WHERE chunks <> excluded.chunks",
        [(state.feed, " ".join(sorted(state.chunks))) for state in states],
    )


def _states(db: Database, hashes: str, source: str) -> dict[str, FeedState]:
    found = db.execute(f"SELECT {hashes}, {', '.join(_COLUMNS)} FROM {source}")
    return {state.feed: state for state in map(_state, found.fetchall())}


def _state(row: sqlite3.Row) -> FeedState:
    """Build a state, of which a slash command may want a thousand: a column by its name is a search among all."""
    hashes, *kept = row
    values = dict(zip(_COLUMNS, kept, strict=True))
    values |= {name: moment_or_none(values[name]) for name in _TIMES}
    state = values.pop("state")
    return FeedState(**values, state=state and PullState(state), chunks=frozenset((hashes or "").split()))


def bring_back(db: Database, now: datetime) -> None:
    """Take items that a clock ahead of its time dated for items of now, where they are a feed's newest."""
    db.execute("UPDATE feed_states SET newest_item = ?1 WHERE newest_item > ?1 + 86400", (seconds(now),))


def keep_told(db: Database, state: FeedState) -> None:
    """Remember what was told of a feed, and nothing else of its state: it may be pulled meanwhile."""
    db.execute(
        "UPDATE feed_states SET announced = ?, announced_at = ? WHERE feed = ?",
        (state.announced, seconds_or_none(state.announced_at), state.feed),
    )
