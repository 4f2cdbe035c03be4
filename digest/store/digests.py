"""Digests as they were composed, how each story fared in them, and what each channel was told."""

# ruff: noqa: S608 - what is put into SQL are conditions of this module, never values

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from digest.model import Digest, Edition, Subscription, Told, Verdict
from digest.shapes import digest_json, read_digest
from digest.store.connection import Database, moment, seconds

# Behind a channel's key: the memory of its weekly digests.
_WEEKLY = "#weekly"


@dataclass(frozen=True, slots=True)
class Judged:
    """A story's verdict in one digest."""

    digest: str
    subscription: str
    team: str
    date: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Shelved:
    """A digest as a list of them shows it."""

    id: str
    subscription: str
    date: date
    edition: Edition
    channel: str
    """As `Place.key` writes it."""
    shown: int
    window_end: datetime


def memory_key(subscription: Subscription) -> str:
    """Return what the memory is filed under of what a subscription was told: a channel's, and a weekly one's own.

    For a week is told whole, also where its days were.
    """
    key = subscription.place.key
    return f"{key}{_WEEKLY}" if subscription.edition is Edition.WEEKLY else key


def team_of(channel: str) -> str:
    """Return the team in a channel's key; empty for the home team."""
    parts = channel.split(":")
    return parts[1] if len(parts) == 3 else ""


# ---- slots ----------------------------------------------------------------------------------------


def save(db: Database, digest: Digest, verdicts: Iterable[Verdict] = (), channel: str = "") -> bool:
    """Keep a digest for its slot; return False, keeping nothing, when the slot has one already."""
    is_first = db.execute(
        "INSERT OR IGNORE INTO digests"
        " (id, subscription, date, edition, channel, window_start, window_end, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            digest.id,
            digest.subscription,
            digest.date.isoformat(),
            str(digest.edition),
            channel,
            seconds(digest.window.start),
            seconds(digest.window.end),
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


def get(db: Database, subscription: str, day: date, edition: Edition) -> Digest | None:
    """Return the digest of a slot as it was composed; None when none was."""
    return _first(
        db,
        "subscription = ? AND date = ? AND edition = ?",
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
    return _first(db, "1 ORDER BY window_end DESC, id", ())


def shelf(db: Database, team: str = "", most: int = 50, before: datetime | None = None) -> list[Shelved]:
    """Return a team's digests, the latest first; those whose windows end before `before`, to turn pages."""
    rows = db.execute(
        "SELECT id, subscription, date, edition, channel, window_end,"
        " json_extract(body, '$.coverage.shown') AS shown FROM digests"
        " WHERE CASE WHEN ?1 = '' THEN channel NOT LIKE '%:%:%' ELSE instr(channel, ':' || ?1 || ':') END"
        " AND (?2 IS NULL OR window_end < ?2) ORDER BY window_end DESC, id LIMIT ?3",
        (team, before and seconds(before), most),
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
        yield read_digest(json.loads(row["body"]))


def _first(db: Database, where: str, values: Sequence[object]) -> Digest | None:
    row = db.execute(f"SELECT body FROM digests WHERE {where} LIMIT 1", values).fetchone()
    return None if row is None else read_digest(json.loads(row["body"]))


# ---- verdicts -------------------------------------------------------------------------------------


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
            row["digest"],
            row["subscription"],
            team_of(row["channel"]),
            date.fromisoformat(row["date"]),
            Verdict(row["story"], bool(row["shown"]), row["held_back_by"], json.loads(row["score"])),
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
    return [(row["channel"], read_digest(json.loads(row["body"]))) for row in rows]


def amend(db: Database, digest: Digest) -> None:
    """Keep a digest that says now what was amended of it."""
    body = json.dumps(digest_json(digest), ensure_ascii=False)
    db.execute("UPDATE digests SET body = ? WHERE id = ?", (body, digest.id))


def forget_verdicts(db: Database, before: datetime) -> None:
    """Delete the verdicts of digests that ended before then; the digests stay."""
    db.execute(
        "DELETE FROM verdicts WHERE digest IN (SELECT id FROM digests WHERE window_end < ?)",
        (seconds(before),),
    )


# ---- what channels were told ----------------------------------------------------------------------


def told(db: Database, channel: str, story_ids: Collection[str]) -> dict[str, Told]:
    """Return what the channel was last told of those stories that it was told of."""
    rows = db.execute(
        "SELECT * FROM told WHERE channel = ? AND story IN (SELECT value FROM json_each(?))",
        (channel, json.dumps(list(story_ids))),
    )
    return {row["story"]: read_told(row) for row in rows}


def told_since(db: Database, channel: str, since: datetime) -> dict[str, Told]:
    """Return all that the channel was told since then, by story."""
    rows = db.execute("SELECT * FROM told WHERE channel = ? AND at >= ?", (channel, seconds(since)))
    return {row["story"]: read_told(row) for row in rows}


def told_of(db: Database, story: str) -> list[tuple[str, Told]]:
    """Return which channels were told of a story, and what, the first told first."""
    rows = db.execute("SELECT * FROM told WHERE story = ? ORDER BY at, channel", (story,))
    return [(row["channel"].removesuffix(_WEEKLY), read_told(row)) for row in rows]


def remember_told(db: Database, channel: str, told: Iterable[Told]) -> None:
    """Remember what the channel is told now, in place of what it was told of these stories before.

    What it was told before is kept for `take_back`.
    """
    db.executemany(
        "INSERT INTO told"
        " (channel, story, digest, at, title, items, figures, actors, viewpoints, owners, link)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        " ON CONFLICT (channel, story) DO UPDATE SET digest = ?3, at = ?4, title = ?5, items = ?6,"
        "  figures = ?7, actors = ?8, viewpoints = ?9, owners = ?10, link = ?11, former = json_object("
        "   'digest', digest, 'at', at, 'title', title, 'items', items, 'figures', figures,"
        "   'actors', actors, 'viewpoints', viewpoints, 'owners', owners, 'link', link)",
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


def take_back(db: Database, channel: str, digest: str, stories: Collection[str]) -> None:
    """Note that a digest did not come to tell the channel of these stories; what was told before is so again."""
    which = " WHERE channel IN (?, ?) AND digest = ? AND story IN (SELECT value FROM json_each(?))"
    values = (channel, channel + _WEEKLY, digest, json.dumps(list(stories)))
    db.execute(f"DELETE FROM told{which} AND former IS NULL", values)
    db.execute(
        "UPDATE told SET digest = former ->> 'digest', at = former ->> 'at', title = former ->> 'title',"
        " items = former ->> 'items', figures = former ->> 'figures', actors = former ->> 'actors',"
        " viewpoints = former ->> 'viewpoints', owners = former ->> 'owners', link = former ->> 'link',"
        f" former = NULL{which}",
        values,
    )


def miss(db: Database, digest: str) -> None:
    """Note that nothing of a digest was posted: its slot is over, and its window is the next one's too."""
    db.execute("UPDATE digests SET is_missed = 1 WHERE id = ?", (digest,))


def link_told(db: Database, channel: str, digest: str, link: str, stories: Collection[str] = ()) -> None:
    """Note where a channel can read what a digest told it: of the stories, or of all when none is named."""
    db.execute(
        "UPDATE told SET link = ?1 WHERE channel IN (?2, ?3) AND digest = ?4"
        " AND (?5 = '[]' OR story IN (SELECT value FROM json_each(?5)))",
        (link, channel, channel + _WEEKLY, digest, json.dumps(list(stories))),
    )


def read_told(row: sqlite3.Row | Mapping[str, object]) -> Told:
    return Told(
        story=str(row["story"]),
        digest=str(row["digest"]),
        at=moment(int(str(row["at"]))),
        title=str(row["title"]),
        items=_set(row["items"]),
        figures=_set(row["figures"]),
        actors=_set(row["actors"]),
        viewpoints=_set(row["viewpoints"]),
        owners=int(str(row["owners"])),
        link=None if row["link"] is None else str(row["link"]),
    )


def _sorted(texts: Iterable[str]) -> str:
    return json.dumps(sorted(texts), ensure_ascii=False)


def _set(text: object) -> frozenset[str]:
    return frozenset(json.loads(str(text)))
