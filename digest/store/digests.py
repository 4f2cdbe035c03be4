"""Digests as they were composed, and how each story fared in them.

They are kept for ever: those of five hundred channels are 2.7 GB a year, and 0.8 GB once they are packed.
"""

# ruff: noqa: S608 - what is put into SQL are conditions of this module, never values

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from digest.model.digest import Digest, Judged, Shelved, Verdict
from digest.model.place import Place
from digest.model.subscription import Edition
from digest.shapes.digest import digest_json, read_digest
from digest.store.connection import Database
from digest.store.rows import moment, seconds, seconds_or_none

# The digests of a team, ?1, that ended before ?2.
_OF_TEAM = (
    "window_end < ?2"
    " AND CASE WHEN ?1 = '' THEN channel NOT LIKE '%:%:%' ELSE instr(channel, ':' || ?1 || ':') END"
)
# Seconds, later than any; as many before 1970 are earlier than any.
_EVER = 1 << 62
# Digests put away at a time, so that nobody who writes waits for long.
_BATCH = 50


def team_of(channel: str) -> str:
    """Return the team in a channel's key; empty for the home team, and where a digest is no channel's."""
    return Place.of(channel).team if channel else ""


def save(
    db: Database,
    digest: Digest,
    verdicts: Iterable[Verdict] = (),
    channel: str = "",
    *,
    due: datetime | None = None,
) -> bool:
    """Keep a digest for its slot, due then; return False, keeping nothing, when the slot has one already."""
    is_first = db.execute(
        "INSERT OR IGNORE INTO digests"
        " (id, subscription, date, edition, channel, window_start, window_end, due, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            digest.id,
            digest.subscription,
            digest.date.isoformat(),
            str(digest.edition),
            channel,
            seconds(digest.window.start),
            seconds(digest.window.end),
            seconds_or_none(due),
            json.dumps(digest_json(digest), ensure_ascii=False),
        ),
    ).rowcount
    if not is_first:
        return False
    db.executemany(
        "INSERT OR REPLACE INTO verdicts (digest, story, shown, held_back_by, score) VALUES (?, ?, ?, ?, ?)",
        [(digest.id, v.story, v.shown, v.held_back_by, json.dumps(dict(v.score))) for v in verdicts],
    )
    return True


def give_way(db: Database, digest: str) -> bool:
    """Let a digest that its channel refused go, with its parts; return whether it was so."""
    was_refused = db.execute("DELETE FROM digests WHERE id = ? AND is_refused", (digest,)).rowcount > 0
    if was_refused:
        for table in ("verdicts", "deliveries"):
            db.execute(f"DELETE FROM {table} WHERE digest = ?", (digest,))
    return was_refused


def get(db: Database, subscription: str, day: date, edition: Edition) -> Digest | None:
    """Return the digest of a slot as it was composed; None when none was, or its channel refused it."""
    return _first(
        db,
        "NOT is_refused AND subscription = ? AND date = ? AND edition = ?",
        (subscription, day.isoformat(), str(edition)),
    )


def by_id(db: Database, digest_id: str) -> Digest | None:
    return _first(db, "id = ?", (digest_id,))


def newest(
    db: Database, subscription: str, edition: Edition | None = None, *, before: datetime | None = None
) -> Digest | None:
    """Return a subscription's last digest that was not missed, of that edition if one is named.

    `before` leaves out those that were made later than that, while a clock was wrong.
    """
    return _first(
        db,
        "is_missed = 0 AND subscription = ?1 AND (?2 IS NULL OR edition = ?2)"
        " AND (?3 IS NULL OR window_end < ?3) ORDER BY window_end DESC, date DESC",
        (subscription, edition and str(edition), before and seconds(before)),
    )


def last_end(
    db: Database, subscription: str, edition: Edition | None = None, *, before: datetime | None = None
) -> datetime | None:
    """Return up to when a subscription was told the news; None before the first digest.

    What was missed was not told: where nothing else was, its window is still to be told.
    """
    row = db.execute(
        "SELECT max(iif(is_missed, NULL, window_end)) AS told, min(window_start) AS first FROM digests"
        " WHERE subscription = ?1 AND (?2 IS NULL OR edition = ?2) AND (?3 IS NULL OR window_end < ?3)",
        (subscription, edition and str(edition), before and seconds(before)),
    ).fetchone()
    end = row["first"] if row["told"] is None else row["told"]
    return None if end is None else moment(end)


def newest_of_all(db: Database) -> Digest | None:
    """Return the last digest that was composed, for whichever subscription."""
    return _first(db, "window_end = (SELECT max(window_end) FROM digests) ORDER BY id", ())


def shelf(db: Database, team: str = "", most: int = 50, before: datetime | None = None) -> list[Shelved]:
    """Return a team's digests, the latest first; those whose windows end before `before`, to turn pages.

    Whatever ended with the last of `most` is there, too: many channels get their digests at one time.
    """
    until = _EVER if before is None else seconds(before)
    oldest = db.execute(
        f"SELECT window_end FROM digests WHERE {_OF_TEAM} ORDER BY window_end DESC LIMIT 1 OFFSET ?3 - 1",
        (team, until, most),
    ).fetchone()
    rows = db.execute(
        "SELECT id, subscription, date, edition, channel, window_end,"
        " coalesce(shown, json_extract(body, '$.coverage.shown')) AS shown"
        f" FROM digests WHERE {_OF_TEAM} AND window_end >= ?3 ORDER BY window_end DESC, id",
        (team, until, oldest["window_end"] if oldest else -_EVER),
    )
    return [
        Shelved(
            row["id"],
            row["subscription"],
            date.fromisoformat(row["date"]),
            Edition(row["edition"]),
            row["channel"],
            row["shown"],
            moment(row["window_end"]),
        )
        for row in rows
    ]


def channel_of(db: Database, digest_id: str) -> str | None:
    """Return the key of the channel that a digest was composed for; None when there is no such digest."""
    row = db.execute("SELECT channel FROM digests WHERE id = ?", (digest_id,)).fetchone()
    return None if row is None else str(row["channel"])


def export(db: Database) -> Iterator[Digest]:
    """Walk through all digests, oldest first."""
    for row in db.execute("SELECT body FROM digests ORDER BY window_end, id"):
        yield _read(row["body"])


def _first(db: Database, where: str, values: Sequence[object]) -> Digest | None:
    row = db.execute(f"SELECT body FROM digests WHERE {where} LIMIT 1", values).fetchone()
    return None if row is None else _read(row["body"])


def miss(db: Database, digest: str) -> None:
    """Note that nothing of a digest was posted: its slot is over, and its window is the next one's too."""
    db.execute("UPDATE digests SET is_missed = 1 WHERE id = ?", (digest,))


def refuse(db: Database, digests: Iterable[str]) -> None:
    """Note that those of these digests that were missed were refused by their channel: their slots are open again."""
    db.executemany("UPDATE digests SET is_refused = is_missed WHERE id = ?", [(id_,) for id_ in digests])


def refused_since(db: Database, since: datetime) -> set[str]:
    """Return whose digests were refused that ended since then, by `Subscription.key`."""
    rows = db.execute(
        "SELECT subscription FROM digests WHERE is_refused AND window_end >= ?", (seconds(since),)
    )
    return {row["subscription"] for row in rows}


def begin_next_at_slot(db: Database, digest: str) -> datetime:
    """Have the next digest begin where this one's slot was due, and return when that was."""
    row = db.execute("UPDATE digests SET window_end = due WHERE id = ? RETURNING due", (digest,)).fetchone()
    return moment(row["due"])


def judged(db: Database, story: str, most: int = 50) -> list[Judged]:
    """Return how a story fared, the last digest first; also under ids that it has taken over."""
    rows = db.execute(
        "SELECT v.*, d.subscription, d.channel, d.date FROM verdicts v JOIN digests d ON d.id = v.digest"
        " WHERE v.story IN (SELECT ?1 UNION SELECT id FROM merged WHERE story = ?1)"
        " ORDER BY d.window_end DESC, v.shown DESC, d.id LIMIT ?2",
        (story, most),
    )
    return [
        Judged(
            Verdict(row["story"], bool(row["shown"]), row["held_back_by"], json.loads(row["score"])),
            row["digest"],
            row["subscription"],
            team_of(row["channel"]),
            date.fromisoformat(row["date"]),
        )
        for row in rows
    ]


def showing(db: Database, story: str) -> list[tuple[str, Digest]]:
    """Return the digests that showed a story under this very id, each with its channel's key, oldest first."""
    rows = db.execute(
        "SELECT d.channel, d.body FROM verdicts v JOIN digests d ON d.id = v.digest"
        " WHERE v.story = ? AND v.shown AND NOT d.is_missed ORDER BY d.window_end, d.id",
        (story,),
    )
    return [(row["channel"], _read(row["body"])) for row in rows]


def amend(db: Database, digest: Digest) -> None:
    """Keep a digest that says now what was amended of it."""
    body = json.dumps(digest_json(digest), ensure_ascii=False)
    db.execute("UPDATE digests SET body = ? WHERE id = ?", (body, digest.id))


def put_away(db: Database, before: datetime, most: int = _BATCH) -> int:
    """Pack up to `most` digests that ended before then, and forget how stories fared in them; return how many.

    Call again until it is none. What they say is read as before.
    """
    rows = db.execute(
        "SELECT id, body FROM digests WHERE typeof(body) = 'text' AND window_end < ? ORDER BY window_end LIMIT ?",
        (seconds(before), most),
    ).fetchall()
    db.executemany("DELETE FROM verdicts WHERE digest = ?", [(row["id"],) for row in rows])
    db.executemany(
        "UPDATE digests SET shown = json_extract(body, '$.coverage.shown'), body = ? WHERE id = ?",
        [(zlib.compress(row["body"].encode()), row["id"]) for row in rows],
    )
    return len(rows)


def _read(body: str | bytes) -> Digest:
    return read_digest(json.loads(zlib.decompress(body) if isinstance(body, bytes) else body))
