"""Which open stories are worth weighing against some of them: by the rarest words that they share, and by vectors."""

import math
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from digest.understand.grouping.nearness import Nearness
from digest.understand.grouping.open_stories import OpenStories
from digest.understand.grouping.open_story import OpenStory, Strand

# Stories weighed in full for one item, by vector and by words each.
_CANDIDATES = 12
# Those whose vectors are less near than this are not looked at for their vectors.
_SEEK = 0.25
# What has vectors and is less near than this is not weighed, whatever else speaks for it; in one language the root of
# what the rarest words add counts, too. Where they counted across languages, an item of the demo's first morning joined
# the first that named the same lab. Over 28 sets B-cubed F1 was 0.940 with 0.4 and 0.25, and 0.943 with 0.6 and 0.35.
_LEAST = 0.6
_LEAST_ACROSS = 0.3
# An item's candidates are found by its rarest words; of the stories that share a common word, only the oldest are.
_SEEKING_WORDS = 12
_COMMON = 60


class Neighbours:
    """Finds what is near among the open stories."""

    def __init__(self, open_stories: OpenStories, nearness: Nearness) -> None:
        self._open = open_stories
        self._nearness = nearness

    def of(self, stories: Sequence[OpenStory]) -> list[tuple[OpenStory, OpenStory]]:
        """Return each story with those that it could be one with, or a development of."""
        strands = [strand for story in stories for strand in story.strands.values()]
        pairs: dict[tuple[str, str], tuple[OpenStory, OpenStory]] = {}
        for strand, near in zip(strands, self._nearness.to_all(strands), strict=True):
            for other in self._candidates(strand, near):
                one, two = sorted((strand.story, other), key=lambda story: story.born)
                pairs[one.id, two.id] = (one, two)
        self._nearness.meet(pairs.values())
        return [pairs[key] for key in sorted(pairs)]

    def _candidates(self, strand: Strand, near: NDArray[np.float32]) -> list[OpenStory]:
        """Return the stories that are likeliest by the strand's rarest words and by its vectors."""
        shared = self._shared_words(strand)
        likest = sorted(zip(shared.values(), shared, strict=True), reverse=True)[: _CANDIDATES + 1]
        slots = {slot for _, slot in likest}
        slots.update(_closest(near))
        found = []
        for slot in slots:
            other = self._open.slots[slot]
            if other is None or other.story is strand.story:
                continue
            if self._is_weighed(strand, other, float(near[slot]), shared.get(slot, 0.0)):
                found.append(other.story)
        return found

    def _shared_words(self, strand: Strand) -> dict[int, float]:
        """Return by slot how much others share of the strand's rarest words."""
        shared: dict[int, float] = {}
        rarest = sorted(strand.words.items(), key=itemgetter(1, 0), reverse=True)[:_SEEKING_WORDS]
        for word, weight in rarest:
            for slot, its_weight in islice(self._open.seeking[word].items(), _COMMON):
                shared[slot] = shared.get(slot, 0.0) + weight * its_weight
        return shared

    def _is_weighed(self, strand: Strand, other: Strand, near: float, shared: float) -> bool:
        """Say whether two strands, so near by vectors, that share so much of their rarest words are worth weighing."""
        counts = self._open.vectors.counts
        if not (counts[strand.slot] and counts[other.slot]):
            return True
        if strand.language != other.language:
            return near >= _LEAST_ACROSS
        return near + math.sqrt(shared / (strand.size * other.size)) >= _LEAST


def _closest(near: NDArray[np.float32]) -> list[int]:
    """Return the slots of the strands that are nearest by vectors, of those that are near at all."""
    close = np.flatnonzero(near >= _SEEK)
    if len(close) > _CANDIDATES:
        close = close[np.argpartition(-near[close], _CANDIDATES)[: _CANDIDATES + 1]]
    found: list[int] = close.tolist()
    return found
