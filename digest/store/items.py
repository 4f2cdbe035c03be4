"""Items taken in, and asked for. An item is stored once, whatever feeds carry it and however often."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.model.item import Item
from digest.model.window import Window
from digest.store.connection import Database
from digest.store.index import Row, index_anew, index_rows, rows_of
from digest.store.item_rows import load, row_of
from digest.store.keys import EVER, first_key, keys_of_second, published
from digest.store.rows import insert, many, moment, number, seconds
from digest.store.stamps import values_of

# An item that was published longer before a window than this does not belong to it, whenever it was seen:
# so the backlog of a new feed floods nobody.
BACKLOG = timedelta(hours=24)
# Items loaded at a time where many are walked through.
_PAGE = 500
# Items seen last whose dates are looked at to know what time it is for publishers.
_USUAL = 201


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding items; both as they are stored now, oldest first."""

    new: list[Item]
    changed: list[Item]
    """Those whose title or summary their own feed has changed, or that another feed took; their times stay, and
    they want reading."""


@dataclass(frozen=True, slots=True)
class Former:
    """What an item said until its outlet changed it, as we saw it at `until`."""

    until: datetime
    title: str
    summary: str


def add(db: Database, items: Sequence[Item], *, done: Collection[tuple[str, str]] = ()) -> Added:
    """Store what is new, in batches of a few hundred; twice is once.

    The first feed that carries an item keeps it: what another feed says of it is not taken over. But a page's own
    outlet takes an item from a feed that only points there: else whoever is quicker would put words of his own above
    another's page. The time of publication is never changed. Of several entries with one link the first is taken, and
    a change is only one that none of them contradicts.
    `done` are those, by id and feed, that were read, and of which nothing else is to be kept.
    """
    stored = _stored(db, items)
    fresh: dict[str, Item] = {}
    versions: dict[str, list[Item]] = {}
    taken: dict[str, Item] = {}
    for item in items:
        if item.id not in stored:
            first = fresh.setdefault(item.id, item)
            if item.is_own and first.is_own is False:
                fresh[item.id] = item
        elif item.feed == stored[item.id]["feed"]:
            versions.setdefault(item.id, []).append(item)
        elif item.is_own and stored[item.id]["is_own"] == 0:
            taken.setdefault(item.id, item)

    keys = _insert(db, list(fresh.values()), done)
    changed = [
        (stored[key], same[-1])
        for key, same in versions.items()
        if all((item.title, item.summary) != _words(stored[key]) for item in same)
    ]
    for row, item in changed:
        _change(db, row, item)
    for key, item in taken.items():
        _take(db, stored[key]["n"], item)
    return Added(
        new=sorted(fresh.values(), key=lambda item: keys[item.id]),
        changed=list(get(db, [*(item.id for _, item in changed), *taken]).values()),
    )


def _stored(db: Database, items: Sequence[Item]) -> dict[str, sqlite3.Row]:
    """Return what the store has of these items, by id."""
    rows = db.execute(
        "SELECT n, id, feed, is_own, title, summary, content FROM items JOIN texts USING (n)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (many(item.id for item in items),),
    )
    return {row["id"]: row for row in rows}


def _insert(db: Database, items: list[Item], done: Collection[tuple[str, str]]) -> dict[str, int]:
    """Insert new items and return their keys."""
    if not items:
        return {}
    # In the order of their keys, for the index writes out what it holds whenever a key goes back. In plain
    # SQL, as all else here: importing sqlite-utils would cost a small pull a fifth of its time.
    keyed = sorted(zip(_new_keys(db, items), items, strict=True), key=lambda pair: pair[0])
    rows = [row_of(n, item, is_read=(item.id, item.feed) in done) for n, item in keyed]
    insert(db, "items", rows)
    db.executemany(
        "INSERT INTO texts (n, summary, content) VALUES (?, ?, ?)",
        [(n, item.summary, item.content) for n, item in keyed],
    )
    index_rows(db, (Row(n, item.title, item.summary, item.content, values_of(item)) for n, item in keyed))
    return {item.id: n for n, item in keyed}


def _new_keys(db: Database, items: Iterable[Item]) -> list[int]:
    """Return a key for each, after those that are taken."""
    newest: dict[int, int] = {}
    keys = []
    for item in items:
        first, last = keys_of_second(item.published)
        if first not in newest:
            (taken,) = db.execute(
                "SELECT max(n) FROM items WHERE n BETWEEN ? AND ?", (first, last)
            ).fetchone()
            newest[first] = first - 1 if taken is None else taken
        newest[first] += 1
        keys.append(newest[first])
    return keys


def _change(db: Database, row: sqlite3.Row, item: Item) -> None:
    n = row["n"]
    # A page's text that was fetched is not lost to a feed that never carried any.
    content = item.content or row["content"]
    before = rows_of(db, [n])
    db.execute(
        "INSERT OR REPLACE INTO item_changes (n, at, title, summary) VALUES (?, ?, ?, ?)",
        (n, seconds(item.first_seen), row["title"], row["summary"]),
    )
    db.execute("UPDATE items SET title = ?, is_read = 0 WHERE n = ?", (item.title, n))
    db.execute("UPDATE texts SET summary = ?, content = ? WHERE n = ?", (item.summary, content, n))
    index_anew(db, before)


def _take(db: Database, n: int, item: Item) -> None:
    """Give an item to its page's own outlet. What another said of the page before is no former wording of it."""
    before = rows_of(db, [n])
    db.execute("DELETE FROM item_changes WHERE n = ?", (n,))
    db.execute(
        "UPDATE items SET feed = ?, outlet = ?, owner = ?, viewpoint = ?, title = ?,"
        " on_topic = max(on_topic, ?), is_own = 1, is_read = 0 WHERE n = ?",
        (item.feed, item.outlet, item.owner, str(item.viewpoint), item.title, item.on_topic, n),
    )
    db.execute("UPDATE texts SET summary = ?, content = ? WHERE n = ?", (item.summary, item.content, n))
    index_anew(db, before)


def _words(row: sqlite3.Row) -> tuple[str, str]:
    return row["title"], row["summary"]


def keep_content(db: Database, contents: Mapping[str, str]) -> None:
    """Keep the text of pages that were fetched for items, by id; it is searched from then on, and wants reading."""
    for key, content in contents.items():
        row = db.execute("SELECT n, content FROM items JOIN texts USING (n) WHERE id = ?", (key,)).fetchone()
        if row and row["content"] != content:
            before = rows_of(db, [row["n"]])
            db.execute("UPDATE texts SET content = ? WHERE n = ?", (content, row["n"]))
            # It may name whom and count what the feed did not.
            db.execute("UPDATE items SET is_read = 0 WHERE n = ?", (row["n"],))
            index_anew(db, before)


def get(db: Database, ids: Collection[str]) -> dict[str, Item]:
    """Return the items that are known, oldest first."""
    found = load(db, "i.id IN (SELECT value FROM json_each(?))", (many(ids),))
    return {item.id: item for item in found.values()}


def between(db: Database, window: Window) -> list[Item]:
    """Return the items published in the window, oldest first."""
    found = load(db, "i.n >= ? AND i.n < ?", (first_key(window.start), first_key(window.end)))
    return list(found.values())


def count_seen(db: Database, window: Window) -> int:
    """Count the items that belong to the window: first seen in it, and no backlog."""
    return number(
        db,
        "SELECT count(*) FROM items WHERE first_seen >= ? AND first_seen < ? AND n >= ?",
        (seconds(window.start), seconds(window.end), first_key(window.start - BACKLOG)),
    )


def usual_date(db: Database) -> datetime | None:
    """Return when the items that were seen last were published, by their feeds: the middle one of many."""
    rows = db.execute("SELECT n FROM items ORDER BY first_seen DESC LIMIT ?", (_USUAL,))
    keys = sorted(row["n"] for row in rows)
    return published(keys[len(keys) // 2]) if keys else None


def is_empty(db: Database) -> bool:
    return db.execute("SELECT 1 FROM items LIMIT 1").fetchone() is None


def count(db: Database) -> int:
    return number(db, "SELECT count(*) FROM items")


def known(db: Database, ids: Collection[str]) -> set[str]:
    """Return those of the ids that are stored."""
    rows = db.execute("SELECT id FROM items WHERE id IN (SELECT value FROM json_each(?))", (many(ids),))
    return {row[0] for row in rows}


def outlets(db: Database) -> list[str]:
    """Return every outlet that an item has, in order; the index is stepped through, not read."""
    rows = db.execute(
        "WITH RECURSIVE found(outlet) AS (SELECT min(outlet) FROM items UNION ALL"
        " SELECT (SELECT min(outlet) FROM items WHERE outlet > found.outlet) FROM found"
        " WHERE found.outlet IS NOT NULL) SELECT outlet FROM found WHERE outlet <> ''"
    )
    return [row[0] for row in rows]


def unread(db: Database, most: int = _PAGE) -> list[Item]:
    """Return items that are new or changed since they were read, oldest first: a crash loses none."""
    return list(load(db, "i.is_read = 0", (), most).values())


def former(db: Database, item_id: str) -> list[Former]:
    """Return what the item said before, oldest first."""
    rows = db.execute(
        "SELECT at, c.title, c.summary FROM items JOIN item_changes c USING (n) WHERE id = ? ORDER BY at",
        (item_id,),
    )
    return [Former(moment(row["at"]), row["title"], row["summary"]) for row in rows]


def changed_since(db: Database, since: datetime) -> list[str]:
    """Return the ids of items that their outlets have changed since then, in the order of the changes."""
    rows = db.execute(
        "SELECT id FROM item_changes JOIN items USING (n) WHERE at >= ? ORDER BY at, n", (seconds(since),)
    )
    return list(dict.fromkeys(row[0] for row in rows))


def forget_former(db: Database, before: datetime, most: int = _PAGE) -> int:
    """Delete up to `most` of what items said until then, but for the last change of each; return how many went.

    Call again until it is none.
    """
    return db.execute(
        "DELETE FROM item_changes WHERE (n, at) IN (SELECT n, at FROM item_changes c"
        " WHERE at < ?1 AND at < (SELECT max(at) FROM item_changes WHERE n = c.n) ORDER BY at LIMIT ?2)",
        (seconds(before), most),
    ).rowcount


def export(db: Database) -> Iterator[Item]:
    """Walk through all items, oldest first, a page of them in memory at a time."""
    after, _ = EVER
    while page := load(db, "i.n > ?", (after,), _PAGE):
        yield from page.values()
        after = max(page)
