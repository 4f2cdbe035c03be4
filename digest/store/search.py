"""A Query in, Hits out.

Newest first by default: keys are in order of publication, so the index stops as soon as it has enough.
A sentence or a question, and whatever asks for relevance, is ranked among the newest matches (`relevance`).
"""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.errors import QueryError
from digest.model import Hit, Order, Query
from digest.store.connection import Database
from digest.store.index import index_text
from digest.store.items import by_key, first_key
from digest.store.meaning import Meaning, alike
from digest.store.relevance import Likeness, nearest
from digest.store.typed import Term, exactly, is_sentence, loosely, may_miss, read, telling, without

__all__ = ["Meaning", "find", "index_text", "is_ranked", "keys_of_all", "outlets"]

# A filter that leaves fewer items than this is asked before the words are.
_FEW_ITEMS = 300


def find(
    db: Database,
    query: Query,
    *,
    now: datetime | None = None,  # noqa: ARG001
    meaning: Meaning | None = None,
) -> list[Hit]:
    """Return the items that answer the query, best or newest first.

    A few words must all be there; when three or more find nothing, the nearest are given. Words of a
    sentence, and words that are asked for by relevance, need not all be there. Raise QueryError, which says
    what to type instead. (Spans come as times: `now` is not needed.) With the query's `meaning`, what is
    ranked is ranked by it too, and what says the same in another language is found.
    """
    if query.since and query.until and query.since >= query.until:
        raise QueryError("the span ends before it begins: give a `since` that is earlier than `until`")
    terms = read(query.words)
    if not terms:
        return _hits(db, _newest(db, query, query.limit, query.offset))
    wanted = [term for term in terms if term.is_wanted]
    unwanted = [term for term in terms if not term.is_wanted]
    if not wanted:
        match = " OR ".join(exactly(term) for term in unwanted)
        return _hits(db, _newest(db, query, query.limit, query.offset, without=match))
    if query.order is Order.NEWEST and not is_sentence(query.words, wanted):
        found = _newest_matches(db, query, _all_of(wanted, unwanted))
        if found or query.offset or not may_miss(wanted):
            return _hits(db, found)
    return _nearest_hits(db, query, wanted, unwanted, meaning)


def is_ranked(query: Query) -> bool:
    """Say whether the answer will be ranked, so that the query's meaning is of use; raise QueryError as `find` does."""
    wanted = [term for term in read(query.words) if term.is_wanted]
    return bool(wanted) and (query.order is Order.RELEVANCE or is_sentence(query.words, wanted))


def keys_of_all(db: Database, query: Query) -> list[int]:
    """Return the keys of the newest items that hold every telling word of the query, the newest first."""
    terms = read(query.words)
    wanted = [term for term in terms if term.is_wanted]
    unwanted = [term for term in terms if not term.is_wanted]
    return _newest_matches(db, query, _all_of(wanted, unwanted)) if wanted else []


def _likeness(db: Database, query: Query, meaning: Meaning) -> Likeness:
    filters = _filters(query).values()
    where = " AND ".join(["i.n >= ?", "i.n < ?", *(each.sql for each in filters)])
    values = [*_span(query), *(value for each in filters for value in each.values)]
    return lambda keys: alike(db, meaning, keys, where, values)


def outlets(db: Database) -> list[str]:
    """Return every outlet that an item has, in order; the index is stepped through, not read."""
    rows = db.execute(
        "WITH RECURSIVE found(outlet) AS (SELECT min(outlet) FROM items UNION ALL"
        " SELECT (SELECT min(outlet) FROM items WHERE outlet > found.outlet) FROM found"
        " WHERE found.outlet IS NOT NULL) SELECT outlet FROM found WHERE outlet <> ''"
    )
    return [row[0] for row in rows]


def _all_of(wanted: Sequence[Term], unwanted: Sequence[Term]) -> str:
    return without(" AND ".join(loosely(term) for term in telling(wanted)), unwanted)


def _nearest_hits(
    db: Database,
    query: Query,
    wanted: Sequence[Term],
    unwanted: Sequence[Term],
    meaning: Meaning | None,
) -> list[Hit]:
    phrases = [exactly(term) for term in wanted if term.is_phrase]

    def matches(match: str, most: int) -> list[int]:
        whole = without(" AND ".join([*phrases, f"({match})"]), unwanted)
        sql, values = _matching(query, whole, _filters(query).values(), None)
        rows = db.execute(
            f"SELECT search_index.rowid FROM {sql} ORDER BY search_index.rowid DESC LIMIT ?", (*values, most)
        )
        return [row[0] for row in rows]

    # Words that must be there, or must not, are for words to decide.
    likeness = _likeness(db, query, meaning) if meaning and not (phrases or unwanted) else None
    found = nearest(db, wanted, matches, most=query.offset + query.limit, likeness=likeness)[query.offset :]
    items = by_key(db, [n for n, _ in found])
    return [Hit(items[n], items[n].story, score) for n, score in found if n in items]


# ---- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Filter:
    """Conditions on an item's row `i`, with their values in order."""

    sql: str
    values: tuple[object, ...]


def _filters(query: Query) -> dict[str, _Filter]:
    """Return a condition for each field of the query that narrows, the most telling first."""
    found: dict[str, _Filter] = {}
    if query.actor:
        found["actor"] = _Filter(
            "EXISTS (SELECT 1 FROM item_actors f WHERE f.actor = ? AND f.n = i.n)", (query.actor,)
        )
    if query.outlet:
        found["outlet"] = _Filter("i.outlet = ?", (query.outlet.lower(),))
    if query.themes:
        marks = ", ".join("?" * len(query.themes))
        found["theme"] = _Filter(
            f"EXISTS (SELECT 1 FROM item_themes f WHERE f.theme IN ({marks}) AND f.n = i.n)", query.themes
        )
    if query.language:
        tags = _tags(query.language)
        found["language"] = _Filter(f"i.language IN ({', '.join('?' * len(tags))})", tags)
    if query.viewpoint:
        found["viewpoint"] = _Filter("i.viewpoint = ?", (str(query.viewpoint),))
    return found


def _tags(language: str) -> tuple[str, ...]:
    if language.lower() == "zh":
        return ("zh", "zh-Hans", "zh-Hant")
    base, _, script = language.partition("-")
    # As BCP 47 writes them: a script with a capital, a country in capitals.
    rest = script.title() if len(script) == 4 else script.upper()
    return (f"{base.lower()}-{rest}" if script else base.lower(),)


def _span(query: Query) -> tuple[int, int]:
    """Return the keys between which the answers lie, the second not among them."""
    least = first_key(query.since) if query.since else -(1 << 62)
    most = first_key(query.until) if query.until else 1 << 62
    return least, most


def _newest(
    db: Database, query: Query, limit: int, offset: int = 0, *, without: str | None = None
) -> list[int]:
    """Return the keys of the newest items that pass the filters, newest first."""
    filters = _filters(query)
    least, most = _span(query)
    # One filter leads, whose index is in the order of keys for each of its values; the others are asked
    # of what it brings. The newest of all values are then the newest of their newest.
    lead = next(iter(filters), "")
    tables, column, values = {
        "actor": ("item_actors d CROSS JOIN items i ON i.n = d.n", "d.actor", (query.actor,)),
        "outlet": ("items i INDEXED BY items_by_outlet", "i.outlet", ((query.outlet or "").lower(),)),
        "theme": ("item_themes d CROSS JOIN items i ON i.n = d.n", "d.theme", query.themes),
        "language": ("items i INDEXED BY items_by_language", "i.language", _tags(query.language or "")),
        "viewpoint": ("items i INDEXED BY items_by_viewpoint", "i.viewpoint", (str(query.viewpoint),)),
        "": ("items i", "", (None,)),
    }[lead]
    key = "d.n" if lead in ("actor", "theme") else "i.n"
    rest = [each for name, each in filters.items() if name != lead]
    conditions = [
        f"{key} >= ?",
        f"{key} < ?",
        *([f"{column} = ?"] if lead else []),
        *(each.sql for each in rest),
    ]
    inner: list[object] = [value for each in rest for value in each.values]
    if without is not None:
        conditions.append(f"{key} NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
        inner.append(without)
    sql = f"SELECT {key} FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {key} DESC LIMIT ?"
    found: set[int] = set()
    for value in values:
        led = [value] if lead else []
        found.update(row[0] for row in db.execute(sql, (least, most, *led, *inner, limit + offset)))
    return sorted(found, reverse=True)[offset : offset + limit]


def _newest_matches(db: Database, query: Query, match: str) -> list[int]:
    """Return the keys of the newest matches, newest first."""
    filters = _filters(query)
    few = _few(db, query) if filters else None
    sql, values = _matching(query, match, [] if few is not None else filters.values(), few)
    rows = db.execute(
        f"SELECT search_index.rowid FROM {sql} ORDER BY search_index.rowid DESC LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    return [row[0] for row in rows]


def _few(db: Database, query: Query) -> list[int] | None:
    """Return all keys that pass the filters when they are few; None when they are many.

    A common word and a filter that few pass would else have every match of the word looked at.
    """
    keys = _newest(db, query, _FEW_ITEMS + 1)
    return keys if len(keys) <= _FEW_ITEMS else None


def _matching(
    query: Query, match: str, filters: Iterable[_Filter], few: list[int] | None
) -> tuple[str, list[object]]:
    filters = list(filters)
    least, most = _span(query)
    tables = "search_index CROSS JOIN items i ON i.n = search_index.rowid" if filters else "search_index"
    conditions = ["search_index MATCH ?", "search_index.rowid >= ?", "search_index.rowid < ?"]
    values: list[object] = [match, least, most]
    if few is not None:
        conditions.append("search_index.rowid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(few))
    for each in filters:
        conditions.append(each.sql)
        values += each.values
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def _hits(db: Database, keys: Sequence[int]) -> list[Hit]:
    items = by_key(db, keys)
    # A key that the index still names and no row answers to is one that went in between.
    return [Hit(items[n], items[n].story, 0.0) for n in keys if n in items]
