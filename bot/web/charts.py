"""The pages' pictures: numbers to the child that draws, PNGs back, the last ones kept."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from digest.ids import derive_id
from digest.model import Theme, Viewpoint
from digest.run import Run
from digest.tell.chart import draw_course, draw_sides, draw_trends
from digest.tell.phrases import Phrase
from digest.tell.spans import theme_names
from digest.tell.trends import Trend
from digest.tell.voice import speaker

# The child has to start and to load its library first.
DRAW_S = 30.0
# A picture is some 40 kB.
_MOST_KEPT = 50


@dataclass
class Charts:
    run: Run
    voice: str
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        spoken = speaker(self.voice)
        self._spoken = spoken
        self._sides = {side: spoken.side(side) for side in Viewpoint}

    async def of_themes(self, rows: Sequence[Trend], themes: Sequence[Theme], *, dark: bool) -> bytes:
        """All themes' weeks, a panel each."""
        title = self._spoken.say(Phrase.TRENDS)
        return await self._drawn(
            draw_trends, rows, title=title, names=theme_names(themes, self._spoken), dark=dark
        )

    async def of_theme(self, rows: Sequence[Trend], title: str, *, dark: bool) -> bytes:
        """One theme's weeks, parted by side."""
        return await self._drawn(draw_sides, rows, title=title, names=self._sides, dark=dark)

    async def of_story(self, told: Sequence[tuple[date, Viewpoint]], title: str, *, dark: bool) -> bytes:
        """A story's items by day, parted by side."""
        return await self._drawn(draw_course, told, title=title, names=self._sides, dark=dark)

    async def _drawn(self, draw: Callable[..., bytes], numbers: Sequence[object], **how: object) -> bytes:
        key = derive_id(draw.__name__, *map(repr, numbers), *map(repr, how.values()))
        if key not in self._kept:
            self._kept[key] = await self.run(partial(draw, numbers, **how), timeout=DRAW_S)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]
