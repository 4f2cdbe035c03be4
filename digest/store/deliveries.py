"""The outbox: a row for every part that is to be posted, before it is posted, and how that went.

Its changes go through `Store.write_durably`, so that a step is on disk before the next one is taken.
"""

# ruff: noqa: S608 - what is put into SQL are conditions of this module, never values

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from digest.model.delivery import Delivery, DeliveryKind, DeliveryState, Posted
from digest.model.place import Place, Platform
from digest.store import digests, memory
from digest.store.connection import Database
from digest.store.rows import (
    insert,
    many,
    moment_or_none,
    number,
    read_list,
    seconds,
    seconds_or_none,
    write_list,
)

Body = Mapping[str, Any]

# No platform asks for a longer wait; what seems to wait longer was put off by a clock that was wrong.
_LONGEST_WAIT = timedelta(days=1)
# Parts forgotten at a time, so that nobody who writes waits for long.
_BATCH = 500
# What is neither sent nor given up. Its first half says nothing more, but by it SQLite sees that the index of what
# is not sent will do: without it, every delivery of a year would be looked at.
_UNSETTLED = "state <> 'sent' AND state IN ('pending', 'sending', 'uncertain')"


def plan(db: Database, parts: Sequence[tuple[Delivery, Body]], now: datetime) -> int:
    """Note the parts that are to go, in this order, each with what it says; return how many are new.

    What is noted already stays.
    """
    rows = [_row_of(part, body, now) for part, body in parts]
    return insert(db, "deliveries", rows, way="INSERT OR IGNORE")


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
    db: Database, delivery_id: str, state: DeliveryState, reason: str, *, due: datetime | None = None
) -> Delivery:
    """Note how a part stands now and why, and from when on it may be tried again.

    What was sent stays sent, whatever comes late.
    """
    db.execute(
        "UPDATE deliveries SET state = ?, reason = ?, due = ? WHERE id = ? AND state <> 'sent'",
        (str(state), reason, seconds_or_none(due), delivery_id),
    )
    return _known(db, delivery_id)


def mark_sent(
    db: Database, delivery_id: str, posted: Posted, now: datetime, *, reason: str | None = None
) -> Delivery:
    """Note that a part stands in its channel; a `reason` says that it may stand there twice."""
    # An edit is posted where the message stands that it takes the place of, whose link it has.
    db.execute(
        "UPDATE deliveries SET state = 'sent', message_id = ?, link = coalesce(?, link), posted = ?,"
        " reason = ?, due = NULL WHERE id = ? AND state <> 'sent'",
        (posted.message_id, posted.link, seconds(now), reason, delivery_id),
    )
    return _known(db, delivery_id)


def _known(db: Database, delivery_id: str) -> Delivery:
    return _delivery(db.execute("SELECT * FROM deliveries WHERE id = ?", (delivery_id,)).fetchone())


def give_up(db: Database, part: Delivery, reason: str) -> Delivery:
    """Note that a part will not be posted, and that its channel was not told what it alone tells.

    A digest of which no part was posted counts as missed: the next one begins where it began.
    """
    failed = mark(db, part.id, DeliveryState.FAILED, reason)
    if failed.state is not DeliveryState.FAILED:
        return failed
    if part.kind in (DeliveryKind.ALERT, DeliveryKind.FOLLOW):
        memory.take_back(db, part.place.key, part.digest, part.stories)
    if part.kind is not DeliveryKind.DIGEST:
        return failed
    others = [other for other in of_digest(db, part.digest) if other.state is not DeliveryState.FAILED]
    if any(other.kind is DeliveryKind.DIGEST for other in others):
        told = {story for other in others for story in other.stories}
        memory.take_back(db, part.place.key, part.digest, set(part.stories) - told)
    else:
        memory.take_back(db, part.place.key, part.digest)
        digests.miss(db, part.digest)
    return failed


def give_up_for_now(db: Database, parts: Iterable[Delivery], reason: str) -> None:
    """Give up what is refused where it was to go: a digest of which nothing was posted is owed anew.

    It comes where we are let in again in time.
    """
    refused = set()
    for part in parts:
        give_up(db, part, reason)
        refused.add(part.digest)
    digests.refuse(db, refused)


def take_as_sent(db: Database, part: Delivery, posted: Posted, now: datetime) -> Delivery:
    """Note that this part of a digest was found in its channel, whatever it says; the other parts are not sent."""
    db.execute(
        "DELETE FROM deliveries WHERE digest = ? AND kind = 'digest' AND id <> ?", (part.digest, part.id)
    )
    db.execute("UPDATE deliveries SET stories = '[]', body = '{}' WHERE id = ?", (part.id,))
    return mark_sent(db, part.id, posted, now)


def supersede(db: Database, digest: str) -> bool:
    """Give up a digest of which nothing can be posted yet, since the next one is due; return whether it was so.

    After an outage a channel reads one digest that holds it all, not one for each slot.
    """
    parts = [part for part in of_digest(db, digest) if part.kind is DeliveryKind.DIGEST]
    if not parts or not all(map(is_unsent, parts)):
        return False
    for part in parts:
        give_up(db, part, "the next digest takes its place")
    return True


def is_unsent(part: Delivery) -> bool:
    """Say whether a part waits and we never sent it; an earlier run may have, where it is yet to be looked for."""
    return part.state is DeliveryState.PENDING or (part.state is DeliveryState.UNCERTAIN and not part.tries)


def recover(db: Database, now: datetime, *, left_for: timedelta = timedelta(0)) -> list[Delivery]:
    """Return what a crash left half-way, now `uncertain`: what has been in hand for at least `left_for`.

    For `run`: at its start, when nobody else posts, and from time to time for what another process left.
    """
    # A distance, for the clock may have been set back since.
    db.execute(
        "UPDATE deliveries SET state = 'uncertain', due = NULL,"
        " reason = 'the program ended while it was being sent'"
        f" WHERE {_UNSETTLED} AND state = 'sending' AND abs(? - claimed) >= ?",
        (seconds(now), int(left_for.total_seconds())),
    )
    return _all(db, f"{_UNSETTLED} AND state = 'uncertain'")


def due(db: Database, now: datetime, channel: Place | None = None) -> list[Delivery]:
    """Return what may be tried now, the longest planned first: of each channel the first that is not settled.

    What stands behind it waits, so that a channel is read in the order in which it was written to.
    """
    rows = db.execute(
        "SELECT * FROM deliveries WHERE n IN ("
        f"  SELECT min(n) FROM deliveries WHERE {_UNSETTLED}"
        "  AND (?3 IS NULL OR (platform = ?3 AND channel = ?4 AND team = ?5))"
        "  GROUP BY platform, team, channel)"
        # One that is put off by more than a day was so before the clock was set back.
        " AND state <> 'sending' AND (coalesce(due, 0) <= ?1 OR due > ?1 + ?2) ORDER BY n",
        (
            seconds(now),
            int(_LONGEST_WAIT.total_seconds()),
            *((str(channel.platform), channel.channel, channel.team) if channel else (None, None, None)),
        ),
    )
    return [_delivery(row) for row in rows]


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
    return _all(db, _UNSETTLED)


def count_unsent(db: Database, team: tuple[Platform, str] | None = None) -> dict[DeliveryState, int]:
    """Count what is not sent by state, of one team if it is named; a state that none is in is counted as none."""
    platform, id_ = team or (None, None)
    rows = db.execute(
        "SELECT state, count(*) AS parts FROM deliveries WHERE state <> 'sent'"
        " AND (?1 IS NULL OR (platform = ?1 AND team = ?2)) GROUP BY state",
        (platform and str(platform), id_),
    )
    counted = {DeliveryState(row["state"]): row["parts"] for row in rows}
    return {state: counted.get(state, 0) for state in DeliveryState if state is not DeliveryState.SENT}


def count_sent(db: Database) -> int:
    # As what is left over: a year's deliveries are counted without a look at any.
    return number(
        db,
        "SELECT (SELECT count(*) FROM deliveries) - (SELECT count(*) FROM deliveries WHERE state <> 'sent')",
    )


def perhaps_twice(db: Database, team: tuple[Platform, str] | None = None) -> int:
    """Count what was posted again although nobody could look whether it stood there already."""
    platform, id_ = team or (None, None)
    return number(
        db,
        "SELECT count(*) FROM deliveries WHERE state = 'sent' AND reason IS NOT NULL"
        " AND (?1 IS NULL OR (platform = ?1 AND team = ?2))",
        (platform and str(platform), id_),
    )


def oldest_waiting(db: Database) -> datetime | None:
    """Return since when the part that has waited longest does; None when none waits."""
    row = db.execute(f"SELECT min(planned) FROM deliveries WHERE {_UNSETTLED}").fetchone()
    return moment_or_none(row[0])


def export(db: Database) -> Iterator[Delivery]:
    """Walk through all deliveries, oldest first."""
    for row in db.execute("SELECT * FROM deliveries ORDER BY n"):
        yield _delivery(row)


def rewrite(db: Database, delivery_id: str, body: Body) -> None:
    """Keep what a message says from now on."""
    db.execute(
        "UPDATE deliveries SET body = ? WHERE id = ?", (json.dumps(body, ensure_ascii=False), delivery_id)
    )


def alerts(db: Database, place: Place, since: datetime) -> list[Delivery]:
    """Return the alerts that a channel was given since then, oldest first; those that failed do not count."""
    return _all(
        db,
        "digest = '' AND kind = 'alert' AND platform = ? AND team = ? AND channel = ?"
        " AND state <> 'failed' AND planned >= ? AND part = 1",
        (str(place.platform), place.team, place.channel, seconds(since)),
    )


def forget(db: Database, before: datetime, most: int = _BATCH) -> int:
    """Delete up to `most` parts that were planned before then and are settled; return how many went.

    Call again until it is none. What a part that waits belongs to stays: the others of its digest, without which that
    would count as missed where the part is given up, and what it replies to.
    """
    waiting = unsettled(db)
    return db.execute(
        "DELETE FROM deliveries WHERE n IN ("
        "  SELECT n FROM deliveries WHERE planned < ?1 AND state IN ('sent', 'failed')"
        "  AND digest NOT IN (SELECT value FROM json_each(?2)) AND id NOT IN (SELECT value FROM json_each(?3))"
        "  ORDER BY planned LIMIT ?4)",
        (
            seconds(before),
            many({part.digest for part in waiting if part.digest}),
            many({part.reply_to for part in waiting if part.reply_to}),
            most,
        ),
    ).rowcount


def _all(db: Database, where: str, values: Sequence[object] = (), order: str = "n") -> list[Delivery]:
    rows = db.execute(f"SELECT * FROM deliveries WHERE {where} ORDER BY {order}", values)
    return [_delivery(row) for row in rows]


def _row_of(part: Delivery, body: Body, now: datetime) -> dict[str, object]:
    return asdict(part) | {
        "posted": seconds_or_none(part.posted),
        "due": seconds_or_none(part.due),
        "tags": write_list(part.tags),
        "stories": write_list(part.stories),
        "planned": seconds(now),
        "claimed": None,
        "body": json.dumps(body, ensure_ascii=False),
    }


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
        kind=DeliveryKind(row["kind"]),
        team=row["team"],
        reply_to=row["reply_to"],
        edits=row["edits"],
        title=row["title"],
        tags=tuple(read_list(row["tags"])),
        stories=tuple(read_list(row["stories"])),
        link=row["link"],
        planned=moment_or_none(row["planned"]),
        claimed=moment_or_none(row["claimed"]),
    )
