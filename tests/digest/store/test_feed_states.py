from dataclasses import fields, replace
from datetime import datetime

from digest.model.feed import FeedState, PullState
from digest.store import feed_states
from tests.builders import HOUR, NOW


def state(**given: object) -> FeedState:
    """Make a state in which every field is set."""
    full: dict[str, object] = {}
    for number, each in enumerate(fields(FeedState)):
        if each.name == "feed":
            full[each.name] = "example"
        elif "datetime" in str(each.type):
            full[each.name] = NOW + number * HOUR
        elif "int" in str(each.type):
            full[each.name] = number
        else:
            full[each.name] = each.name
    full |= {"state": PullState.FAILING, "chunks": frozenset({"b", "a"}), **given}
    return FeedState(**full)


def test_every_field_of_a_state_is_kept(db):
    new = FeedState("new")

    feed_states.keep(db, [state(), new])

    assert feed_states.whole(db) == {"example": state(), "new": new}
    assert feed_states.without_chunks(db) == {"example": replace(state(), chunks=frozenset()), "new": new}
    assert isinstance(state().next_pull, datetime)


def test_a_state_takes_the_place_of_the_one_before(db):
    feed_states.keep(db, [state()])

    feed_states.keep(db, [state(chunks=frozenset({"c"}), etag=None)])

    assert feed_states.whole(db)["example"] == state(chunks=frozenset({"c"}), etag=None)


def test_what_was_told_of_a_feed_while_it_was_pulled_stays_told(db):
    feed_states.keep(db, [before := FeedState("example", failures=5)])
    feed_states.keep_told(db, replace(before, announced="died", announced_at=NOW))

    feed_states.keep(db, [replace(before, failures=6)])

    assert feed_states.whole(db)["example"] == replace(before, failures=6, announced="died", announced_at=NOW)
