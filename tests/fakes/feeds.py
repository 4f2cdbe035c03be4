"""A publisher on loopback: an address for each thing that publishers do, well or badly."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

GOOD = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Good</title>
<link>https://good.example/</link>
<item><title>Lab opens the weights of its language model</title><link>https://good.example/1?utm_source=x</link>
<guid>1</guid><pubDate>Wed, 04 Mar 2026 07:00:00 GMT</pubDate><description>The open weights are under an MIT licence.</description></item>
<item><title>US tightens export controls on AI chips for China</title><link>https://good.example/2</link>
<guid>2</guid><pubDate>Wed, 04 Mar 2026 06:00:00 GMT</pubDate><description>The rule adds twelve firms to the Entity List.</description></item>
</channel></rss>"""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Publisher:
    """Serves `/good`, and one address for each fault."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.port = 0
        self.faults: dict[str, Handler] = {
            **{
                f"status-{status}": _status(status)
                for status in (400, 401, 403, 404, 410, 418, 429, 500, 502, 503)
            },
            **{f"wait-{name}": _wait(value) for name, value in _RETRY_AFTER.items()},
            **{f"body-{name}": _body(body) for name, body in _BODIES.items()},
            **{
                f"packed-{name}": _body(body, **{"Content-Encoding": kind})
                for name, (kind, body) in _PACKED.items()
            },
            "loop": _redirect("/loop"),
            "loop-a": _redirect("/loop-b"),
            "loop-b": _redirect("/loop-a"),
            "nowhere": _redirect(""),
            "to-file": _redirect("file:///etc/passwd"),
            "to-script": _redirect("javascript:alert(1)"),
            "to-private": _redirect("http://10.0.0.1/feed"),
            "to-metadata": _redirect("http://169.254.169.254/latest/meta-data"),
            "to-nonsense": _redirect("http://[::1"),
            "drip": _drip,
            "endless": _endless,
            "hang": _hang,
            "cut-off": _cut_off,
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Publisher"]:
        app = web.Application()
        app.router.add_get("/{name}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            await runner.cleanup()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        name = request.match_info["name"]
        if name in self.faults:
            return await self.faults[name](request)
        if request.headers.get("If-None-Match") == '"good"':
            return web.Response(status=304, headers={"ETag": '"good"'})
        body = GOOD
        if name == "today":
            # Dated now, for a program that lives in the present.
            for stamp in (b"Wed, 04 Mar 2026 07:00:00 GMT", b"Wed, 04 Mar 2026 06:00:00 GMT"):
                body = body.replace(stamp, format_datetime(datetime.now(UTC), usegmt=True).encode())
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": '"good"'})


_RETRY_AFTER = {
    "seconds": "120",
    "date": "Wed, 04 Mar 2099 09:00:00 GMT",
    "past": "Wed, 04 Mar 1999 09:00:00 GMT",
    "zero": "0",
    "nonsense": "soon",
    "huge": "99999999999999999999",
    "negative": "-5",
}
_BODIES = {
    "empty": b"",
    "spaces": b"   \n  ",
    "html": b"<!doctype html><html><head><title>Hi</title></head><body>no feed</body></html>",
    "text": b"hello",
    "json": b'{"a": 1}',
    "json-list": b"[1, 2, 3]",
    "json-deep": b"[" * 50_000,
    "xml": b"<?xml version='1.0'?><note>hello</note>",
    "entities": b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>',
    "external": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
    "attributes": b"<rss version='2.0'><channel><item "
    + b" ".join(b"a%d='x'" % n for n in range(20_000))
    + b"/></channel></rss>",
    "nested": b"<rss version='2.0'><channel><item><description>"
    + b"&lt;div&gt;" * 50_000
    + b"</description></item></channel></rss>",
    "surrogate": b"<rss version='2.0'><channel><title>x</title><item><title>&#xD83D;</title></item></channel></rss>",
    "truncated": GOOD[: len(GOOD) // 2],
    "zeros": b"\x00" * 10_000,
    "noise": bytes(range(256)) * 100,
    "wrong-charset": GOOD.replace(b"utf-8", b"utf-16"),
    "unknown-charset": GOOD.replace(b"utf-8", b"x-none"),
}
_PACKED = {
    "bomb": ("gzip", gzip.compress(b"\0" * 60_000_000)),
    "deflate-bomb": ("deflate", zlib.compress(b"\0" * 60_000_000)),
    "no-gzip": ("gzip", b"this is no gzip"),
    "half-gzip": ("gzip", gzip.compress(GOOD)[:40]),
    "brotli": ("br", b"\x0b\x02\x80abc\x03"),
    "unknown": ("zstd-9", GOOD),
}


def _status(status: int) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text="no")

    return answer


def _wait(value: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": value})

    return answer


def _body(body: bytes, **headers: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": "application/xml"} | headers)

    return answer


def _redirect(target: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=301, headers={"Location": target} if target else {})

    return answer


async def _drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for byte in GOOD * 100:
        await response.write(bytes([byte]))
        await asyncio.sleep(0.05)
    return response


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"x" * 65_536)


async def _hang(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


async def _cut_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100000"})
    await response.prepare(request)
    await response.write(GOOD[:100])
    assert request.transport is not None
    request.transport.abort()
    return response
