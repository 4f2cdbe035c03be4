from dataclasses import fields, replace
from datetime import datetime

import pytest

from digest.errors import QueryError
from digest.model.digest import Coverage
from digest.model.feed import FeedKind, FeedState, Outcome, PullState
from digest.model.outlet import Viewpoint
from digest.model.window import Window
from digest.store import feeds
from tests.builders import HOUR, NOW, feed

DAY = Window(NOW - 24 * HOUR, NOW)


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


def outcome(name: str, how: PullState, new: int = 0) -> Outcome:
    return Outcome(name, f"https://{name}.example", how, new=new)


def test_the_footer_counts_feeds_not_pulls(db):
    feeds.remember_pulls(
        db,
        [
            outcome("good", PullState.OK, 3),
            outcome("quiet", PullState.UNCHANGED),
            outcome("bad", PullState.FAILING),
            outcome("flaky", PullState.FAILING),
            outcome("gone", PullState.GONE),
            outcome("skipped", PullState.SKIPPED),
            outcome("not ours", PullState.OK, 5),
        ],
        NOW - 2 * HOUR,
    )
    feeds.remember_pulls(db, [outcome("flaky", PullState.OK, 1), outcome("bad", PullState.REFUSED)], NOW)

    names = ["good", "quiet", "bad", "flaky", "gone", "skipped", "never"]

    assert feeds.coverage(db, DAY, names) == Coverage(feeds=7, read=3, failed=2, quiet=1)


def test_a_pull_at_the_end_of_the_window_counts_and_one_before_it_does_not(db):
    feeds.remember_pulls(db, [outcome("a", PullState.OK)], NOW)
    feeds.remember_pulls(db, [outcome("b", PullState.OK)], NOW - 25 * HOUR)

    assert feeds.coverage(db, DAY, ["a", "b"]).read == 1


def test_states_and_pulls_are_kept_together_and_a_moment_s_pulls_are_added_up(db):
    for _ in range(2):
        feeds.keep(db, [(FeedState("a"), outcome("a", PullState.OK, 2))], NOW - HOUR)

    assert [tuple(row) for row in db.execute("SELECT state, new FROM pulls")] == [(PullState.OK, 4)]
    feeds.forget_pulls(db, NOW)
    assert db.execute("SELECT count(*) FROM pulls").fetchone()[0] == 0
    assert replace(FeedState("a")) == feeds.whole_states(db)["a"]
