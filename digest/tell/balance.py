"""A section's stories in, those that are told out: the best, but no side fills it while others have as good ones."""

from collections.abc import Mapping, Sequence

from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.tell.rank import Ranked

# A story that is this near to the best one left may take its place.
COMPARABLE = 0.7


def balanced(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """Return up to `most` of one section's stories, best first.

    A side that has half of the section waits while another has a comparable story. A story that several
    sides tell counts for each in part, and one of unknown outlets for none.
    """
    left = sorted(ranked, key=lambda each: -each.score)
    shares: dict[Viewpoint, float] = {}
    chosen: list[Ranked] = []
    while left and len(chosen) < most:
        best = left[0]
        room = (len(chosen) + 1) / 2
        pick = next(
            (
                each
                for each in left
                if each.score >= COMPARABLE * best.score and _fits(shares, each.story, room)
            ),
            best,
        )
        left.remove(pick)
        chosen.append(pick)
        _add_shares(shares, pick.story)
    return sorted(chosen, key=lambda each: -each.score)


def _fits(shares: Mapping[Viewpoint, float], story: Story, room: float) -> bool:
    # The first story of a section always fits, whatever its side.
    return all(shares.get(side, 0.0) + share <= max(room, 1.0) for side, share in _shares(story).items())


def _shares(story: Story) -> dict[Viewpoint, float]:
    outlets = sum(story.viewpoints.values())
    return {
        side: number / outlets for side, number in story.viewpoints.items() if side is not Viewpoint.OTHER
    }


def _add_shares(shares: dict[Viewpoint, float], story: Story) -> None:
    for side, share in _shares(story).items():
        shares[side] = shares.get(side, 0.0) + share
