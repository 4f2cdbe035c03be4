"""What a reader typed in, a Query out. Nothing is a syntax error; for an unknown value the nearest is named.

`chips since:7d theme:talent "exact words" -word outlet:scmp.com viewpoint:china language:zh actor:huawei
order:relevance`: fields may stand anywhere, in English or French, with a space after the colon or without.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import TypeVar

from digest.clock import write_time
from digest.domains import typed_domain
from digest.errors import NoSuchError, QueryError
from digest.model.actor import Actor
from digest.model.outlet import Viewpoint
from digest.model.query import Order, Query
from digest.tags import item_tag
from digest.tell.phrases import Words
from digest.tell.query_names import FIELD_OF, FIELDS, ORDERS, OWN_NAMES, SIDES
from digest.tell.typed_names import NameMistake, key, meant, no_such, shown
from digest.tell.typed_times import typed_since, typed_until
from digest.tell.voice import LANGUAGES, Voice


class Mistake(Words):
    """What a reader is told who typed a value that cannot be read."""

    BAD_FIELD_NEAREST = (
        "“{value}” is no field that I know. Did you mean “{nearest}”?",
        "« {value} » n’est pas un champ que je connais. Vouliez-vous dire « {nearest} » ?",
    )
    SPAN_EMPTY = (
        "nothing can lie in a span that begins at {since} and ends at {until}; give a later `until`: "
        "a date is the moment at which its day begins",
        "rien ne peut se trouver dans une durée qui commence à {since} et se termine à {until} ; donnez un `until` "
        "plus tardif : une date est l’instant où son jour commence",
    )
    FIGURES_FIELD = (
        "Figures can be narrowed by words and by `since:` alone: `figures chips since:7d`.",
        "Les chiffres se limitent par des mots et par `since:` seulement : `figures chips since:7d`.",
    )


_Choice = TypeVar("_Choice", Viewpoint, Order)

# Quotes and colons as keyboards and phones write them.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "：": ":", "’": "'"}
)
# A quoted run is words, whatever it holds; a field's value may be quoted too.
_PIECE = re.compile(r'(?P<field>[^\W\d_][\w\'-]*):(?P<space>[ \t]*)(?P<value>"[^"]*"?|[^\s"]+)|"[^"]*"?|\S+')
# Behind another word than a field's this is a time: 16:30.
_TIME = re.compile(r"\d\d(?::\d\d)?")


Themes = Sequence[str] | Mapping[str, str]
"""Ids, or names by id, which may be typed too."""


def read_query(
    text: str,
    spoken: Voice,
    *,
    now: datetime,
    themes: Themes,
    actors: Iterable[Actor] = (),
) -> Query:
    """Read words with `field:value` among them, in any order.

    An outlet is taken as typed, and so is an actor without `actors`. Raise QueryError, which names the nearest
    value that is known.
    """
    reader = _Reader(now, themes, actors, spoken)
    words, fields = _parted(text, reader)
    return reader.query(Query(words=words), fields)


def read_figures_query(text: str, spoken: Voice, *, now: datetime) -> Query:
    """Read words that figures are looked for by, with `since:` among them; raise QueryError for any other field."""
    reader = _Reader(now, (), (), spoken)
    words, fields = _parted(text, reader)
    if any(name != "since" for name, _ in fields):
        raise QueryError(spoken.say(Mistake.FIGURES_FIELD))
    return reader.query(Query(words=words), fields)


def make_query(
    words: str,
    fields: Iterable[tuple[str, str | None]],
    spoken: Voice,
    *,
    now: datetime,
    themes: Themes,
    actors: Iterable[Actor] = (),
    limit: int = 10,
) -> Query:
    """Read fields that were given one by one, as options, if at all; raise QueryError as `read_query` does."""
    reader = _Reader(now, themes, actors, spoken)
    return reader.query(Query(words=words, limit=limit), [(name, value) for name, value in fields if value])


def typed_fields(text: str) -> list[tuple[str, str]]:
    """Return the fields, with their values, that stand among words which are taken as they are."""
    return [(field, value) for _, name, value in _pieces(text) if (field := FIELD_OF.get(name.lower()))]


def _parted(text: str, reader: "_Reader") -> tuple[str, list[tuple[str, str]]]:
    """Part what was typed into its words, as typed, and its fields, in order."""
    words: list[str] = []
    fields: list[tuple[str, str]] = []
    for typed, name, value in _pieces(text):
        if field := FIELD_OF.get(name.lower()):
            fields.append((field, value))
        elif name and (near := get_close_matches(name.lower(), FIELD_OF, n=1, cutoff=0.8)):
            raise reader.no_such_field(name, FIELD_OF[near[0]])
        else:
            words.append(typed)
    return " ".join(words), fields


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each piece of what was typed, and the name and value in it; both are empty where it can be no field."""
    for piece in _PIECE.finditer(text.translate(_PLAIN)):
        name, value = piece["field"] or "", piece["value"] or ""
        # With a space after the colon only a field's own name is one: "open source: what next".
        is_known = name.lower() in (FIELDS if piece["space"] else FIELD_OF)
        if value.startswith("//") or (not is_known and (piece["space"] or _TIME.fullmatch(value))):
            yield piece[0], "", ""
        else:
            yield piece[0], name, value.strip('"')


class _Reader:
    """Reads the values of fields, each as forgivingly as it can be."""

    def __init__(self, now: datetime, themes: Themes, actors: Iterable[Actor], spoken: Voice) -> None:
        self.now = now
        self.spoken = spoken
        self._themes = dict(themes) if isinstance(themes, Mapping) else {theme: theme for theme in themes}
        self._actors = tuple(actors)

    def query(self, query: Query, fields: Iterable[tuple[str, str]]) -> Query:
        for name, value in fields:
            if value.strip():
                query = self.with_field(query, name, value.strip())
        if query.since and query.until and query.since >= query.until:
            since, until = write_time(query.since), write_time(query.until)
            raise QueryError(self.spoken.say(Mistake.SPAN_EMPTY, since=since, until=until))
        return query

    def with_field(self, query: Query, name: str, value: str) -> Query:
        match name:
            case "theme":
                chosen = [self._theme(part) for part in re.split(r"\s*,\s*", value) if part]
                return replace(query, themes=tuple(dict.fromkeys([*query.themes, *chosen])))
            case "since":
                return replace(query, since=typed_since(value, self.spoken, now=self.now))
            case "until":
                return replace(query, until=typed_until(value, self.spoken, now=self.now))
            case "outlet":
                return replace(query, outlet=typed_domain(value))
            case "viewpoint":
                return replace(query, viewpoint=self._one_of(value, "viewpoint", SIDES))
            case "language":
                return replace(query, language=self._language(value))
            case "actor":
                return replace(query, actor=self._actor(value))
            case "order":
                return replace(query, order=self._one_of(value, "order", ORDERS))
            case _:
                raise no_such(self.spoken, name, "field", FIELDS)

    def no_such_field(self, name: str, nearest: str) -> NoSuchError:
        text = self.spoken.say(Mistake.BAD_FIELD_NEAREST, value=shown(name), nearest=nearest)
        others = self.spoken.say(NameMistake.ONE_OF, values=", ".join(FIELDS))
        return NoSuchError(f"{text} {others}.", name, nearest)

    def _theme(self, value: str) -> str:
        names = {key(name): theme for theme, name in self._themes.items()} | {
            key(theme): theme for theme in self._themes
        }
        if (theme := meant(value, names)) is not None:
            return theme
        raise no_such(self.spoken, value, "theme", tuple(self._themes), names)

    def _one_of(self, value: str, field: str, known: Mapping[_Choice, str]) -> _Choice:
        names = {key(name): choice for choice, names in known.items() for name in names.split()}
        if (choice := names.get(key(value))) is not None:
            return choice
        raise no_such(self.spoken, value, field, tuple(known))

    def _language(self, value: str) -> str:
        names = {key(name): tag for tag, both in reversed(LANGUAGES.items()) for name in (*both, tag)}
        names |= {key(name): tag for tag, own in OWN_NAMES.items() for name in own.split()}
        tag = names.get(key(value)) or item_tag(value)
        if tag in LANGUAGES:
            return tag
        raise no_such(self.spoken, value, "language", tuple(LANGUAGES), names)

    def _actor(self, value: str) -> str:
        names = {key(name): actor.id for actor in self._actors for name in actor.typed}
        if not names:
            return value.lower()
        if found := names.get(key(value)):
            return found
        raise no_such(self.spoken, value, "actor", sorted(set(names.values())), names)
