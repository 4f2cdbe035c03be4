"""The workspaces and servers that have installed the bot. Secrets come here encrypted and leave so."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import Platform
from digest.store.connection import Database, moment, seconds


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


def get(db: Database, platform: Platform, team_id: str) -> Team | None:
    row = db.execute("SELECT * FROM teams WHERE platform = ? AND id = ?", (str(platform), team_id)).fetchone()
    return None if row is None else _team(row)


def everyone(db: Database, platform: Platform | None = None) -> list[Team]:
    """Return the teams, of one platform if it is named, by platform and id."""
    rows = db.execute(
        "SELECT * FROM teams WHERE ?1 IS NULL OR platform = ?1 ORDER BY platform, id",
        (platform and str(platform),),
    )
    return [_team(row) for row in rows]


def remove(db: Database, platform: Platform, team_id: str) -> bool:
    """Forget a team with its secret and its subscriptions; return whether it was there."""
    done = db.execute("DELETE FROM teams WHERE platform = ? AND id = ?", (str(platform), team_id))
    db.execute("DELETE FROM subscriptions WHERE team = ?", (team_id,))
    return done.rowcount > 0


def _team(row: sqlite3.Row) -> Team:
    return Team(
        Platform(row["platform"]),
        row["id"],
        row["name"],
        moment(row["at"]),
        row["secret"],
        json.loads(row["body"]),
    )
