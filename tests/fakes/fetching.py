"""A server that answers as it is told, and a Fetcher that may ask it."""

import asyncio
import time
from contextlib import asynccontextmanager

from digest.pull.fetch import Fetcher, Limits
from tests.fakes.hostile.fault import GOOD, Asked, http
from tests.fakes.resolver import FakeResolver
from tests.fakes.served import listening


class Server:
    """Answers as it is told, and keeps what it was asked and when."""

    def __init__(self, answer, delay_s=0.0):
        self.answer, self.delay_s = answer, delay_s
        self.asked, self.at = [], []
        self.now_open, self.most_open = 0, 0

    async def serve(self, reader, writer):
        asked = Asked.read(await reader.readuntil(b"\r\n\r\n"), 0, len(self.asked), 1.0)
        self.asked.append(asked)
        self.at.append(time.monotonic())
        self.now_open += 1
        self.most_open = max(self.most_open, self.now_open)
        await asyncio.sleep(self.delay_s)
        self.now_open -= 1
        writer.write(self.answer(asked))
        await writer.drain()


@asynccontextmanager
async def serving(answer, *, delay_s=0.0, **how):
    server = Server(answer, delay_s)
    options = {"host_interval": 0, "host_at_once": 0, "limits": Limits(total_s=5, connect_s=2)} | how
    async with listening(server.serve) as server.port:
        server.url = f"http://127.0.0.1:{server.port}/feed"
        pairs = frozenset((host, server.port) for host in ("127.0.0.1", "a.example", "b.example"))
        async with Fetcher(allow=pairs, resolver=FakeResolver(["127.0.0.1"]), **options) as fetcher:
            yield server, fetcher


def well(_):
    return http(GOOD)
