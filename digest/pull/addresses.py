"""Which addresses are asked, where they lead, and whose password goes along with a request."""

import re
from base64 import b64encode
from contextlib import suppress

from yarl import URL

from digest.causes import Cause
from digest.errors import FetchError
from digest.links import LONGEST_LINK
from digest.pull.reply import Reply

_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
# An address in whose path and query nothing has to be escaped; an `@` before it is refused anyway.
_SIGN = r"[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2}"
_WELL_WRITTEN = re.compile(
    rf"(?:(?:https?:)?//[^/?#@%\\]+)?(?P<path>/(?!/)(?:{_SIGN})*+)?(?:\?(?P<query>(?:{_SIGN}|\?)*+))?(?:#.*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
_DOTS = re.compile(r"/\.\.?(?:/|$)")
# No name is longer; one that is would only be repeated to whoever looks after the feeds.
_LONGEST_HOST = 253


def read_address(url: str) -> URL:
    """Return an address that may be asked; raise FetchError for one that holds a password, or is no link."""
    with suppress(ValueError):
        here = _as_written(URL(url), url)
        if "@" in here.raw_authority:
            raise FetchError(Cause.PASSWORD_IN_ADDRESS, refused=True)
        if _is_web(here):
            return here
    raise FetchError(Cause.NO_LINK, refused=True)


def _as_written(url: URL, written: str) -> URL:
    """Return a URL with path and query as they were written, which yarl reads and writes anew.

    `AT%26T` would become `AT&T`: the same to most servers, but not to all, nor to those that sign their addresses; and
    one that leads from there to its own way of writing it would lead in a circle.
    """
    found = _WELL_WRITTEN.fullmatch(written)
    if not found or _DOTS.search(found["path"] or ""):
        return url
    query = url.raw_query_string if found["query"] is None else found["query"]
    return URL.build(
        scheme=url.scheme,
        authority=url.raw_authority,
        path=found["path"] or url.raw_path,
        query_string=query,
        encoded=True,
    )


def _is_web(url: URL) -> bool:
    """Say whether `links.is_link` would let it through; asked of a URL that yarl has already put in its form."""
    return bool(
        url.scheme in ("http", "https")
        and _HOST.fullmatch(url.raw_host or "")
        and len(url.raw_host or "") <= _LONGEST_HOST
        and "@" not in url.raw_authority
        and len(str(url)) <= LONGEST_LINK
    )


def host_name(url: URL) -> str:
    return (url.raw_host or "").lower().rstrip(".")


def next_address(here: URL, reply: Reply) -> URL:
    """Return where a redirect leads; raise FetchError where that may not be followed."""
    location = reply.headers.get("location", "").strip()
    if not location:
        raise FetchError(Cause.NO_TARGET, status=reply.status)
    try:
        target = _as_written(here.join(URL(location)).with_fragment(None), location)
    except ValueError:
        raise FetchError(Cause.TARGET_NO_ADDRESS, status=reply.status) from None
    if not _is_web(target):
        raise FetchError(Cause.LEADS_TO_NO_LINK, status=reply.status, refused=True)
    return target


def basic(auth: str) -> str:
    """Return `user:password` as it goes into the header of a request."""
    return "Basic " + b64encode(auth.encode()).decode()


def may_have_credentials(here: URL, origin: URL) -> bool:
    """Say whether it is the origin itself, or the same host where plain http at its usual port became https."""
    if here.origin() == origin.origin():
        return True
    upgraded = (origin.scheme, origin.port, here.scheme, here.port) == ("http", 80, "https", 443)
    return upgraded and here.raw_host == origin.raw_host


def may_share_password(link: str, origin: str) -> bool:
    """Say of a link that a page of the origin names what `may_have_credentials` says of a redirect."""
    return may_have_credentials(URL(link), URL(origin))
