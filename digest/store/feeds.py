"""Feeds that were added by command or in chat; what is remembered of every feed, and where it has moved."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from digest.errors import QueryError
from digest.model.feed import Feed, FeedKind, FeedState, PullState
from digest.model.outlet import Viewpoint
from digest.store.connection import Database
from digest.store.rows import insert, moment_or_none, seconds, seconds_or_none

# ---- the feeds ------------------------------------------------------------------------------------


def added(db: Database) -> list[Feed]:
    """Return the feeds that live in the store, by id."""
    return [_feed(row) for row in db.execute("SELECT * FROM feeds ORDER BY id")]


def add(db: Database, feed: Feed) -> None:
    """Keep a feed; raise QueryError when another id has its address already, or its id is another address's."""
    other = db.execute("SELECT id FROM feeds WHERE url = ? AND id <> ?", (feed.url, feed.id)).fetchone()
    if other:
        raise QueryError(f"that address is known already, as the feed {other['id']}")
    if db.execute("SELECT 1 FROM feeds WHERE id = ? AND url <> ?", (feed.id, feed.url)).fetchone():
        raise QueryError(
            f"{feed.id} is another feed's id; give this one an id of its own in the configuration"
        )
    row = {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "outlet": feed.outlet,
        "kind": str(feed.kind),
        "on_topic": feed.on_topic,
        "viewpoint": feed.viewpoint and str(feed.viewpoint),
        "language": feed.language,
        "is_on": feed.on,
        "auth": feed.auth,
        "labels": json.dumps(feed.labels, ensure_ascii=False),
    }
    insert(db, "feeds", [row], way="INSERT OR REPLACE")


def add_all(db: Database, feeds: Iterable[Feed]) -> None:
    for feed in feeds:
        add(db, feed)


def remove(db: Database, feed: str) -> bool:
    """Forget a feed of the store; its items stay. Return whether it was there."""
    was_there = db.execute("DELETE FROM feeds WHERE id = ?", (feed,)).rowcount > 0
    if was_there:
        db.execute("DELETE FROM feed_states WHERE feed = ?", (feed,))
        db.execute("DELETE FROM feed_chunks WHERE feed = ?", (feed,))
        db.execute("DELETE FROM feed_moves WHERE feed = ?", (feed,))
    return was_there


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        kind=FeedKind(row["kind"]),
        on_topic=bool(row["on_topic"]),
        viewpoint=row["viewpoint"] and Viewpoint(row["viewpoint"]),
        language=row["language"],
        on=bool(row["is_on"]),
        auth=row["auth"],
        labels=tuple(json.loads(row["labels"])),
        from_file=False,
    )


# ---- their states ---------------------------------------------------------------------------------


def whole_states(db: Database) -> dict[str, FeedState]:
    """Return what is remembered of all feeds, by id: all that a pull needs."""
    rows = db.execute("SELECT * FROM feed_states LEFT JOIN feed_chunks USING (feed)").fetchall()
    return {row["feed"]: _state(row) for row in rows}


def states(db: Database) -> dict[str, FeedState]:
    """Return how all feeds are, by id; without the hashes of what they last served, which are many."""
    rows = db.execute("SELECT *, NULL AS chunks FROM feed_states").fetchall()
    return {row["feed"]: _state(row) for row in rows}


def keep_states(db: Database, states: Iterable[FeedState]) -> None:
    states = list(states)
    rows = [
        {
            "feed": state.feed,
            "state": state.state and str(state.state),
            "reason": state.reason,
            "etag": state.etag,
            "last_modified": state.last_modified,
            "body_hash": state.body_hash,
            "interval_s": state.interval_s,
            "next_pull": seconds_or_none(state.next_pull),
            "last_pull": seconds_or_none(state.last_pull),
            "last_success": seconds_or_none(state.last_success),
            "first_seen": seconds_or_none(state.first_seen),
            "newest_item": seconds_or_none(state.newest_item),
            "rhythm_s": state.rhythm_s,
            "failures": state.failures,
            "failing_since": seconds_or_none(state.failing_since),
            "announced": state.announced,
            "moved_to": state.moved_to,
            "moved_since": seconds_or_none(state.moved_since),
            "moved_pulls": state.moved_pulls,
            "site": state.site,
            "title": state.title,
            "announced_at": seconds_or_none(state.announced_at),
            "ttl_s": state.ttl_s,
        }
        for state in states
    ]
    insert(db, "feed_states", rows, way="INSERT OR REPLACE")
    # Written only where they differ: they are long, and most pulls bring the same.
    db.executemany(
        "INSERT INTO feed_chunks (feed, chunks) VALUES (?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET chunks = excluded.chunks WHERE chunks <> excluded.chunks",
        [(state.feed, " ".join(sorted(state.chunks))) for state in states],
    )


def _state(row: sqlite3.Row) -> FeedState:
    return FeedState(
        feed=row["feed"],
        state=row["state"] and PullState(row["state"]),
        reason=row["reason"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        chunks=frozenset((row["chunks"] or "").split()),
        interval_s=row["interval_s"],
        next_pull=moment_or_none(row["next_pull"]),
        last_pull=moment_or_none(row["last_pull"]),
        last_success=moment_or_none(row["last_success"]),
        first_seen=moment_or_none(row["first_seen"]),
        newest_item=moment_or_none(row["newest_item"]),
        rhythm_s=row["rhythm_s"],
        failures=row["failures"],
        failing_since=moment_or_none(row["failing_since"]),
        announced=row["announced"],
        moved_to=row["moved_to"],
        moved_since=moment_or_none(row["moved_since"]),
        moved_pulls=row["moved_pulls"],
        site=row["site"],
        title=row["title"],
        announced_at=moment_or_none(row["announced_at"]),
        ttl_s=row["ttl_s"],
    )


# ---- what is told of them -------------------------------------------------------------------------


def keep_told(db: Database, state: FeedState) -> None:
    """Remember what was told of a feed, and nothing else of its state: it may be pulled meanwhile."""
    db.execute(
        "UPDATE feed_states SET announced = ?, announced_at = ? WHERE feed = ?",
        (state.announced, seconds_or_none(state.announced_at), state.feed),
    )


def move(db: Database, feed: Feed, target: str, at: datetime) -> None:
    """From now on a feed is asked at `target`, for as long as its own address stays what it is."""
    db.execute(
        "INSERT INTO feed_moves (feed, from_url, to_url, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET to_url = excluded.to_url, at = excluded.at,"
        # Where it had moved before, what its own address is stays known.
        "  from_url = CASE to_url WHEN excluded.from_url THEN from_url ELSE excluded.from_url END",
        (feed.id, feed.url, target, seconds(at)),
    )
    db.execute(
        "UPDATE feed_states SET moved_to = NULL, moved_since = NULL, moved_pulls = 0 WHERE feed = ?",
        (feed.id,),
    )


def moved(db: Database, feeds: Iterable[Feed]) -> list[Feed]:
    """Return the feeds with the addresses to which they have moved."""
    moves = {row["feed"]: row for row in db.execute("SELECT * FROM feed_moves")}
    return [
        replace(feed, url=moves[feed.id]["to_url"])
        if feed.id in moves and moves[feed.id]["from_url"] == feed.url
        else feed
        for feed in feeds
    ]
