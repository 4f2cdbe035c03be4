"""What a channel was told of a Story, and what came of it since."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    NEW_FIGURE = "new_figure"
    NEW_ACTOR = "new_actor"
    NEW_SIDE = "new_side"
    SECOND_OWNER = "second_owner"
    REVERSAL = "reversal"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a Story since a channel was told."""

    kind: ChangeKind
    what: str
    """The figure, actor or side, as a reader would name it."""
    item: str | None = None
    """The item that brought it."""


class AmendmentKind(StrEnum):
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What turned out otherwise after a channel was told: its message is edited, and says so."""

    kind: AmendmentKind
    at: datetime
    what: str
    """The outlet that corrected or withdrew its item; the title of the story that it is one with."""
    detail: str = ""
    """What was said before and what is said now, where that is short enough to say."""
    link: str | None = None
    """Where the story was told that it is one with."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a channel was last told of a Story, to compare with what is known now."""

    story: str
    digest: str
    at: datetime
    title: str
    items: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]
    viewpoints: frozenset[str]
    owners: int
    link: str | None = None
    """Where it was told: the platform's permalink."""
