"""The fields of a Query in: what each asks for, and the span of keys between which the answers lie."""

# ruff: noqa: S608 - what is put into SQL are names and conditions of this module, never values

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model.query import Query
from digest.store import stamps
from digest.store.keys import EVER, Span, first_key


@dataclass(frozen=True, slots=True)
class Field:
    """A field that narrows, and where the keys of each of its values stand in order."""

    table: str
    column: str
    values: tuple[str, ...]
    index: str = ""
    """The table's, where they stand so in an index and not in the table itself."""

    def at(self, alias: str) -> str:
        return f"{self.table} {alias} INDEXED BY {self.index}" if self.index else f"{self.table} {alias}"


def fields_of(query: Query) -> tuple[Field, ...]:
    """Return what narrows a query besides its words and its span."""
    found = []
    if query.actor:
        found.append(Field("item_actors", "actor", (query.actor,)))
    if query.outlet:
        found.append(Field("items", "outlet", (query.outlet.lower(),), "items_by_outlet"))
    if query.themes:
        found.append(Field("item_themes", "theme", query.themes))
    if query.viewpoint:
        found.append(Field("items", "viewpoint", (str(query.viewpoint),), "items_by_viewpoint"))
    if query.language:
        found.append(Field("items", "language", _tags(query.language), "items_by_language"))
    return tuple(found)


def span_of(query: Query) -> Span:
    """Return the keys between which the answers lie."""
    least = first_key(query.since) if query.since else EVER[0]
    most = first_key(query.until) if query.until else EVER[1]
    return least, most


def stamped(fields: Sequence[Field], words: str) -> str:
    """Write for the index which items pass every field, if they hold these words."""
    return stamps.asked({field.column: field.values for field in fields}, words)


def conditions(fields: Sequence[Field], key: str) -> tuple[list[str], list[object]]:
    """Return what holds of a key that passes every field, with the values; each is asked of a small index."""
    made = [
        f"EXISTS (SELECT 1 FROM {each.at('f')} WHERE f.{each.column} IN ({_marks(each.values)}) AND f.n = {key})"
        for each in fields
    ]
    return made, [value for each in fields for value in each.values]


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _tags(language: str) -> tuple[str, ...]:
    return ("zh", "zh-Hans", "zh-Hant") if language == "zh" else (language,)
