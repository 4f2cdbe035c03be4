"""A page in, its text out, where its host lets us; alone knows trafilatura and protego. Runs in the child process."""

from urllib.parse import urlsplit

from digest.errors import ParseError
from digest.text import clean, cut

TEXT_LIMIT = 20_000
# A page larger than this is no article, and takes its parser very long.
LARGEST = 2_000_000
# What is read of a robots.txt: as much as RFC 9309 asks for.
RULES_LIMIT = 500 * 1024


def extract(page: bytes, url: str) -> str:
    """Return the article's text, a paragraph a line, empty where there is none; raise ParseError."""
    import trafilatura
    from lxml.etree import LxmlError

    try:
        # As bytes: trafilatura finds out which characters they are.
        text = trafilatura.extract(page, url=url, include_comments=False, include_tables=False)
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ParseError(f"the page cannot be read ({type(error).__name__})") from error
    return cut(clean(text or ""), TEXT_LIMIT)


def robots_address(url: str) -> str:
    """Return where the host of a page says what robots may read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_read(robots: bytes, url: str) -> bool:
    """Say whether the host's robots.txt lets us read this page."""
    from protego import Protego

    return Protego.parse(robots.decode("utf-8-sig", errors="replace")).can_fetch(url, "Parallax")
