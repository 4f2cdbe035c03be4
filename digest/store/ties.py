"""How stories hang together: which follows from which, and which turned out to be one."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from digest.errors import QueryError
from digest.model.change import Told
from digest.store import memory, story_rows
from digest.store.connection import Database
from digest.store.rows import many


def link(db: Database, story: str, other: str) -> None:
    """Say that one of the two stories follows from the other."""
    story, other = _current(db, story), _current(db, other)
    if story != other:
        db.executemany(
            "INSERT OR IGNORE INTO developments (story, other) VALUES (?, ?)",
            [(story, other), (other, story)],
        )


def merge(db: Database, older: str, younger: str) -> str:
    """Make two stories one: the older id stays and the younger still answers. Return the id that stays.

    Their items, links and what channels were told of them are joined; the row's counts are those of the
    older until the joined story is saved anew.
    """
    older, younger = _current(db, older), _current(db, younger)
    if older == younger:
        return older
    s, gone = _key(db, older), _key(db, younger)
    if s is None or gone is None:
        raise QueryError(f"stories {older} and {younger} cannot be joined: one of them is not known")
    _move_members(db, gone, s)
    others = db.execute("SELECT other FROM developments WHERE story = ?", (younger,)).fetchall()
    _merge_told(db, older, younger)
    db.execute("UPDATE merged SET story = ? WHERE story = ?", (older, younger))
    story_rows.forget(db, gone, younger)
    db.execute("INSERT OR REPLACE INTO merged (id, story) VALUES (?, ?)", (younger, older))
    for row in others:
        link(db, older, row["other"])
    return older


def part(db: Database, ids: Collection[str]) -> None:
    """Let those of the ids that became part of another story answer for themselves again.

    What channels were told of that story, they were told of both.
    """
    rows = db.execute(
        "SELECT id, story FROM merged WHERE id IN (SELECT value FROM json_each(?))", (many(ids),)
    ).fetchall()
    for row in rows:
        for told in db.execute("SELECT * FROM told WHERE story = ?", (row["story"],)).fetchall():
            memory.remember(db, told["channel"], [replace(memory.read_told(told), story=row["id"])])
        db.execute("DELETE FROM merged WHERE id = ?", (row["id"],))


def move_told(db: Database, story: str, to: str, title: str) -> None:
    """Let channels that were told of a story by this title have been told of the one to which its item has gone."""
    db.execute("UPDATE OR IGNORE told SET story = ? WHERE story = ? AND title = ?", (to, story, title))


def joined_since_told(db: Database) -> list[tuple[str, str]]:
    """Return the stories that turned out to be another one, each with that one, not yet told as such."""
    rows = db.execute("SELECT id, story FROM merged WHERE NOT is_told ORDER BY id").fetchall()
    return [(row["id"], row["story"]) for row in rows]


def joins_are_told(db: Database) -> None:
    """Note that whoever had to hear of the joined stories will."""
    db.execute("UPDATE merged SET is_told = 1 WHERE NOT is_told")


def ids_of(db: Database, story: str) -> list[str]:
    """Return the ids that a story has answered to: its own, then those of what it was joined with."""
    rows = db.execute("SELECT id FROM merged WHERE story = ? ORDER BY id", (story,))
    return [story, *(row["id"] for row in rows)]


def current_ids(db: Database, ids: Collection[str]) -> dict[str, str]:
    """Return for each id the one that answers for it now: its own, or that of the story it became part of."""
    rows = db.execute(
        "SELECT id, story FROM merged WHERE id IN (SELECT value FROM json_each(?))", (many(ids),)
    )
    now = {row["id"]: row["story"] for row in rows}
    return {key: now.get(key, key) for key in ids}


def _current(db: Database, story_id: str) -> str:
    return current_ids(db, [story_id])[story_id]


def _key(db: Database, story_id: str) -> int | None:
    row = db.execute("SELECT s FROM stories WHERE id = ?", (story_id,)).fetchone()
    return None if row is None else int(row["s"])


def _move_members(db: Database, s: int, to: int) -> None:
    """Give the members of one story to another: placed anew, so that other processes see it."""
    moved = db.execute(
        "SELECT n, nearest, score, shared FROM members WHERE s = ? ORDER BY m", (s,)
    ).fetchall()
    db.execute("DELETE FROM members WHERE s = ?", (s,))
    db.executemany(
        "INSERT INTO members (n, s, nearest, score, shared) VALUES (?, ?, ?, ?, ?)",
        [(row["n"], to, row["nearest"], row["score"], row["shared"]) for row in moved],
    )


def _merge_told(db: Database, older: str, younger: str) -> None:
    """What a channel was told of either, it was told of the joined one."""
    for row in db.execute("SELECT * FROM told WHERE story = ?", (younger,)).fetchall():
        same = db.execute(
            "SELECT * FROM told WHERE story = ? AND channel = ?", (older, row["channel"])
        ).fetchone()
        memory.remember(
            db, row["channel"], [_joined(older, [memory.read_told(each) for each in (same, row) if each])]
        )


def _joined(story: str, parts: Sequence[Told]) -> Told:
    last = max(parts, key=lambda told: told.at)
    return replace(
        last,
        story=story,
        items=frozenset().union(*(told.items for told in parts)),
        figures=frozenset().union(*(told.figures for told in parts)),
        actors=frozenset().union(*(told.actors for told in parts)),
        viewpoints=frozenset().union(*(told.viewpoints for told in parts)),
        owners=max(told.owners for told in parts),
    )
