"""Forgets what is past its time, so that the file stays bounded; digests are kept for ever.

What a clock ahead of its time let us see is seen now, once the clock is right.

And does bit by bit what a file of an older version lacks and would take too long at a start.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.logs import log
from digest.clock import read_time, write_time
from digest.store import (
    Database,
    Store,
    ahead,
    choices,
    feed_states,
    index,
    items,
    kept,
    notes,
    pruning,
    teams,
)
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import pulls as pull_store

# Verdicts, pulls, what items said before they were changed, and how messages went are kept this long. Digests still
# hold what was said and which slots had one, and the memory what each channel was told.
DETAILS_FOR = timedelta(days=31)
# The choices of a team that removed the bot are kept this long, in case that was a mistake.
GONE_FOR = timedelta(days=30)
# What was taken out of the index takes room there until it is tidied: the index of 25,000 items, a day's of them taken
# out each day, grew to three times its size in three months.
TIDY_EVERY = timedelta(days=30)
_TIDIED = "index_tidied"
# The dates of the news show when our clock is far ahead: it may be this much later than they are.
_AHEAD = timedelta(days=30)
# A million items take a quarter of an hour to be stamped, with so much of a pause after every few, in which
# others write and answer.
_PAUSE_S = 0.1


async def keep_house(store: Store, keep_days: int, now: datetime) -> None:
    """Delete items after `keep_days`, details after a month, and what removed teams chose."""
    dated = await store.read(items.usual_date)
    if dated and now > dated + _AHEAD:
        # A clock that was set years ahead would have everything deleted.
        now = dated + _AHEAD
    elif dated and now >= dated:
        # A clock that is behind the news would have all of it seen at a time that nobody asks for.
        while await store.write(ahead.bring_back, now):
            pass
        await store.write(feed_states.bring_back, now)
    while await store.write(pruning.prune, now - timedelta(days=keep_days)):
        pass
    await store.write(choices.forget_lost)
    for team in await store.read(teams.gone_before, now - GONE_FOR):
        log().info("forgotten", platform=str(team.platform), team=team.id)
        await store.write_durably(teams.forget, team.platform, team.id)
    details = now - DETAILS_FOR
    await _bit_by_bit(store, partial(items.forget_former, before=details))
    await store.write(kept.forget, details)
    await store.write(pull_store.forget, details)
    await _bit_by_bit(store, partial(digest_store.put_away, before=details))
    await _bit_by_bit(store, partial(outbox.forget, before=details))
    was_stamped = await _bit_by_bit(store, index.stamp_older)
    if await store.write(_takes_its_turn, now) or was_stamped:
        await store.write(index.tidy, begin=True)
        await _bit_by_bit(store, index.tidy)


def _takes_its_turn(db: Database, now: datetime) -> bool:
    """Return whether the index is to be tidied, and note that it was; one that is met for the first time waits."""
    last = notes.get(db, _TIDIED)
    if last and abs(now - read_time(last)) < TIDY_EVERY:
        return False
    notes.keep(db, _TIDIED, write_time(now))
    return last is not None


async def _bit_by_bit(store: Store, some: Callable[[Database], int]) -> bool:
    """Do something again until there is no more of it; return whether there was any."""
    done = False
    while await store.write(some):
        done = True
        await asyncio.sleep(_PAUSE_S)
    return done
