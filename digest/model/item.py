"""What a Feed published, and what one reading of it yields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.model.theme import Filing


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that one Feed published. All its text is plain: no markup, no control characters."""

    id: str
    feed: str
    url: str | None
    title: str
    published: datetime
    first_seen: datetime
    outlet: str = ""
    summary: str = ""
    content: str = ""
    language: str = "und"
    viewpoint: Viewpoint = Viewpoint.OTHER
    owner: str = ""
    on_topic: bool = False
    """True when it comes from a Feed whose every item passes the gates."""
    is_own: bool | None = None
    """True when the page that it links is its Feed's own outlet's; None where that is not known."""
    themes: tuple[Filing, ...] = ()
    """Strongest first; empty until it was read."""
    actors: tuple[str, ...] = ()
    """Those of its title and first paragraphs first, then those whom an article about AI names later."""
    figures: tuple[Figure, ...] = ()
    story: str | None = None


def oldest_first(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of their publication, those of one second in that of their ids."""
    return sorted(items, key=lambda item: (item.published, item.id))


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an Item is compared with other Items, to find those that tell one happening."""

    language: str
    words: Mapping[str, float]
    """The heads of its words, and its actors, each with how much it counts before rarity."""
    names: Mapping[str, str]
    """The words of the headline that name someone, with whom: an actor's `@id`, or the word itself."""
    actors: tuple[str, ...]
    sums: frozenset[tuple[str, float]]
    """Of money, by currency."""
    numbers: frozenset[tuple[str, float]]
    """Of other things: how many, and shares. What is counted has another word in every language."""
    releases: frozenset[str]
    """Names with a number in them that the headline holds: qwen2.5-max, h20, gpt-5."""
    ways: Mapping[str, int]
    """Which way the event went, by kind of event."""
    is_empty: bool
    tells_a_happening: bool
    """False for an offer, a list or the like, which is like all that is of its subject."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of an Item yields."""

    item: Item
    """With its language, themes, actors, figures, outlet, viewpoint and owner."""
    is_grouped: bool
    """True when some theme's gate let it through (or everything is grouped)."""
    vector: bytes | None = None
    """Little-endian float16, as the embedder gave it, not yet centred; None without an embedder."""
    senses: bytes | None = None
    """What its first words mean, one by one, as `digest.understand.encoding.senses` packs them; None without an
    embedder.
    """
    traits: Traits | None = None
    """Of what is grouped."""
