"""How near two strands are, computed once for as long as neither grows."""

from collections.abc import Mapping

from digest.understand.grouping.open import Strand
from digest.understand.grouping.window_vectors import WindowVectors


class Nearness:
    """How near strands are, by their vectors and by their words.

    Two stories are weighed again whenever a third is joined with one of them, and in the end for links; most of their
    strands are then as they were. For what is placed together, between which the window's mean does not move.
    """

    def __init__(self, vectors: WindowVectors) -> None:
        self._vectors = vectors
        self._known: dict[tuple[Strand, int, Strand, int], tuple[float | None, float]] = {}

    def of(self, one: Strand, other: Strand) -> tuple[float | None, float]:
        """Return how near their members are on the whole, None without vectors, and how much they share of words."""
        if other.slot < one.slot:
            one, other = other, one
        # A strand never loses a member, so one whose size has not changed has not changed.
        key = (one, one.size, other, other.size)
        known = self._known.get(key)
        if known is None:
            near = self._vectors.between(one.slot, other.slot)
            words = dot(one.words, other.words) / (one.size * other.size)
            known = self._known[key] = (near, words)
        return known

    def forget(self) -> None:
        self._known.clear()


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[word] for word, weight in one.items() if word in other])
