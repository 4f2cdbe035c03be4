"""An address in, its host out, and the domain that a publisher owns."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.cache import cached

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def and_above(name: str) -> Iterator[str]:
    """Yield a host's name and those that it lies below: `ec.europa.eu`, `europa.eu`, `eu`."""
    while name:
        yield name
        name = name.partition(".")[2]


@lru_cache(maxsize=4096)
def registrable_domain(url_or_host: str) -> str:
    """Return the domain that a publisher owns: `bbc.co.uk` of `https://feeds.bbc.co.uk/news`.

    A host without one, as a number of a machine is, comes back whole.
    """
    host = host_of(url_or_host) if "/" in url_or_host else url_or_host.lower().rstrip(".")
    if ":" in host or host.replace(".", "").isdigit():
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return cached("suffixes", "publicsuffixlist", PublicSuffixList)


def typed_domain(typed: str) -> str:
    """Return the domain that a person means who typed it, or an address there."""
    bare = typed.strip().strip('"').lower()
    return re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", bare)


def ascii_host(host: str) -> str:
    """Return a host in lower case, as it is looked up; raise UnicodeError for what can be none."""
    host = host.lower().rstrip(".")
    if host.isascii():
        return host
    # Few hosts need it. Python's own idna is of 2003: it takes straße.de for strasse.de, which is another's.
    from yarl import URL

    with suppress(ValueError):
        return URL.build(scheme="https", host=host).raw_host or ""
    return host.encode("idna").decode("ascii")
