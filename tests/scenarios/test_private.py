"""Not even a bare TCP connection to a private address, whichever way it comes to us."""

import random
import socket
import sys
from urllib.parse import quote, unquote

import pytest
from yarl import URL

from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.errors import FetchError, QueryError
from digest.model.feed import Feed, PullState
from digest.pipeline import Line
from digest.pull import opml
from digest.pull.fetch import Fetcher, Limits
from digest.pull.guard import GuardedResolver, check_literal, is_public
from digest.pull.schedule import Pull
from digest.store import Store
from tests.builders import NOW
from tests.digest.pull.test_guard import EXPANDED, LITERALS, PRIVATE, PUBLIC
from tests.fakes.resolver import FakeResolver
from tests.fakes.served import listening

# What a host may be written as: addresses, old forms that systems still read, other scripts' digits, names.
HOSTS = [
    *(f"[{address}]" if ":" in address else address for address in PRIVATE),
    *LITERALS,
    *EXPANDED,
    "localhost",
    "LOCALHOST",
    "localhost.",
    "127.0.0.1.",
    "[::FFFF:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::ffff:0x7f.1]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "１２７.0.0.1",
    "0x7F.0x0.0x0.0x1",
    "0177.0x0.0.1",
    "00000177.1",
    "127.0.0.01",
    # Each host is followed by a port and a path.
    "0x7f.0x1",
    "0177.1",
    "127.1.1",
    "0.0",
    "00.0.0.0",
    "[0::1]",
    "[::1%25lo]",
    "[::ffff:7f00:1]",
    "[::FFFF:10.1.1.1]",
    "[0:0:0:0:0:FFFF:A00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1:7f00:1::]",
    "[2002:7f00:1::1]",
    "[2001:0:7f00:1::]",
    "[fe80::5efe:127.0.0.1]",
    "[2001:db8::5efe:10.0.0.1]",
    "[2a00::5efe:7f00:1]",
    "[fd00:ec2::254]",
    "169.254.170.2",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "１２７．0．0．1",
    "⑫7.0.0.1",
    "ⓛocalhost",
    "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "𝟙𝟚𝟟.0.0.1",
    "0x7F.1",
    "0X7f000001",
    "00x7f.1",
    "127.0x0.0.1",
    "2130706433.",
    "017700000001.",
    "4294967295",
    "4294967296",
    "4294967296.1",
    "-1",
    "127.0.0.1:80:80",
    "example.org@127.0.0.1",
    "127.0.0.1\\@example.org",
    "[::1]example.org",
    "0.0.0.0.",
    "192.168.0.1.",
    "10.0x0.1",
    "0xa.1",
    "012.1",
    "0xC0.0xA8.1",
    "3232235777",
    "xn--127-.0.0.1",
    "lo\u00adcalhost",
    "127.0.0.1\u200b",
]

_watching: list[set] = []


def _note(event, args):
    if event == "socket.connect" and _watching and args[0].family in (socket.AF_INET, socket.AF_INET6):
        _watching[-1].add(args[1][:2])


# A hook cannot be taken away again; it notes only while somebody watches.
sys.addaudithook(_note)


class Ways:
    """A canary that must stay alone, and a server that leads to wherever its address says."""

    def __init__(self, line, fetcher, port, canary):
        self.line, self.fetcher, self.port, self.canary = line, fetcher, port, canary

    def address(self, host):
        return f"http://{host}:{self.canary}/feed"

    def redirect(self, host):
        return f"http://127.0.0.1:{self.port}/redirect?{quote(self.address(host), safe='')}"

    def page(self, *hosts):
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{self.address(h)}">' for h in hosts
        )
        return f"http://127.0.0.1:{self.port}/page?{quote(links, safe='')}"

    async def pull(self, addresses):
        feeds = [Feed(id=str(n), url=address) for n, address in enumerate(addresses)]
        return await self.line.pull(self.fetcher, feeds, Pull(NOW, random.Random(0), force=True))


@pytest.fixture
async def ways(tmp_path):
    called = []

    async def canary(_reader, writer):
        called.append(writer.get_extra_info("peername"))

    async def lead(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        kind, _, rest = head.split(b" ")[1].decode().strip("/").partition("?")
        if kind == "redirect":
            writer.write(
                f"HTTP/1.1 302 Found\r\nLocation: {unquote(rest)}\r\nConnection: close\r\n\r\n".encode()
            )
        elif kind == "page":
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>" + unquote(rest).encode())
        else:
            writer.write(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()

    async with listening(canary) as trap, listening(lead) as port:
        allow = frozenset({("127.0.0.1", port)})
        quick = Limits(total_s=5, connect_s=2)
        with Store(tmp_path / "parallax.db") as store:
            async with Fetcher(allow=allow, host_interval=0, host_at_once=0, limits=quick) as fetcher:
                line = Line(store, InProcess().run, lambda: load_knowledge(embedder="none"))
                _watching.append(set())
                try:
                    yield Ways(line, fetcher, port, trap)
                finally:
                    contacted = _watching.pop()
    assert called == []
    assert contacted - {("127.0.0.1", port)} == set()


def test_there_are_many_forms():
    assert len(set(HOSTS)) >= 230


async def test_none_is_reached_as_a_feeds_own_address(ways):
    outcomes = await ways.pull(map(ways.address, HOSTS))

    states = dict(zip(HOSTS, (outcome.state for outcome in outcomes), strict=True))
    # A name with a dot at its end is not known to every system.
    assert states.pop("localhost.") in (PullState.REFUSED, PullState.FAILING)
    assert set(states.values()) == {PullState.REFUSED}


async def test_none_is_reached_by_redirect(ways):
    outcomes = await ways.pull(map(ways.redirect, HOSTS))

    assert {host for host, o in zip(HOSTS, outcomes, strict=True) if o.reason is None} == set()


async def test_none_is_reached_as_the_address_of_a_robots_file_and_an_article(ways):
    for host in HOSTS:
        for place in ("robots.txt", "news/1"):
            with pytest.raises(FetchError):
                await ways.fetcher.get(f"http://{host}:{ways.canary}/{place}", accept="text/html")


async def test_none_is_reached_as_the_feed_behind_a_page(ways):
    for start in range(0, len(HOSTS), 40):
        with pytest.raises(QueryError):
            await ways.line.find_feed(ways.fetcher, ways.page(*HOSTS[start : start + 40]), now=NOW)


async def test_none_is_reached_as_an_address_that_somebody_adds(ways):
    for host in HOSTS:
        with pytest.raises(QueryError):
            await ways.line.find_feed(ways.fetcher, ways.address(host), now=NOW)


async def test_none_is_reached_from_an_opml_file(ways):
    outlines = "".join(f'<outline text="x" xmlUrl="{ways.address(host)}"/>' for host in HOSTS)
    feeds = opml.read(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())

    outcomes = await ways.pull(feed.url for feed in feeds)

    assert len(feeds) > 150
    assert {outcome.state for outcome in outcomes} == {PullState.REFUSED}


@pytest.mark.parametrize("address", [address for address in PRIVATE if "%" not in address])
async def test_none_is_reached_by_a_name_that_stands_for_it(address):
    _watching.append(set())
    async with Fetcher(resolver=FakeResolver([address]), host_interval=0) as fetcher:
        with pytest.raises(FetchError) as raised:
            await fetcher.get("http://news.example.org/feed")

    assert raised.value.refused
    assert _watching.pop() == set()


async def test_none_is_reached_by_a_name_that_answers_otherwise_each_time():
    rng = random.Random(0)
    answers = [
        rng.sample([*PUBLIC, *PRIVATE], rng.randint(1, 3)) if rng.random() < 0.8 else [rng.choice(PUBLIC)]
        for _ in range(1_000)
    ]
    resolver = GuardedResolver(frozenset(), FakeResolver(*answers))
    passed = []
    for _ in range(1_000):
        try:
            passed += [one["host"] for one in await resolver.resolve("news.example.org", 80)]
        except FetchError:
            continue

    assert set(passed) <= set(PUBLIC)
    assert len(passed) > 100


async def test_a_name_is_looked_up_once_for_each_connection():
    asked = []

    class Flipping(FakeResolver):
        async def resolve(self, host, port=0, family=0):
            asked.append(host)
            return await super().resolve(host, port, family)

    async with Fetcher(resolver=Flipping(["10.0.0.1"], ["127.0.0.1"]), host_interval=0) as fetcher:
        for _ in range(50):
            with pytest.raises(FetchError):
                await fetcher.get("http://news.example.org/feed")

    assert len(asked) == 50


def test_the_public_ones_pass():
    assert len(PUBLIC) == 20
    assert all(map(is_public, PUBLIC))
    for address in PUBLIC:
        check_literal(URL(f"http://{f'[{address}]' if ':' in address else address}/feed"), frozenset())
