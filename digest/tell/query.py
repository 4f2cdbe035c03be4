"""What a reader typed in, a Query out. Nothing is a syntax error; for an unknown value the nearest is named.

`chips since:7d theme:talent "exact words" -word outlet:scmp.com viewpoint:china language:zh actor:huawei
order:relevance`: fields may stand anywhere, in English or French, with a space after the colon or without.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import TypeVar

from digest.clock import read_since, write_time
from digest.domains import typed_domain
from digest.errors import QueryError
from digest.model.actor import Actor
from digest.model.outlet import Viewpoint
from digest.model.query import Order, Query
from digest.tags import item_tag
from digest.tell.phrases import Words
from digest.tell.query_names import DAYS_BACK, FIELD_OF, FIELDS, ORDERS, OWN_NAMES, SIDES, span_said
from digest.tell.voice import LANGUAGES, Voice, speaker
from digest.text import one_line
from digest.words import without_marks


class Mistake(Words):
    """What a reader is told who typed a value that cannot be read."""

    BAD_VALUE = (
        "“{value}” is no {field} that I know.",
        "« {value} » n’est pas une valeur connue pour {field}.",
    )
    BAD_VALUE_NEAREST = (
        "“{value}” is no {field} that I know. Did you mean “{nearest}”?",
        "« {value} » n’est pas une valeur connue pour {field}. Vouliez-vous dire « {nearest} » ?",
    )
    BAD_FIELD_NEAREST = (
        "“{value}” is no field that I know. Did you mean “{nearest}”?",
        "« {value} » n’est pas un champ que je connais. Vouliez-vous dire « {nearest} » ?",
    )
    ONE_OF = "One of: {values}", "Au choix : {values}"
    AMONG = "Among others: {values}", "Entre autres : {values}"
    AS_A_WORD = "Look for it as a word, with `search`", "Cherchez-le comme un mot, avec `search`"
    SPAN_REVERSED = (
        "the span ends ({until}) before it begins ({since}): give a `since` that is earlier than `until`",
        "la durée se termine ({until}) avant de commencer ({since}) : donnez un `since` antérieur à `until`",
    )
    BAD_TIME = (
        "“{value}” is not a time: write 2026-01-03, 2026-01-03T08:00:00Z, or 7d for a week ago",
        "« {value} » n’est pas un moment : écrivez 2026-01-03, 2026-01-03T08:00:00Z, ou 7d pour il y a une semaine",
    )
    BAD_SPAN = (
        "“{value}” is not a span of time: write 24h, 7d, 2026-01-03 or 2026-01-03T08:00:00Z",
        "« {value} » n’est pas une durée : écrivez 24h, 7d, 2026-01-03 ou 2026-01-03T08:00:00Z",
    )


# So many known values are still a help in a sentence; more are a wall.
_FEW = 12
# A mistyped name is nearer to itself than this. Among thousands even what names none of them is near to some (nobody,
# 0.62 from Winbond); of a few, each is shown beside the one that is offered.
_NEAR_OF_FEW, _NEAR_OF_MANY = 0.5, 0.75
_MOST_SHOWN = 40
# The fields whose values also stand in texts as words.
_ALSO_WORDS = ("actor", "outlet")
_Choice = TypeVar("_Choice", Viewpoint, Order)

# Quotes and colons as keyboards and phones write them.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "：": ":", "’": "'"}
)
# A quoted run is words, whatever it holds; a field's value may be quoted too.
_PIECE = re.compile(r'(?P<field>[^\W\d_][\w\'-]*):(?P<space>[ \t]*)(?P<value>"[^"]*"?|[^\s"]+)|"[^"]*"?|\S+')
# What begins so is an address or a time, not a field.
_NO_VALUE = re.compile(r"//|\d\d(?::\d\d)?$")


Themes = Sequence[str] | Mapping[str, str]
"""Ids, or names by id, which may be typed too."""
Actors = Iterable[Actor | str]
"""Actors, any of whose names may be typed, or their ids alone."""


def read_query(
    text: str,
    *,
    now: datetime,
    themes: Themes,
    actors: Actors = (),
    voice: str = "en",
) -> Query:
    """Read words with `field:value` among them, in any order.

    An outlet is taken as typed, and so is an actor without `actors`. Raise QueryError, which names the nearest
    value that is known.
    """
    reader = _Reader(now, themes, actors, speaker(voice))
    words, fields = _parted(text, reader)
    return reader.query(Query(words=words), fields)


def make_query(
    words: str,
    fields: Iterable[tuple[str, str | None]],
    *,
    now: datetime,
    themes: Themes,
    actors: Actors = (),
    limit: int = 10,
    voice: str = "en",
) -> Query:
    """Read fields that were given one by one, as options, if at all; raise QueryError as `read_query` does."""
    reader = _Reader(now, themes, actors, speaker(voice))
    return reader.query(Query(words=words, limit=limit), [(name, value) for name, value in fields if value])


def typed_fields(text: str) -> list[tuple[str, str]]:
    """Return the fields, with their values, that stand among words which are taken as they are."""
    return [(field, value) for _, name, value in _pieces(text) if (field := FIELD_OF.get(name.lower()))]


def named_in(words: str, actors: Iterable[Actor]) -> tuple[str, Actor] | None:
    """Return the actor whose name the words are, or one of them is, with the name as it was typed."""
    # In one go and only without case: with all that `_key` forgives, so many names take a tenth of a second.
    known = {name.casefold(): actor for actor in actors for name in (*actor.aliases, actor.name, actor.id)}
    for typed in (words.strip(' "'), *words.split()):
        if actor := known.get(typed.casefold()):
            return typed, actor
    return None


def one_of(
    what: str, value: str, known: Sequence[str], *, by_beginning: bool = True, voice: str = "en"
) -> str:
    """Return the known value that was meant, be it by its beginning alone; raise QueryError with the nearest one."""
    meant = _meant(value, {_key(each): each for each in known}, by_beginning=by_beginning)
    if meant is None:
        raise QueryError(_no_such(speaker(voice), value, what, known))
    return meant


def _meant(value: str, names: Mapping[str, str], *, by_beginning: bool = True) -> str | None:
    """Return what a name stands for, or the beginning of one name alone; None where it is no such one."""
    key = _key(value)
    if key in names:
        return names[key]
    begun = {meant for name, meant in names.items() if key and name.startswith(key)}
    return begun.pop() if by_beginning and len(begun) == 1 else None


def _parted(text: str, reader: "_Reader") -> tuple[str, list[tuple[str, str]]]:
    """Part what was typed into its words, as typed, and its fields, in order."""
    words: list[str] = []
    fields: list[tuple[str, str]] = []
    for typed, name, value in _pieces(text):
        if field := FIELD_OF.get(name.lower()):
            fields.append((field, value))
        elif name and (near := get_close_matches(name.lower(), FIELD_OF, n=1, cutoff=0.8)):
            raise QueryError(reader.no_such_field(name, FIELD_OF[near[0]]))
        else:
            words.append(typed)
    return " ".join(words), fields


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each piece of what was typed, and the name and value in it; both are empty where it can be no field."""
    for piece in _PIECE.finditer(text.translate(_PLAIN)):
        name, value = piece["field"], piece["value"]
        if name is None or _NO_VALUE.match(value) or (piece["space"] and name.lower() not in FIELDS):
            # With a space after the colon only a field's own name is one: "open source: what next".
            yield piece[0], "", ""
        else:
            yield piece[0], name, value.strip('"')


def _nearest(value: str, names: Mapping[str, str]) -> str | None:
    """Return what the name nearest to this one stands for; None where none is near."""
    cutoff = _NEAR_OF_FEW if len(names) <= _FEW else _NEAR_OF_MANY
    near = get_close_matches(_key(value)[:80], names, n=1, cutoff=cutoff)
    return names[near[0]] if near else None


def _no_such(
    spoken: Voice, value: str, field: str, known: Sequence[str], names: Mapping[str, str] | None = None
) -> str:
    """Return what is said of a value that is not known: the nearest, all when they are few, else the first of them.

    For what also stands in texts as a word, where to look for it as one. `names` are what the known ones are also
    called, as keys.
    """
    shown = _shown(value)
    if nearest := _nearest(value, names or {_key(each): each for each in known}):
        text = spoken.say(Mistake.BAD_VALUE_NEAREST, value=shown, field=field, nearest=nearest)
    else:
        text = spoken.say(Mistake.BAD_VALUE, value=shown, field=field)
    if known and len(known) <= _FEW:
        return f"{text} {spoken.say(Mistake.ONE_OF, values=', '.join(known))}."
    if nearest:
        return text
    if field in _ALSO_WORDS:
        return f"{text} {spoken.say(Mistake.AS_A_WORD)}."
    return f"{text} {spoken.say(Mistake.AMONG, values=', '.join(known[:_FEW]))}." if known else text


class _Reader:
    """Reads the values of fields, each as forgivingly as it can be."""

    def __init__(self, now: datetime, themes: Themes, actors: Actors, spoken: Voice) -> None:
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
            raise QueryError(self.spoken.say(Mistake.SPAN_REVERSED, since=since, until=until))
        return query

    def with_field(self, query: Query, name: str, value: str) -> Query:
        match name:
            case "theme":
                chosen = [self._theme(part) for part in re.split(r"\s*,\s*", value) if part]
                return replace(query, themes=tuple(dict.fromkeys([*query.themes, *chosen])))
            case "since":
                return replace(query, since=self._moment(value, Mistake.BAD_SPAN))
            case "until":
                return replace(query, until=self._moment(value, Mistake.BAD_TIME))
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
                raise QueryError(self.no_such(name, "field", FIELDS))

    def no_such(
        self, value: str, field: str, known: Sequence[str], names: Mapping[str, str] | None = None
    ) -> str:
        return _no_such(self.spoken, value, field, known, names)

    def no_such_field(self, name: str, nearest: str) -> str:
        text = self.spoken.say(Mistake.BAD_FIELD_NEAREST, value=_shown(name), nearest=nearest)
        return f"{text} {self.spoken.say(Mistake.ONE_OF, values=', '.join(FIELDS))}."

    def _theme(self, value: str) -> str:
        names = {_key(name): theme for theme, name in self._themes.items()} | {
            _key(theme): theme for theme in self._themes
        }
        if (theme := _meant(value, names)) is not None:
            return theme
        raise QueryError(self.no_such(value, "theme", tuple(self._themes), names))

    def _moment(self, value: str, refusal: Mistake) -> datetime:
        word = value.lower()
        if word in DAYS_BACK:
            day = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
            return day - timedelta(days=DAYS_BACK[word])
        try:
            return read_since(span_said(word) or value, now=self.now)
        except QueryError:
            raise QueryError(self.spoken.say(refusal, value=_shown(value))) from None

    def _one_of(self, value: str, field: str, known: Mapping[_Choice, str]) -> _Choice:
        names = {_key(name): choice for choice, names in known.items() for name in names.split()}
        if (choice := names.get(_key(value))) is not None:
            return choice
        raise QueryError(self.no_such(value, field, tuple(known)))

    def _language(self, value: str) -> str:
        names = {_key(name): tag for tag, both in reversed(LANGUAGES.items()) for name in (*both, tag)}
        names |= {_key(name): tag for tag, own in OWN_NAMES.items() for name in own.split()}
        tag = names.get(_key(value)) or item_tag(value)
        if tag in LANGUAGES:
            return tag
        raise QueryError(self.no_such(value, "language", tuple(LANGUAGES), names))

    def _actor(self, value: str) -> str:
        names: dict[str, str] = {}
        for actor in self._actors:
            if isinstance(actor, str):
                names.setdefault(_key(actor), actor)
            else:
                names |= {_key(name): actor.id for name in (*actor.aliases, actor.name, actor.id)}
        if not names:
            return value.lower()
        if found := names.get(_key(value)):
            return found
        raise QueryError(self.no_such(value, "actor", sorted(set(names.values())), names))


def _shown(value: str) -> str:
    """Return what was typed as it may be said back: short, on one line, without what nobody sees."""
    return one_line(value[:_MOST_SHOWN])


def _key(text: str) -> str:
    """Return a name as it is compared: without case, accents, and signs between its words."""
    bare = without_marks(unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\s_'’.-]+", "", bare)
