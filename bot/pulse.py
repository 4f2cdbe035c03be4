"""Whether the store answers: a small write and a read from time to time, looked at by the health page."""

import time

from bot.logs import log
from digest.clock import utc_now, write_time
from digest.errors import StoreError
from digest.store import Store, notes

PULSE_S = 5.0
_NAME = "pulse"


class Pulse:
    """The store's pulse. It goes by the monotonic clock."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last = time.monotonic()
        self._problem: str | None = None

    async def beat(self) -> None:
        try:
            await self._store.write(notes.keep, _NAME, write_time(utc_now()))
            await self._store.read(notes.get, _NAME)
        except StoreError as error:
            if str(error) != self._problem:
                log().error("store is unwell", reason=str(error))
            self._problem = str(error)
            return
        self._last, self._problem = time.monotonic(), None

    def health(self) -> str | None:
        """Return None when well, else what is wrong in plain words."""
        silent = time.monotonic() - self._last
        if self._problem is None and silent > 2 * PULSE_S + 1:
            return f"the database has not answered for {silent:.0f} s"
        return self._problem
