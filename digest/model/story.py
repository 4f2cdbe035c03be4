"""One happening, and why its Items are taken for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model.outlet import Viewpoint
from digest.model.theme import Filing


@dataclass(frozen=True, slots=True)
class Because:
    """Why an Item is in its Story."""

    nearest: str | None
    """The item that it is nearest to; None for the first."""
    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One happening, as told by one or more Items. It keeps the id of its first Item as it grows."""

    id: str
    title: str
    language: str
    first_seen: datetime
    last_seen: datetime
    """When an item of it last came to us."""
    last_published: datetime
    """When its newest item was published."""
    themes: tuple[Filing, ...] = ()
    """Strongest first, weighted by the items that support them."""
    items: tuple[str, ...] = ()
    """Ids, in order of (published, id)."""
    actors: tuple[str, ...] = ()
    """Most often named first."""
    outlets: int = 0
    owners: int = 0
    """Independent voices: one owner, or one wire report, counts once."""
    viewpoints: Mapping[Viewpoint, int] = field(default_factory=dict)
    """Outlets of each side."""
    developments: tuple[str, ...] = ()
    """Stories that this one follows from or leads to, oldest first."""
    because: Mapping[str, Because] = field(default_factory=dict)
