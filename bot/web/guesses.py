"""Wrong passwords, counted by the address that they come from, so that a guesser locks out nobody else."""

import ipaddress
import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from digest.pull.guard import is_public

# After so many wrong ones in this time, none of an address is looked at.
_COUNTED_S, _MOST_WRONG = 60.0, 10
# So many of all addresses together come from nobody who mistypes: while they do, each address that was wrong has
# to wait for longer, and whoever guesses from many has one guess with each.
_MOST_OF_ALL, _LONG_S = 100, 3600.0
# Addresses that were wrong, kept in mind.
_MOST_ADDRESSES = 100_000
# A household or a server has a whole network of IPv6 addresses to guess from.
_HOUSEHOLD = 64
# Azure's gateway names the port, too; an address of IPv6 then stands between brackets.
_WITH_PORT = re.compile(r"(?:\[([^]]+)\]|([\d.]+))(?::\d+)?")


class Guesses:
    """How often each address was wrong of late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._of_all: deque[float] = deque(maxlen=_MOST_OF_ALL)
        # Not deques, of which each takes room for many.
        self._by_address: OrderedDict[str, tuple[float, ...]] = OrderedDict()
        """The latest wrong one last."""

    def are_many(self, address: str) -> bool:
        """Say whether no password of this address is looked at for a while; never of one that was not wrong."""
        wrong = self._by_address.get(address)
        if not wrong:
            return False
        now = self._clock()
        if len(self._of_all) == _MOST_OF_ALL and now - self._of_all[0] < _COUNTED_S:
            return now - wrong[-1] < _LONG_S
        return len(wrong) == _MOST_WRONG and now - wrong[0] < _COUNTED_S

    def note_wrong(self, address: str) -> None:
        now = self._clock()
        self._of_all.append(now)
        before = self._by_address.pop(address, ())
        self._by_address[address] = (*before, now)[-_MOST_WRONG:]
        while len(self._by_address) > _MOST_ADDRESSES or self._is_over(now):
            self._by_address.popitem(last=False)

    def _is_over(self, now: float) -> bool:
        """Say whether nothing is made any more of the wrong ones of the address that was wrong the longest ago."""
        return now - next(iter(self._by_address.values()))[-1] >= _LONG_S


def address_of(request: web.Request) -> str:
    """Return the address that a request comes from; for IPv6, its network.

    A client may say of itself what it likes; what the nearest proxy says is believed where one is before us, which
    then has a private address.
    """
    peer = _unmapped(request.remote or "")
    said = ",".join(request.headers.getall("X-Forwarded-For", ())).rpartition(",")[2].strip()
    if found := _WITH_PORT.fullmatch(said):
        said = found[1] or found[2]
    if said and not is_public(peer):
        with suppress(ValueError):
            return _network(said)
    with suppress(ValueError):
        return _network(peer)
    return peer


def _unmapped(address: str) -> str:
    """Return the IPv4 address that one of IPv6 stands for, as they come through a socket of both."""
    with suppress(ValueError):
        mapped = getattr(ipaddress.ip_address(address), "ipv4_mapped", None)
        return str(mapped or address)
    return address


def _network(address: str) -> str:
    """Raise ValueError for what is no address."""
    ip = ipaddress.ip_address(_unmapped(address))
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ipaddress.IPv6Network((int(ip), _HOUSEHOLD), strict=False))
