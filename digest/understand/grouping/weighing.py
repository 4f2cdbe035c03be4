"""How alike two open stories are, and how alike they have to be to be one."""

import math
from collections.abc import Set

from digest.tags import UNKNOWN
from digest.understand.grouping.likeness import Thresholds, agreement, are_other_releases, likeness
from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open import LIFE
from digest.understand.grouping.open_story import OpenStory, conflict, share_a_language

_LIFE_HOURS = LIFE.total_seconds() / 3600
# Words in common that weigh less than this are "AI", the year, and words that many languages share: technology, region.
_TRIFLE = 0.04
# The two sides of the contest: where one telling of a happening names one of them, another takes it for granted.
_SIDES = frozenset({"china", "united-states"})


class Scales:
    """What two stories are weighed by: how alike their members are, and what speaks for or against their being one."""

    def __init__(self, limits: Thresholds, places: Set[str], nearness: Nearness) -> None:
        """`limits` may be replaced as the window fills; `places` are the ids of the actors that are countries."""
        self.limits = limits
        self._places = places - _SIDES
        self._nearness = nearness

    def weigh(self, one: OpenStory, other: OpenStory) -> tuple[float, float]:
        """Return the mean likeness over all pairs of members of two stories, and the threshold for it."""
        score, shared = self._likeness(one, other)
        return score, self._asked_for(one, other, shared)

    def weigh_in_new_language(self, one: OpenStory, other: OpenStory) -> tuple[float, float]:
        """As `weigh`, for two stories without a language in common: the more owners tell one, the lower the threshold.

        An item for readers elsewhere describes a happening by what they know, and is only faintly like each other
        telling of it. But it is seldom even faintly like several tellings of something else, so many faint
        likenesses are evidence. Within one language they are not: all of a maker's gadgets, or a company's quarters,
        are alike. A language that was not recognized may be any of them.
        """
        if UNKNOWN in {*one.strands, *other.strands} or share_a_language(one, other):
            return 0.0, math.inf
        score, threshold = self.weigh(one, other)
        # What one owner tells three times counts as one telling.
        tellings = max(len(one.owners), len(other.owners))
        return score, threshold - self.limits.new_language * (1 - 1 / tellings)

    def _likeness(self, one: OpenStory, other: OpenStory) -> tuple[float, float]:
        """Return the mean likeness, less the longer they lie apart, and how much they share of words."""
        limits = self.limits
        whole = shared = 0.0
        for first in one.strands.values():
            for second in other.strands.values():
                near, words = self._nearness.of(first, second)
                shared += words
                score = likeness(near, words, first.language == second.language, limits)
                whole += score * first.size * second.size
        score = whole / (len(one.members) * len(other.members))
        return score * math.exp(-abs(one.middle - other.middle) / limits.decay_hours), shared

    def _asked_for(self, one: OpenStory, other: OpenStory, shared: float) -> float:
        """Return how alike two stories with these words in common have to be; infinity where they cannot be one."""
        limits = self.limits
        gap = max(one.first - other.last, other.first - one.last)
        goes_another_way = conflict(one, other)
        if gap > _LIFE_HOURS or (goes_another_way and share_a_language(one, other)):
            return math.inf
        threshold = limits.merge
        if _denies(one) != _denies(other):
            threshold += limits.denial_differs
        if goes_another_way:
            threshold += limits.ways_differ
        if shared < _TRIFLE:
            threshold += limits.nothing_shared
        if not (one.tells_a_happening and other.tells_a_happening):
            threshold += limits.no_happening
        if one.is_stored and other.is_stored:
            threshold += limits.join
        if one.actors and other.actors and one.actors.isdisjoint(other.actors):
            threshold += limits.strangers
        elif _differ(one.actors & self._places, other.actors & self._places):
            threshold += limits.places_differ
        if are_other_releases(one.releases, other.releases):
            threshold += limits.releases_differ
        agreed = agreement(one.sums, other.sums)
        if agreed:
            threshold += limits.sums_differ if agreed < 0 else -limits.sums_agree
        if agreed <= 0 and not one.numbers.isdisjoint(other.numbers):
            threshold -= limits.numbers_agree
        return threshold


def _denies(story: OpenStory) -> bool:
    """Say whether most of it tells that something is denied."""
    return 2 * story.ways["denial", 1] > len(story.members)


def _differ(some: Set[str], others: Set[str]) -> bool:
    """Say whether each has something that the other has not."""
    return not (some <= others or others <= some)
