"""The fields of a Query in, the keys of the items that pass them out, the newest first.

A key is an item's time of publication, so each index of a field holds the keys of a value in order. A search
takes them in stretches, the newest first and each longer than the one before: what is common is found in the
first, and what is not there at all costs one pass over one index, whatever else the items say.
"""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Query
from digest.store.connection import Database
from digest.store.items import first_key

Span = tuple[int, int]
"""Two keys, the second not within."""

# So many of the items that pass the first field are in the first stretch, and so many times more in each next.
_FIRST_STRETCH, _LONGER = 1_000, 4


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that narrows; `source` is the table or index that holds the keys of each of its values in order."""

    source: str
    column: str
    values: tuple[str, ...]

    def at(self, alias: str) -> str:
        table, _, index = self.source.partition(" ")
        return f"{table} {alias} {index}"

    def edge(self, db: Database, span: Span, number: int) -> int | None:
        """Return the key of the newest item but so many of those that have a value; None where there are fewer."""
        sql = (
            f"SELECT d.n FROM {self.at('d')} WHERE d.{self.column} = ? AND d.n >= ? AND d.n < ?"
            " ORDER BY d.n DESC LIMIT 1 OFFSET ?"
        )
        rows = (db.execute(sql, (value, *span, number)).fetchone() for value in self.values)
        return max((row[0] for row in rows if row), default=None)

    def oldest(self, db: Database, span: Span) -> int | None:
        sql = f"SELECT min(d.n) FROM {self.at('d')} WHERE d.{self.column} = ? AND d.n >= ? AND d.n < ?"
        keys = (db.execute(sql, (value, *span)).fetchone()[0] for value in self.values)
        return min((key for key in keys if key is not None), default=None)


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
        # Whose newest thousand lie furthest back; a thousand that are not there lie before everything.
        found.sort(key=lambda each: each.edge(db, span, _FIRST_STRETCH) or span[0])
    return Fields(tuple(found))


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
        """Return a query for the keys in the span that pass every field, in no order, with its values."""
        if not self:
            return "SELECT d.n FROM items d WHERE d.n >= ? AND d.n < ?", [*span]
        return self._passing(self._fields[0].values, span)

    def conditions(self, key: str) -> tuple[list[str], list[object]]:
        """Return what holds of a key that passes every field, with the values; each is asked of a small index."""
        return _conditions(self._fields, key)

    def newest(self, db: Database, span: Span, limit: int) -> list[int]:
        """Return the keys of the newest items that pass every field, newest first."""
        if not self:
            rows = db.execute(
                "SELECT n FROM items WHERE n >= ? AND n < ? ORDER BY n DESC LIMIT ?", (*span, limit)
            )
            return [row[0] for row in rows]
        found: set[int] = set()
        # An index is in the order of keys for each value apart: the newest of all are the newest of their newest.
        for value in self._fields[0].values:
            sql, values = self._passing((value,), span)
            found.update(row[0] for row in db.execute(f"{sql} ORDER BY d.n DESC LIMIT ?", (*values, limit)))
        return sorted(found, reverse=True)[:limit]

    def of(self, db: Database, keys: Sequence[int]) -> list[int]:
        """Return those of the keys that pass every field, in their order."""
        conditions, values = self.conditions("k.value")
        sql = f"SELECT k.value FROM json_each(?) k WHERE {' AND '.join(conditions)}"
        passing = {row[0] for row in db.execute(sql, (json.dumps(keys), *values))}
        return [key for key in keys if key in passing]

    def stretches(self, db: Database, span: Span) -> Iterator[Span]:
        """Yield the parts of the span where items may pass, the newest first."""
        least, most = span
        size = _FIRST_STRETCH
        while (edge := self._edge(db, (least, most), size)) is not None:
            yield edge, most
            most, size = edge, size * _LONGER
        oldest = self._fields[0].oldest(db, (least, most)) if self else least
        if oldest is not None:
            yield oldest, most

    def _edge(self, db: Database, span: Span, number: int) -> int | None:
        if self:
            return self._fields[0].edge(db, span, number)
        sql = "SELECT n FROM items WHERE n >= ? AND n < ? ORDER BY n DESC LIMIT 1 OFFSET ?"
        row = db.execute(sql, (*span, number)).fetchone()
        return row[0] if row else None

    def _passing(self, of_first: tuple[str, ...], span: Span) -> tuple[str, list[object]]:
        first, *others = self._fields
        conditions, values = _conditions(others, "d.n")
        mine = [f"d.{first.column} IN ({_marks(of_first)})", "d.n >= ?", "d.n < ?"]
        # An item may have several of the values: of several themes, for one.
        distinct = "DISTINCT " if len(of_first) > 1 else ""
        sql = f"SELECT {distinct}d.n FROM {first.at('d')} WHERE {' AND '.join(mine + conditions)}"
        return sql, [*of_first, *span, *values]


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
