"""What was chosen in chat: subscriptions, follows, mutes; and who changed what."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from digest.model import Edition, Layout, Mute, Platform, Subscription
from digest.store import notes
from digest.store.connection import Database, moment, moment_or_none, seconds, seconds_or_none

# A channel follows so many at most, and mutes so many: each is looked for in everything that comes.
MOST_CHOSEN = 100
# Before a subscription's key: the note of when the program first served it.
_TAKEN_ON = "taken on: "

# ---- subscriptions --------------------------------------------------------------------------------


def saved(db: Database, team: str | None = None) -> list[Subscription]:
    """Return the subscriptions that live in the store, by team and name; of one team if it is named.

    Those of a team that has removed the bot are not among them, though they are kept for a while.
    """
    rows = db.execute(
        "SELECT body FROM subscriptions s WHERE (?1 IS NULL OR team = ?1) AND NOT EXISTS"
        " (SELECT 1 FROM teams t WHERE t.id = s.team AND t.platform = json_extract(s.body, '$.platform')"
        "  AND t.gone IS NOT NULL) ORDER BY team, name",
        (team,),
    )
    return [read(row["body"]) for row in rows]


def save(db: Database, subscription: Subscription) -> None:
    """Keep a subscription in place of the one of its team and name."""
    db.execute(
        "INSERT OR REPLACE INTO subscriptions (team, name, body) VALUES (?, ?, ?)",
        (subscription.team, subscription.name, write(subscription)),
    )


def remove(db: Database, name: str, team: str = "") -> bool:
    """Forget a subscription; return whether it was there."""
    done = db.execute("DELETE FROM subscriptions WHERE team = ? AND name = ?", (team, name))
    return done.rowcount > 0


def write(subscription: Subscription) -> str:
    """Return a subscription as text, which `read` reads."""
    body = {
        "name": subscription.name,
        "platform": subscription.platform,
        "channel": subscription.channel,
        "themes": subscription.themes,
        "at": subscription.at,
        "zone": subscription.zone,
        "days": subscription.days,
        "edition": subscription.edition,
        "stories": subscription.stories,
        "layout": subscription.layout,
        "quiet": subscription.quiet,
        "alerts": subscription.alerts,
        "holidays": [day.isoformat() for day in subscription.holidays],
        "languages": subscription.languages,
        "voice": subscription.voice,
        "team": subscription.team,
        "mute": {
            "outlets": sorted(subscription.mute.outlets),
            "actors": sorted(subscription.mute.actors),
            "terms": sorted(subscription.mute.terms),
        },
        "since": seconds_or_none(subscription.since),
    }
    return json.dumps(body, ensure_ascii=False)


def read(text: str) -> Subscription:
    body: Mapping[str, Any] = json.loads(text)
    mute = body["mute"]
    return Subscription(
        name=body["name"],
        platform=Platform(body["platform"]),
        channel=body["channel"],
        themes=tuple(body["themes"]),
        at=body["at"],
        zone=body["zone"],
        days=tuple(body["days"]),
        edition=Edition(body["edition"]),
        stories=body["stories"],
        layout=Layout(body["layout"]),
        quiet=body["quiet"],
        alerts=body["alerts"],
        holidays=tuple(map(date.fromisoformat, body["holidays"])),
        languages=tuple(body["languages"]),
        voice=body["voice"],
        team=body["team"],
        mute=Mute(frozenset(mute["outlets"]), frozenset(mute["actors"]), frozenset(mute["terms"])),
        from_file=False,
        since=moment_or_none(body.get("since")),
    )


def take_on(db: Database, subscriptions: Iterable[str], now: datetime) -> None:
    """Note when the program first served these, by key; those that it has served before stay as they are."""
    for key in subscriptions:
        notes.keep_first(db, f"{_TAKEN_ON}{key}", str(seconds(now)))


def taken_on(db: Database, key: str) -> datetime | None:
    """Return when the program first served a subscription; None where it never ran with it."""
    at = notes.get(db, f"{_TAKEN_ON}{key}")
    return None if at is None else moment(int(at))


# ---- follows and mutes ----------------------------------------------------------------------------


class FollowKind(StrEnum):
    STORY = "story"
    ACTOR = "actor"


class MuteKind(StrEnum):
    OUTLET = "outlet"
    ACTOR = "actor"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Follow:
    """A channel's wish to hear of one Story or Actor."""

    channel: str
    kind: FollowKind
    target: str
    by: str
    at: datetime


def follow(db: Database, wish: Follow) -> bool | None:
    """Keep the wish; return whether it is new, None where the channel has as many as it may."""
    if _is_full(db, "follows", wish.channel, wish.kind, wish.target):
        return None
    done = db.execute(
        "INSERT OR IGNORE INTO follows (channel, kind, target, by, at) VALUES (?, ?, ?, ?, ?)",
        (wish.channel, str(wish.kind), wish.target, wish.by, seconds(wish.at)),
    )
    return done.rowcount > 0


def unfollow(db: Database, channel: str, kind: FollowKind, target: str) -> bool:
    """Forget a wish; return whether it was there."""
    done = db.execute(
        "DELETE FROM follows WHERE channel = ? AND kind = ? AND target = ?", (channel, str(kind), target)
    )
    return done.rowcount > 0


def follows(db: Database, channel: str | None = None) -> list[Follow]:
    """Return the wishes of a channel, or of all, the oldest first; of stories under their ids of now."""
    rows = db.execute(
        "SELECT channel, kind, coalesce(m.story, f.target) AS target, by, at FROM follows f"
        " LEFT JOIN merged m ON f.kind = 'story' AND m.id = f.target"
        " WHERE ?1 IS NULL OR channel = ?1 ORDER BY at, channel, kind, target",
        (channel,),
    )
    wishes = [
        Follow(row["channel"], FollowKind(row["kind"]), row["target"], row["by"], moment(row["at"]))
        for row in rows
    ]
    # Both stories of a joined one may have been followed.
    return list({(wish.channel, wish.kind, wish.target): wish for wish in reversed(wishes)}.values())[::-1]


def mute(db: Database, channel: str, kind: MuteKind, target: str, *, by: str, now: datetime) -> bool | None:
    """Have something never told to a channel; return whether that is new, None where it has muted all it may."""
    if _is_full(db, "mutes", channel, kind, target):
        return None
    done = db.execute(
        "INSERT OR IGNORE INTO mutes (channel, kind, target, by, at) VALUES (?, ?, ?, ?, ?)",
        (channel, str(kind), target, by, seconds(now)),
    )
    return done.rowcount > 0


def unmute(db: Database, channel: str, kind: MuteKind, target: str) -> bool:
    """Have it told again; return whether it was muted."""
    done = db.execute(
        "DELETE FROM mutes WHERE channel = ? AND kind = ? AND target = ?", (channel, str(kind), target)
    )
    return done.rowcount > 0


def muted(db: Database, channel: str) -> Mute:
    """Return what a channel has muted in chat."""
    found: dict[MuteKind, set[str]] = {kind: set() for kind in MuteKind}
    for row in db.execute("SELECT kind, target FROM mutes WHERE channel = ?", (channel,)):
        found[MuteKind(row["kind"])].add(row["target"])
    return Mute(
        frozenset(found[MuteKind.OUTLET]), frozenset(found[MuteKind.ACTOR]), frozenset(found[MuteKind.TERM])
    )


def with_mutes(db: Database, subscription: Subscription, channel: str) -> Subscription:
    """Return the subscription with what its channel has muted in chat."""
    own, chat = subscription.mute, muted(db, channel)
    return replace(
        subscription,
        mute=Mute(own.outlets | chat.outlets, own.actors | chat.actors, own.terms | chat.terms),
    )


def _is_full(db: Database, table: str, channel: str, kind: str, target: str) -> bool:
    """Tell whether a channel has chosen as much as it may, and this is not among it."""
    others = db.execute(
        f"SELECT count(*) FROM {table} WHERE channel = ? AND NOT (kind = ? AND target = ?)",  # noqa: S608 - ours
        (channel, str(kind), target),
    ).fetchone()[0]
    return bool(others >= MOST_CHOSEN)


# ---- who changed what -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of the change log."""

    at: datetime
    team: str
    who: str
    what: str


def log_change(db: Database, change: Changed) -> None:
    db.execute(
        "INSERT INTO change_log (at, team, who, what) VALUES (?, ?, ?, ?)",
        (seconds(change.at), change.team, change.who, change.what),
    )


def changes(db: Database, team: str | None = None, most: int = 50) -> list[Changed]:
    """Return what was changed, the latest first; by one team if it is named."""
    rows = db.execute(
        "SELECT * FROM change_log WHERE ?1 IS NULL OR team = ?1 ORDER BY number DESC LIMIT ?2", (team, most)
    )
    return [Changed(moment(row["at"]), row["team"], row["who"], row["what"]) for row in rows]
