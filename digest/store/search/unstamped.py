"""What narrows a search among items that have no stamps in the index yet, those of a store that is older than stamps.

A key is an item's time of publication, so each index of a field holds the keys of a value in order, as the index
of words holds those of a word. A search walks down both at once and stops when it has enough: what is common is
found in the first steps, and what is not there at all costs one pass over each, with nothing sorted or put aside.
"""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this package, never values

from collections.abc import Sequence
from dataclasses import replace

from digest.store.connection import Database
from digest.store.index import MATCHES, column, newest_matches, those_that_match
from digest.store.keys import Span
from digest.store.rows import many
from digest.store.search.fields import Field, conditions

# Of two fields the one leads whose newest items, so many of them, lie further back.
_COMPARED = 1_000
# So many of a word's newest matches are looked at one by one for whether they pass the fields.
_LOOKED_AT = 500
# And so many of the items that pass are asked for one by one, which costs more, whether they match.
_ASKED_FOR = 100
# Of what several queries yield together, each of which comes in this order.
_DOWNWARDS = "ORDER BY 1 DESC LIMIT ?"


def newest(db: Database, fields: Sequence[Field], match: str, span: Span, limit: int) -> list[int]:
    """Return the keys of the newest items in the span that match an expression and pass some fields, newest first."""
    # A few matches are looked at one by one, or what few items pass the fields; else both are walked down together.
    looked_at = newest_matches(db, match, span, max(limit, _LOOKED_AT))
    found = _passing(db, fields, looked_at)[:limit]
    if len(found) == limit or len(looked_at) < max(limit, _LOOKED_AT):
        return found
    span = (span[0], looked_at[-1])
    passing, values = _keys(db, fields, span)
    few = column(db.execute(f"{passing} {_DOWNWARDS}", (*values, _ASKED_FOR + 1)))
    if len(few) <= _ASKED_FOR:
        return (found + those_that_match(db, match, few))[:limit]
    both = f"{passing} INTERSECT {MATCHES} {_DOWNWARDS}"
    return found + column(db.execute(both, (*values, match, *span, limit - len(found))))


def newest_without(db: Database, fields: Sequence[Field], match: str, span: Span, limit: int) -> list[int]:
    """Return the keys of the newest items that pass the fields and do not match, newest first.

    Nothing matches an empty expression.
    """
    sql, values = _keys(db, fields, span)
    if match:
        sql, values = f"{sql} EXCEPT {MATCHES}", [*values, match, *span]
    return column(db.execute(f"{sql} {_DOWNWARDS}", (*values, limit)))


def _keys(db: Database, fields: Sequence[Field], span: Span) -> tuple[str, list[object]]:
    """Return a query for the keys in the span that pass every field, with its values.

    It may be the left side of INTERSECT or EXCEPT. Ordered by its one column, downwards as upwards, all of them
    are merged as they come.
    """
    first, *others = _fewest_first(db, fields, span)
    rest, its_values = conditions(others, "d.n")
    mine = [f"d.{first.column} = ?", "d.n >= ?", "d.n < ?"]
    sql = f"SELECT d.n FROM {first.at('d')} WHERE {' AND '.join(mine + rest)}"
    values = [value for one in first.values for value in (one, *span, *its_values)]
    return " UNION ".join([sql] * len(first.values)), values


def _passing(db: Database, fields: Sequence[Field], keys: Sequence[int]) -> list[int]:
    """Return those of the keys that pass every field, in their order."""
    passes, values = conditions(fields, "k.value")
    sql = f"SELECT k.value FROM json_each(?) k WHERE {' AND '.join(passes)}"
    passing = set(column(db.execute(sql, (many(keys), *values))))
    return [key for key in keys if key in passing]


def _fewest_first(db: Database, fields: Sequence[Field], span: Span) -> list[Field]:
    """Return the fields with the values that some item has, first that one which fewest items seem to pass."""
    there = [_with_values_that_are_there(db, field, span) for field in fields]
    # Where there are fewer than that, they lie before everything.
    return sorted(there, key=lambda field: _nth(db, field, span, _COMPARED) or span[0])


def _with_values_that_are_there(db: Database, field: Field, span: Span) -> Field:
    """Leave out values that no item has: each would be merged with the others all the same."""
    there = [
        value for value in field.values if _nth(db, replace(field, values=(value,)), span, 0) is not None
    ]
    return replace(field, values=tuple(there) or field.values[:1])


def _nth(db: Database, field: Field, span: Span, number: int) -> int | None:
    """Return the key of the newest item but so many of those that have a value; None where there are fewer."""
    sql = (
        f"SELECT d.n FROM {field.at('d')} WHERE d.{field.column} = ? AND d.n >= ? AND d.n < ?"
        " ORDER BY d.n DESC LIMIT 1 OFFSET ?"
    )
    rows = (db.execute(sql, (value, *span, number)).fetchone() for value in field.values)
    return max((row[0] for row in rows if row), default=None)
