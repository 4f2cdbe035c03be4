"""Which addresses may be contacted: those of the public Internet, and what a team has opened.

A name is resolved once, every answer is checked, and the connection is made to a checked answer: there is no second
look-up that could answer otherwise. aiohttp does not resolve literal addresses, so the host of the URL itself is
checked too, at every redirect. What a team has opened is reached only from its own addresses, not by a public page's
link or redirect. Whatever all this lets through, a socket is only opened to a public address or to one that a team has
opened, in case aiohttp reads some form of an address otherwise than we do.
"""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from digest.causes import Cause
from digest.errors import FetchError
from digest.pull.bounds import SippedSocket, in_bounds

HostPort = tuple[str, int]

# Everything that IANA reserves, whether or not the ipaddress module calls it global. Anycast services that
# run on nobody's server (AS112, AMT, 6to4 relays) and Azure's platform address serve no feeds either.
_REFUSED_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# The one block of IPv6 in which public servers live. Outside it lie loopback, IPv4 in IPv6 in all its forms,
# NAT64, unique local, link-local, site-local and multicast addresses.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # Teredo, ORCHID and other protocols' own
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
# Bits 32 to 63 of an ISATAP address; its last 32 are an IPv4 address.
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})


def is_public(address: str) -> bool:
    """Say whether a literal address lies in the public Internet; one with a zone never does."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _REFUSED_V4)
    if ip.scope_id is not None or ip not in _GLOBAL_V6 or (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return False
    return not any(ip in network for network in _REFUSED_V6)


def allowed_hosts(text: str) -> frozenset[HostPort]:
    """Read `host:port` pairs with commas between; raise ValueError with the pair that is none."""
    pairs = set()
    for pair in filter(None, (part.strip() for part in text.split(","))):
        host, _, port = pair.rpartition(":")
        known_port = port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65_536
        # A bare IPv6 address would lose its end to the port.
        one_host = host and (":" not in host or (host.startswith("[") and host.endswith("]")))
        if not known_port or not one_host:
            raise ValueError(f"{pair!r} is not host:port")
        pairs.add((host.strip("[]").lower(), int(port)))
    return frozenset(pairs)


def pair_of(url: URL) -> HostPort:
    return (url.raw_host or "").lower(), url.port or 0


def check_literal(url: URL, allow: frozenset[HostPort]) -> None:
    """Raise FetchError when the URL's host is itself an address that may not be contacted."""
    host, port = pair_of(url)
    literal = _literal(host)
    if literal is None or (host, port) in allow:
        return
    if not is_public(literal):
        raise refusal(host)


def check_way(url: URL, named_by: URL, allow: frozenset[HostPort]) -> None:
    """Raise FetchError when a team has opened the URL's host and port, but whoever names it is of elsewhere.

    What is opened is opened to the team's own feeds: a publisher may neither read it through us nor make us ask it.
    """
    host, port = pair = pair_of(url)
    if pair in allow and pair_of(named_by) not in allow and host != pair_of(named_by)[0]:
        raise FetchError(Cause.OPENED_ADDRESS.of(address=f"{host}:{port}"), refused=True)


def refusal(address: str) -> FetchError:
    return FetchError(Cause.PRIVATE_ADDRESS.of(address=address), refused=True)


def _literal(host: str) -> str | None:
    """Return the address that a host is, also in the old forms that systems still read (0x7f.1, 2130706433)."""
    bare = host.strip("[]").rstrip(".")
    if ":" in bare:
        return bare
    last = bare.rpartition(".")[2]
    if last[:1].isdecimal():
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(bare))
        if last.isdecimal() or last.startswith("0x"):
            # A host that ends in a number and is no address: nothing that can be a name.
            return bare
    return None


class RefusedError(OSError):
    """A socket was asked for to an address that may not be contacted."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is refused")
        self.address = address


class GuardedResolver(AbstractResolver):
    """Resolves a name once and gives its answers only when every one of them may be contacted."""

    def __init__(
        self,
        allow: frozenset[HostPort],
        inner: AbstractResolver | None = None,
        opened: set[HostPort] | None = None,
    ) -> None:
        """`opened` collects the addresses that the allowed pairs stand for."""
        self._allow = allow
        self._inner = inner or _SystemResolver()
        self._opened = set() if opened is None else opened

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = await self._inner.resolve(host, port, family)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        if (host.lower(), port) in self._allow:
            self._opened.update((answer["host"], port) for answer in answers)
            return answers
        for answer in answers:
            if not is_public(answer["host"]):
                raise refusal(answer["host"])
        return answers

    async def close(self) -> None:
        await self._inner.close()


class _SystemResolver(AbstractResolver):
    """Asks the system, each time in a thread of its own.

    asyncio's own threads are few: names whose servers do not answer would hold them all, and with them
    every other name and the end of the process.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[list[ResolveResult]] = loop.create_future()

        def settle(settling: Callable[[Any], None], value: object) -> None:
            if not answered.done():
                settling(value)

        def ask() -> None:
            # Nobody may be there any more to hear the answer.
            with suppress(RuntimeError):
                try:
                    found = _ask_system(host, port, family)
                except Exception as error:  # noqa: BLE001 - raised where it is waited for
                    loop.call_soon_threadsafe(settle, answered.set_exception, error)
                else:
                    loop.call_soon_threadsafe(settle, answered.set_result, found)

        try:
            threading.Thread(target=ask, name="resolve", daemon=True).start()
        except RuntimeError as error:
            raise socket.gaierror(socket.EAI_AGAIN, "no thread is left to look it up") from error
        return await answered

    async def close(self) -> None:
        pass


def _ask_system(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    try:
        found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "no name can be written so") from error
    answers: list[ResolveResult] = []
    for kind, _, proto, _, address in found:
        ip = str(address[0])
        if len(address) == 4 and address[3]:
            ip = f"{ip.partition('%')[0]}%{address[3]}"
        answers.append(
            ResolveResult(
                hostname=host, host=ip, port=port, family=kind, proto=proto, flags=socket.AI_NUMERICHOST
            )
        )
    return answers


def connector(
    allow: frozenset[HostPort], *, resolver: AbstractResolver | None = None, **options: Any
) -> aiohttp.TCPConnector:
    """Return a connector that contacts only what the guard lets through; `resolver` takes the system's place."""
    opened = set(allow)

    def checked_socket(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, proto, _, (address, port, *_) = info
        if not is_public(str(address)) and (str(address), port) not in opened:
            raise RefusedError(str(address))
        return SippedSocket(family, kind, proto)

    return in_bounds(
        aiohttp.TCPConnector(
            resolver=GuardedResolver(allow, resolver, opened),
            use_dns_cache=False,
            socket_factory=checked_socket,
            **options,
        )
    )
