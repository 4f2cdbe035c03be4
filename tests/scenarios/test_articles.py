"""The page behind a story that will be shown and has little text: asked for once, where its host allows it."""

import random
import re
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.worker import InProcess, Worker
from config.knowledge import load_knowledge
from digest.causes import Cause
from digest.errors import ParseError
from digest.model.feed import Feed
from digest.model.query import Query
from digest.pipeline import Line
from digest.pull import article
from digest.pull.fetch import Fetcher, Limits
from digest.pull.schedule import Pull
from digest.store import Store, search
from digest.store import items as item_store
from tests.builders import NOW
from tests.fakes.feeds import Publisher

THEMES = ("export_controls", "open_source", "talent")
HEADLINE = "US tightens export controls on AI chips for China"
PARAGRAPHS = [
    "The Commerce Department added twelve firms to the Entity List on Tuesday, and said that the rule takes effect at once.",
    "Makers of advanced chips need a licence for what they sell to any of the twelve, and for the tools that make them.",
    "Officials in Beijing called the step a misuse of trade rules and said that they would answer it.",
]
PAGE = f"<html><head><title>{HEADLINE}</title></head><body><nav><a href='/'>Home</a></nav><article><h1>{HEADLINE}</h1>{{}}</article></body></html>"


class Site(Publisher):
    """A publisher whose feed carries headlines alone; what it was asked for is kept."""

    def __init__(self):
        super().__init__()
        self.asked = []
        self.page = PAGE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS)).encode()
        self.description = ""
        self.status = 200
        self.charset = None
        self.moved_to = ""

    async def _answer(self, request):
        name = request.match_info["name"]
        self.asked.append(name)
        if name == "robots.txt":
            status, text = self.robots_txt
            return web.Response(status=status, text=text)
        if name == "feed":
            return web.Response(body=self._feed(), content_type="application/rss+xml")
        if name == "article" and self.moved_to:
            raise web.HTTPFound(f"/{self.moved_to}")
        return web.Response(
            status=self.status, body=self.page, content_type="text/html", charset=self.charset
        )

    robots_txt = (404, "")

    def _feed(self):
        return (
            f"<rss version='2.0'><channel><title>Site</title><link>http://127.0.0.1:{self.port}/</link><item>"
            f"<title>{HEADLINE}</title><link>http://127.0.0.1:{self.port}/article</link>"
            f"<pubDate>{format_datetime(NOW)}</pubDate><description>{self.description}</description></item></channel></rss>"
        ).encode()


@pytest.fixture
async def site():
    async with Site().running() as running:
        yield running


@pytest.fixture
def path(tmp_path):
    return tmp_path / "parallax.db"


async def pulled(site, path, *, times=1, run=None, feeds=None):
    """Pull the site and fetch its articles, each time as a process of its own would; return what is stored."""
    allow = frozenset({("127.0.0.1", site.port)})
    for _ in range(times):
        async with Fetcher(allow=allow, host_interval=0, host_at_once=0, limits=Limits(total_s=2)) as fetcher:
            with Store(path) as store:
                line = Line(store, run or InProcess().run, lambda: load_knowledge(embedder="none"))
                feed = Feed(id="site", url=site.url("feed"), title="Site")
                await line.pull(fetcher, [feed], Pull(NOW, random.Random(0), force=True))
                await line.fetch_articles(fetcher, THEMES, now=NOW, feeds=feeds or [feed])
                [item] = await store.read(lambda db: list(item_store.export(db)))
    return item


async def test_a_bare_headline_gets_the_text_of_its_page(site, path):
    item = await pulled(site, path)

    assert item.content.split("\n")[-3:] == PARAGRAPHS
    assert "Home" not in item.content
    # What only the page tells is known of the item, too.
    assert "bis" in item.actors or item.figures


async def test_a_public_feed_cannot_have_a_page_read_on_a_host_that_the_team_has_opened(site, path):
    item = await pulled(site, path, feeds=[Feed(id="site", url="https://news.example.org/feed")])

    assert (site.asked, item.content) == (["feed"], "")


async def test_the_text_of_a_page_is_searched(site, path):
    await pulled(site, path)
    with Store(path) as store:
        hits = await store.read(search.find, Query("misuse of trade rules"))

    assert [hit.item.title for hit in hits] == [HEADLINE]


async def test_an_item_with_a_paragraph_needs_no_page(site, path):
    site.description = " ".join(PARAGRAPHS)

    item = await pulled(site, path)

    assert (site.asked, item.content) == (["feed"], "")


@pytest.mark.parametrize(
    ("robots_txt", "may"),
    [
        ((200, "User-agent: *\nDisallow: /"), False),
        ((200, "User-agent: Parallax\nDisallow: /article"), False),
        ((200, "User-agent: *\nDisallow: /admin"), True),
        ((200, "User-agent: Other\nDisallow: /"), True),
        ((200, "\ufeffUser-agent: *\nDisallow: /"), False),
        ((200, "User-agent: *\n\nDisallow: /*"), False),
        ((200, "User-agent: *\nDisallow: /ar*le$\nAllow: /"), False),
        ((200, "User-agent: *\nAllow: /\nDisallow: /art"), False),
        ((200, "User-agent: *\nDisallow: /x\n\nUser-agent: *\nDisallow: /"), False),
        ((200, "User-agent: *\nCrawl-delay: ²\nRequest-rate: ²/1\nDisallow: //["), True),
        ((200, ""), True),
        ((403, ""), True),
        ((404, ""), True),
        ((500, ""), False),
    ],
)
async def test_robots_txt_is_honoured(site, path, robots_txt, may):
    site.robots_txt = robots_txt

    item = await pulled(site, path)

    assert ("article" in site.asked, bool(item.content)) == (may, may)


@pytest.mark.parametrize(("place", "may"), [("elsewhere", True), ("hidden", False)])
async def test_robots_txt_is_honoured_where_a_page_redirects_to_as_well(site, path, place, may):
    site.robots_txt = (200, "User-agent: *\nDisallow: /hidden")
    site.moved_to = place

    item = await pulled(site, path)

    assert (place in site.asked, bool(item.content)) == (may, may)


@pytest.mark.parametrize(
    ("status", "page"),
    [(404, b""), (500, b""), (200, b""), (200, b"\x00\xff" * 5000), (200, b"<div>" * 20_000), (200, b"{}")],
)
async def test_a_page_that_gives_nothing_leaves_the_headline_and_is_not_asked_again(site, path, status, page):
    site.status, site.page = status, page

    item = await pulled(site, path, times=3)

    assert (item.content, site.asked.count("article")) == ("", 1)


async def test_a_robots_txt_of_megabytes_is_not_read_to_its_end(site, path):
    site.robots_txt = (200, "User-agent: *\n" + "Disallow: /%41%42\n" * 300_000 + "Disallow: /\n")

    item = await pulled(site, path)

    assert item.content


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process took")
async def test_a_page_that_would_take_much_memory_costs_its_text_alone(site, path):
    site.page = PAGE.format("<br>" * 450_000).encode()
    worker = Worker()
    try:
        item = await pulled(site, path, run=worker.run)
        taken = await worker.run(_most_memory_mib)
    finally:
        await worker.close()

    assert item.content == ""
    assert taken < 250


async def test_a_bug_that_a_page_meets_costs_its_text_alone(site, path, caplog):
    async def run(function, *args, **limits):
        if function is article.extract:
            raise RuntimeError("a bug")
        return await InProcess().run(function, *args, **limits)

    item = await pulled(site, path, run=run)

    assert (item.content, site.asked.count("article")) == ("", 1)
    assert "a bug" in caplog.text


@pytest.mark.parametrize("robots_txt", [(404, ""), (200, "User-agent: *\nDisallow: /admin")])
async def test_a_page_is_asked_for_again_where_there_was_no_child_to_read_it(site, path, robots_txt):
    site.robots_txt = robots_txt

    async def run(function, *args, **limits):
        if function in (article.extract, article.may_read):
            raise ParseError(Cause.NO_CHILD)
        return await InProcess().run(function, *args, **limits)

    unread = await pulled(site, path, run=run)
    item = await pulled(site, path, times=2)

    assert unread.content == ""
    assert item.content.split("\n")[-3:] == PARAGRAPHS
    assert site.asked.count("article") <= 2


def _most_memory_mib():
    # What `resource` knows of a new process begins with the memory of the one that started it.
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) // 1024


FRENCH = "Le ministère a déclaré jeudi que les nouvelles règles pourraient être appliquées dès cet été."
RUSSIAN = "Министерство торговли США внесло двенадцать компаний в санкционный список, сообщили во вторник."
CHINESE = "美国商务部周二将十二家企业列入实体清单，并表示该规定立即生效。"


@pytest.mark.parametrize(
    ("header", "meta", "encoding", "text"),
    [
        (None, "gb18030", "gb18030", CHINESE),
        # A page that names its encoding in the answer alone, as most of those do that are not in UTF-8.
        ("iso-8859-1", None, "cp1252", FRENCH),
        ("windows-1251", None, "cp1251", RUSSIAN),
        ("GBK", None, "gb18030", CHINESE),
        # Browsers read more by that name than it says.
        (None, "iso-8859-1", "cp1252", FRENCH.replace("les", "l’“ensemble” des")),
        # They believe the answer first.
        ("windows-1251", "koi8-r", "cp1251", RUSSIAN),
        # Nobody knows such an encoding, or it would cost much to read.
        ("punycode", "windows-1251", "cp1251", RUSSIAN),
        # Whatever is said, it is in UTF-8.
        ("iso-8859-1", "iso-8859-1", "utf-8", FRENCH),
        (None, None, "utf-16", FRENCH),
    ],
)
async def test_a_page_in_another_encoding_is_read(site, path, header, meta, encoding, text):
    head = f'<meta charset="{meta}">' if meta else "<title>A page</title>"
    links = '<div class="menu"><a href="/a">Home</a></div>' * 100
    page = f"<html><head>{head}</head><body>{links}<article><p>{text * 3}</p><p>{text}</p></article></body></html>"
    site.charset, site.page = header, page.encode(encoding)

    item = await pulled(site, path)

    assert text * 3 in item.content


async def test_a_broken_character_of_a_page_leaves_the_others_what_they_are(site, path):
    page = f"<html><body><article><p>{FRENCH * 3}</p><p>{{}}</p></article></body></html>".encode()
    site.charset, site.page = "utf-8", page.replace(b"{}", b"A text that was cut off: \xe2\x80")

    item = await pulled(site, path)

    assert FRENCH * 3 in item.content


async def test_a_page_inside_our_network_is_not_asked_for(site, path):
    """The link of an item leads where the guard lets nobody go."""
    real, hidden = site.port, 1
    original = site._feed
    site._feed = lambda: original().replace(f":{real}/article".encode(), f":{hidden}/article".encode())

    item = await pulled(site, path)

    assert (item.content, site.asked) == ("", ["feed"])
