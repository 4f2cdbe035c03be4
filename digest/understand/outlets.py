"""Sides and owners: who publishes an Item, from which side, and which Items are one voice."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.model import Item, Outlet, Viewpoint
from digest.text import words

# Two texts that share this much of their three-word pieces are one text.
_SAME_TEXT = 0.6
_SHINGLE = 3
_SHORTEST_TEXT = 8
# A wire's credit at the head or the end of a text.
_AGENCIES = re.compile(
    r"\((?:[A-Z][\w .-]{0,30}[,/ ])?(Reuters|AP|AFP|dpa|EFE|ANSA|PAP|Xinhua|Yonhap|Kyodo|Bloomberg|Capitol Wire)\)"
    r"|^(?:[A-Z][A-Z .,'-]{2,40}[,—–-]?\s*)?\(?(Reuters|AFP|Xinhua|Yonhap|Kyodo)\)?\s*[—–-]"
    r"|(新华社)(?:[\u4e00-\u9fff]{2,8}\d{0,2}[\u4e00-\u9fff\d]{0,8})?电|(路透社|法新社|美联社)"
)
# A story that one side alone has carried for so long is told with the sides that are silent.
SILENCE = timedelta(hours=24)
_SIDES = tuple(side for side in Viewpoint if side is not Viewpoint.OTHER)


def describe(item: Item, outlets: Mapping[str, Outlet]) -> Item:
    """Add what is known of the item's outlet; one that is not known is its own owner."""
    outlet = outlets.get(item.outlet) or outlets.get(item.outlet.removeprefix("www."))
    if outlet is None:
        return replace(item, owner=item.outlet)
    side = item.viewpoint if item.viewpoint is not Viewpoint.OTHER else outlet.viewpoint
    return replace(item, owner=outlet.owner or item.outlet, viewpoint=side)


def voices(items: Sequence[Item]) -> int:
    """Count independent voices: an owner's outlets are one, and so are all copies of one wire report."""
    kept: list[set[tuple[str, ...]]] = []
    owners: set[str] = set()
    wires: set[str] = set()
    for item in sorted(items, key=lambda item: (item.published, item.id)):
        owner = item.owner or item.outlet
        if owner in owners:
            continue
        wire = _wire(item)
        pieces = _pieces(item)
        if (wire and wire in wires) or any(_alike(pieces, other) for other in kept):
            continue
        owners.add(owner)
        if wire:
            wires.add(wire)
        if pieces:
            kept.append(pieces)
    return len(owners) or bool(items)


def sides(items: Sequence[Item]) -> dict[Viewpoint, int]:
    """Count the outlets of each side, in the order of the sides."""
    outlets = {item.outlet: item.viewpoint for item in items}
    counted = Counter(outlets.values())
    return {side: counted[side] for side in Viewpoint if counted[side]}


def silent_sides(
    counted: Mapping[Viewpoint, int], first_seen: datetime, now: datetime
) -> tuple[Viewpoint, ...]:
    """Return the other sides of a story that one side alone has carried for a day; else none."""
    heard = [side for side in _SIDES if counted.get(side)]
    if len(heard) != 1 or now - first_seen < SILENCE:
        return ()
    return tuple(side for side in _SIDES if side not in heard)


def _wire(item: Item) -> str | None:
    found = _AGENCIES.search(item.summary[:200]) or _AGENCIES.search(item.content[:200])
    return next(filter(None, found.groups())) if found else None


def _pieces(item: Item) -> set[tuple[str, ...]]:
    said = words(item.summary or item.title)
    if len(said) < _SHORTEST_TEXT:
        return set()
    return {tuple(said[at : at + _SHINGLE]) for at in range(len(said) - _SHINGLE + 1)}


def _alike(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> bool:
    return bool(one) and len(one & other) >= _SAME_TEXT * min(len(one), len(other))
