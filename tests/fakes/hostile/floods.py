"""What harms by its number: each is served at hundreds of addresses at once, and would fill the memory if all were held."""

import asyncio
import gzip
import random
from functools import lru_cache

from tests.fakes.hostile.fault import GOOD, Answer, Asked, Fault, endless, feed_answer, hanging, item, rss

_OK = b"HTTP/1.1 200 OK\r\n"
_LONG = b"Content-Length: 9000000\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
# One character beyond the first planes makes Python keep four bytes of each of the others.
_WIDE = "\U0001f600".encode()
_WORDS = [f"{word:x}" for word in random.Random(1).sample(range(10**4, 10**9), 20_000)]


def _lines(count: int, size: int) -> bytes:
    return b"".join(b"X-%d: %s%s\r\n" % (n, _WIDE, b"x" * size) for n in range(count))


@lru_cache
def _large(number: int, mib: float) -> bytes:
    """Return a feed unlike the others, of which packing saves little."""
    chance, items = random.Random(number), list[str]()
    while len(items) * 2500 < mib * 1024 * 1024:
        said = " ".join(chance.choices(_WORDS, k=300))[:2300]
        items.append(
            item(f"Lab {number} opens model {len(items)}", number * 10**5 + len(items), description=said)
        )
    return rss(*items)


def _number(asked: Asked) -> int:
    return int(asked.path.rsplit("/", 1)[1])


async def _large_bodies(asked: Asked) -> Answer:
    yield feed_answer(_large(_number(asked), 9 * asked.harm))


async def _large_bodies_packed(asked: Asked) -> Answer:
    yield feed_answer(gzip.compress(_large(_number(asked), 9 * asked.harm), 1), Content_Encoding="gzip")


async def _slow_bodies(_: Asked) -> Answer:
    yield _OK + _LONG + b"\r\n"
    while True:
        yield b"x" * 65_536
        await asyncio.sleep(1)


FLOODS: dict[str, Fault] = {
    "heads": Fault(hanging(_OK, _lines(127, 16_000))),
    "heads-then-bodies": Fault(hanging(_OK + _LONG, _lines(120, 16_000), b"\r\n<rss>")),
    "heads-within-bounds": Fault(hanging(_OK + _LONG + _lines(1, 15_900) + b"\r\n<", b"x" * 126_000)),
    "one-header": Fault(endless(_OK + b"X: ", b"x" * 65_536)),
    "header-lines": Fault(endless(_OK, b"X:\r\n" * 10_000)),
    "interim-answers": Fault(endless(b"", b"HTTP/1.1 100 C\r\n\r\n" * 10_000)),
    "answers-unasked": Fault(endless(_OK + b"Content-Length: 0\r\n\r\n", b"HTTP/1.1 204 C\r\n\r\n" * 10_000)),
    "trailers": Fault(hanging(_CHUNKED + b"5\r\n<rss \r\n0\r\n", _lines(120, 16_000))),
    "tiny-chunks": Fault(endless(_CHUNKED, b"2\r\nxx\r\n" * 10_000)),
    "large-bodies": Fault(_large_bodies),
    "large-bodies-packed": Fault(_large_bodies_packed),
    "packed-then-nothing": Fault(
        hanging(feed_answer(gzip.compress(GOOD + b" " * 9_000_000), Content_Encoding="gzip")[:-3])
    ),
    "slow-bodies": Fault(_slow_bodies),
}
