"""The workspaces and servers that have installed the bot. Secrets come here encrypted and leave so."""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.clock import read_time, write_time
from digest.model.delivery import DeliveryState
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.store import deliveries, memory, notes, subscriptions
from digest.store.connection import Database
from digest.store.rows import moment, seconds


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace or server; `details` is what the platform's adapter wants to find again, no secrets."""

    platform: Platform
    id: str
    name: str
    at: datetime
    secret: bytes | None = field(default=None, repr=False)
    details: Mapping[str, str] = field(default_factory=dict)


def save(db: Database, team: Team) -> None:
    """Keep a team in place of what was kept of it."""
    db.execute(
        "INSERT OR REPLACE INTO teams (platform, id, name, secret, body, at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            str(team.platform),
            team.id,
            team.name,
            team.secret,
            json.dumps(dict(team.details), ensure_ascii=False),
            seconds(team.at),
        ),
    )


def everyone(db: Database, platform: Platform | None = None) -> list[Team]:
    """Return the teams, of one platform if it is named, by platform and id."""
    rows = db.execute(
        "SELECT * FROM teams WHERE ?1 IS NULL OR platform = ?1 ORDER BY platform, id",
        (platform and str(platform),),
    )
    return [_team(row) for row in rows]


def refused_since(db: Database, platform: Platform, team_id: str, now: datetime | None) -> datetime | None:
    """Note that a team's secret is refused `now`, or with None that it is taken; return since when it is refused.

    A new secret was not refused before.
    """
    row = db.execute(
        "UPDATE teams SET body = iif(?3 IS NULL, json_remove(body, '$.refused'), json_insert(body, '$.refused', ?3))"
        " WHERE platform = ?1 AND id = ?2 RETURNING json_extract(body, '$.refused') AS since",
        (str(platform), team_id, now and write_time(now)),
    ).fetchone()
    return read_time(row["since"]) if row and row["since"] else None


def leave(db: Database, platform: Platform, team_id: str, now: datetime) -> None:
    """Note that a team has removed the bot: its secret is deleted at once, and nothing is posted there."""
    db.execute(
        "INSERT INTO teams (platform, id, name, secret, body, at, gone) VALUES (?1, ?2, '', NULL, '{}', ?3, ?3)"
        " ON CONFLICT (platform, id) DO UPDATE SET secret = NULL, gone = coalesce(gone, ?3)",
        (str(platform), team_id, seconds(now)),
    )
    waiting = [
        part
        for part in deliveries.unsettled(db)
        # What is being sent is whoever's who sends it.
        if (part.platform, part.team) == (platform, team_id) and part.state is not DeliveryState.SENDING
    ]
    deliveries.give_up_for_now(db, waiting, "the team has removed the bot")


def come(db: Database, platform: Platform, team_id: str, application: str, now: datetime) -> None:
    """Note that a team has the bot, and as which application; what it chose before it had removed it is as it was."""
    db.execute(
        "INSERT INTO teams (platform, id, name, secret, body, at)"
        " VALUES (?1, ?2, '', NULL, json_object('application', ?3), ?4)"
        " ON CONFLICT (platform, id) DO UPDATE SET gone = NULL, body = json_set(body, '$.application', ?3)",
        (str(platform), team_id, application, seconds(now)),
    )


def having(db: Database, platform: Platform, application: str) -> list[str]:
    """Return the ids of the teams that have the bot as this application, as far as we know."""
    rows = db.execute(
        "SELECT id FROM teams WHERE platform = ? AND gone IS NULL"
        " AND json_extract(body, '$.application') = ? ORDER BY id",
        (str(platform), application),
    )
    return [row["id"] for row in rows]


def is_gone(db: Database, platform: Platform, team_id: str) -> bool:
    """Say whether a team has removed the bot."""
    row = db.execute(
        "SELECT gone FROM teams WHERE platform = ? AND id = ?", (str(platform), team_id)
    ).fetchone()
    return row is not None and row["gone"] is not None


def gone_before(db: Database, moment: datetime) -> list[Team]:
    """Return the teams that removed the bot before then."""
    return [_team(row) for row in db.execute("SELECT * FROM teams WHERE gone < ?", (seconds(moment),))]


def forget(db: Database, platform: Platform, team_id: str) -> None:
    """Delete all that is kept of a team, its secret too."""
    forget_choices(db, platform, team_id)
    notes.forget_team(db, platform, team_id)
    db.execute("DELETE FROM teams WHERE platform = ? AND id = ?", (str(platform), team_id))


def forget_choices(db: Database, platform: Platform, team_id: str) -> None:
    """Delete what a team chose, suggested and changed, and what it was told through it.

    It stays installed, and where it was greeted stays noted: it would be greeted again.
    The home team's digests that the file asks for are the file's, and stay.
    """
    owner = (str(platform), team_id)
    # A channel's key is platform:team:channel, and platform:channel where the team is the home team.
    pattern = f"{platform}:{team_id}:*" if team_id else f"{platform}:*"
    made = db.execute(
        "SELECT body FROM subscriptions WHERE json_extract(body, '$.platform') = ? AND team = ?", owner
    ).fetchall()
    for subscription in [subscriptions.read(row["body"]) for row in made]:
        _forget_digests(db, subscription)
        subscriptions.remove(db, subscription.name, team_id)
    if team_id:
        _forget_channels(db, pattern)
        db.execute("DELETE FROM deliveries WHERE platform = ? AND team = ?", owner)
        subscriptions.forget_taken_on(db, team_id)
    db.execute("DELETE FROM suggestions WHERE platform = ? AND team = ?", owner)
    db.execute("DELETE FROM change_log WHERE team = ?", (team_id,))
    for table in ("follows", "mutes"):
        db.execute(
            f"DELETE FROM {table} WHERE channel GLOB ?1 AND (?2 OR channel NOT GLOB '*:*:*')",
            (pattern, bool(team_id)),
        )


def _forget_channels(db: Database, channels: str) -> None:
    """Delete what the channels of a pattern were told, by digests that were ended too, and that they are off."""
    db.execute(
        "DELETE FROM verdicts WHERE digest IN (SELECT id FROM digests WHERE channel GLOB ?)", (channels,)
    )
    for table in ("digests", "told", "channels_off"):
        db.execute(f"DELETE FROM {table} WHERE channel GLOB ?", (channels,))


def _forget_digests(db: Database, subscription: Subscription) -> None:
    """Delete a subscription's digests, how stories fared in them, what its channel was told, and their posts."""
    own = (subscription.key,)
    db.execute("DELETE FROM verdicts WHERE digest IN (SELECT id FROM digests WHERE subscription = ?)", own)
    db.execute("DELETE FROM deliveries WHERE subscription = ?", own)
    db.execute("DELETE FROM digests WHERE subscription = ?", own)
    db.execute(
        "DELETE FROM told WHERE channel IN (?, ?)", (subscription.place.key, memory.key_of(subscription))
    )


def _team(row: sqlite3.Row) -> Team:
    return Team(
        Platform(row["platform"]),
        row["id"],
        row["name"],
        moment(row["at"]),
        row["secret"],
        json.loads(row["body"]),
    )
