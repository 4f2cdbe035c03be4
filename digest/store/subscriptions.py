"""The subscriptions that were made in chat, as rows and as text; when the program first served each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from digest.model.place import Platform
from digest.model.subscription import Edition, Layout, Mute, Subscription
from digest.store import notes
from digest.store.connection import Database
from digest.store.rows import moment, moment_or_none, seconds, seconds_or_none

# Before a subscription's key: the note of when the program first served it.
_TAKEN_ON = "taken on: "


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
    body = asdict(subscription) | {
        "holidays": [day.isoformat() for day in subscription.holidays],
        "mute": {kind: sorted(muted) for kind, muted in asdict(subscription.mute).items()},
        "since": seconds_or_none(subscription.since),
    }
    # What is kept here is of no file.
    del body["from_file"]
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


def take_on(db: Database, subscriptions: Iterable[Subscription], now: datetime) -> None:
    """Note when the program first served these; those that it has served before stay as they are."""
    for subscription in subscriptions:
        notes.keep_first(db, f"{_TAKEN_ON}{subscription.key}", str(seconds(now)))


def taken_on(db: Database, subscription: Subscription) -> datetime | None:
    """Return when the program first served a subscription; None where it never ran with it."""
    at = notes.get(db, f"{_TAKEN_ON}{subscription.key}")
    return None if at is None else moment(int(at))


def forget_taken_on(db: Database, team: str) -> None:
    """Forget when the subscriptions of a team other than the home team were first served."""
    db.execute("DELETE FROM notes WHERE name GLOB ?", (f"{_TAKEN_ON}{team}/*",))
