"""Why an item is in its story: which of the other items it is nearest to, and which words both share."""

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


class _Recent(NamedTuple):
    """The newest members of a story, and their vectors."""

    members: list[Member]
    vectors: NDArray[np.float32]


class Reasons:
    """Why items are in their stories. One object serves all that is placed together, since items share stories."""

    def __init__(self, vectors: WindowVectors) -> None:
        self._vectors = vectors
        self._recent: dict[str, _Recent] = {}

    def because(self, item: Item, member: Member, vector: NDArray[np.float32], story: OpenStory) -> Because:
        """Return the nearest of the story's other members, by vectors and words, and what it shares with the item."""
        if member.born == story.born:
            return Because(None, 0.0)
        newest, vectors = self._recent_of(story)
        others = [at for at, other in enumerate(newest) if other is not member]
        near = vectors[others] @ vector
        order = np.argsort(-near, kind="stable")[:_NEAREST] if member.row is not None else range(len(others))
        alike = [
            (
                float(near[at]) + dot(member.weights, newest[others[at]].weights),
                newest[others[at]].item_id,
                newest[others[at]],
            )
            for at in order
        ]
        score, _, nearest = max(alike, key=lambda each: each[:2])
        common = {
            word: weight * nearest.weights[word]
            for word, weight in member.weights.items()
            if word in nearest.weights
        }
        return Because(nearest.item_id, round(min(score, 1.0), 3), shared_terms(item, common))

    def _recent_of(self, story: OpenStory) -> _Recent:
        if story.id not in self._recent:
            newest = story.members[-_MOST_MEMBERS:]
            self._recent[story.id] = _Recent(newest, self._vectors.centred([one.row for one in newest]))
        return self._recent[story.id]
