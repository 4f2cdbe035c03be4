"""How a Feed is: dead, quiet or moved, and what of it there is to tell. Pure: state in, answer out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from digest.model.feed import FeedNews, FeedState, PullState

# Dead is what has failed so often and so long.
_DEAD_FAILURES, _DEAD_AFTER = 5, timedelta(hours=24)
# Quiet is what answers, but with nothing new for so many times its usual gap, and for so long.
_QUIET_RHYTHMS, _QUIET_AFTER = 10, timedelta(days=3)
# Bad news of one feed comes no more often.
_NEWS_EVERY = timedelta(days=7)
# A permanent redirect is believed once it has stood for so long and so many pulls.
_MOVED_AFTER, _MOVED_PULLS = timedelta(days=7), 50


def is_dead(state: FeedState, now: datetime) -> bool:
    """Say whether a feed is gone, or has failed often and for long."""
    if state.state is PullState.GONE:
        return True
    if state.failing_since is None or state.failures < _DEAD_FAILURES:
        return False
    return now - state.failing_since >= _DEAD_AFTER


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
    return state.moved_pulls >= _MOVED_PULLS and now - state.moved_since >= _MOVED_AFTER


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
