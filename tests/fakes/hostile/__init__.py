"""A publisher that means harm, or knows no better: one address on loopback for each fault.

What is a fault's own is in the modules beside this one: `answers` (statuses, waits, redirects, walls),
`wire` (HTTP itself), `packed` (compression), `texts` (encodings), `documents` (XML, JSON and what stands in them),
`oddities` (their corners).
What harms only by its number is in `floods`, and is served at `/its-name/1`, `/its-name/2` and so on.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.fakes.hostile import answers, documents, oddities, packed, texts, wire
from tests.fakes.hostile.fault import GOOD, Asked, Fault, feed_answer, http
from tests.fakes.hostile.floods import FLOODS
from tests.fakes.served import listening

FAULTS: dict[str, Fault] = {
    **answers.FAULTS,
    **documents.FAULTS,
    **oddities.FAULTS,
    **packed.FAULTS,
    **texts.FAULTS,
    **wire.FAULTS,
}


class HostilePublisher:
    """Serves `/ok` well and every fault at the address of its name, byte by byte as the fault wants it."""

    def __init__(self, harm: float = 1.0) -> None:
        self.harm = harm
        self.asked: list[Asked] = []
        self.port = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["HostilePublisher"]:
        async with listening(self._serve, limit=1 << 20) as self.port:
            yield self

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await self._answer(Asked.read(head, self.port, len(self.asked), self.harm), writer)

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.asked.append(asked)
        fault = FAULTS.get(asked.name) or FLOODS.get(asked.name)
        async for piece in fault.answer(asked) if fault else _well(asked):
            if piece is None:
                writer.transport.abort()
                return
            writer.write(piece)
            await writer.drain()


async def _well(asked: Asked) -> AsyncIterator[bytes | None]:
    if asked.headers.get("if-none-match") == '"ok"':
        yield http(b"", "304 Not Modified", ETag='"ok"')
    else:
        yield feed_answer(GOOD, ETag='"ok"')
