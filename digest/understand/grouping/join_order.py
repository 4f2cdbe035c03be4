"""The order in which open stories are joined: the likest pair first."""

from collections.abc import Callable
from heapq import heappop, heappush

from digest.understand.grouping.open_story import OpenStory

Odds = Callable[[OpenStory, OpenStory], float]
"""The logarithm of the odds that two stories are one."""


class JoinOrder:
    """The pairs that are rather one than two. A pair of which one has grown since must be weighed anew."""

    def __init__(self, odds: Odds) -> None:
        self._odds = odds
        self._waiting: list[
            tuple[float, tuple[float, str], tuple[float, str], int, int, OpenStory, OpenStory]
        ] = []
        self._partners: dict[OpenStory, set[OpenStory]] = {}

    def weigh(self, one: OpenStory, other: OpenStory) -> None:
        """Take the pair in if it is likely enough."""
        odds = self._odds(one, other)
        if odds < 0:
            return
        self._partners.setdefault(one, set()).add(other)
        self._partners.setdefault(other, set()).add(one)
        one, other = sorted((one, other), key=lambda each: each.born)
        # Rounded, since sums taken in another order differ in their last digits.
        unlikely = -round(odds, 9)
        sizes = len(one.members), len(other.members)
        heappush(self._waiting, (unlikely, one.born, other.born, *sizes, one, other))

    def take(self) -> tuple[OpenStory, OpenStory] | None:
        """Take out the likest pair of stories that are still as they were weighed; None when there is none left."""
        while self._waiting:
            *_, one_size, other_size, one, other = heappop(self._waiting)
            has_grown = (one_size, other_size) != (len(one.members), len(other.members))
            # A story that became part of another has no partners any more.
            if not has_grown and one in self._partners and other in self._partners:
                return one, other
        return None

    def let_go(self, one: OpenStory, other: OpenStory) -> list[OpenStory]:
        """Let go of two stories that become one; return those that were like either, in the order of their birth."""
        around = (self._partners.pop(one) | self._partners.pop(other)) - {one, other}
        for story in around:
            self._partners[story] -= {one, other}
        return sorted(around, key=lambda each: each.born)
