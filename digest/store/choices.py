"""What a channel chose in chat: the Stories and Actors that it follows, and what it has muted."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from digest.model.subscription import Mute, Subscription
from digest.store.connection import Database
from digest.store.rows import many, moment, number, seconds
from digest.store.ties import ids_of

# A channel follows so many at most, and mutes so many: each is looked for in everything that comes.
MOST_CHOSEN = 100


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
    there = {(held.kind, held.target) for held in follows(db, wish.channel)}
    if (wish.kind, wish.target) in there:
        return False
    if len(there) >= MOST_CHOSEN:
        return None
    db.execute(
        "INSERT INTO follows (channel, kind, target, by, at) VALUES (?, ?, ?, ?, ?)",
        (wish.channel, str(wish.kind), wish.target, wish.by, seconds(wish.at)),
    )
    return True


def unfollow(db: Database, channel: str, kind: FollowKind, target: str) -> bool:
    """Forget a wish, of a story by its id of now; return whether it was there."""
    targets = ids_of(db, target) if kind is FollowKind.STORY else [target]
    done = db.execute(
        "DELETE FROM follows WHERE channel = ? AND kind = ? AND target IN (SELECT value FROM json_each(?))",
        (channel, str(kind), many(targets)),
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


def forget_lost(db: Database) -> None:
    """Forget the wishes to hear of stories that are not kept any more."""
    db.execute(
        "DELETE FROM follows WHERE kind = 'story' AND target NOT IN (SELECT id FROM stories)"
        " AND target NOT IN (SELECT id FROM merged)"
    )


def mute(db: Database, channel: str, kind: MuteKind, target: str, *, by: str, now: datetime) -> bool | None:
    """Have something never told to a channel; return whether that is new, None where it has muted all it may."""
    if _has_muted_all_it_may(db, channel, kind, target):
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


def with_mutes(db: Database, subscription: Subscription) -> Subscription:
    """Return the subscription with what its channel has muted in chat."""
    own, chat = subscription.mute, muted(db, subscription.place.key)
    return replace(
        subscription,
        mute=Mute(own.outlets | chat.outlets, own.actors | chat.actors, own.terms | chat.terms),
    )


def _has_muted_all_it_may(db: Database, channel: str, kind: MuteKind, target: str) -> bool:
    """Say whether a channel has muted as much as it may, and this is not among it."""
    others = number(
        db,
        "SELECT count(*) FROM mutes WHERE channel = ? AND NOT (kind = ? AND target = ?)",
        (channel, str(kind), target),
    )
    return others >= MOST_CHOSEN
