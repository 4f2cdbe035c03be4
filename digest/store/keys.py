"""The keys of items: an item's time of publication, and its number among those of that second.

So keys are in the order of publication, and every index that holds keys is, too.
"""

from datetime import datetime

from digest.store.rows import moment, seconds

# A million items may carry one second as their time of publication.
_SEQUENCE_BITS = 20

Span = tuple[int, int]
"""Two keys, the second not within."""

EVER: Span = (-(1 << 62), 1 << 62)


def first_key(published: datetime) -> int:
    """Return the smallest key of an item published at that moment or later."""
    return seconds(published) << _SEQUENCE_BITS


def keys_of_second(published: datetime) -> tuple[int, int]:
    """Return the first and the last key that an item published in that second may have."""
    first = first_key(published)
    return first, first + (1 << _SEQUENCE_BITS) - 1


def second(n: int) -> int:
    """Return the second since 1970 in which the item of a key was published."""
    return n >> _SEQUENCE_BITS


def published(n: int) -> datetime:
    """Return when the item of a key was published."""
    return moment(second(n))
