"""Stories by week in, numbers out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from digest.model import Viewpoint


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


class Told(Protocol):
    """That one outlet told one story under one theme."""

    @property
    def theme(self) -> str: ...
    @property
    def story(self) -> str: ...
    @property
    def published(self) -> datetime: ...
    @property
    def outlet(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def viewpoint(self) -> Viewpoint: ...


def trends(told: Iterable[Told]) -> list[Trend]:
    """Return one row for each week and theme that has a story, oldest week first, then by theme."""
    groups: dict[tuple[date, str], list[Told]] = defaultdict(list)
    for one in told:
        year, week, _ = one.published.isocalendar()
        groups[date.fromisocalendar(year, week, 1), one.theme].append(one)
    return [
        Trend(
            week,
            theme,
            stories=len({one.story for one in group}),
            owners=len({one.owner for one in group}),
            viewpoints=_sides(group),
        )
        for (week, theme), group in sorted(groups.items())
    ]


def _sides(group: Iterable[Told]) -> dict[Viewpoint, int]:
    outlets = {one.outlet: one.viewpoint for one in group}
    return {side: count for side in Viewpoint if (count := sum(own is side for own in outlets.values()))}
