"""Feeds that were added by command or in chat, and where any feed has moved."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from digest.errors import QueryError
from digest.ids import asking_id
from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint
from digest.store.connection import Database
from digest.store.rows import insert, many, read_list, seconds, write_list


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
        "wanted_auth": feed.wanted_auth,
        "labels": write_list(feed.labels),
    }
    if not db.execute("SELECT 1 FROM feeds WHERE id = ?", (feed.id,)).fetchone():
        # Of one that was removed something may be left.
        _forget_state(db, feed.id)
    insert(db, "feeds", [row], way="INSERT OR REPLACE")


def add_all(db: Database, feeds: Iterable[Feed]) -> None:
    for feed in feeds:
        add(db, feed)


def remove(db: Database, feed: str) -> bool:
    """Forget a feed of the store; its items stay. Return whether it was there."""
    was_there = db.execute("DELETE FROM feeds WHERE id = ?", (feed,)).rowcount > 0
    if was_there:
        _forget_state(db, feed)
        db.execute("DELETE FROM feed_moves WHERE feed = ?", (feed,))
    return was_there


def forget_removed(db: Database, pulled: Iterable[str]) -> None:
    """Forget what was noted of feeds of the store that were removed while they were pulled."""
    for table in ("feed_states", "feed_chunks"):
        db.execute(
            f"DELETE FROM {table} WHERE feed IN (SELECT value FROM json_each(?))"  # noqa: S608 - names of ours
            " AND feed NOT IN (SELECT id FROM feeds)",
            (many(pulled),),
        )


def allow(db: Database, feed: str) -> None:
    """From now on a feed of the store is asked with the password that a list named for it, and at once."""
    db.execute("UPDATE feeds SET auth = wanted_auth, wanted_auth = NULL WHERE id = ?", (feed,))
    _forget_state(db, feed)


def _forget_state(db: Database, feed: str) -> None:
    db.execute("DELETE FROM feed_states WHERE feed = ?", (feed,))
    db.execute("DELETE FROM feed_chunks WHERE feed = ?", (feed,))


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
        wanted_auth=row["wanted_auth"],
        labels=tuple(read_list(row["labels"])),
        from_file=False,
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
        "UPDATE feed_states SET moved_to = NULL, moved_since = NULL, moved_pulls = 0, asked_as = ? WHERE feed = ?",
        (asking_id(target, feed.auth), feed.id),
    )


def moved(db: Database, feeds: Iterable[Feed]) -> list[Feed]:
    """Return the feeds with the addresses to which they have moved; one that has a password by now has not."""
    moves = {row["feed"]: row for row in db.execute("SELECT * FROM feed_moves")}
    return [
        replace(feed, url=moves[feed.id]["to_url"])
        if feed.auth is None and feed.id in moves and moves[feed.id]["from_url"] == feed.url
        else feed
        for feed in feeds
    ]
