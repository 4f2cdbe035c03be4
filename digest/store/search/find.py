"""A Query in, Hits out.

Newest first by default. A sentence or a question, and whatever asks for relevance, is ranked among the newest matches
(`relevance`).
"""

from collections.abc import Mapping, Sequence

from digest.model.query import Hit, Order, Query
from digest.store.connection import Database
from digest.store.item_rows import by_key
from digest.store.search.fields import conditions
from digest.store.search.meaning import Meaning, alike
from digest.store.search.relevance import Likeness, nearest
from digest.store.search.scope import Scope
from digest.store.search.typed import Typed, exactly, is_begun, is_sentence, loosely, may_miss, read, telling


def find(db: Database, query: Query, *, meaning: Meaning | None = None) -> list[Hit]:
    """Return the items that answer the query, best or newest first.

    A few words must all be there; when three or more find nothing, the nearest are given. Words of a
    sentence, and words that are asked for by relevance, need not all be there. Raise QueryError, which says
    what to type instead. With the query's `meaning`, what is ranked is ranked by it too, and what says the
    same in another language is found.
    """
    wanted, unwanted = _parted(query)
    scope = Scope.of(db, query, unwanted)
    most = query.offset + query.limit
    if not wanted:
        return _hits(db, dict.fromkeys(scope.newest("", most)[query.offset :], 0.0))
    if not _asks_to_be_ranked(query, wanted):
        found = _newest_of_all(scope, wanted, most)[query.offset :]
        if found or query.offset or not may_miss(wanted):
            return _hits(db, dict.fromkeys(found, 0.0))
    return _nearest_hits(scope, query, wanted, meaning)


def is_ranked(query: Query) -> bool:
    """Say whether the answer will be ranked, so that the query's meaning is of use; raise QueryError as `find` does."""
    wanted, _ = _parted(query)
    return bool(wanted) and _asks_to_be_ranked(query, wanted)


def keys_of_all(db: Database, query: Query) -> list[int]:
    """Return the keys of the newest items that hold every telling word of the query, the newest first."""
    wanted, unwanted = _parted(query)
    return _newest_of_all(Scope.of(db, query, unwanted), wanted, query.limit) if wanted else []


def _parted(query: Query) -> tuple[list[Typed], list[Typed]]:
    """Return which words must be there, and which must not."""
    terms = read(query.words)
    return [term for term in terms if term.is_wanted], [term for term in terms if not term.is_wanted]


def _asks_to_be_ranked(query: Query, wanted: Sequence[Typed]) -> bool:
    return query.order is Order.RELEVANCE or is_sentence(query.words, wanted)


def _newest_of_all(scope: Scope, wanted: Sequence[Typed], limit: int) -> list[int]:
    """Return the keys of the newest items that hold every telling word, newest first."""
    told = telling(wanted)
    begun = [term for term in told if is_begun(term)]
    return scope.newest_of([loosely(term) for term in told if not is_begun(term)], begun, limit)


def _hits(db: Database, scores: Mapping[int, float]) -> list[Hit]:
    items = by_key(db, [*scores])
    # A key that the index still names and no row answers to is one that went in between.
    return [Hit(items[n], score) for n, score in scores.items() if n in items]


def _nearest_hits(scope: Scope, query: Query, wanted: Sequence[Typed], meaning: Meaning | None) -> list[Hit]:
    phrases = [exactly(term) for term in wanted if term.is_phrase]

    def matches(match: str, most: int, begun: Typed | None) -> list[int]:
        if begun is not None:
            return scope.newest_of(phrases, [begun], most)
        return scope.newest_of([*phrases, f"({match})"], [], most)

    # Words that must be there, or must not, are for words to decide.
    likeness = _likeness(scope, meaning) if meaning and not (phrases or scope.unwanted) else None
    most = query.offset + query.limit
    found = nearest(scope.db, wanted, matches, most=most, likeness=likeness)[query.offset :]
    if query.order is Order.NEWEST:
        found.sort(reverse=True)
    return _hits(scope.db, dict(found))


def _likeness(scope: Scope, meaning: Meaning) -> Likeness:
    passes, values = conditions(scope.fields, "v.n")
    sql = " AND ".join(["v.n >= ?", "v.n < ?", *passes])
    return lambda keys: alike(scope.db, meaning, keys, sql, [*scope.span, *values])
