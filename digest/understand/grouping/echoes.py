"""The window's stories in, how much of what is told abroad has an echo out: so much is likeness across languages worth.

A Polish feed among twenty English ones tells mostly what none of these does; where all feeds follow one contest, most
of what is told in one language is told in another, too.
"""

import math
from collections import Counter
from collections.abc import Iterable

from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_story import OpenStory, Strand

# Two strands are each other's echo when they are nearer than their crowds by so much. Of what 16 weeks tell abroad
# 0.40 to 0.91 has an echo by this (0.47 to 0.94 is told elsewhere), of two parts of the stream 0.21 and 0.16 (0.30 and
# 0.24).
_STANDS_OUT = 0.1
# Until the window has filled, as if it held so much with an echo, and so much without.
_WITH, _WITHOUT = 6, 4
# The odds are taken for no more. Most weeks stay below, and of those that rise above none was grouped better without
# this; a few days' news of one lab, which is all faintly alike, worse: F1 over pairs was 0.92, and is 0.98.
_MOST = 1.0


class Echoes:
    """Which strands of the window have an echo in another language, and the odds that one has.

    What was joined does not count: one wrong join would then speak for the next.
    """

    def __init__(self, nearness: Nearness) -> None:
        self._nearness = nearness
        self.odds = math.log(_WITH / _WITHOUT)
        """That what is told in another language than the window's most common one has an echo, by logarithm."""

    def hear(self, pairs: Iterable[tuple[OpenStory, OpenStory]]) -> None:
        """Note which strands of these stories are each other's echo."""
        for one, other in pairs:
            for first in one.strands.values():
                for second in other.strands.values():
                    if first.language != second.language and self._stand_out(first, second):
                        first.has_echo = second.has_echo = True

    def _stand_out(self, one: Strand, other: Strand) -> bool:
        near = self._nearness.of(one, other).vectors
        if near is None:
            return False
        return near - (self._nearness.crowd(one) + self._nearness.crowd(other)) / 2 >= _STANDS_OUT

    def count(self, strands: Iterable[Strand | None]) -> None:
        """Take the odds anew, from all strands of the window."""
        told: Counter[str] = Counter()
        heard: Counter[str] = Counter()
        for strand in strands:
            if strand:
                told[strand.language] += 1
                heard[strand.language] += strand.has_echo
        home = max(told, key=lambda language: (told[language], language))
        abroad, with_echo = told.total() - told[home], heard.total() - heard[home]
        self.odds = min(math.log((with_echo + _WITH) / (abroad - with_echo + _WITHOUT)), _MOST)
