"""An address as a page or a person wrote it in, out a whole one that is fit to be followed and shown."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from digest.domains import ascii_host

# What is longer no platform takes as a link, and no publisher means as one.
LONGEST_LINK = 2000

_SCHEMES = ("http", "https")
# No nesting of repeats here: a publisher chooses what this is tried on.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_LITERAL = re.compile(r"[0-9a-f:.]+", re.IGNORECASE)
# An address that is fit to be followed as it stands, as most are; what is not of this form may be fit nevertheless.
_FIT = re.compile(
    r"https?://(?=[^/]{1,254}(?:/|$))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?:/[A-Za-z0-9/._~+=@-]*)?"
)
_NO_LINK = re.compile(r"[\s<>\"\\^`{|}\x00-\x20\x7f]")
# What some put before a feed's address, or in its scheme's place, so that a reader of feeds opens it.
_OF_A_READER = re.compile(r"feed:(?=(?:https?:)?//)", re.IGNORECASE)
# Marks of no width, which may stand at either end of an address that was copied.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SAFE_IN_LINK = "%/:=&?~#+!$,;'@()*[]-._"


def is_link(url: str) -> bool:
    """Say whether it may be followed and shown: http or https, an ASCII host, no user, not too long."""
    if len(url) > LONGEST_LINK or not url.isascii() or _NO_LINK.search(url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in _SCHEMES or "@" in parts.netloc or not parts.hostname:
        return False
    if parts.netloc.startswith("["):
        return bool(_LITERAL.fullmatch(parts.hostname))
    labels = parts.hostname.removesuffix(".").split(".")
    return len(parts.hostname) <= 254 and all(map(_LABEL.fullmatch, labels))


def link_of(url: str, base: str = "") -> str | None:
    """Return the whole address of a link as a page wrote it, fit to be followed; None when it is not."""
    url = url.strip().strip(_UNSEEN).strip()
    # Nothing is shortened by escaping: what is too long now is so afterwards. And no link is not the page's own.
    if not url or len(url) > 2 * LONGEST_LINK:
        return None
    if len(url) <= LONGEST_LINK and _FIT.fullmatch(url):
        return url
    if opened := _OF_A_READER.match(url):
        bare = url[opened.end() :]
        url = f"http:{bare}" if bare.startswith("//") else bare
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        if not parts.netloc.isascii():
            user, at, place = parts.netloc.rpartition("@")
            host, colon, port = place.partition(":")
            parts = parts._replace(netloc=f"{user}{at}{ascii_host(host)}{colon}{port}")
        whole = quote(urlunsplit(parts), safe=_SAFE_IN_LINK)
    except (ValueError, UnicodeError):
        return None
    return whole if is_link(whole) else None


def with_scheme(typed: str) -> str:
    """Return an address as a person means it who leaves out the scheme, or writes its host in a script of its own.

    What is no address stays as it is.
    """
    if "." not in typed and "://" not in typed:
        return typed
    url = typed if "://" in typed else f"https://{typed}"
    return url if is_link(url) else link_of(url) or typed
