"""Not even a bare connection to a private address, in whatever form it is written."""

import socket

import pytest
from yarl import URL

from digest.errors import FetchError
from digest.pull.fetch import Fetcher, Limits
from digest.pull.guard import (
    GuardedResolver,
    RefusedError,
    allowed_hosts,
    check_literal,
    check_way,
    connector,
    is_public,
)
from tests.fakes.resolver import FakeResolver
from tests.fakes.served import listening

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.1.2.3",
    "127.255.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2002:808:808::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff00::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.9.9.9",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "192.169.0.1",
    "198.17.255.255",
    "198.20.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "2001:4860:4860::8888",
    "2400:cb00::1",
]
# Forms of one address that systems still read.
LITERALS = [
    "127.1",
    "127.0.1",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f.1",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "10.1",
    "0x0a000001",
    "167772161",
    "0",
    "0x0",
    "127.0.0.1.",
    "3232235521",
    "0xc0a80001",
    "192.168.1",
    "169.254.43518",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "1.2.3.4.5",
    "999.1.1.1",
]
EXPANDED = [
    f"{net}.{host}"
    for net in ("10.1.2", "172.20.1", "192.168.7", "127.0.9", "169.254.1", "100.100.1")
    for host in range(0, 255, 17)
]


@pytest.mark.parametrize("address", PRIVATE + EXPANDED)
def test_a_private_address_is_none_of_the_public_ones(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_passes(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", [*LITERALS, *EXPANDED[::9], *(f"[{a}]" for a in PRIVATE if ":" in a and "%" not in a)]
)
def test_a_literal_is_refused_in_every_form(host):
    with pytest.raises(FetchError) as raised:
        check_literal(URL(f"http://{host}/feed", encoded=True), frozenset())

    assert raised.value.refused


@pytest.mark.parametrize("address", PRIVATE[:40:3])
async def test_a_name_with_one_private_answer_is_refused_whole(address):
    resolver = GuardedResolver(frozenset(), FakeResolver(["1.1.1.1", address]))

    with pytest.raises(FetchError):
        await resolver.resolve("news.example.org", 443)


async def test_a_name_that_answers_otherwise_the_second_time_is_refused_then():
    resolver = GuardedResolver(frozenset(), FakeResolver(["1.1.1.1"], ["127.0.0.1"]))

    assert [one["host"] for one in await resolver.resolve("news.example.org", 443)] == ["1.1.1.1"]
    with pytest.raises(FetchError):
        await resolver.resolve("news.example.org", 443)


async def test_not_even_a_bare_connection_is_made():
    connections = []

    async def canary(_reader, writer):
        connections.append(writer)

    limits = Limits(total_s=1, connect_s=0.5)
    async with listening(canary) as port, Fetcher(host_interval=0, limits=limits) as fetcher:
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"):
            with pytest.raises(FetchError):
                await fetcher.get(f"http://{host}:{port}/")

    assert connections == []


def test_single_pairs_are_opened_and_nothing_beside_them():
    allow = allowed_hosts("127.0.0.1:8900, [::1]:80")

    check_literal(URL("http://127.0.0.1:8900/feed"), allow)
    check_literal(URL("http://[::1]/feed"), allow)
    with pytest.raises(FetchError):
        check_literal(URL("http://127.0.0.1:8901/feed"), allow)
    with pytest.raises(ValueError, match="nonsense"):
        allowed_hosts("nonsense")


@pytest.mark.parametrize(
    ("named_by", "passes"),
    [
        ("http://rsshub:1200/list", True),
        ("http://127.0.0.1:8900/feed", True),
        ("http://rsshub/", True),
        ("https://news.example.org/feed", False),
        ("https://news.example.org:1200/feed", False),
        ("http://rsshub.news.example.org:1200/", False),
        ("http://93.184.216.34/", False),
    ],
)
def test_what_a_team_has_opened_is_open_to_its_own_addresses_alone(named_by, passes):
    allow = allowed_hosts("rsshub:1200,127.0.0.1:8900")
    way = URL("http://RSSHub:1200/feed"), URL(named_by), allow

    if passes:
        check_way(*way)
    else:
        with pytest.raises(FetchError, match=r"PARALLAX_ALLOW_HOSTS opens .*\(rsshub:1200\)") as raised:
            check_way(*way)
        assert raised.value.refused
    # Whatever is not opened is for the rest of the guard.
    check_way(URL("https://other.example.org/"), URL(named_by), allow)


@pytest.mark.parametrize(
    "pair", ["nonsense", "a.example:", "a.example:0", "a.example:65536", "a.example:80x", ":80", "::1:80"]
)
def test_what_opens_no_port_of_a_host_is_named(pair):
    with pytest.raises(ValueError, match="is not host:port"):
        allowed_hosts(f"b.example:80, {pair}")


def test_the_last_port_may_be_opened():
    assert allowed_hosts("a.example:1,a.example:65535") == {("a.example", 1), ("a.example", 65535)}


async def test_the_socket_itself_is_refused_whatever_let_the_address_through():
    async with connector(frozenset({("127.0.0.1", 8900)})) as guarded:

        def open_socket(address, port):
            info = socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)
            guarded._socket_factory(info).close()

        open_socket("1.1.1.1", 443)
        open_socket("127.0.0.1", 8900)
        for address, port in [("127.0.0.1", 8901), ("10.0.0.1", 8900), ("169.254.169.254", 80)]:
            with pytest.raises(RefusedError):
                open_socket(address, port)
