"""A Query in, Hits out.

Newest first by default: keys are in order of publication, so the index stops as soon as it has enough.
A sentence or a question, and whatever asks for relevance, is ranked among the newest matches (`relevance`).
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from digest.errors import QueryError
from digest.model import Hit, Order, Query
from digest.store.begun import scan
from digest.store.connection import Database
from digest.store.fields import Fields, Span, fields_of, span_of
from digest.store.items import by_key
from digest.store.meaning import Meaning, alike
from digest.store.relevance import Likeness, nearest
from digest.store.typed import (
    Term,
    exactly,
    is_begun,
    is_sentence,
    loosely,
    may_miss,
    read,
    telling,
    without,
)

_MATCHES = "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?"
_NEWEST_FIRST = "ORDER BY rowid DESC LIMIT ?"
# Of what several queries yield together, each of which comes in this order.
_DOWNWARDS = "ORDER BY 1 DESC LIMIT ?"
# So many of a word's newest matches are looked at one by one for whether they pass the fields.
_LOOKED_AT = 500
# And so many of the items that pass are asked for one by one, which costs more, whether they match.
_ASKED_FOR = 100


def find(db: Database, query: Query, *, meaning: Meaning | None = None) -> list[Hit]:
    """Return the items that answer the query, best or newest first.

    A few words must all be there; when three or more find nothing, the nearest are given. Words of a
    sentence, and words that are asked for by relevance, need not all be there. Raise QueryError, which says
    what to type instead. With the query's `meaning`, what is ranked is ranked by it too, and what says the
    same in another language is found.
    """
    if query.since and query.until and query.since >= query.until:
        raise QueryError("the span ends before it begins: give a `since` that is earlier than `until`")
    where = _where(db, query)
    most = query.offset + query.limit
    terms = read(query.words)
    if not terms:
        return _hits(db, where.fields.newest(db, where.span, most)[query.offset :])
    wanted, unwanted = _parted(terms)
    if not wanted:
        return _hits(db, _newest_without(db, where, unwanted, most)[query.offset :])
    if query.order is Order.NEWEST and not is_sentence(query.words, wanted):
        found = _newest_of_all(db, where, wanted, unwanted, most)[query.offset :]
        if found or query.offset or not may_miss(wanted):
            return _hits(db, found)
    return _nearest_hits(db, query, wanted, unwanted, meaning)


def is_ranked(query: Query) -> bool:
    """Say whether the answer will be ranked, so that the query's meaning is of use; raise QueryError as `find` does."""
    wanted, _ = _parted(read(query.words))
    return bool(wanted) and (query.order is Order.RELEVANCE or is_sentence(query.words, wanted))


def keys_of_all(db: Database, query: Query) -> list[int]:
    """Return the keys of the newest items that hold every telling word of the query, the newest first."""
    wanted, unwanted = _parted(read(query.words))
    return _newest_of_all(db, _where(db, query), wanted, unwanted, query.limit) if wanted else []


def outlets(db: Database) -> list[str]:
    """Return every outlet that an item has, in order; the index is stepped through, not read."""
    rows = db.execute(
        "WITH RECURSIVE found(outlet) AS (SELECT min(outlet) FROM items UNION ALL"
        " SELECT (SELECT min(outlet) FROM items WHERE outlet > found.outlet) FROM found"
        " WHERE found.outlet IS NOT NULL) SELECT outlet FROM found WHERE outlet <> ''"
    )
    return [row[0] for row in rows]


def _nearest_hits(
    db: Database,
    query: Query,
    wanted: Sequence[Term],
    unwanted: Sequence[Term],
    meaning: Meaning | None,
) -> list[Hit]:
    where = _where(db, query)
    phrases = [exactly(term) for term in wanted if term.is_phrase]

    def matches(match: str, most: int, begun: Term | None = None) -> list[int]:
        if begun is not None:
            return _newest_begun(db, where, _Asked([begun], phrases, [match], unwanted), most)
        return _newest_matches(db, where, without(" AND ".join([*phrases, f"({match})"]), unwanted), most)

    likeness = None
    # Words that must be there, or must not, are for words to decide.
    if meaning and not (phrases or unwanted):
        likeness = _likeness(db, where, meaning)
    found = nearest(db, wanted, matches, most=query.offset + query.limit, likeness=likeness)[query.offset :]
    items = by_key(db, [n for n, _ in found])
    return [Hit(items[n], items[n].story, score) for n, score in found if n in items]


def _likeness(db: Database, where: "_Where", meaning: Meaning) -> Likeness:
    conditions, values = where.fields.conditions("v.n")
    sql = " AND ".join(["v.n >= ?", "v.n < ?", *conditions])
    return lambda keys: alike(db, meaning, keys, sql, [*where.span, *values])


# ---- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the answers to a query lie, whatever its words."""

    fields: Fields
    span: Span

    def below(self, key: int) -> "_Where":
        return _Where(self.fields, (self.span[0], key))


def _where(db: Database, query: Query) -> _Where:
    return _Where(fields_of(db, query), span_of(query))


def _parted(terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Return what must be there, and what must not."""
    return [term for term in terms if term.is_wanted], [term for term in terms if not term.is_wanted]


def _newest_of_all(
    db: Database, where: _Where, wanted: Sequence[Term], unwanted: Sequence[Term], limit: int
) -> list[int]:
    """Return the keys of the newest items that hold every telling word, newest first."""
    told = telling(wanted)
    begun = [term for term in told if is_begun(term)]
    whole = [loosely(term) for term in told if not is_begun(term)]
    if begun:
        asked = _Asked(begun, whole, [exactly(term) for term in begun], unwanted)
        return _newest_begun(db, where, asked, limit)
    return _newest_matches(db, where, without(" AND ".join(whole), unwanted), limit)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words of which only the beginning was typed, what else must match, and how the index finds the begun ones."""

    begun: Sequence[Term]
    whole: Sequence[str]
    matches: Sequence[str]
    unwanted: Sequence[Term]


def _newest_begun(db: Database, where: _Where, asked: _Asked, limit: int) -> list[int]:
    """Read the texts of the newest, and ask the index where few of them hold the words."""

    def newest(below: int, most: int) -> list[int]:
        if asked.whole:
            match = without(" AND ".join(asked.whole), asked.unwanted)
            return _newest_matches(db, where.below(below), match, most)
        return _newest_without(db, where.below(below), asked.unwanted, most)

    found, below = scan(db, asked.begun, newest, where.span[1], limit)
    if below is None:
        return found
    match = without(" AND ".join([*asked.whole, *asked.matches]), asked.unwanted)
    return found + _newest_matches(db, where.below(below), match, limit - len(found))


def _newest_matches(db: Database, where: _Where, match: str, limit: int) -> list[int]:
    """Return the keys of the newest matches, newest first."""
    if not where.fields:
        return _newest_anywhere(db, where.span, match, limit)
    # A few matches are looked at one by one, or what few items pass the fields; else both are walked down together.
    looked_at = _newest_anywhere(db, where.span, match, max(limit, _LOOKED_AT))
    found = where.fields.of(db, looked_at)[:limit]
    if len(found) == limit or len(looked_at) < max(limit, _LOOKED_AT):
        return found
    span = where.below(looked_at[-1]).span
    few = where.fields.newest(db, span, _ASKED_FOR + 1)
    if len(few) <= _ASKED_FOR:
        return (found + _matching(db, match, few))[:limit]
    passing, values = where.fields.keys(span)
    sql = f"{passing} INTERSECT {_MATCHES} {_DOWNWARDS}"
    return found + _column(db.execute(sql, (*values, match, *span, limit - len(found))))


def _matching(db: Database, match: str, keys: Sequence[int]) -> list[int]:
    """Return those of the keys that match, in their order."""
    sql = "SELECT k.value FROM json_each(?) k CROSS JOIN search_index i ON i.rowid = k.value WHERE search_index MATCH ?"
    matching = set(_column(db.execute(sql, (json.dumps(keys), match))))
    return [key for key in keys if key in matching]


def _newest_anywhere(db: Database, span: Span, match: str, limit: int) -> list[int]:
    return _column(db.execute(f"{_MATCHES} {_NEWEST_FIRST}", (match, *span, limit)))


def _newest_without(db: Database, where: _Where, unwanted: Sequence[Term], limit: int) -> list[int]:
    """Return the keys of the newest items that hold none of the words, newest first."""
    if not unwanted:
        return where.fields.newest(db, where.span, limit)
    match = " OR ".join(exactly(term) for term in unwanted)
    passing, values = where.fields.keys(where.span)
    sql = f"{passing} EXCEPT {_MATCHES} {_DOWNWARDS}"
    return _column(db.execute(sql, (*values, match, *where.span, limit)))


def _column(rows: sqlite3.Cursor) -> list[int]:
    # Thousands of keys may come, and a Row for each takes longer than finding it.
    rows.row_factory = None
    return [row[0] for row in rows]


def _hits(db: Database, keys: Sequence[int]) -> list[Hit]:
    items = by_key(db, keys)
    # A key that the index still names and no row answers to is one that went in between.
    return [Hit(items[n], items[n].story, 0.0) for n in keys if n in items]
