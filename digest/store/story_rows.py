"""Stories into rows of their table, and back; with their members, and why each is one."""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this package, never values

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.model.outlet import Viewpoint
from digest.model.story import Because, Story
from digest.store.connection import Database
from digest.store.items import BACKLOG
from digest.store.keys import second
from digest.store.rows import many, moment, read_filings, read_list, seconds, write_filings, write_list

_COLUMNS = "s, id, title, language, first_seen, last_seen, last_published, outlets, owners, viewpoints, themes, actors"


def row_of(story: Story, items: Sequence[sqlite3.Row]) -> dict[str, object]:
    """Return a story's row, whose times tell of every window whether an item of it may belong there.

    `items` are the rows of its items.
    """
    seen = [item["first_seen"] for item in items] or [seconds(story.first_seen), seconds(story.last_seen)]
    # The latest start of a window that an item of it still belongs to: it was first seen in the
    # window, and published at most a day before its start.
    fresh = max(
        (min(item["first_seen"], second(item["n"]) + int(BACKLOG.total_seconds())) for item in items),
        default=seconds(story.last_seen),
    )
    return {
        "id": story.id,
        "title": story.title,
        "language": story.language,
        "first_seen": seconds(story.first_seen),
        "last_seen": seconds(story.last_seen),
        "last_published": seconds(story.last_published),
        "seen_from": min(seen),
        "seen_to": max(seen),
        "fresh": fresh,
        "outlets": story.outlets,
        "owners": story.owners,
        "viewpoints": json.dumps({str(side): number for side, number in story.viewpoints.items()}),
        "themes": write_filings(story.themes),
        "actors": write_list(story.actors),
    }


def because_row(because: Because | None) -> tuple[str | None, float | None, str]:
    """Return what a member's row says of why it is one."""
    if because is None:
        return None, None, "[]"
    return because.nearest, because.score, write_list(because.shared)


def load(db: Database, where: str, parameters: Sequence[object]) -> list[Story]:
    """Return the stories without their items for whose rows an SQL condition holds, in order of (first_seen, id)."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM stories WHERE {where} ORDER BY first_seen, id", parameters
    ).fetchall()
    linked = _developments(db, [row["id"] for row in rows])
    return [_story(row, tuple(linked.get(row["id"], ()))) for row in rows]


def forget(db: Database, s: int, id_: str) -> None:
    """Delete a story that has no members, with all that hangs on it."""
    db.execute("DELETE FROM stories WHERE s = ?", (s,))
    db.execute("DELETE FROM story_themes WHERE s = ?", (s,))
    # Its links from the other end are found by its own: each is written in both directions.
    db.execute(
        "DELETE FROM developments WHERE other = ?1"
        " AND story IN (SELECT other FROM developments WHERE story = ?1)",
        (id_,),
    )
    db.execute("DELETE FROM developments WHERE story = ?", (id_,))
    db.execute("DELETE FROM merged WHERE story = ?", (id_,))
    db.execute("DELETE FROM told WHERE story = ?", (id_,))


def _story(row: sqlite3.Row, developments: tuple[str, ...]) -> Story:
    return Story(
        id=row["id"],
        title=row["title"],
        language=row["language"],
        first_seen=moment(row["first_seen"]),
        last_seen=moment(row["last_seen"]),
        last_published=moment(row["last_published"]),
        themes=read_filings(row["themes"]),
        actors=tuple(read_list(row["actors"])),
        outlets=row["outlets"],
        owners=row["owners"],
        viewpoints={Viewpoint(side): number for side, number in json.loads(row["viewpoints"]).items()},
        developments=developments,
    )


def _developments(db: Database, ids: Collection[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in db.execute(
        "SELECT d.story, d.other FROM developments d JOIN stories o ON o.id = d.other"
        " WHERE d.story IN (SELECT value FROM json_each(?)) ORDER BY o.first_seen, o.id",
        (many(ids),),
    ):
        found[row["story"]].append(row["other"])
    return found


def with_members(db: Database, stories: Iterable[Story]) -> Iterator[Story]:
    """Give stories their items, in order of (published, id), and why each is in its story."""
    for story in stories:
        rows = db.execute(
            "SELECT i.n, i.id, m.nearest, m.score, m.shared FROM stories s JOIN members m ON m.s = s.s"
            " JOIN items i ON i.n = m.n WHERE s.id = ?",
            (story.id,),
        ).fetchall()
        rows.sort(key=lambda row: (second(row["n"]), row["id"]))
        yield replace(
            story,
            items=tuple(row["id"] for row in rows),
            because={
                row["id"]: Because(row["nearest"], row["score"], tuple(read_list(row["shared"])))
                for row in rows
                if row["score"] is not None
            },
        )
