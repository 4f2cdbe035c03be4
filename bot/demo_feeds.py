"""The demo's feeds, served on loopback: three days of invented outlets that tell real happenings in our own words."""

import csv
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

import config
from digest.clock import read_time, write_time
from digest.ids import derive_id
from digest.model.feed import Feed
from digest.model.outlet import Viewpoint

_DATA = Path(config.__file__).parent / "demo"

# The mornings on which somebody reads what there is by then.
MORNINGS = tuple(datetime(2025, 1, day, 8, 0, tzinfo=UTC) for day in (28, 29, 30))


@dataclass(frozen=True)
class DemoOutlet:
    domain: str
    title: str
    language: str
    viewpoint: Viewpoint
    format: str
    """rss, atom or json."""


@dataclass(frozen=True)
class DemoItem:
    outlet: str
    published: datetime
    title: str
    summary: str

    @property
    def url(self) -> str:
        return f"https://{self.outlet}/{self.published:%Y/%m/%d}/{derive_id(self.title)[:8]}"


class DemoFeeds:
    """One feed an outlet, holding what it had published by `until`."""

    def __init__(self, outlets: Sequence[DemoOutlet], items: Sequence[DemoItem]) -> None:
        self.outlets = {outlet.domain: outlet for outlet in outlets}
        self.items = sorted(items, key=lambda item: item.published, reverse=True)
        self.until = MORNINGS[-1]

    def body(self, domain: str) -> tuple[str, str]:
        """Return an outlet's feed as it stood at `until`, and its media type."""
        outlet = self.outlets[domain]
        items = [item for item in self.items if item.outlet == domain and item.published < self.until]
        match outlet.format:
            case "rss":
                return _rss(outlet, items), "application/rss+xml"
            case "atom":
                return _atom(outlet, items), "application/atom+xml"
            case _:
                return _json_feed(outlet, items), "application/feed+json"

    @asynccontextmanager
    async def served(self) -> AsyncIterator[int]:
        """Serve the feeds on a free port of 127.0.0.1, and give that port."""

        async def answer(request: web.Request) -> web.Response:
            domain = request.match_info["outlet"]
            if domain not in self.outlets:
                raise web.HTTPNotFound
            text, kind = self.body(domain)
            response = web.Response(text=text, content_type=kind, charset="utf-8")
            response.etag = derive_id(text)
            if request.if_none_match and response.etag in request.if_none_match:
                return web.Response(status=304)
            return response

        app = web.Application()
        app.router.add_get("/{outlet}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()

    def feeds(self, port: int) -> list[Feed]:
        return [
            Feed(
                id=outlet.domain.removesuffix(".example"),
                url=f"http://127.0.0.1:{port}/{outlet.domain}",
                title=outlet.title,
                viewpoint=outlet.viewpoint,
            )
            for outlet in self.outlets.values()
        ]


def shipped() -> DemoFeeds:
    """Read the demo's outlets and items from where the program is installed."""
    with (_DATA / "outlets.csv").open(encoding="utf-8", newline="") as rows:
        outlets = [
            DemoOutlet(
                row["outlet"], row["title"], row["language"], Viewpoint(row["viewpoint"]), row["format"]
            )
            for row in csv.DictReader(rows)
        ]
    lines = (_DATA / "items.jsonl").read_text(encoding="utf-8").splitlines()
    items = [
        DemoItem(row["outlet"], read_time(row["published"]), row["title"], row["summary"])
        for row in map(json.loads, lines)
    ]
    return DemoFeeds(outlets, items)


def _rss(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f"<guid>{escape(item.url)}</guid><pubDate>{format_datetime(item.published)}</pubDate>"
        f"<description>{escape(item.summary)}</description></item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(outlet.title)}</title><link>https://{outlet.domain}/</link>"
        f"<description>{escape(outlet.title)}</description><language>{outlet.language}</language>"
        f"{entries}</channel></rss>"
    )


def _atom(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    updated = write_time(items[0].published if items else MORNINGS[0])
    entries = "".join(
        f"<entry><title>{escape(item.title)}</title><link href={quoteattr(item.url)}/><id>{escape(item.url)}</id>"
        f"<updated>{write_time(item.published)}</updated><published>{write_time(item.published)}</published>"
        f'<summary type="text">{escape(item.summary)}</summary></entry>'
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{outlet.language}"><title>{escape(outlet.title)}</title>'
        f'<link href="https://{outlet.domain}/"/><id>https://{outlet.domain}/</id><updated>{updated}</updated>'
        f"{entries}</feed>"
    )


def _json_feed(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": outlet.title,
            "home_page_url": f"https://{outlet.domain}/",
            "language": outlet.language,
            "items": [
                {
                    "id": item.url,
                    "url": item.url,
                    "title": item.title,
                    "content_text": item.summary,
                    "date_published": write_time(item.published),
                }
                for item in items
            ],
        },
        ensure_ascii=False,
    )
