"""Which Items are one voice: those of one owner, the copies of one wire report, and those that say the same.

Who only passes on what others report is none beside them.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from digest.domains import and_above
from digest.model.item import Item, oldest_first
from digest.understand.wires import wire
from digest.words import words

# Their items are headlines of others', or what readers sent in of them.
_PASS_ON = frozenset(
    (
        "techmeme.com",
        "memeorandum.com",
        "slashdot.org",
        "hnrss.org",
        "ycombinator.com",
        "lobste.rs",
        "news.google.com",
    )
)
# Two texts that share this much of their three-word pieces are one text.
_SAME_TEXT = 0.6
_SHINGLE = 3
_SHORTEST_TEXT = 8
# A copy is recognized by its first paragraphs.
_COMPARED = 600


def voices(items: Sequence[Item]) -> int:
    """Count independent voices: an owner's outlets are one, and so are all copies of one wire report."""
    # Where nobody else is heard, one of those who pass it on stands for whom they had it from.
    items = [item for item in items if not passes_on(item)] or items[:1]
    if len(items) < 2:
        return len(items)
    # The voices that say each piece, so that an item costs the same among few voices and among many.
    saying: dict[str, list[int]] = {}
    sizes: list[int] = []
    owners: set[str] = set()
    wires: set[str] = set()
    for item in oldest_first(items):
        owner = item.owner or item.outlet
        if owner in owners:
            continue
        agency = wire(item)
        if agency and agency in wires:
            continue
        pieces = _pieces(item)
        shared = Counter(chain.from_iterable(map(saying.__getitem__, saying.keys() & pieces)))
        if any(count >= _SAME_TEXT * min(len(pieces), sizes[voice]) for voice, count in shared.items()):
            continue
        owners.add(owner)
        if agency:
            wires.add(agency)
        for piece in pieces:
            saying.setdefault(piece, []).append(len(sizes))
        sizes.append(len(pieces))
    return len(owners)


def passes_on(item: Item) -> bool:
    """Say whether the item's outlet only passes on what others report."""
    return not _PASS_ON.isdisjoint(and_above(item.outlet))


def _pieces(item: Item) -> set[str]:
    said = words((item.summary or item.title)[:_COMPARED])
    if len(said) < _SHORTEST_TEXT:
        return set()
    # As strings, which compare faster than tuples of the same words.
    return set(map(" ".join, zip(*(said[at:] for at in range(_SHINGLE)), strict=False)))
