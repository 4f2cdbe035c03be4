"""Why a member is in its story: which of the other members it is nearest to, and which words both share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digest.model.item import Item
from digest.model.story import Because
from digest.understand.grouping.nearness import dot
from digest.understand.grouping.open_story import Member, OpenStory
from digest.understand.grouping.shared import shared_terms
from digest.understand.grouping.window_vectors import WindowVectors

# The nearest member is looked for among this many, the newest; a story may have thousands.
_MOST_MEMBERS = 32
_NEAREST = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a member is in its story, as grouping knows it: without the item's text."""

    nearest: str | None
    """The item that it is nearest to; None for the first."""
    score: float
    common: Mapping[str, float] = field(default_factory=dict)
    """What both share, as traits have words, with its weight."""

    def of(self, item: Item) -> Because:
        """Return it in the words that the item writes."""
        return Because(self.nearest, self.score, shared_terms(item, self.common))


class _Recent(NamedTuple):
    """The newest members of a story, and their vectors."""

    members: list[Member]
    vectors: NDArray[np.float32]


class Reasons:
    """Why members are in their stories. One object serves all that is placed together, since they share stories."""

    def __init__(self, vectors: WindowVectors) -> None:
        self._vectors = vectors
        self._recent: dict[str, _Recent] = {}

    def reason(self, member: Member, vector: NDArray[np.float32], story: OpenStory) -> Reason:
        """Return the nearest of the story's other members, by vectors and words, and what it shares with this one."""
        if member.born == story.born:
            return Reason(None, 0.0)
        newest, vectors = self._recent_of(story)
        others = [at for at, other in enumerate(newest) if other is not member]
        near = vectors[others] @ vector
        order = np.argsort(-near, kind="stable")[:_NEAREST] if member.row is not None else range(len(others))
        alike = [
            (
                float(near[at]) + dot(member.traits.words, newest[others[at]].traits.words),
                newest[others[at]].item_id,
                newest[others[at]],
            )
            for at in order
        ]
        score, _, nearest = max(alike, key=lambda each: each[:2])
        theirs = nearest.traits.words
        common = {
            word: weight * theirs[word] for word, weight in member.traits.words.items() if word in theirs
        }
        return Reason(nearest.item_id, round(min(score, 1.0), 3), common)

    def _recent_of(self, story: OpenStory) -> _Recent:
        if story.id not in self._recent:
            newest = story.members[-_MOST_MEMBERS:]
            self._recent[story.id] = _Recent(newest, self._vectors.centred([one.row for one in newest]))
        return self._recent[story.id]
