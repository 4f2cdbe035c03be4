"""Stories kept, and asked for. Their rows say all that choosing needs, so that a digest loads no items."""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from digest.errors import QueryError, UnknownIdError
from digest.model.item import Item, oldest_first
from digest.model.story import Story
from digest.model.window import Window
from digest.store import item_rows
from digest.store.connection import Database
from digest.store.items import BACKLOG
from digest.store.keys import first_key, published
from digest.store.rows import insert, many, moment, number, seconds
from digest.store.story_rows import because_row, load, row_of, with_members
from digest.store.ties import current_ids, link

# Of a theme, no more stories than this are weighed for one digest: those with the most owners.
MOST_OF_A_THEME = 300
# A shorter piece of an id is a slip of the hand.
_SHORTEST_ID = 4
_ID = re.compile(r"[0-9a-f]+")


def save(db: Database, stories: Sequence[Story]) -> None:
    """Keep the stories with their members, in place of what was kept of them; twice is once.

    Items that are not stored are passed over. An item that was in another story moves.
    """
    known = _item_rows(db, {item for story in stories for item in story.items})
    for story in stories:
        rows = [known[item] for item in story.items if item in known]
        s = _save_row(db, story, rows)
        _save_members(db, s, story, rows)
        for other in story.developments:
            link(db, story.id, other)


def _item_rows(db: Database, ids: Collection[str]) -> dict[str, sqlite3.Row]:
    rows = db.execute(
        "SELECT id, n, first_seen FROM items WHERE id IN (SELECT value FROM json_each(?))",
        (many(ids),),
    )
    return {row["id"]: row for row in rows}


def _save_row(db: Database, story: Story, items: Sequence[sqlite3.Row]) -> int:
    """Write the story's own row and those of its themes; return its key."""
    row = row_of(story, items)
    s: int = db.execute(
        f"INSERT INTO stories ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})"
        f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in row)}"
        " RETURNING s",
        row,
    ).fetchone()[0]
    db.execute("DELETE FROM story_themes WHERE s = ?", (s,))
    shared = {name: row[name] for name in ("fresh", "owners", "seen_from", "seen_to", "last_published")}
    themes = [{"theme": filing.theme, "s": s, "score": filing.score, **shared} for filing in story.themes]
    insert(db, "story_themes", themes)
    return s


def _save_members(db: Database, s: int, story: Story, rows: Sequence[sqlite3.Row]) -> None:
    there = {
        row["n"]: row for row in db.execute("SELECT n, nearest, score, shared FROM members WHERE s = ?", (s,))
    }
    wanted = {row["n"]: because_row(story.because.get(row["id"])) for row in rows}
    gone = [n for n in there if n not in wanted]
    moved = [n for n, because in wanted.items() if n not in there or tuple(there[n])[1:] != because]
    # Deleted and placed anew, so that other processes see the placement as a new one.
    db.executemany("DELETE FROM members WHERE n = ?", [(n,) for n in gone + moved])
    db.executemany(
        "INSERT INTO members (n, s, nearest, score, shared) VALUES (?, ?, ?, ?, ?)",
        [(n, s, *wanted[n]) for n in moved],
    )


def get(db: Database, story_id: str) -> Story:
    """Return the story of an id, of the beginning of one, or of one that was joined with another.

    Raise QueryError, which says what to do, when there is none or more than one.
    """
    wanted = story_id.strip().lower()
    if not _ID.fullmatch(wanted) or len(wanted) < _SHORTEST_ID:
        raise UnknownIdError(
            f"“{story_id.strip()[:40]}” is not the id of a story: take at least {_SHORTEST_ID} of"
            " the 16 letters and digits that `search` prints beside each story"
        )
    rows = db.execute(
        "SELECT DISTINCT story FROM ("
        " SELECT id AS story FROM stories WHERE id >= ?1 AND id < ?1 || 'g'"
        " UNION ALL SELECT story FROM merged WHERE id >= ?1 AND id < ?1 || 'g') LIMIT 3",
        (wanted,),
    ).fetchall()
    if not rows:
        raise UnknownIdError(f"no story has the id {wanted}: look for it with `search`, which prints ids")
    if len(rows) > 1:
        some = " or ".join(sorted(row["story"] for row in rows))
        raise QueryError(f"more than one story begins with {wanted}: write more of the id, such as {some}")
    return whole(db, [rows[0]["story"]])[0]


# Among the stories whose row says that an item may belong to the window (which is sure for a window
# that nothing came after), those of which one does.
_IN_WINDOW = """
  fresh >= :start AND seen_from < :end AND (
    seen_to < :end OR EXISTS (
      SELECT 1 FROM members m JOIN items i ON i.n = m.n
      WHERE m.s = w.s AND i.first_seen >= :start AND i.first_seen < :end AND i.n >= :backlog
    )
  )
"""


def seen_in(
    db: Database, window: Window, themes: Collection[str], most: int = MOST_OF_A_THEME
) -> list[Story]:
    """Return the stories with an item that belongs to the window, in order of (first_seen, id).

    Filed under one of the themes; of each theme at most `most`, those with the most owners first. No items are
    loaded: `items` and `because` are left empty.
    """
    span = _span(window)
    chosen: set[int] = set()
    for theme in themes:
        rows = db.execute(
            f"SELECT s FROM story_themes w WHERE theme = :theme AND {_IN_WINDOW}"
            " ORDER BY owners DESC, score DESC, fresh DESC, s LIMIT :most",
            {**span, "theme": theme, "most": most},
        )
        chosen.update(row["s"] for row in rows)
    return load(db, "s IN (SELECT value FROM json_each(?))", (many(sorted(chosen)),))


def naming(db: Database, window: Window, actors: Collection[str]) -> list[Story]:
    """As `seen_in`, of any theme or none: all stories that name one of the actors."""
    rows = db.execute(
        f"SELECT s FROM stories w WHERE {_IN_WINDOW} AND EXISTS (SELECT 1 FROM json_each(w.actors)"
        " WHERE value IN (SELECT value FROM json_each(:actors)))",
        {**_span(window), "actors": many(actors)},
    )
    return load(db, "s IN (SELECT value FROM json_each(?))", (many(row["s"] for row in rows),))


def count_seen(db: Database, window: Window, themes: Collection[str] = ()) -> int:
    """Count the stories with an item that belongs to the window, under one of the themes, or any when none is named."""
    if themes:
        table = (
            "SELECT count(DISTINCT s) FROM story_themes w"
            " WHERE theme IN (SELECT value FROM json_each(:themes)) AND "
        )
    else:
        table = "SELECT count(*) FROM stories w WHERE "
    asked = {**_span(window), "themes": many(themes)}
    return number(db, table + _IN_WINDOW, asked)


def _span(window: Window) -> dict[str, object]:
    return {
        "start": seconds(window.start),
        "end": seconds(window.end),
        "backlog": first_key(window.start - BACKLOG),
    }


def newest(db: Database, theme: str | None = None, most: int = 50) -> list[Story]:
    """Return the stories of a theme, or of any, of which something was published last, latest first, without items."""
    if theme is None:
        filed = "SELECT s FROM stories WHERE EXISTS (SELECT 1 FROM story_themes t WHERE t.s = stories.s)"
    else:
        filed = "SELECT s FROM story_themes WHERE theme = ?"
    asked = (most,) if theme is None else (theme, most)
    found = load(db, f"s IN ({filed} ORDER BY last_published DESC, s DESC LIMIT ?)", asked)
    return sorted(found, key=lambda story: (story.last_published, story.id), reverse=True)


def whole(db: Database, ids: Collection[str]) -> list[Story]:
    """Return the stories of these ids with their items and reasons, in order of (first_seen, id)."""
    return list(with_members(db, without_items(db, ids)))


def without_items(db: Database, ids: Collection[str]) -> list[Story]:
    """As `whole`, but with `items` and `because` left empty: for what only links to the stories."""
    return load(db, "id IN (SELECT value FROM json_each(?))", (many(ids),))


def first_published(db: Database, ids: Collection[str]) -> dict[str, datetime]:
    """Return when the first item of each story was published."""
    rows = db.execute(
        "SELECT id, min(n) AS n FROM stories JOIN members USING (s)"
        " WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id",
        (many(ids),),
    )
    return {row["id"]: published(row["n"]) for row in rows}


def export(db: Database) -> Iterator[Story]:
    """Walk through all stories with their items and reasons, in order of (first_seen, id)."""
    ids = [row["id"] for row in db.execute("SELECT id FROM stories ORDER BY first_seen, id")]
    for start in range(0, len(ids), MOST_OF_A_THEME):
        yield from whole(db, ids[start : start + MOST_OF_A_THEME])


def items_of(db: Database, story_ids: Collection[str]) -> dict[str, list[Item]]:
    """Return the items of each story in order of (published, id); a story that is not known has none.

    Ids of stories that were joined with another give the other's items.
    """
    now = current_ids(db, story_ids)
    found: dict[str, list[Item]] = defaultdict(list)
    stored = item_rows.load(
        db,
        "i.n IN (SELECT n FROM members JOIN stories USING (s) WHERE id IN (SELECT value FROM json_each(?)))",
        (many(sorted(set(now.values()))),),
    )
    for item in stored.values():
        found[item.story or ""].append(item)
    ordered = {current: oldest_first(items) for current, items in found.items()}
    return {key: ordered.get(current, []) for key, current in now.items()}


def items_of_one(db: Database, story_id: str) -> list[Item]:
    """As `items_of`, of a single story."""
    return items_of(db, [story_id])[story_id]


def changed(db: Database, ids: Collection[str]) -> dict[str, datetime]:
    """Return when each story last changed: by a new item, a new wording of one, or the text of its page."""
    rows = db.execute(
        "SELECT id, max(last_seen, coalesce(max(c.at), 0), coalesce(max(p.at), 0)) AS at FROM stories"
        " LEFT JOIN members m USING (s) LEFT JOIN item_changes c ON c.n = m.n LEFT JOIN item_pages p"
        " ON p.n = m.n AND EXISTS (SELECT 1 FROM texts t WHERE t.n = p.n AND t.content <> '')"
        " WHERE id IN (SELECT value FROM json_each(?)) GROUP BY s",
        (many(ids),),
    )
    return {row["id"]: moment(row["at"]) for row in rows}


def told_at_length(db: Database, story_ids: Collection[str], characters: int) -> set[str]:
    """Return those of the stories of which some item carries so much text."""
    rows = db.execute(
        "SELECT DISTINCT id FROM stories JOIN members USING (s) JOIN texts USING (n)"
        " WHERE id IN (SELECT value FROM json_each(?)) AND length(summary) + length(content) >= ?",
        (many(story_ids), characters),
    )
    return {row["id"] for row in rows}


def count(db: Database) -> int:
    return number(db, "SELECT count(*) FROM stories")
