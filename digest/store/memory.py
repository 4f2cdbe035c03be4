"""What each channel was last told of each Story, to tell it only what is new."""

# ruff: noqa: S608 - what is put into SQL are conditions of this module, never values

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime

from digest.model.change import Told
from digest.model.subscription import Edition, Subscription
from digest.store.connection import Database
from digest.store.rows import many, moment, seconds

# Behind a channel's key: the memory of its weekly digests.
_WEEKLY = "#weekly"
_KEPT = ("digest", "at", "title", "items", "figures", "actors", "viewpoints", "owners", "link")
# Not by `->>`, which SQLite has since 3.38.
_AS_BEFORE = ", ".join(f"{name} = json_extract(former, '$.{name}')" for name in _KEPT)


def key_of(subscription: Subscription) -> str:
    """Return the key under which the memory holds what a subscription was told: its channel's, or a weekly one's own.

    A week is told whole, even where its days were told.
    """
    key = subscription.place.key
    return f"{key}{_WEEKLY}" if subscription.edition is Edition.WEEKLY else key


def move(db: Database, old: str, new: str) -> None:
    """Keep under another key what a channel was told."""
    for kind in ("", _WEEKLY):
        db.execute("UPDATE OR REPLACE told SET channel = ? WHERE channel = ?", (new + kind, old + kind))


def told(db: Database, channel: str, story_ids: Collection[str]) -> dict[str, Told]:
    """Return what the channel was last told of those stories that it was told of."""
    rows = db.execute(
        "SELECT * FROM told WHERE channel = ? AND story IN (SELECT value FROM json_each(?))",
        (channel, many(story_ids)),
    )
    return {row["story"]: read_told(row) for row in rows}


def told_since(db: Database, channel: str, since: datetime) -> dict[str, Told]:
    """Return all that the channel was told since then, by story."""
    rows = db.execute("SELECT * FROM told WHERE channel = ? AND at >= ?", (channel, seconds(since)))
    return {row["story"]: read_told(row) for row in rows}


def told_in(
    db: Database, channels: Collection[str], items: Collection[str], since: datetime
) -> dict[str, list[str]]:
    """Return by item the digests that told these channels of it last, since then; its story may be another by now."""
    rows = db.execute(
        "SELECT DISTINCT item.value AS item, digest FROM told, json_each(told.items) item"
        " WHERE channel IN (SELECT value FROM json_each(?)) AND at >= ?"
        " AND item.value IN (SELECT value FROM json_each(?)) ORDER BY at, digest",
        (many(channels), seconds(since), many(items)),
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["item"], []).append(row["digest"])
    return found


def told_of(db: Database, story: str) -> list[tuple[str, Told]]:
    """Return which channels were told of a story, and what, the first told first."""
    rows = db.execute("SELECT * FROM told WHERE story = ? ORDER BY at, channel", (story,))
    return [(row["channel"].removesuffix(_WEEKLY), read_told(row)) for row in rows]


def remember(db: Database, channel: str, told: Iterable[Told]) -> None:
    """Remember what the channel is told now, in place of what it was told of these stories before.

    What it was told before is kept for `take_back`, also while what it is told now is amended.
    """
    db.executemany(
        "INSERT INTO told"
        " (channel, story, digest, at, title, items, figures, actors, viewpoints, owners, link)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        " ON CONFLICT (channel, story) DO UPDATE SET digest = ?3, at = ?4, title = ?5, items = ?6,"
        "  figures = ?7, actors = ?8, viewpoints = ?9, owners = ?10, link = ?11,"
        "  former = CASE WHEN digest = ?3 AND at = ?4 THEN former ELSE json_object("
        "   'digest', digest, 'at', at, 'title', title, 'items', items, 'figures', figures,"
        "   'actors', actors, 'viewpoints', viewpoints, 'owners', owners, 'link', link) END",
        [
            (
                channel,
                each.story,
                each.digest,
                seconds(each.at),
                each.title,
                _sorted(each.items),
                _sorted(each.figures),
                _sorted(each.actors),
                _sorted(each.viewpoints),
                each.owners,
                each.link,
            )
            for each in told
        ],
    )


def take_back(db: Database, channel: str, digest: str, stories: Collection[str] | None = None) -> None:
    """Note that a digest did not come to tell the channel of these stories; what was told before is so again.

    None takes all of it back, also what went to another story since.
    """
    which = (
        " WHERE channel IN (?1, ?2) AND digest = ?3"
        " AND (?4 IS NULL OR story IN (SELECT value FROM json_each(?4)))"
    )
    values = (channel, channel + _WEEKLY, digest, None if stories is None else many(stories))
    db.execute(f"DELETE FROM told{which} AND former IS NULL", values)
    db.execute(f"UPDATE told SET {_AS_BEFORE}, former = NULL{which}", values)


def link(db: Database, channel: str, digest: str, link: str, stories: Collection[str]) -> None:
    """Note where a channel can read what a digest told it of these stories.

    What else a digest told and has no link yet gets this one: it may have gone to another story before it was posted.
    """
    db.execute(
        "UPDATE told SET link = ?1 WHERE channel IN (?2, ?3) AND digest = ?4"
        " AND (digest <> '' AND link IS NULL OR story IN (SELECT value FROM json_each(?5)))",
        (link, channel, channel + _WEEKLY, digest, many(stories)),
    )


def read_told(row: sqlite3.Row) -> Told:
    return Told(
        story=row["story"],
        digest=row["digest"],
        at=moment(row["at"]),
        title=row["title"],
        items=_set(row["items"]),
        figures=_set(row["figures"]),
        actors=_set(row["actors"]),
        viewpoints=_set(row["viewpoints"]),
        owners=row["owners"],
        link=row["link"],
    )


def _sorted(texts: Iterable[str]) -> str:
    return json.dumps(sorted(texts), ensure_ascii=False)


def _set(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))
