"""A publisher on loopback that does well; one that does not is in `hostile`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from tests.fakes.served import served

GOOD = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Good</title>
<link>https://good.example/</link>
<item><title>Lab opens the weights of its language model</title><link>https://good.example/1?utm_source=x</link>
<guid>1</guid><pubDate>Wed, 04 Mar 2026 07:00:00 GMT</pubDate><description>The open weights are under an MIT licence.</description></item>
<item><title>US tightens export controls on AI chips for China</title><link>https://good.example/2</link>
<guid>2</guid><pubDate>Wed, 04 Mar 2026 06:00:00 GMT</pubDate><description>The rule adds twelve firms to the Entity List.</description></item>
</channel></rss>"""


class Publisher:
    """Serves `/good`, the same dated now as `/today`, as a cache had it as `/cached`, and a status as `/status-500`."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.port = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Publisher"]:
        app = web.Application()
        app.router.add_get("/{name}", self._answer)
        async with served(app) as self.port:
            yield self

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        name = request.match_info["name"]
        if name.startswith("status-"):
            return web.Response(status=int(name.removeprefix("status-")), text="no")
        if request.headers.get("If-None-Match") == '"good"':
            return web.Response(status=304, headers={"ETag": '"good"'})
        body = GOOD
        if name == "today":
            # Dated now, for a program that lives in the present.
            for stamp in (b"Wed, 04 Mar 2026 07:00:00 GMT", b"Wed, 04 Mar 2026 06:00:00 GMT"):
                body = body.replace(stamp, format_datetime(datetime.now(UTC), usegmt=True).encode())
        headers = {"ETag": '"good"'}
        if name == "cached":
            # A cache leaves the date as the publisher gave it, and says how long ago that was (RFC 9111).
            written = datetime.now(UTC) - timedelta(minutes=50)
            headers |= {"Date": format_datetime(written, usegmt=True), "Age": "3000"}
        return web.Response(body=body, content_type="application/rss+xml", headers=headers)
