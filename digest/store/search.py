"""A Query in, Hits out.

Newest first by default: keys are in order of publication, so the index stops as soon as it has enough.
A sentence or a question, and whatever asks for relevance, is ranked among the newest matches (`relevance`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.errors import QueryError
from digest.model.query import Hit, Order, Query
from digest.store import unstamped
from digest.store.begun import scan
from digest.store.connection import Database
from digest.store.fields import Fields, fields_of, span_of
from digest.store.index import newest_matches, newest_without, stamped_from
from digest.store.items import by_key
from digest.store.keys import Span
from digest.store.meaning import Meaning, alike
from digest.store.relevance import Likeness, nearest
from digest.store.typed import (
    Typed,
    any_of,
    exactly,
    is_begun,
    is_sentence,
    loosely,
    may_miss,
    read,
    telling,
    without,
)

# The words of an expression are in quotes; what stands between them is ours.
_QUOTED = re.compile('"([^"]*)"')


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
    wanted, unwanted = _parted(terms)
    if not wanted:
        return _hits(db, _newest(db, where, "", unwanted, most)[query.offset :])
    if query.order is not Order.RELEVANCE and not is_sentence(query.words, wanted):
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
    wanted: Sequence[Typed],
    unwanted: Sequence[Typed],
    meaning: Meaning | None,
) -> list[Hit]:
    where = _where(db, query)
    phrases = [exactly(term) for term in wanted if term.is_phrase]

    def matches(match: str, most: int, begun: Typed | None = None) -> list[int]:
        if begun is not None:
            return _newest_begun(db, where, _Asked([begun], phrases, [match], unwanted), most)
        return _newest(db, where, " AND ".join([*phrases, f"({match})"]), unwanted, most)

    likeness = None
    # Words that must be there, or must not, are for words to decide.
    if meaning and not (phrases or unwanted):
        likeness = _likeness(db, where, meaning)
    found = nearest(db, wanted, matches, most=query.offset + query.limit, likeness=likeness)[query.offset :]
    if query.order is Order.NEWEST:
        found.sort(reverse=True)
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
    stamped_from: int

    def below(self, key: int) -> "_Where":
        return replace(self, span=(self.span[0], min(key, self.span[1])))

    @property
    def stamped(self) -> Span:
        return max(self.span[0], self.stamped_from), self.span[1]


def _where(db: Database, query: Query) -> _Where:
    return _Where(fields_of(query), span_of(query), stamped_from(db))


def _parted(terms: Sequence[Typed]) -> tuple[list[Typed], list[Typed]]:
    """Return what must be there, and what must not."""
    return [term for term in terms if term.is_wanted], [term for term in terms if not term.is_wanted]


def _newest_of_all(
    db: Database, where: _Where, wanted: Sequence[Typed], unwanted: Sequence[Typed], limit: int
) -> list[int]:
    """Return the keys of the newest items that hold every telling word, newest first."""
    told = telling(wanted)
    begun = [term for term in told if is_begun(term)]
    whole = [loosely(term) for term in told if not is_begun(term)]
    if begun:
        asked = _Asked(begun, whole, [exactly(term) for term in begun], unwanted)
        return _newest_begun(db, where, asked, limit)
    return _newest(db, where, " AND ".join(whole), unwanted, limit)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words of which only the beginning was typed, what else must match, and how the index finds the begun ones."""

    begun: Sequence[Typed]
    whole: Sequence[str]
    matches: Sequence[str]
    unwanted: Sequence[Typed]


def _newest_begun(db: Database, where: _Where, asked: _Asked, limit: int) -> list[int]:
    """Read the texts of the newest, and ask the index where few of them hold the words."""
    whole, begun = " AND ".join(asked.whole), " AND ".join(asked.matches)

    def newest(below: int, most: int) -> list[int]:
        return _newest(db, where.below(below), whole, asked.unwanted, most, held=begun)

    found, below = scan(db, asked.begun, newest, where.span[1], limit)
    if below is None:
        return found
    match = " AND ".join([*asked.whole, *asked.matches])
    return found + _newest(db, where.below(below), match, asked.unwanted, limit - len(found))


def _newest(
    db: Database, where: _Where, match: str, unwanted: Sequence[Typed], limit: int, *, held: str = ""
) -> list[int]:
    """Return the keys of the newest items that match, newest first; everything matches an empty expression.

    Those that do not match what is `held` are of no use, and need not be among them.
    """
    if not where.fields:
        return _newest_anywhere(db, where, match, unwanted, limit)
    words = " ".join(_QUOTED.findall(f"{match} {held}"))
    stamped = f"{where.fields.stamps(words)} AND ({match})" if match else where.fields.stamps(words)
    found = newest_matches(db, without(stamped, unwanted), where.stamped, limit)
    if len(found) == limit or where.span[0] >= where.stamped_from:
        return found
    rest, left = where.below(where.stamped_from).span, limit - len(found)
    if match:
        return found + unstamped.newest(db, where.fields, without(match, unwanted), rest, left)
    return found + unstamped.newest_without(db, where.fields, any_of(unwanted), rest, left)


def _newest_anywhere(
    db: Database, where: _Where, match: str, unwanted: Sequence[Typed], limit: int
) -> list[int]:
    if match:
        return newest_matches(db, without(match, unwanted), where.span, limit)
    return newest_without(db, any_of(unwanted), where.span, limit)


def _hits(db: Database, keys: Sequence[int]) -> list[Hit]:
    items = by_key(db, keys)
    # A key that the index still names and no row answers to is one that went in between.
    return [Hit(items[n], items[n].story, 0.0) for n in keys if n in items]
