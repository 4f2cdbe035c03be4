"""Which feeds there is something to tell of: one died, went quiet, recovered or moved."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.model.feed import Feed, FeedNews, FeedState
from digest.pull import health
from digest.store import Database, feed_states
from digest.urls import canonical

Found = tuple[Feed, FeedState, FeedNews]


def feed_news(db: Database, feeds: Sequence[Feed], now: datetime) -> list[Found]:
    """Return what was not yet told of the feeds, which stand at their present addresses."""
    states = feed_states.without_chunks(db)
    taken = {canonical(feed.url): feed.id for feed in feeds}
    found: list[Found] = []
    for feed in feeds:
        state = states.get(feed.id)
        # One that waits for leave to be sent a password was never asked.
        if state is None or feed.wanted_auth:
            continue
        if news := health.news_of(state, now):
            found.append((feed, state, news))
        elif health.has_moved(state, now) and _may_move(feed, state, taken):
            found.append((feed, state, FeedNews.MOVED))
    return found


def _may_move(feed: Feed, state: FeedState, taken: Mapping[str, str]) -> bool:
    """Say whether no other feed has the address already, and no password was given for the old host."""
    return feed.auth is None and taken.get(canonical(state.moved_to or ""), feed.id) == feed.id
