"""One Story as its sides word it."""

from dataclasses import dataclass

from digest.model.outlet import Viewpoint


@dataclass(frozen=True, slots=True)
class Side:
    """How one side words a Story."""

    viewpoint: Viewpoint
    outlet: str
    sentence: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The title that a side carries a Story under, where it has no sentence to show."""

    viewpoint: Viewpoint
    outlet: str
    title: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One Story as its sides word it."""

    story: str
    sides: tuple[Side, ...]
    """In the order of the viewpoints; no two sentences are the same."""
    headlines: tuple[Headline, ...]
    """Sides that have no sentence of their own, with the title that they carry it under."""
    silent: tuple[Viewpoint, ...]
    """The sides that do not carry it; `other` is no side that could be silent."""
