"""Hosts that asked us to come later are left alone after a restart, too."""

from datetime import datetime, timedelta

from digest.pull.fetch import Fetcher
from digest.pull.headers import LONGEST_WAIT
from digest.store import Store
from digest.store import hosts as host_store


async def recall_waits(store: Store, fetcher: Fetcher, now: datetime) -> None:
    """Have the fetcher keep the waits that are not over; one beyond any wait is a clock that was wrong."""
    for host, until in (await store.read(host_store.waits)).items():
        left = (until - now).total_seconds()
        if 0 < left <= LONGEST_WAIT:
            fetcher.turns.leave_in_peace(host, left)


async def keep_waits(store: Store, fetcher: Fetcher, now: datetime) -> None:
    if waits := fetcher.turns.waits():
        untils = {host: now + timedelta(seconds=left) for host, left in waits.items()}
        await store.write(host_store.keep_waits, untils, now)
