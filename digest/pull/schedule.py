"""When a Feed is due, and how it backs off. Pure: state in, state out."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.errors import FetchError, ParseError
from digest.ids import asking_id
from digest.model.feed import Feed, FeedState, Outcome, PullState
from digest.model.item import Item
from digest.pull.headers import fresh_for

# Only for types: every command reads its settings by the bounds that stand here.
if TYPE_CHECKING:
    from digest.pull.reply import Reply

# An adaptive interval stays between these, whatever a team configures.
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=24)
# What is gone for good stays so, but some servers have said it by mistake.
_GONE = timedelta(days=30)
# Feeds that were first pulled together do not stay together.
_JITTER = 0.1
# A feed is asked about three times in the usual time between two of its items.
_LOOKS_PER_ITEM = 3
# The rhythm is that of the newest items; old ones tell of another time. Each new gap moves it a little.
_RHYTHM_ITEMS = 20
_NEW_GAP_WEIGHT = 0.125
# A feed that has brought nothing for long counts as one whose items come four times in that silence.
_SILENCE_SHARE = 0.25
# That nothing has changed is believed for so long. Some servers say it whatever was asked, others by an ETag that never
# changes. Of a feed that is silent against its rhythm it is believed for less, and never less than a day.
_BELIEVED_RHYTHMS, _BELIEVED_AT_LEAST, _BELIEVED = 10, timedelta(days=1), timedelta(days=7)
# A lifetime in the body is sensible up to here; some publishers write seconds for minutes.
_LONGEST_TTL = LONGEST


@dataclass(frozen=True, slots=True)
class Pull:
    """How a pull is made."""

    now: datetime
    rng: random.Random
    interval: timedelta = timedelta(minutes=30)
    """Between two pulls of a feed whose own rhythm is not known."""
    force: bool = False
    """True when feeds that are not due are asked too."""


def state_of(feed: Feed, known: FeedState | None, now: datetime) -> FeedState:
    """Return what is known of a feed as it is asked now: how another address of it was says nothing of this one."""
    asked_as = asking_id(feed.url, feed.auth)
    if known is None:
        return FeedState(feed.id, first_seen=now, asked_as=asked_as)
    if known.asked_as in (None, asked_as):
        return known if known.asked_as else replace(known, asked_as=asked_as)
    # What was told of it stays told, so that its recovery is, too.
    return FeedState(
        feed.id,
        asked_as=asked_as,
        first_seen=known.first_seen,
        announced=known.announced,
        announced_at=known.announced_at,
    )


def is_due(state: FeedState, now: datetime) -> bool:
    """Say whether the feed may be asked again; a next pull beyond any interval is a clock that was wrong."""
    longest = _GONE if state.state is PullState.GONE else LONGEST
    return state.next_pull is None or state.next_pull <= now or state.next_pull > now + longest * 1.5


def wants_all(state: FeedState, now: datetime) -> bool:
    """Say whether a feed is to be asked for all that it has, though what it has may be what we have."""
    if state.whole_at is None:
        return True
    believed = _BELIEVED
    if state.rhythm_s is not None:
        silent = timedelta(seconds=_BELIEVED_RHYTHMS * state.rhythm_s)
        believed = min(max(silent, _BELIEVED_AT_LEAST), _BELIEVED)
    return not timedelta(0) <= now - state.whole_at < believed


def after_success(state: FeedState, reply: "Reply", items: Sequence[Item], pull: Pull) -> FeedState:
    """Return the state after an answer; `items` are those that it brought, none when nothing had changed."""
    moments = [item.published for item in items]
    # One that was known may be later than now: the clock was set back, and will be right again.
    known = [*filter(None, [state.newest_item]), *(min(moment, pull.now) for moment in moments)]
    newest = max(known, default=None)
    rhythm = _rhythm(state, moments)
    wanted = max(_interval(rhythm, newest, pull), fresh_for(reply.headers), _sensible_ttl(state))
    wait = _spread(wanted, pull.rng)
    return replace(
        _with_redirect(state, reply.permanent_target, pull.now),
        state=PullState.OK,
        reason=None,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
        interval_s=int(wait.total_seconds()),
        next_pull=(pull.now + wait).replace(microsecond=0),
        last_success=pull.now,
        newest_item=newest,
        rhythm_s=rhythm,
        failures=0,
        failing_since=None,
    )


def after_failure(state: FeedState, error: FetchError | ParseError, pull: Pull) -> FeedState:
    """Return the state after a failure: twice the wait each time, up to a day; gone is gone, for a month.

    A wait that the publisher asked for is kept, also where ours would be shorter.
    """
    failures = state.failures + 1
    found = state_after(error)
    wait = _spread(pull.interval * 2 ** min(failures, 12), pull.rng)
    if found is PullState.GONE:
        wait = _spread(_GONE, pull.rng, _GONE)
    elif isinstance(error, FetchError) and error.retry_after:
        asked = min(timedelta(seconds=error.retry_after), LONGEST)
        wait = max(asked, _spread(asked, pull.rng) if failures == 1 else wait)
    return replace(
        state,
        state=found,
        reason=str(error),
        interval_s=int(wait.total_seconds()),
        next_pull=(pull.now + wait).replace(microsecond=0),
        failures=failures,
        # Not from a time that is still to come: the clock was wrong when it was noted.
        failing_since=min(state.failing_since or pull.now, pull.now),
    )


def put_off(state: FeedState, wait_s: float, pull: Pull) -> FeedState:
    """Return the state of a feed that was not asked, since its host asked us to come later: that is no failure."""
    wait = timedelta(seconds=wait_s)
    return replace(state, next_pull=(pull.now + max(wait, _spread(wait, pull.rng))).replace(microsecond=0))


def state_after(error: FetchError | ParseError) -> PullState:
    """Return what a failure makes of a feed: 410 is for good, and what the guard refuses no publisher can mend."""
    if isinstance(error, FetchError) and error.status == 410:
        return PullState.GONE
    return PullState.REFUSED if isinstance(error, FetchError) and error.refused else PullState.FAILING


def outcome_of(feed: Feed, state: FeedState) -> Outcome:
    """Return how a pull went that left the feed in this state, but for what it brought."""
    return Outcome(feed.id, feed.url, state.state or PullState.OK, state.reason, next_pull=state.next_pull)


def _with_redirect(state: FeedState, target: str | None, now: datetime) -> FeedState:
    if target is None:
        return replace(state, moved_to=None, moved_since=None, moved_pulls=0) if state.moved_to else state
    if target != state.moved_to:
        return replace(state, moved_to=target, moved_since=now, moved_pulls=1)
    return replace(state, moved_pulls=state.moved_pulls + 1, moved_since=min(state.moved_since or now, now))


def _spread(wait: timedelta, rng: random.Random, longest: timedelta = LONGEST) -> timedelta:
    """Return a wait within the bounds, a little longer by chance; the longest is so, too."""
    within = min(max(wait, SHORTEST), longest / (1 + _JITTER))
    return within * (1 + rng.uniform(0, _JITTER))


def _interval(rhythm_s: int | None, newest: datetime | None, pull: Pull) -> timedelta:
    if rhythm_s is None:
        return pull.interval
    pace = timedelta(seconds=rhythm_s)
    if newest is not None:
        pace = max(pace, (pull.now - newest) * _SILENCE_SHARE)
    # At most three times as often as is configured; a slow feed as seldom as its rhythm says.
    return max(pull.interval / 3, pace / _LOOKS_PER_ITEM)


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
