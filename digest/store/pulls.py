"""How pulls went, and what they left the feeds as."""

from collections.abc import Collection, Iterable
from datetime import datetime

from digest.model.digest import Coverage
from digest.model.feed import FeedState, Outcome, PullState
from digest.model.window import Window
from digest.store import feeds
from digest.store.connection import Database
from digest.store.rows import seconds


def keep(db: Database, pulled: Iterable[tuple[FeedState, Outcome]], at: datetime) -> None:
    """Remember how feeds are after a pull, and how it went; a feed that was skipped leaves no trace."""
    pulled = list(pulled)
    feeds.keep_states(db, (state for state, _ in pulled))
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

    `read` answered at least once; `failed` were asked and never answered; `quiet` answered and brought
    nothing new. A feed that was not asked is in none of them. The other counts are left at nothing.
    """
    wanted = set(feed_ids)
    rows = db.execute(
        "SELECT feed, max(state IN ('ok', 'unchanged')) AS answered, sum(new) AS new FROM pulls"
        " WHERE at >= ? AND at <= ? GROUP BY feed",
        (seconds(window.start), seconds(window.end)),
    )
    asked = [row for row in rows if row["feed"] in wanted]
    answered = [row for row in asked if row["answered"]]
    return Coverage(
        feeds=len(wanted),
        read=len(answered),
        failed=len(asked) - len(answered),
        quiet=sum(not row["new"] for row in answered),
    )


def forget(db: Database, before: datetime) -> None:
    db.execute("DELETE FROM pulls WHERE at < ?", (seconds(before),))
