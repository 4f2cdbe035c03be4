"""Sides and owners: who publishes an Item and from which side, which sides carry a Story and which are silent."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from digest.domains import and_above, host_of
from digest.model.item import Item
from digest.model.outlet import KNOWN_SIDES, Outlet, Viewpoint
from digest.model.trend import Filed

# A story that one side alone has carried for this long is shown with the sides that are silent.
SILENCE = timedelta(hours=24)


def describe(item: Item, outlets: Mapping[str, Outlet], **more: Any) -> Item:
    """Add what is known of the item's outlet, and `more` fields; an outlet that is not known is its own owner."""
    outlet = _known(item, outlets)
    if outlet is None:
        return replace(item, owner=item.outlet, **more)
    side = item.viewpoint if item.viewpoint is not Viewpoint.OTHER else outlet.viewpoint
    return replace(item, owner=outlet.owner or outlet.domain, viewpoint=side, **more)


def _known(item: Item, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Return what the file knows, the closest name first: of `ec.europa.eu`, then of `europa.eu`.

    The item's address says more than its outlet where it lies below it, as `abcnews.go.com` does `go.com`, and where
    the file does not know the outlet, which may be no more than who delivers the feed.
    """
    host = host_of(item.url) if item.url else ""
    named = (host, item.outlet) if host.endswith(f".{item.outlet}") else (item.outlet, host)
    return next((outlets[name] for one in named for name in and_above(one) if name in outlets), None)


def sides(items: Iterable[Item | Filed]) -> dict[Viewpoint, int]:
    """Count the outlets of each side, in the order of the sides."""
    outlets = {item.outlet: item.viewpoint for item in items}
    counted = Counter(outlets.values())
    return {side: counted[side] for side in Viewpoint if counted[side]}


def silent_sides(
    counted: Mapping[Viewpoint, int], first_seen: datetime, now: datetime
) -> tuple[Viewpoint, ...]:
    """Return the other sides of a story that one side alone has carried for a day; else none."""
    heard = [side for side in KNOWN_SIDES if counted.get(side)]
    if len(heard) != 1 or now - first_seen < SILENCE:
        return ()
    return tuple(side for side in KNOWN_SIDES if side not in heard)
