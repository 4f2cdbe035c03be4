from dataclasses import replace

import pytest

from digest.model.digest import Coverage
from digest.model.feed import FeedState, Outcome, PullState
from digest.model.window import Window
from digest.store import feed_states, pulls
from tests.builders import HOUR, NOW

DAY = Window(NOW - 24 * HOUR, NOW)


def outcome(name: str, how: PullState, new: int = 0) -> Outcome:
    return Outcome(name, f"https://{name}.example", how, new=new)


def test_the_footer_counts_feeds_not_pulls(db):
    pulls.remember(
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
    pulls.remember(db, [outcome("flaky", PullState.OK, 1), outcome("bad", PullState.REFUSED)], NOW)

    names = ["good", "quiet", "bad", "flaky", "gone", "skipped", "never"]

    assert pulls.coverage(db, DAY, names) == Coverage(feeds=7, read=3, failed=2, quiet=1)


def test_a_pull_at_the_end_of_the_window_counts_and_one_before_it_does_not(db):
    pulls.remember(db, [outcome("a", PullState.OK)], NOW)
    pulls.remember(db, [outcome("b", PullState.OK)], NOW - 25 * HOUR)

    assert pulls.coverage(db, DAY, ["a", "b"]).read == 1


@pytest.mark.parametrize("how", list(PullState))
def test_a_feed_that_is_ill_has_failed_though_it_waits_for_longer_than_the_window(db, how):
    pulls.keep(db, [(FeedState("a", state=how), outcome("a", how))], NOW - 30 * HOUR)

    assert pulls.coverage(db, DAY, ["a"]) == Coverage(feeds=1, read=0, failed=int(how.is_ill), quiet=0)


def test_a_feed_that_answered_in_the_window_has_not_failed_though_it_is_ill_now(db):
    pulls.remember(db, [outcome("a", PullState.OK, 1)], NOW - 2 * HOUR)
    pulls.keep(db, [(FeedState("a", state=PullState.GONE), outcome("a", PullState.GONE))], NOW)

    assert pulls.coverage(db, DAY, ["a"]) == Coverage(feeds=1, read=1, failed=0, quiet=0)


def test_states_and_pulls_are_kept_together_and_a_moment_s_pulls_are_added_up(db):
    for _ in range(2):
        pulls.keep(db, [(FeedState("a"), outcome("a", PullState.OK, 2))], NOW - HOUR)

    assert [tuple(row) for row in db.execute("SELECT state, new FROM pulls")] == [(PullState.OK, 4)]
    pulls.forget(db, NOW)
    assert db.execute("SELECT count(*) FROM pulls").fetchone()[0] == 0
    assert replace(FeedState("a")) == feed_states.whole(db)["a"]
