from dataclasses import fields, replace
from datetime import datetime

import pytest

from digest.errors import QueryError
from digest.model.feed import FeedKind, FeedState, PullState
from digest.model.outlet import Viewpoint
from digest.store import feeds
from tests.builders import HOUR, NOW, feed


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


def test_an_added_feed_is_kept_whole_until_it_is_removed(db):
    added = feed(
        outlet="example.org",
        kind=FeedKind.HUGGINGFACE,
        on_topic=True,
        viewpoint=Viewpoint.EUROPE,
        language="fr",
        on=False,
        auth="OURS",
        from_file=False,
    )
    feeds.add(db, added)
    feeds.add(db, added)

    assert feeds.added(db) == [added]
    assert feeds.remove(db, "example") is True
    assert feeds.remove(db, "example") is False
    assert feeds.added(db) == []


def test_one_address_is_one_feed(db):
    feeds.add(db, feed())

    with pytest.raises(QueryError, match="known already, as the feed example"):
        feeds.add(db, feed(id="again"))


def test_a_feed_never_takes_anothers_place(db):
    feeds.add(db, feed())

    with pytest.raises(QueryError, match="example is another feed's id; give this one an id of its own"):
        feeds.add(db, feed(url="https://other.example.org/feed"))


def test_every_field_of_a_state_is_kept(db):
    new = FeedState("new")

    feeds.keep_states(db, [state(), new])

    assert feeds.whole_states(db) == {"example": state(), "new": new}
    assert feeds.states(db) == {"example": replace(state(), chunks=frozenset()), "new": new}
    assert isinstance(state().next_pull, datetime)


def test_a_state_takes_the_place_of_the_one_before(db):
    feeds.keep_states(db, [state()])

    feeds.keep_states(db, [state(chunks=frozenset({"c"}), etag=None)])

    assert feeds.whole_states(db)["example"] == state(chunks=frozenset({"c"}), etag=None)
