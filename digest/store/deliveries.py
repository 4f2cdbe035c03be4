"""The ledger of deliveries: a row for every part that is to be posted, before it is posted.

Its changes go through `Store.write_durably`, so that a step is on disk before the next one is taken.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from digest.model import Delivery, DeliveryState, Platform
from digest.store.connection import Database, moment_or_none, seconds, seconds_or_none

Body = Mapping[str, Any]


def plan(db: Database, parts: Sequence[tuple[Delivery, Body]], now: datetime) -> None:
    """Note the parts that are to go, in this order, each with what it says; what is noted already stays."""
    db.executemany(
        "INSERT OR IGNORE INTO deliveries"
        " (id, digest, subscription, platform, team, channel, part, state, tries, message_id, posted, reason,"
        " due, planned, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                part.id,
                part.digest,
                part.subscription,
                str(part.platform),
                part.team,
                part.channel,
                part.part,
                str(part.state),
                part.tries,
                part.message_id,
                seconds_or_none(part.posted),
                part.reason,
                seconds_or_none(part.due),
                seconds(now),
                json.dumps(body, ensure_ascii=False),
            )
            for part, body in parts
        ],
    )


def claim(db: Database, delivery_id: str, now: datetime) -> Delivery | None:
    """Take a part in hand: it is now being sent, one try more. None when it is not waiting for one.

    What is `uncertain` may be claimed too: whoever does has looked it up and not found it.
    """
    row = db.execute(
        "UPDATE deliveries SET state = 'sending', tries = tries + 1, claimed = ?, reason = NULL, due = NULL"
        " WHERE id = ? AND state IN ('pending', 'uncertain') RETURNING *",
        (seconds(now), delivery_id),
    ).fetchone()
    return None if row is None else _delivery(row)


def mark(
    db: Database,
    delivery_id: str,
    state: DeliveryState,
    *,
    message_id: str | None = None,
    posted: datetime | None = None,
    reason: str | None = None,
    due: datetime | None = None,
) -> Delivery:
    """Note how a part stands now. `reason` and `due` are this state's; the others stay when not given.

    What was sent stays sent, whatever comes late.
    """
    db.execute(
        "UPDATE deliveries SET state = ?, message_id = coalesce(?, message_id),"
        " posted = coalesce(?, posted), reason = ?, due = ? WHERE id = ? AND state <> 'sent'",
        (str(state), message_id, seconds_or_none(posted), reason, seconds_or_none(due), delivery_id),
    )
    return _delivery(db.execute("SELECT * FROM deliveries WHERE id = ?", (delivery_id,)).fetchone())


def recover(db: Database, now: datetime) -> list[Delivery]:
    """Return what a crash left half-way, now `uncertain`: for `run`, at its start and under its lock."""
    db.execute(
        "UPDATE deliveries SET state = 'uncertain', due = NULL,"
        " reason = 'the program ended while it was being sent' WHERE state = 'sending' AND claimed <= ?",
        (seconds(now),),
    )
    return _all(db, "state = 'uncertain'")


def due(db: Database, now: datetime) -> list[Delivery]:
    """Return what may be tried now, pending or uncertain, in the order in which it was planned.

    A part waits for the parts of its digest and channel before it; one that failed for good holds the
    ones behind it back for ever.
    """
    rows = db.execute(
        "SELECT * FROM deliveries d WHERE state IN ('pending', 'uncertain') AND coalesce(due, 0) <= ?"
        " AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.digest = d.digest AND e.platform = d.platform"
        "  AND e.channel = d.channel AND e.part < d.part AND e.state <> 'sent')"
        " ORDER BY n",
        (seconds(now),),
    )
    return [_delivery(row) for row in rows]


def next_due(db: Database) -> datetime | None:
    """Return when the next part that was put off may be tried; None when none waits."""
    row = db.execute(
        "SELECT min(due) FROM deliveries WHERE state IN ('pending', 'uncertain') AND due IS NOT NULL"
    ).fetchone()
    return moment_or_none(row[0])


def body(db: Database, delivery_id: str) -> dict[str, Any]:
    """Return what a part says, as it was planned."""
    row = db.execute("SELECT body FROM deliveries WHERE id = ?", (delivery_id,)).fetchone()
    found: dict[str, Any] = json.loads(row["body"])
    return found


def get(db: Database, delivery_id: str) -> Delivery | None:
    found = _all(db, "id = ?", (delivery_id,))
    return found[0] if found else None


def of_digest(db: Database, digest: str) -> list[Delivery]:
    """Return a digest's parts, in order."""
    return _all(db, "digest = ?", (digest,), "part, n")


def unsettled(db: Database) -> list[Delivery]:
    """Return what is neither sent nor given up, in the order in which it was planned."""
    return _all(db, "state IN ('pending', 'sending', 'uncertain')")


def counts(db: Database, team: tuple[Platform, str] | None = None) -> dict[DeliveryState, int]:
    """Count the parts by state, of one team if it is named; a state that none is in is counted as none."""
    platform, id_ = team or (None, None)
    rows = db.execute(
        "SELECT state, count(*) AS parts FROM deliveries"
        " WHERE ?1 IS NULL OR (platform = ?1 AND team = ?2) GROUP BY state",
        (platform and str(platform), id_),
    )
    return dict.fromkeys(DeliveryState, 0) | {DeliveryState(row["state"]): row["parts"] for row in rows}


def oldest_waiting(db: Database) -> datetime | None:
    """Return since when the part that has waited longest does; None when none waits."""
    row = db.execute(
        "SELECT min(planned) FROM deliveries WHERE state IN ('pending', 'sending', 'uncertain')"
    ).fetchone()
    return moment_or_none(row[0])


def export(db: Database) -> Iterator[Delivery]:
    """Walk through all deliveries, oldest first."""
    for row in db.execute("SELECT * FROM deliveries ORDER BY n"):
        yield _delivery(row)


def forget_bodies(db: Database, before: datetime) -> None:
    """Empty what parts said that were settled and planned before then; the digests still say it."""
    db.execute(
        "UPDATE deliveries SET body = '{}'"
        " WHERE planned < ? AND state IN ('sent', 'failed') AND body <> '{}'",
        (seconds(before),),
    )


# ---- channels that refuse us ----------------------------------------------------------------------


def switch_off(db: Database, channel: str, reason: str, now: datetime) -> bool:
    """Post to a channel no more; return whether that is new, so that its admin is told once."""
    done = db.execute(
        "INSERT OR IGNORE INTO channels_off (channel, reason, at) VALUES (?, ?, ?)",
        (channel, reason, seconds(now)),
    )
    return done.rowcount > 0


def switch_on(db: Database, channel: str) -> None:
    db.execute("DELETE FROM channels_off WHERE channel = ?", (channel,))


def switched_off(db: Database) -> dict[str, str]:
    """Return the channels that are switched off, each with the reason."""
    return {
        row["channel"]: row["reason"] for row in db.execute("SELECT * FROM channels_off ORDER BY channel")
    }


def _all(db: Database, where: str, values: Sequence[object] = (), order: str = "n") -> list[Delivery]:
    rows = db.execute(f"SELECT * FROM deliveries WHERE {where} ORDER BY {order}", values)  # noqa: S608
    return [_delivery(row) for row in rows]


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        digest=row["digest"],
        subscription=row["subscription"],
        platform=Platform(row["platform"]),
        channel=row["channel"],
        part=row["part"],
        state=DeliveryState(row["state"]),
        tries=row["tries"],
        message_id=row["message_id"],
        posted=moment_or_none(row["posted"]),
        reason=row["reason"],
        due=moment_or_none(row["due"]),
        team=row["team"],
    )
