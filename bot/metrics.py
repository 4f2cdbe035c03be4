"""The program's numbers, for Prometheus. What happens is counted as it happens; what stands is read when asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from digest.model.delivery import Delivery, DeliveryState
from digest.model.feed import Outcome
from digest.store import Database, Store, feed_states
from digest.store import deliveries as outbox

_LATENESS_S = (1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600)
_ANSWER_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5)


class Metrics:
    """Counters, gauges and histograms in a registry of their own; docs/hosting.md lists them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        counter = partial(Counter, registry=self.registry)
        gauge = partial(Gauge, registry=self.registry)
        histogram = partial(Histogram, registry=self.registry)
        self._pulls = counter("parallax_pulls", "Pulls of feeds, by how they went.", ["state"])
        self._items = counter("parallax_items", "New items that pulls have stored.")
        self._lateness = histogram(
            "parallax_digest_lateness_seconds",
            "From a digest's time to its being composed.",
            buckets=_LATENESS_S,
        )
        self._deliveries = counter(
            "parallax_deliveries",
            "Tries to post a message, by platform, kind and how each ended.",
            ["platform", "kind", "state"],
        )
        self._wait = histogram(
            "parallax_delivery_wait_seconds",
            "From a message's entry in the outbox to its being posted.",
            ["platform"],
            buckets=_LATENESS_S,
        )
        self._answers = histogram(
            "parallax_answer_seconds",
            "What it took to answer a word in chat.",
            ["platform", "word"],
            buckets=_ANSWER_S,
        )
        self._outbox = gauge("parallax_outbox_messages", "Messages in the outbox, by state.", ["state"])
        self._outbox_age = gauge(
            "parallax_outbox_age_seconds", "How long the oldest waiting message has waited."
        )
        self._feed_age = gauge(
            "parallax_feeds_overdue_seconds", "How long the longest due feed has been due."
        )
        self._restarts = gauge(
            "parallax_child_restarts", "How often a child process had to be replaced.", ["child"]
        )

    def pulled(self, outcome: Outcome) -> None:
        self._pulls.labels(str(outcome.state)).inc()
        self._items.inc(outcome.new)

    def composed(self, due: datetime, now: datetime) -> None:
        # A clock that was set back makes nothing early.
        self._lateness.observe(max((now - due).total_seconds(), 0))

    def tried(self, part: Delivery) -> None:
        self._deliveries.labels(str(part.platform), str(part.kind), str(part.state)).inc()
        if part.state is DeliveryState.SENT and part.posted and part.planned:
            waited = (part.posted - part.planned).total_seconds()
            self._wait.labels(str(part.platform)).observe(max(waited, 0))

    def answered(self, platform: str, word: str, seconds: float) -> None:
        self._answers.labels(platform, word).observe(seconds)

    async def look(
        self, store: Store, feeds: Sequence[str], restarts: Mapping[str, int], *, now: datetime
    ) -> None:
        """Read what stands now: the outbox, the feeds that wait, the children."""
        counts, oldest, due = await store.read(_standing, feeds)
        for state, number in counts.items():
            self._outbox.labels(str(state)).set(number)
        self._outbox_age.set(max((now - oldest).total_seconds(), 0) if oldest else 0)
        self._feed_age.set(max((now - due).total_seconds(), 0) if due else 0)
        for child, number in restarts.items():
            self._restarts.labels(child).set(number)


def _standing(
    db: Database, feeds: Sequence[str]
) -> tuple[Mapping[DeliveryState, int], datetime | None, datetime | None]:
    states = feed_states.without_chunks(db)
    pulls = (states[feed].next_pull for feed in feeds if feed in states)
    due = min(filter(None, pulls), default=None)
    counts = {**outbox.count_unsent(db), DeliveryState.SENT: outbox.count_sent(db)}
    return counts, outbox.oldest_waiting(db), due
