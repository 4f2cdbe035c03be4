"""How Themes and Actors fare by week, and what that is counted from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from digest.model.outlet import Viewpoint


@dataclass(frozen=True, slots=True)
class Filed:
    """One Item of one Story under one Theme: what trends are counted from."""

    theme: str
    story: str
    published: datetime
    outlet: str
    owner: str
    viewpoint: Viewpoint


@dataclass(frozen=True, slots=True)
class Trend:
    """What one week brought for one theme."""

    week: date
    """Its Monday."""
    theme: str
    stories: int
    owners: int
    viewpoints: Mapping[Viewpoint, int]
    """Outlets of each side."""


@dataclass(frozen=True, slots=True)
class Rising:
    """An actor that stands in more stories of the newest week than of an average one before."""

    actor: str
    stories: int
    before: float
    """Stories in an average week before."""
