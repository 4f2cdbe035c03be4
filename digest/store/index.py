"""Items into the index of words, and keys out of it. Its table is asked and written nowhere else but here.

It keeps no texts itself: what was indexed is made again from the rows when it has to go.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digest.store import notes
from digest.store.connection import Database
from digest.store.keys import EVER, Span
from digest.store.rows import many
from digest.store.stamps import Values, stamps, stored_values
from digest.store.tokens import fold, in_pairs

MATCHES = "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?"

# Items, the newest, whose lengths are averaged.
_SAMPLE = 1_000
# Items from this key on have their stamps in the index. Those of a store that is older than stamps get theirs
# bit by bit, the newest first.
_STAMPED_FROM = "stamped_from"
# Items stamped at a time, and pages merged, so that nobody who writes waits for long.
_BATCH = 200
_PAGES = 250


class Row(NamedTuple):
    """What the index holds of an item."""

    n: int
    title: str
    summary: str
    content: str
    values: Values


def rows_of(db: Database, keys: Iterable[object]) -> list[Row]:
    """Return what the rows of items say, in the order of their keys."""
    rows = db.execute(
        "SELECT n, title, summary, content, language, viewpoint, outlet, themes, actors"
        " FROM items JOIN texts USING (n) WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n",
        (many(keys),),
    )
    return [Row(row["n"], row["title"], row["summary"], row["content"], stored_values(row)) for row in rows]


def texts_of(db: Database, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the titles of items and what else they say, by key."""
    rows = db.execute(
        "SELECT n, title, summary, content FROM items JOIN texts USING (n)"
        " WHERE n IN (SELECT value FROM json_each(?))",
        (many(keys),),
    )
    return {row["n"]: (row["title"], _body(row["summary"], row["content"])) for row in rows}


def index_rows(db: Database, rows: Iterable[Row]) -> None:
    """Index the rows, which come in the order of their keys."""
    first = stamped_from(db)
    db.executemany(
        "INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)",
        (_indexed(row, is_stamped=row.n >= first) for row in rows),
    )


def forget_rows(db: Database, rows: Iterable[Row]) -> None:
    """Take the rows out of the index, which is told what it holds of them."""
    first = stamped_from(db)
    db.executemany(
        "INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (_indexed(row, is_stamped=row.n >= first) for row in rows),
    )


def index_anew(db: Database, before: Sequence[Row]) -> None:
    """Index what the rows say now; `before` is what they said when they were indexed, in the order of their keys."""
    forget_rows(db, before)
    index_rows(db, rows_of(db, [row.n for row in before]))


def stamped_from(db: Database) -> int:
    """Return the key from which on items have their stamps in the index."""
    key = notes.get(db, _STAMPED_FROM)
    return EVER[0] if key is None else int(key)


def stamp_older(db: Database, most: int = _BATCH) -> int:
    """Put the stamps of older items into the index, the newest of them first; return how many got theirs.

    Call again until it is none. At every moment each item is found, once.
    """
    first = stamped_from(db)
    found = db.execute("SELECT n FROM items WHERE n < ? ORDER BY n DESC LIMIT ?", (first, most)).fetchall()
    rows = rows_of(db, [row["n"] for row in found])
    forget_rows(db, rows)
    if len(rows) < most:
        notes.forget(db, _STAMPED_FROM)
    else:
        notes.keep(db, _STAMPED_FROM, str(rows[0].n))
    index_rows(db, rows)
    return len(rows)


def tidy(db: Database, *, begin: bool = False) -> bool:
    """Merge some of the index into one, so that what was taken out of it takes no room; return whether there is more.

    Begun once, it is to be called again until there is not.
    """
    before = db.total_changes
    pages = -_PAGES if begin else _PAGES
    db.execute("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (pages,))
    # As FTS5 tells it: the row that was put in counts as one.
    return db.total_changes - before >= 2


def _indexed(row: Row, *, is_stamped: bool) -> tuple[int, str, str]:
    title, body = fold(row.title), fold(_body(row.summary, row.content))
    stamped = f" {stamps(row.values, (title, body))}" if is_stamped else ""
    return row.n, in_pairs(title) + stamped, in_pairs(body)


def _body(summary: str, content: str) -> str:
    """Return what an item says beside its title; a content that begins with the summary, as many do, says it once."""
    return content if summary and content.startswith(summary) else f"{summary}\n{content}"


def newest_matches(db: Database, match: str, span: Span, limit: int) -> list[int]:
    """Return the keys of the newest items in the span that match an expression, newest first."""
    return column(db.execute(f"{MATCHES} ORDER BY rowid DESC LIMIT ?", (match, *span, limit)))


def newest_without(db: Database, match: str, span: Span, limit: int) -> list[int]:
    """Return the keys of the newest items in the span that do not match, newest first; nothing matches an empty one."""
    sql = "SELECT n FROM items WHERE n >= ? AND n < ?"
    if not match:
        return column(db.execute(f"{sql} ORDER BY 1 DESC LIMIT ?", (*span, limit)))
    sql = f"{sql} EXCEPT {MATCHES} ORDER BY 1 DESC LIMIT ?"
    return column(db.execute(sql, (*span, match, *span, limit)))


def those_that_match(db: Database, match: str, keys: Sequence[int]) -> list[int]:
    """Return those of the keys that match, in their order; each is asked for by itself."""
    sql = "SELECT k.value FROM json_each(?) k CROSS JOIN search_index i ON i.rowid = k.value WHERE search_index MATCH ?"
    matching = set(column(db.execute(sql, (many(keys), match))))
    return [key for key in keys if key in matching]


def column(rows: sqlite3.Cursor) -> list[int]:
    # Thousands of keys may come, and a Row for each takes longer than finding it.
    rows.row_factory = None
    return [row[0] for row in rows]


def usual_length(db: Database) -> float:
    """Return how many words an item has, its stamps among them, on average of the newest.

    FTS5 keeps the number of each column's tokens beside each row, as varints, for its own ranking.
    """
    rows = db.execute("SELECT sz FROM search_index_docsize ORDER BY id DESC LIMIT ?", (_SAMPLE,))
    lengths = [sum(_varints(row[0])) for row in rows]
    return max(1.0, sum(lengths) / max(1, len(lengths)))


def _varints(record: bytes) -> list[int]:
    """Return the numbers of a record: seven bits a byte, the highest first, until one without the eighth."""
    numbers, number = [], 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return numbers
