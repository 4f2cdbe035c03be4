"""A page in, its text out, where its host lets us; alone knows trafilatura and protego. Runs in the child process."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from digest.errors import ParseError
from digest.pull.encodings import in_utf_8, meant_by, readable
from digest.text import clean, cut

TEXT_LIMIT = 20_000
# A page larger than this is no article, and takes its parser very long.
LARGEST = 2_000_000
# What is read of a robots.txt: as much as RFC 9309 asks for.
RULES_LIMIT = 500 * 1024
# What a page says of its own encoding, which it does at its beginning.
_HEAD = 4096
_DECLARED = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?([\w.-]{1,20})""", re.IGNORECASE)


def extract(page: bytes, url: str, charset: str) -> str:
    """Return the article's text, a paragraph a line, empty where there is none; raise ParseError.

    `charset` is the encoding that the page's answer names.
    """
    import trafilatura
    from lxml.etree import LxmlError

    try:
        text = trafilatura.extract(
            _told(page, charset), url=url, include_comments=False, include_tables=False
        )
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ParseError("the page cannot be read") from error
    return cut(clean(text or ""), TEXT_LIMIT)


def _told(page: bytes, charset: str) -> str | bytes:
    """Return a page's text in the encoding that its answer names, or else the page, as browsers read it.

    trafilatura hears no answer, and takes one broken character for a sign that all is in another encoding. Only where
    nothing is named that holds the page is it left to guess.
    """
    page = in_utf_8(page)
    with suppress(UnicodeDecodeError):
        return page.decode()
    declared = _DECLARED.search(page[:_HEAD])
    for name in (charset, declared[1].decode() if declared else "", "utf-8"):
        encoding = meant_by(name)
        if encoding and (text := readable(page, encoding)) is not None:
            return text
    return page


def robots_address(url: str) -> str:
    """Return where the host of a page says what robots may read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_read(robots: bytes, url: str) -> bool:
    """Say whether the host's robots.txt lets us read this page."""
    from protego import Protego

    return Protego.parse(robots.decode("utf-8-sig", errors="replace")).can_fetch(url, "Parallax")
