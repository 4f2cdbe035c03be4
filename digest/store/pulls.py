"""How pulls went, and what they left the feeds as."""

from collections.abc import Collection, Iterable
from datetime import datetime

from digest.model.digest import Coverage
from digest.model.feed import FeedState, Outcome, PullState
from digest.model.window import Window
from digest.store import feed_states
from digest.store.connection import Database
from digest.store.rows import many, seconds

_ILL = [str(state) for state in PullState if state.is_ill]


def keep(db: Database, pulled: Iterable[tuple[FeedState, Outcome]], at: datetime) -> None:
    """Remember how feeds are after a pull, and how it went; a feed that was skipped leaves no trace."""
    pulled = list(pulled)
    feed_states.keep(db, (state for state, _ in pulled))
    remember(db, (outcome for _, outcome in pulled), at)


def remember(db: Database, outcomes: Iterable[Outcome], at: datetime) -> None:
    """Note how pulls went, for the footer; of two of one feed at one moment the counts are added."""
    db.executemany(
        "INSERT INTO pulls (at, feed, state, reason, new, changed) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (at, feed) DO UPDATE SET state = excluded.state, reason = excluded.reason,"
        " new = new + excluded.new, changed = changed + excluded.changed",
        [
            (seconds(at), outcome.feed, str(outcome.state), outcome.reason, outcome.new, outcome.changed)
            for outcome in outcomes
            if outcome.state is not PullState.SKIPPED
        ],
    )


def coverage(db: Database, window: Window, feed_ids: Collection[str]) -> Coverage:
    """Count how the feeds fared in the window, its end with it: a digest tells of the pull before it.

    `read` answered at least once; `failed` never did, though they were asked, or have failed and wait for longer
    than the window; `quiet` answered and brought nothing new. Another feed that was not asked is in none of them. The
    other counts are left at nothing.
    """
    # Counted by SQLite, which then gives way to other threads once and not at each of a thousand feeds.
    answered, failed, quiet = db.execute(
        "WITH ours AS (SELECT value AS feed FROM json_each(?3)), asked AS ("
        "  SELECT feed, max(state IN ('ok', 'unchanged')) AS answered, sum(new) AS new FROM pulls"
        "  WHERE at >= ?1 AND at <= ?2 AND feed IN (SELECT feed FROM ours) GROUP BY feed)"
        " SELECT coalesce(sum(answered), 0),"
        "  coalesce(sum(ifnull(NOT answered, state IN (SELECT value FROM json_each(?4)))), 0),"
        "  coalesce(sum(answered AND NOT new), 0)"
        " FROM ours LEFT JOIN asked USING (feed) LEFT JOIN feed_states USING (feed)",
        (seconds(window.start), seconds(window.end), many(feed_ids), many(_ILL)),
    ).fetchone()
    return Coverage(feeds=len(feed_ids), read=answered, failed=failed, quiet=quiet)


def forget(db: Database, before: datetime) -> None:
    db.execute("DELETE FROM pulls WHERE at < ?", (seconds(before),))
