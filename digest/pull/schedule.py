"""When a Feed is due, how it backs off, how it is. Pure: state in, state out."""

import itertools
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.errors import FetchError, ParseError
from digest.model import FeedState, Item, PullState

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=24)
# Feeds that were first pulled together do not stay together.
_JITTER = 0.1
# A feed is asked about three times in the usual time between two of its items.
_LOOKS_PER_ITEM = 3
# The rhythm is that of the newest items; old ones tell of another time.
_RHYTHM_ITEMS = 20
# Dead is what has failed so often and so long; quiet is what answers without anything new for so long.
DEAD_FAILURES, DEAD_AFTER = 5, timedelta(hours=24)
_QUIET_RHYTHMS, _QUIET_AFTER = 10, timedelta(days=3)

_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,9})")


def is_due(state: FeedState, now: datetime) -> bool:
    """True when the feed may be asked again; a next pull beyond any interval is a clock that was wrong."""
    return state.next_pull is None or state.next_pull <= now or state.next_pull > now + LONGEST * 1.5


def after_success(
    state: FeedState,
    headers: Mapping[str, str],
    items: Sequence[Item],
    *,
    now: datetime,
    rng: random.Random,
    interval: timedelta,
) -> FeedState:
    """Return the state after an answer; `items` are those that it brought, none when nothing had changed."""
    newest = max((item.published for item in items), default=None)
    known = [moment for moment in (state.newest_item, newest) if moment is not None]
    rhythm = _rhythm([item.published for item in items]) or state.rhythm_s
    wait = _clamped(max(_interval(rhythm, interval), _fresh_for(headers)))
    wait += timedelta(seconds=rng.uniform(0, _JITTER) * wait.total_seconds())
    return replace(
        state,
        state=PullState.OK,
        reason=None,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        interval_s=int(wait.total_seconds()),
        next_pull=(now + wait).replace(microsecond=0),
        last_pull=now,
        last_success=now,
        newest_item=max(known, default=None),
        rhythm_s=rhythm,
        failures=0,
        failing_since=None,
    )


def after_failure(
    state: FeedState,
    error: FetchError | ParseError,
    *,
    now: datetime,
    rng: random.Random,
    interval: timedelta,
) -> FeedState:
    """Return the state after a failure: twice the wait each time, up to a day; gone is gone."""
    failures = state.failures + 1
    status = error.status if isinstance(error, FetchError) else None
    refused = isinstance(error, FetchError) and error.refused
    wait = _clamped(interval * 2 ** min(failures, 12))
    wait += timedelta(seconds=rng.uniform(0, _JITTER) * wait.total_seconds())
    if isinstance(error, FetchError) and error.retry_after:
        wait = max(wait if failures > 1 else SHORTEST, timedelta(seconds=error.retry_after))
    if status == 410:
        wait = LONGEST
    return replace(
        state,
        state=PullState.GONE if status == 410 else PullState.REFUSED if refused else PullState.FAILING,
        reason=str(error),
        interval_s=int(wait.total_seconds()),
        next_pull=(now + wait).replace(microsecond=0),
        last_pull=now,
        failures=failures,
        failing_since=state.failing_since or now,
    )


def is_dead(state: FeedState, now: datetime) -> bool:
    """True for a feed that is gone, or has failed often and for long."""
    if state.state is PullState.GONE:
        return True
    if state.failing_since is None or state.failures < DEAD_FAILURES:
        return False
    return now - state.failing_since >= DEAD_AFTER


def is_quiet(state: FeedState, now: datetime) -> bool:
    """True for a feed that answers, but whose newest item is old for its own rhythm."""
    if state.newest_item is None or state.rhythm_s is None or state.failures:
        return False
    return now - state.newest_item > max(_QUIET_AFTER, timedelta(seconds=_QUIET_RHYTHMS * state.rhythm_s))


def _interval(rhythm_s: int | None, interval: timedelta) -> timedelta:
    if rhythm_s is None:
        return interval
    wanted = timedelta(seconds=rhythm_s / _LOOKS_PER_ITEM)
    # Around the configured one: a third of it for what moves, what the rhythm says for what does not.
    return max(interval / 3, wanted)


def _rhythm(published: Sequence[datetime]) -> int | None:
    moments = sorted(published)[-_RHYTHM_ITEMS:]
    if len(moments) < 3:
        return None
    gaps = sorted((b - a).total_seconds() for a, b in itertools.pairwise(moments))
    return max(int(gaps[len(gaps) // 2]), 1)


def _fresh_for(headers: Mapping[str, str]) -> timedelta:
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return timedelta(0)
    found = _MAX_AGE.search(control)
    return timedelta(seconds=int(found[1])) if found else timedelta(0)


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)
