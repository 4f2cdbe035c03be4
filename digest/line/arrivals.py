"""From what the bodies of feeds brought to rows in the store, in one transaction of the writer's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.model.feed import Feed, FeedState, Outcome
from digest.model.item import Item, Reading
from digest.pull.schedule import outcome_of
from digest.store import Database
from digest.store import items as item_store
from digest.store import pulls as pull_store
from digest.store.items import Added
from digest.store.readings import keep_readings

# Items that one pull takes of one feed: the newest so many that are new, and as many that are known. The rest is an
# archive, or a flood.
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a feed's body brought, and how the feed is after it."""

    feed: Feed
    state: FeedState
    items: Sequence[Item]
    """Oldest first."""
    readings: Sequence[Reading]
    """Of all the items, or of none."""


@dataclass(frozen=True, slots=True)
class Stored:
    """How an arrival was stored, and the readings of those of its new items that are to be grouped."""

    outcome: Outcome
    readings: Sequence[Reading]


def store_arrivals(db: Database, arrivals: Sequence[Arrival], now: datetime) -> list[Stored]:
    """Store what bodies brought, and with it the state of their feeds: either alone would lose items or repeat them."""
    arrivals = [_newest_of(db, arrival) for arrival in arrivals]
    # Most of what comes is on no theme and names nobody whom we know: of such an item nothing else is kept.
    done = {
        (one.item.id, one.item.feed)
        for arrival in arrivals
        for one in arrival.readings
        if not one.is_grouped and not one.item.actors
    }
    added = item_store.add(db, [item for arrival in arrivals for item in arrival.items], done=done)
    outcomes = _outcomes(arrivals, added)
    states = [arrival.state for arrival in arrivals]
    pull_store.keep(db, list(zip(states, outcomes, strict=True)), now)
    # Two feeds may have brought the same item; the first one's was stored.
    first = {item.id: item.feed for item in added.new}
    read = [
        [one for one in arrival.readings if first.get(one.item.id) == one.item.feed] for arrival in arrivals
    ]
    keep_readings(
        db, [one for readings in read for one in readings if not one.is_grouped and one.item.actors]
    )
    return [
        Stored(outcome, [one for one in readings if one.is_grouped])
        for outcome, readings in zip(outcomes, read, strict=True)
    ]


def _outcomes(arrivals: Sequence[Arrival], added: Added) -> list[Outcome]:
    new = Counter(item.feed for item in added.new)
    changed = Counter(item.feed for item in added.changed)
    return [
        replace(outcome_of(one.feed, one.state), new=new[one.feed.id], changed=changed[one.feed.id])
        for one in arrivals
    ]


def _newest_of(db: Database, arrival: Arrival) -> Arrival:
    """Return the arrival without its oldest items beyond what one pull takes, of new ones and of known ones."""
    if len(arrival.items) <= MOST_ITEMS:
        return arrival
    known = item_store.known(db, [item.id for item in arrival.items])
    unknown = [item for item in arrival.items if item.id not in known]
    again = [item for item in arrival.items if item.id in known]
    taken = {item.id for item in (*again[-MOST_ITEMS:], *unknown[-MOST_ITEMS:])}
    # If new items were left out, the next body is read whole, so that they are seen again.
    chunks = arrival.state.chunks if len(unknown) <= MOST_ITEMS else frozenset[str]()
    return replace(
        arrival,
        items=[item for item in arrival.items if item.id in taken],
        state=replace(arrival.state, chunks=chunks),
    )
