"""What all of a feed's entries come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.causes import Cause
from digest.errors import ParseError
from digest.model.item import Item, Reading, oldest_first

# More than an archive of many years holds; even an empty entry costs time.
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a feed's bytes hold."""

    items: list[Item]
    """Those of the entries that were not seen before; oldest first."""
    title: str
    entries: int
    """Entries parsed."""
    chunks: frozenset[str] = frozenset()
    """Hashes of the raw entries, to be given as `seen` the next time."""
    ttl_s: int | None = None
    """How long the feed says that it stays as it is."""
    readings: Sequence[Reading] = ()
    """What reading its items yielded, where they were read in the same trip."""


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return items oldest first; of those of one id the first that is given."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.id, item)
    return oldest_first(first.values())


def check_number(entries: int) -> None:
    """Raise ParseError for more entries than a feed has."""
    if entries > _MOST_ENTRIES:
        raise ParseError(Cause.MANY_ENTRIES.of(number=f"{_MOST_ENTRIES:,}"))
