"""Bodies and items to the child process, and back what it made of them: many in one trip, fewer when that fails."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from digest.causes import Cause
from digest.errors import ParseError
from digest.line import errands
from digest.line.errands import Taught, UntaughtError
from digest.line.run import Run
from digest.line.together import Together
from digest.model.feed import Feed
from digest.model.item import Item, Reading
from digest.model.knowledge import Knowledge, Known
from digest.pull.headers import charset
from digest.pull.reply import Reply

# Only for types: a pull in which nothing changed is not to pay for importing the parser.
if TYPE_CHECKING:
    from digest.pull.parse import Body
    from digest.pull.parsed import Parsed

# Seconds that one feed's pull may take, not counting waits for its host and for the child. What its request leaves of
# them is the time that its bytes have in the child.
PULL_S = 29.0
# Bodies that go to the child together. When they overrun their time, or kill it, each goes alone.
BODIES = 8
TOGETHER_TIMEOUT_S = 8.0
# A body larger than this goes alone, and waits on disk until the child is free.
LARGE = 512 * 1024
# Memory that parsing one body may take. Ten thousand small items (6 MiB) fit in; three million nested tags (9 MiB)
# would take thirty times as much.
PARSE_MB = 56
# Seconds that one batch of items may take in the child.
READ_TIMEOUT_S = 120.0
# No body and no item is at fault where there is no child, or none any more.
NO_FAULT = (Cause.NO_CHILD, Cause.STOPPED)

T = TypeVar("T")

_log = logging.getLogger("parallax")


class Child:
    """The child process, as the line sees it. A body or an item that breaks it fails alone."""

    def __init__(self, run: Run, known: Callable[[], Known], knowledge: Callable[[], Knowledge]) -> None:
        self._run = run
        self._known = known
        self._knowledge = knowledge
        # Large bodies are read from disk one at a time.
        self._large = asyncio.Lock()

    def gathering(self, now: datetime) -> "Together[Body, Parsed | ParseError]":
        """Return where the small bodies of one round meet to be parsed together."""
        return Together(partial(self._parse_all, now=now), BODIES)

    async def parse(
        self,
        feed: Feed,
        reply: Reply,
        now: datetime,
        seen: frozenset[str] = frozenset(),
        together: "Together[Body, Parsed | ParseError] | None" = None,
    ) -> "Parsed":
        """Parse what came back, together with other bodies if there are any; raise ParseError."""
        from digest.pull.parse import Body

        def body() -> Body:
            return Body(feed, reply.body, seen, PULL_S - reply.took_s, charset(reply.headers))

        if together is None or reply.size > LARGE:
            async with self._large:
                parsed = await self._parse_alone(body(), now)
        else:
            parsed = await together.ask(body())
        if isinstance(parsed, ParseError):
            raise parsed
        return parsed

    async def _parse_all(self, bodies: "Sequence[Body]", now: datetime) -> "list[Parsed | ParseError]":
        """Parse bodies and read their items; if that fails, parse each body by itself."""
        limit_s = min(TOGETHER_TIMEOUT_S, *(body.limit_s for body in bodies))
        try:
            return await self._run_taught(errands.parse_and_read, bodies, now, timeout=limit_s)
        except Exception as error:  # noqa: BLE001 - a bug that one of them meets leaves the others readable
            _log_if_bug(error, feeds=",".join(body.feed.id for body in bodies))
            return [await self._parse_alone(body, now) for body in bodies]

    async def _parse_alone(self, body: "Body", now: datetime) -> "Parsed | ParseError":
        try:
            [parsed] = await self._run(errands.parse, [body], now, timeout=body.limit_s, more_mb=PARSE_MB)
        except ParseError as error:
            return error
        except Exception as error:  # noqa: BLE001 - this feed's failure alone
            _log_if_bug(error, feed=body.feed.id)
            return ParseError(Cause.BUG)
        return parsed

    async def read(self, items: Sequence[Item]) -> list[Reading]:
        """Read items, in their order; one that cannot be read is not grouped. Raise ParseError where none can be."""
        try:
            return await self._run_taught(errands.read, items, timeout=READ_TIMEOUT_S)
        except Exception as error:
            # A bug that one of them meets leaves the others readable.
            if str(error) in NO_FAULT:
                raise
            _log_if_bug(error, items=str(len(items)))
            if len(items) == 1:
                _log.warning("unreadable item=%s url=%s", items[0].id, items[0].url)
                return [Reading(items[0], is_grouped=False)]
        # Some item is too much for the child. Halving finds it, and all others are read.
        half = len(items) // 2
        return await self.read(items[:half]) + await self.read(items[half:])

    async def _run_taught(self, errand: Callable[..., T], *args: object, timeout: float) -> T:
        """Run an errand that needs the team's knowledge; this crosses only if the child does not have it yet."""
        try:
            return await self._run(errand, *args, Taught(self._known().key), timeout=timeout)
        except UntaughtError:
            return await self._run(errand, *args, Taught.whole(self._knowledge()), timeout=timeout)


def _log_if_bug(error: Exception, **of: str) -> None:
    """Log what is no fault of a publisher's, but ours or a library's, with where it happened and of what."""
    if not isinstance(error, ParseError):
        what = " ".join(f"{name}={value}" for name, value in of.items())
        _log.error("failed in the child %s: %s", what, error, exc_info=error)
