"""Feeds and how their pulls went, as JSON; the secret parts of their addresses hidden."""

from digest.masking import masked
from digest.model.feed import Feed, FeedState, Outcome, PullState
from digest.shapes.values import Json, time_json


def outcome_json(outcome: Outcome) -> Json:
    """Write how a pull went; a feed that was skipped is well, so it gives no reason."""
    return {
        "feed": outcome.feed,
        "url": masked(outcome.url),
        "state": str(outcome.state),
        "reason": None if outcome.state is PullState.SKIPPED else outcome.reason,
        "new": outcome.new,
        "changed": outcome.changed,
        "next_pull": time_json(outcome.next_pull),
    }


def feed_json(feed: Feed, state: FeedState | None = None) -> Json:
    """Write a feed and how it is, the secret parts of its address hidden."""
    state = state or FeedState(feed.id)
    # One that its team gave none is called by its id.
    own_title = "" if feed.title == feed.id else feed.title
    return {
        "id": feed.id,
        "url": masked(feed.url),
        "title": own_title or state.title or feed.title,
        "outlet": feed.outlet,
        "kind": str(feed.kind),
        "on": feed.on,
        "state": None if state.state is None else str(state.state),
        "reason": state.reason,
        "last_success": time_json(state.last_success),
        "newest_item": time_json(state.newest_item),
        "interval_s": state.interval_s,
        "next_pull": time_json(state.next_pull),
        "failures": state.failures,
    }
