"""When a Feed is due, how it backs off, how it is. Pure: state in, state out."""

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.errors import FetchError, ParseError
from digest.model.feed import Feed, FeedNews, FeedState, Outcome, PullState
from digest.model.item import Item
from digest.pull.headers import fresh_for

# An adaptive interval stays between these, whatever a team configures.
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=24)
# Feeds that were first pulled together do not stay together.
_JITTER = 0.1
# A feed is asked about three times in the usual time between two of its items.
_LOOKS_PER_ITEM = 3
# The rhythm is that of the newest items; old ones tell of another time. Each new gap moves it a little.
_RHYTHM_ITEMS = 20
_NEW_GAP_WEIGHT = 0.125
# A feed that has said nothing for long is asked as one whose items come that much faster than its silence.
_SILENCE_SHARE = 0.25
# Dead is what has failed so often and so long; quiet is what answers without anything new for so long.
DEAD_FAILURES, DEAD_AFTER = 5, timedelta(hours=24)
_QUIET_RHYTHMS, _QUIET_AFTER = 10, timedelta(days=3)
# Bad news of one feed comes no more often.
_NEWS_EVERY = timedelta(days=7)
# A permanent redirect is believed once it has stood for so long and so many pulls.
MOVED_AFTER, MOVED_PULLS = timedelta(days=7), 50
# A lifetime in the body is sensible up to here; some publishers write seconds for minutes.
_LONGEST_TTL = LONGEST


def is_due(state: FeedState, now: datetime) -> bool:
    """Say whether the feed may be asked again; a next pull beyond any interval is a clock that was wrong."""
    return state.next_pull is None or state.next_pull <= now or state.next_pull > now + LONGEST * 1.5


def after_success(
    state: FeedState,
    headers: Mapping[str, str],
    items: Sequence[Item],
    *,
    now: datetime,
    rng: random.Random,
    interval: timedelta,
    moved_to: str | None = None,
) -> FeedState:
    """Return the state after an answer; `items` are those that it brought, none when nothing had changed.

    `moved_to` is where permanent redirects alone led.
    """
    moments = [item.published for item in items]
    known = [moment for moment in (state.newest_item, *moments) if moment is not None]
    newest = max(known, default=None)
    rhythm = _rhythm(state, moments)
    wanted = max(_interval(rhythm, newest, now, interval), fresh_for(headers), _sensible_ttl(state))
    wait = _spread(wanted, rng)
    return replace(
        _with_redirect(state, moved_to, now),
        state=PullState.OK,
        reason=None,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        interval_s=int(wait.total_seconds()),
        next_pull=(now + wait).replace(microsecond=0),
        last_pull=now,
        last_success=now,
        newest_item=newest,
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
    """Return the state after a failure: twice the wait each time, up to a day; gone is gone.

    A wait that the publisher asked for is kept, also where ours would be shorter.
    """
    failures = state.failures + 1
    found = state_after(error)
    wait = _spread(LONGEST if found is PullState.GONE else interval * 2 ** min(failures, 12), rng)
    if isinstance(error, FetchError) and error.retry_after:
        asked = min(timedelta(seconds=error.retry_after), LONGEST)
        wait = max(asked, _spread(asked, rng) if failures == 1 else wait)
    return replace(
        state,
        state=found,
        reason=str(error),
        interval_s=int(wait.total_seconds()),
        next_pull=(now + wait).replace(microsecond=0),
        last_pull=now,
        failures=failures,
        failing_since=state.failing_since or now,
    )


def put_off(state: FeedState, wait_s: float, *, now: datetime, rng: random.Random) -> FeedState:
    """Return the state of a feed that was not asked, since its host asked us to come later: that is no failure."""
    wait = timedelta(seconds=wait_s)
    return replace(state, next_pull=(now + max(wait, _spread(wait, rng))).replace(microsecond=0))


def state_after(error: FetchError | ParseError) -> PullState:
    """Return what a failure makes of a feed: 410 is for good, and what the guard refuses no publisher can mend."""
    if isinstance(error, FetchError) and error.status == 410:
        return PullState.GONE
    return PullState.REFUSED if isinstance(error, FetchError) and error.refused else PullState.FAILING


# ---- how it is ------------------------------------------------------------------------------------


def outcome_of(feed: Feed, state: FeedState) -> Outcome:
    """Return how a pull went that left the feed in this state, but for what it brought."""
    return Outcome(feed.id, feed.url, state.state or PullState.OK, state.reason, next_pull=state.next_pull)


def is_dead(state: FeedState, now: datetime) -> bool:
    """Say whether a feed is gone, or has failed often and for long."""
    if state.state is PullState.GONE:
        return True
    if state.failing_since is None or state.failures < DEAD_FAILURES:
        return False
    return now - state.failing_since >= DEAD_AFTER


def is_quiet(state: FeedState, now: datetime) -> bool:
    """Say whether a feed answers, but its newest item is old for its own rhythm."""
    if state.newest_item is None or state.rhythm_s is None or state.failures:
        return False
    return now - state.newest_item > max(_QUIET_AFTER, timedelta(seconds=_QUIET_RHYTHMS * state.rhythm_s))


def quiet_ones(states: Mapping[str, FeedState], now: datetime) -> set[str]:
    """Return the ids of the feeds that have gone quiet."""
    return {feed for feed, state in states.items() if is_quiet(state, now)}


def has_moved(state: FeedState, now: datetime) -> bool:
    """Say whether the same permanent redirect has stood long enough to be believed."""
    if state.moved_to is None or state.moved_since is None:
        return False
    return state.moved_pulls >= MOVED_PULLS and now - state.moved_since >= MOVED_AFTER


def news_of(state: FeedState, now: datetime) -> FeedNews | None:
    """Return what there is to tell of a feed that was not told yet.

    Bad news comes once, and at most once a week; that it is over is told when the bad news was.
    """
    found = FeedNews.DIED if is_dead(state, now) else FeedNews.QUIET if is_quiet(state, now) else None
    if found is None:
        return FeedNews.RECOVERED if state.announced and not state.failures else None
    if found == state.announced:
        return None
    told_lately = state.announced_at is not None and timedelta(0) <= now - state.announced_at < _NEWS_EVERY
    return None if told_lately else found


def after_telling(state: FeedState, news: FeedNews, now: datetime) -> FeedState:
    """Return the state of a feed once its news was told."""
    if news is FeedNews.RECOVERED:
        return replace(state, announced=None)
    return replace(state, announced=str(news), announced_at=now)


def _with_redirect(state: FeedState, target: str | None, now: datetime) -> FeedState:
    if target is None:
        return replace(state, moved_to=None, moved_since=None, moved_pulls=0) if state.moved_to else state
    if target != state.moved_to:
        return replace(state, moved_to=target, moved_since=now, moved_pulls=1)
    return replace(state, moved_pulls=state.moved_pulls + 1)


# ---- waits ----------------------------------------------------------------------------------------


def _spread(wait: timedelta, rng: random.Random) -> timedelta:
    """Return a wait within the bounds, a little longer by chance; that of a day is so, too."""
    within = min(max(wait, SHORTEST), LONGEST / (1 + _JITTER))
    return within * (1 + rng.uniform(0, _JITTER))


def _interval(rhythm_s: int | None, newest: datetime | None, now: datetime, interval: timedelta) -> timedelta:
    if rhythm_s is None:
        return interval
    pace = timedelta(seconds=rhythm_s)
    if newest is not None:
        pace = max(pace, (now - newest) * _SILENCE_SHARE)
    # Around the configured one: a third of it for what moves, what the rhythm says for what does not.
    return max(interval / 3, pace / _LOOKS_PER_ITEM)


def _rhythm(state: FeedState, published: Sequence[datetime]) -> int | None:
    """Return the usual time between two items, where three or more were seen."""
    if state.rhythm_s is None or state.newest_item is None:
        gaps = _gaps([*published, *filter(None, [state.newest_item])])
        return int(sorted(gaps)[len(gaps) // 2]) if len(gaps) > 1 else state.rhythm_s
    rhythm = float(state.rhythm_s)
    for gap in _gaps([state.newest_item, *(one for one in published if one > state.newest_item)]):
        rhythm += (gap - rhythm) * _NEW_GAP_WEIGHT
    return int(rhythm)


def _gaps(moments: Sequence[datetime]) -> list[float]:
    """Return the seconds between the newest moments; what we would see in one pull is one moment."""
    apart: list[datetime] = []
    for moment in sorted(moments):
        if not apart or moment - apart[-1] >= SHORTEST:
            apart.append(moment)
    return [(b - a).total_seconds() for a, b in itertools.pairwise(apart[-_RHYTHM_ITEMS:])]


def _sensible_ttl(state: FeedState) -> timedelta:
    ttl = timedelta(seconds=state.ttl_s or 0)
    return ttl if ttl <= _LONGEST_TTL else timedelta(0)
