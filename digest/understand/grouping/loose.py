"""Which stories are still loose: small and young enough to be taken apart when something comes that may belong to them.

Of two items that tell one happening the first cannot wait for the second, and joins what is faintly like it; news
from abroad most of all, which is seldom more than faintly like anything. Once the second is there each finds its
likest anew, as if all had come together. Over 41 weeks in parts of 20 items B-cubed F1 was 0.946 without this, and is
0.949; of two parts of the stream it was 0.883, and is 0.904. All at once these give 0.951 and 0.910.
"""

from collections.abc import Callable, Iterable

from digest.understand.grouping.join_order import Odds
from digest.understand.grouping.open_story import OpenStory

Loose = Callable[[Iterable[tuple[OpenStory, OpenStory]], float, Odds], list[OpenStory]]

# With twice as many members the weeks gave 0.0004 more, and the stream 0.003 less.
_MOST_MEMBERS = 6
# Since the first item. What is older has been told, and stays as it was told.
_HOURS = 48.0
# The odds by which something new may belong to a story, or to a part of it: the rest of a story that should be two
# speaks against what is like one of them. With even odds two fifths of what the stream gains are lost.
_MAY_BELONG = -2.0


def loose(pairs: Iterable[tuple[OpenStory, OpenStory]], newest: float, odds: Odds) -> list[OpenStory]:
    """Return the stories that a caller knows and that may be taken apart for a new one, in the order of their birth.

    `pairs` are near each other, `newest` is the hour of the newest item of all.
    """
    found: dict[str, OpenStory] = {}
    for pair in pairs:
        new, known = sorted(pair, key=lambda story: story.is_stored)
        if new.is_stored or not known.is_stored or known.id in found:
            continue
        is_loose = 1 < len(known.members) <= _MOST_MEMBERS and known.first >= newest - _HOURS
        if is_loose and odds(new, known) >= _MAY_BELONG:
            found[known.id] = known
    return sorted(found.values(), key=lambda story: story.born)
