"""What a fault is, and what the faults have in common."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

# What an address serves goes out in pieces; None cuts the connection off.
Answer = AsyncIterator[bytes | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as the server saw it."""

    name: str
    path: str
    headers: dict[str, str]
    port: int
    number: int
    """How many requests came before it."""
    harm: float = 1.0
    """How large a body is that harms by its size: 1.0 at the limits of a real pull."""

    @classmethod
    def read(cls, head: bytes, port: int, number: int, harm: float) -> "Asked":
        first, *lines = head.decode("latin-1").split("\r\n")
        path = first.split(" ")[1]
        pairs = [line.partition(":") for line in lines if ":" in line]
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        return cls(path.strip("/").split("/")[0].split("?")[0], path, headers, port, number, harm)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to do it wrong."""

    answer: Callable[[Asked], Answer]
    said: str = ""
    """A pattern that the reason for the failure matches; empty where the feed is read in spite of it."""
    holds: str = ""
    """A pattern that some item's title matches, where the feed is read."""


def soon(hours: float = -1) -> str:
    """Return a feed's date, so many hours from now."""
    return format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)


def rss(*items: str, head: str = "", encoding: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Faulty</title>'
        f"<link>https://faulty.example/</link>{head}{''.join(items)}</channel></rss>"
    )
    return text.encode("utf-8", errors="surrogatepass")


def item(
    title: str = "Lab opens the weights of its model", number: int = 1, more: str = "", **fields: str
) -> str:
    parts = {
        "title": title,
        "link": f"https://faulty.example/{number}",
        "guid": f"faulty-{number}",
        "pubDate": soon(-number / 60),
    } | fields
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items())}{more}</item>"


GOOD = rss(item(), item("US tightens export controls on AI chips", 2))
# The same without the declaration that it is XML.
BARE = GOOD.partition(b"?>")[2]


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer; in the names of headers _ stands for -."""
    given = {"Content-Type": "application/xml", "Content-Length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n".encode("latin-1") + body


def feed_answer(body: bytes, **headers: str) -> bytes:
    return http(body, **{"Content_Type": "application/rss+xml"} | headers)


def pieces(*parts: bytes | None) -> Callable[[Asked], Answer]:
    """Send these, and end."""

    async def answer(_: Asked) -> Answer:
        for part in parts:
            yield part

    return answer


def dripping(start: bytes, drops: bytes, every_s: float = 0.05) -> Callable[[Asked], Answer]:
    """Send the start, and then one byte after the other, over and over."""

    async def answer(_: Asked) -> Answer:
        yield start
        while True:
            for drop in drops:
                yield bytes([drop])
                await asyncio.sleep(every_s)

    return answer


def endless(start: bytes, again: bytes) -> Callable[[Asked], Answer]:
    """Send the start, and then the same for as long as anybody listens."""

    async def answer(_: Asked) -> Answer:
        yield start
        while True:
            yield again
            # The one who asks lives on the same machine, and wants some of it.
            await asyncio.sleep(0.001)

    return answer


def hanging(*parts: bytes) -> Callable[[Asked], Answer]:
    """Send these, and then nothing, without hanging up."""

    async def answer(_: Asked) -> Answer:
        for part in parts:
            yield part
        await asyncio.Event().wait()

    return answer


def serves(body: bytes, **headers: str) -> Callable[[Asked], Answer]:
    return pieces(feed_answer(body, **headers))
