"""Which addresses may be contacted: those of the public Internet, and what a team has opened.

A name is resolved once, every answer is checked, and the connection is made to a checked answer: there is
no second look-up that could answer otherwise. aiohttp does not resolve literal addresses, so the URL's own
host is checked apart, at every hop.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from digest.errors import FetchError

HostPort = tuple[str, int]

_V4 = ipaddress.IPv4Network
_V6 = ipaddress.IPv6Network
# What the ipaddress module calls global although nobody's server is there, or it leads elsewhere.
_REFUSED_V4 = tuple(
    map(
        _V4,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_REFUSED_V6 = tuple(
    map(
        _V6,
        (
            "::/96",  # IPv4-compatible, the unspecified and the loopback address
            "::ffff:0:0/96",  # IPv4-mapped
            "::ffff:0:0:0/96",  # IPv4-translated
            "64:ff9b::/96",  # NAT64
            "64:ff9b:1::/48",  # NAT64, local
            "100::/64",  # discard
            "2001::/23",  # Teredo, ORCHID and other protocols' own
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "3fff::/20",  # documentation
            "5f00::/16",  # segment routing
            "fc00::/7",  # unique local
            "fe80::/10",  # link-local
            "fec0::/10",  # site-local
            "ff00::/8",  # multicast
        ),
    )
)


def is_public(address: str) -> bool:
    """True for a literal address that lies in the public Internet."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if "%" in address:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not any(ip in network for network in _REFUSED_V4)
    return ip.is_global and not any(ip in network for network in _REFUSED_V6)


def allowed_hosts(text: str) -> frozenset[HostPort]:
    """Read `host:port` pairs with commas between; raise ValueError with the pair that is none."""
    pairs = set()
    for pair in filter(None, (part.strip() for part in text.split(","))):
        host, _, port = pair.rpartition(":")
        if not host or not port.isdigit():
            raise ValueError(f"{pair!r} is not host:port")
        pairs.add((host.strip("[]").lower(), int(port)))
    return frozenset(pairs)


def check_literal(url: URL, allow: frozenset[HostPort]) -> None:
    """Raise FetchError when the URL's host is itself an address that may not be contacted."""
    host = (url.raw_host or "").lower()
    if (host, url.port or 0) in allow:
        return
    literal = _literal(host)
    if literal is not None and not is_public(literal):
        raise refusal(host)


def refusal(address: str) -> FetchError:
    return FetchError(f"it leads to a private address ({address}), which is refused", refused=True)


def _literal(host: str) -> str | None:
    """Return the address that a host is, also in the old forms that systems still read (0x7f.1, 2130706433)."""
    bare = host.strip("[]")
    if ":" in bare:
        return bare
    labels = bare.rstrip(".").split(".")
    last = labels[-1]
    if last.isdigit() or last.startswith("0x"):
        try:
            return socket.inet_ntoa(socket.inet_aton(bare.rstrip(".")))
        except OSError:
            # A host that ends in a number and is no address: nothing that can be a name.
            return "0.0.0.0"  # noqa: S104 - an address that is refused
    return None


class GuardedResolver(AbstractResolver):
    """Resolves a name once and gives its answers only when every one of them may be contacted."""

    def __init__(self, allow: frozenset[HostPort], inner: AbstractResolver | None = None) -> None:
        self._allow = allow
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if self._inner is None:
            self._inner = ThreadedResolver()
        answers = await self._inner.resolve(host, port, family)
        if (host.lower(), port) not in self._allow:
            check_answers(answer["host"] for answer in answers)
        return answers

    async def close(self) -> None:
        if self._inner is not None:
            await self._inner.close()


def check_answers(addresses: Iterable[str]) -> None:
    """Raise FetchError when any of a name's addresses may not be contacted."""
    for address in addresses:
        if not is_public(address):
            raise refusal(address)


def connector(allow: frozenset[HostPort], **options: Any) -> aiohttp.TCPConnector:
    """Return a connector that contacts only what the guard lets through."""
    return aiohttp.TCPConnector(resolver=GuardedResolver(allow), use_dns_cache=False, **options)
