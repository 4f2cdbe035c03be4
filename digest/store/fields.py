"""The fields of a Query in, the keys of the items that pass them out, the newest first.

A key is an item's time of publication, so each index of a field holds the keys of a value in order, as the index
of words holds those of a word. A search walks down both at once and stops when it has enough: what is common is
found in the first steps, and what is not there at all costs one pass over each, with nothing sorted or put aside.
"""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model import Query
from digest.store.connection import Database
from digest.store.keys import first_key

Span = tuple[int, int]
"""Two keys, the second not within."""

# Of two fields the one leads whose newest items, so many of them, lie further back.
_COMPARED = 1_000


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that narrows; `source` is the table or index that holds the keys of each of its values in order."""

    source: str
    column: str
    values: tuple[str, ...]

    def at(self, alias: str) -> str:
        table, _, index = self.source.partition(" ")
        return f"{table} {alias} {index}"

    def nth(self, db: Database, span: Span, number: int) -> int | None:
        """Return the key of the newest item but so many of those that have a value; None where there are fewer."""
        sql = (
            f"SELECT d.n FROM {self.at('d')} WHERE d.{self.column} = ? AND d.n >= ? AND d.n < ?"
            " ORDER BY d.n DESC LIMIT 1 OFFSET ?"
        )
        rows = (db.execute(sql, (value, *span, number)).fetchone() for value in self.values)
        return max((row[0] for row in rows if row), default=None)

    def with_values_that_are_there(self, db: Database, span: Span) -> "_Field":
        """Leave out values that no item has: each would be merged with the others all the same."""
        there = [
            value for value in self.values if replace(self, values=(value,)).nth(db, span, 0) is not None
        ]
        return replace(self, values=tuple(there) or self.values[:1])


def fields_of(db: Database, query: Query) -> "Fields":
    """Return what narrows a query besides its words and its span: first what fewest items seem to pass."""
    found = []
    if query.actor:
        found.append(_Field("item_actors", "actor", (query.actor,)))
    if query.outlet:
        found.append(_Field("items INDEXED BY items_by_outlet", "outlet", (query.outlet.lower(),)))
    if query.themes:
        found.append(_Field("item_themes", "theme", query.themes))
    if query.viewpoint:
        found.append(_Field("items INDEXED BY items_by_viewpoint", "viewpoint", (str(query.viewpoint),)))
    if query.language:
        found.append(_Field("items INDEXED BY items_by_language", "language", _tags(query.language)))
    span = span_of(query)
    if len(found) > 1:
        # Where there are fewer than that, they lie before everything.
        found.sort(key=lambda each: each.nth(db, span, _COMPARED) or span[0])
    return Fields(tuple(each.with_values_that_are_there(db, span) for each in found))


def span_of(query: Query) -> Span:
    """Return the keys between which the answers lie."""
    least = first_key(query.since) if query.since else -(1 << 62)
    most = first_key(query.until) if query.until else 1 << 62
    return least, most


@dataclass(frozen=True, slots=True)
class Fields:
    """What narrows a query besides its words."""

    _fields: tuple[_Field, ...]

    def __bool__(self) -> bool:
        return bool(self._fields)

    def keys(self, span: Span) -> tuple[str, list[object]]:
        """Return a query for the keys in the span that pass every field, with its values.

        It may be the left side of INTERSECT or EXCEPT. Ordered by its one column, downwards as upwards, all of them
        are merged as they come.
        """
        if not self:
            return "SELECT d.n FROM items d WHERE d.n >= ? AND d.n < ?", [*span]
        each = [self._passing(value, span) for value in self._fields[0].values]
        return " UNION ".join(sql for sql, _ in each), [value for _, values in each for value in values]

    def conditions(self, key: str) -> tuple[list[str], list[object]]:
        """Return what holds of a key that passes every field, with the values; each is asked of a small index."""
        return _conditions(self._fields, key)

    def newest(self, db: Database, span: Span, limit: int) -> list[int]:
        """Return the keys of the newest items that pass every field, newest first."""
        sql, values = self.keys(span)
        return [row[0] for row in db.execute(f"{sql} ORDER BY 1 DESC LIMIT ?", (*values, limit))]

    def of(self, db: Database, keys: Sequence[int]) -> list[int]:
        """Return those of the keys that pass every field, in their order."""
        conditions, values = self.conditions("k.value")
        sql = f"SELECT k.value FROM json_each(?) k WHERE {' AND '.join(conditions)}"
        passing = {row[0] for row in db.execute(sql, (json.dumps(keys), *values))}
        return [key for key in keys if key in passing]

    def _passing(self, value: str, span: Span) -> tuple[str, list[object]]:
        """Return a query for the keys that have a value of the first field and pass the others."""
        first, *others = self._fields
        conditions, values = _conditions(others, "d.n")
        mine = [f"d.{first.column} = ?", "d.n >= ?", "d.n < ?"]
        sql = f"SELECT d.n FROM {first.at('d')} WHERE {' AND '.join(mine + conditions)}"
        return sql, [value, *span, *values]


def _conditions(fields: Sequence[_Field], key: str) -> tuple[list[str], list[object]]:
    conditions = [
        f"EXISTS (SELECT 1 FROM {each.at('f')} WHERE f.{each.column} IN ({_marks(each.values)}) AND f.n = {key})"
        for each in fields
    ]
    return conditions, [value for each in fields for value in each.values]


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _tags(language: str) -> tuple[str, ...]:
    if language.lower() == "zh":
        return ("zh", "zh-Hans", "zh-Hant")
    base, _, script = language.partition("-")
    # As BCP 47 writes them: a script with a capital, a country in capitals.
    rest = script.title() if len(script) == 4 else script.upper()
    return (f"{base.lower()}-{rest}" if script else base.lower(),)
