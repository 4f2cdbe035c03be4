"""Addresses in one form, so that one link is one item however a feed writes it."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

# What is longer no platform takes as a link, and no publisher means as one.
LONGEST_LINK = 2000

# Parameters that say where a reader came from, never which page it is.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|custom\d*|link\w*|bbc_team|ptr_name|format)|(?:fb|g|dc|ms|y|tw|igsh|wbra|gbra)clid"
    r"|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|cmp(?:id)?|ref_?src|ref_url|xtor|ns_\w+|source_?feed|feed(?:id|type)|rss(?:id)?"
    r"|smid|ito|__twitter_impression|guccounter|guce_\w+|spm|share_?token|traffic_source|ocid|sref|cid_rss|syndication",
    re.IGNORECASE,
)
_WELL_FORMED_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.?)+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """Return the form of an address under which two spellings of it are the same.

    The scheme, `www.`, tracking parameters, their order, a last slash and the fragment tell no page from
    another. It is for comparing, not for fetching. What is no address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return url
    host = parts.hostname.lower().rstrip(".").removeprefix("www.")
    if port is not None and port not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    path = quote(re.sub(r"/{2,}", "/", parts.path), safe="/%:@!$&'()*+,;=~-._").rstrip("/")
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    )
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"https://{host}{path}{query}"


def is_link(url: str) -> bool:
    """True for what may be followed and shown: http or https, an ASCII host, no user, not too long."""
    if len(url) > LONGEST_LINK or not url.isascii() or re.search(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]", url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in _DEFAULT_PORTS or "@" in parts.netloc:
        return False
    return bool(
        parts.hostname
        and _WELL_FORMED_HOST.fullmatch(
            parts.netloc.rsplit(":", 1)[0] if not parts.netloc.startswith("[") else f"[{parts.hostname}]"
        )
    )


def link_of(url: str, base: str = "") -> str | None:
    """Return the whole address of a link as a page wrote it, fit to be followed; None when it is not."""
    try:
        whole = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(whole)
        host = (
            (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else None
        )
    except (ValueError, UnicodeError):
        return None
    if host:
        whole = whole.replace(parts.hostname or "", host, 1)
    whole = quote(whole, safe="%/:=&?~#+!$,;'@()*[]-._")
    return whole if is_link(whole) else None


def host_of(url: str) -> str:
    """Return the host of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registrable_domain(url_or_host: str) -> str:
    """Return the domain that a publisher owns: `bbc.co.uk` of `https://feeds.bbc.co.uk/news`."""
    host = host_of(url_or_host) if "/" in url_or_host else url_or_host.lower().rstrip(".")
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _suffixes():  # type: ignore[no-untyped-def]
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
