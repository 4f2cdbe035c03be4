"""What a reader asks, and what answers it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.item import Item
from digest.model.outlet import Viewpoint


class Order(StrEnum):
    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for. Every field narrows the answer; an empty one does not."""

    words: str = ""
    """As typed: words, "phrases", -words, prefixes*; or a sentence."""
    themes: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    outlet: str | None = None
    viewpoint: Viewpoint | None = None
    language: str | None = None
    """Its tag, as items carry it; `zh` is Chinese in any script."""
    actor: str | None = None
    order: Order | None = None
    """Without one the newest come first, but of what is near to a sentence the nearest."""
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An Item that answers a Query."""

    item: Item
    score: float
    """Higher is nearer; 0 where the words alone decide."""
