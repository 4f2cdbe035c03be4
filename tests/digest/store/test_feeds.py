from dataclasses import replace

import pytest

from digest.errors import QueryError
from digest.model.feed import FeedKind, FeedState
from digest.model.outlet import Viewpoint
from digest.pull.schedule import state_of
from digest.store import feed_states, feeds
from tests.builders import NOW, feed


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


def test_a_variable_that_a_list_names_is_kept_apart_until_it_is_allowed(db):
    waiting = feed(wanted_auth="THEIRS", from_file=False)
    feeds.add(db, waiting)
    feed_states.keep(db, [FeedState("example", failures=3, next_pull=NOW)])

    assert feeds.added(db) == [waiting]
    feeds.allow(db, "example")
    assert feeds.added(db) == [feed(auth="THEIRS", from_file=False)]
    assert feed_states.whole(db) == {}


def test_one_address_is_one_feed(db):
    feeds.add(db, feed())

    with pytest.raises(QueryError, match="known already, as the feed example"):
        feeds.add(db, feed(id="again"))


def test_a_feed_never_takes_anothers_place(db):
    feeds.add(db, feed())

    with pytest.raises(QueryError, match="example is another feed's id; give this one an id of its own"):
        feeds.add(db, feed(url="https://other.example.org/feed"))


def test_a_feed_that_is_given_a_password_is_asked_at_its_own_address_again(db):
    plain = feed(url="https://a.example/feed")
    feeds.move(db, plain, "https://b.example/feed", NOW)

    moved, secret = feeds.moved(db, [plain, replace(plain, auth="OURS_AUTH")])

    assert (moved.url, secret.url) == ("https://b.example/feed", "https://a.example/feed")


def test_a_feed_that_is_added_begins_anew_whatever_is_left_of_its_id(db):
    feed_states.keep(db, [FeedState("example", etag="x", next_pull=NOW, chunks=frozenset("a"))])

    feeds.add(db, feed(from_file=False))

    assert feed_states.whole(db) == {}


def test_one_that_is_given_anew_keeps_its_state(db):
    feeds.add(db, feed(from_file=False))
    feed_states.keep(db, [known := FeedState("example", etag="x")])

    feeds.add(db, feed(title="Another", from_file=False))

    assert feed_states.whole(db) == {"example": known}


def test_a_feed_that_has_moved_is_known_at_its_new_address(db):
    plain = feed(url="https://a.example/feed")
    feed_states.keep(
        db, [known := replace(state_of(plain, None, NOW), etag="x", moved_to="https://b.example/feed")]
    )
    feeds.move(db, plain, "https://b.example/feed", NOW)

    [moved] = feeds.moved(db, [plain])

    assert state_of(moved, feed_states.whole(db)["example"], NOW).etag == known.etag
