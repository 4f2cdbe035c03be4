"""Feed bytes in, items out. Runs in the child process."""

import calendar
import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress
from typing import Any

from digest.causes import Cause
from digest.errors import ParseError
from digest.links import link_of
from digest.markup import plain_text
from digest.model.feed import Feed, FeedKind
from digest.model.item import Item
from digest.pull.dates import loose_date, read_date
from digest.pull.encodings import in_utf_8
from digest.pull.entry import CONTENT_LIMIT, SUMMARY_LIMIT, RawItem, make_item, titled
from digest.pull.formats import parse_json
from digest.pull.parsed import Parsed, in_order
from digest.pull.raw import cut_up, refuse_hostile, with_encoding
from digest.pull.xml import forget, read_xml
from digest.text import LONGEST, clean, one_line

# What makes a longer address of one that is found inside it.
_LINK_GOES_ON = frozenset(
    bytes([byte]) for byte in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/%?.=&;+~"
)

_ADDRESSES = ("http://", "https://", "/")
_NO_PART: Mapping[str, Any] = {"value": "", "type": "text/html"}
# What is called plain text is HTML all the same where it has one of these.
_MARKUP = re.compile(r"</\w|<!\[CDATA\[|&#?\w+;|<(?:br|hr|img|p)\b|<\w+\s+[\w-]+\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A feed's bytes, and the hashes of the raw entries that were seen before."""

    feed: Feed
    body: bytes
    seen: frozenset[str] = frozenset()
    limit_s: float = 30.0
    """What it may take alone."""
    charset: str = ""
    """The encoding that its answer names."""


def parse_all(bodies: Sequence[Body], now: datetime) -> list[Parsed | ParseError]:
    """Parse many bodies, in their order; what cannot be read is an error in its place."""
    found: list[Parsed | ParseError] = []
    for each in bodies:
        try:
            found.append(parse(each.feed, with_encoding(each.body, each.charset), now, each.seen))
        except ParseError as error:
            # Without the frames that it came through: they hold all that was made of the body.
            found.append(ParseError(str(error)))
        if isinstance(found[-1], ParseError):
            # Only here: as long as the error is handled, those frames are held.
            forget(each.body)
    return found


def parse(feed: Feed, body: bytes, now: datetime, seen: frozenset[str] = frozenset()) -> Parsed:
    """Return the feed's items; an item without a usable date is dated `now`. Raise ParseError."""
    if feed.kind is FeedKind.HUGGINGFACE or body.removeprefix(BOM_UTF8).lstrip()[:1] in (b"{", b"["):
        return parse_json(feed, body, now)
    refuse_hostile(in_utf_8(body))
    head, chunks, tail = cut_up(body)
    hashes = [hashlib.blake2b(chunk, digest_size=8).hexdigest() for chunk in chunks]
    was_seen = [hash_ in seen for hash_ in hashes]
    parsed = _read_new(head, chunks, tail, was_seen) if any(was_seen) else None
    if parsed is None:
        parsed = read_xml(body)
    if not parsed.entries and not parsed.get("version"):
        raise ParseError(_what_else(body))
    site = link_of(str(parsed.feed.get("link") or ""), feed.url)
    found = (_item(feed, entry, site or feed.url, site, now) for entry in parsed.entries)
    return Parsed(
        in_order(item for item in found if item),
        title=one_line(plain_text(str(parsed.feed.get("title") or "")))[:200],
        entries=len(parsed.entries),
        chunks=frozenset(hashes),
        ttl_s=_ttl(str(parsed.feed.get("ttl") or "")),
    )


def _read_new(head: bytes, chunks: Sequence[bytes], tail: bytes, was_seen: Sequence[bool]) -> Any | None:
    """Read the entries that were not seen before; None in any doubt about where they end, or which are one item."""
    new = [chunk for chunk, is_known in zip(chunks, was_seen, strict=True) if not is_known]
    parsed = read_xml(b"".join([head, *new, tail]))
    left_out = b"".join(compress(chunks, was_seen))
    if parsed.bozo or len(parsed.entries) != len(new) or _is_linked(parsed.entries, left_out):
        return None
    return parsed


def _ttl(text: str) -> int | None:
    """Return the seconds that RSS's `ttl` names in minutes."""
    text = text.strip()
    return int(text) * 60 if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _is_linked(entries: Sequence[Mapping[str, Any]], left_out: bytes) -> bool:
    """Say whether an entry's link stands in what was left out as well: several entries may tell of one page."""
    for entry in entries:
        page = _link(entry).partition("#")[0].encode("utf-8", errors="surrogatepass")
        for written in {page, page.replace(b"&", b"&amp;")} if page else ():
            place = left_out.find(written)
            while place >= 0:
                if left_out[place + len(written) : place + len(written) + 1] not in _LINK_GOES_ON:
                    return True
                place = left_out.find(written, place + 1)
    return False


def _what_else(body: bytes) -> Cause:
    start = body.lstrip()[:1000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return Cause.WEB_PAGE
    if b"<opml" in start:
        return Cause.FEED_LIST
    if b"<urlset" in start or b"<sitemapindex" in start:
        return Cause.SITEMAP
    return Cause.NO_FEED


def _item(feed: Feed, entry: Mapping[str, Any], base: str, site: str | None, now: datetime) -> Item | None:
    try:
        return _item_of(feed, entry, base, site, now)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        # One entry that makes no sense leaves the others readable.
        return None


def _item_of(feed: Feed, entry: Mapping[str, Any], base: str, site: str | None, now: datetime) -> Item | None:
    # What is said of a film is all that the entry of a film says.
    summary = _part(entry, "summary" if entry.get("summary") else "media_description")
    content = max(entry.get("content") or (), key=lambda part: len(part["value"]), default=_NO_PART)
    raw = RawItem(
        url=link_of(_link(entry), base) if _link(entry) else None,
        guid=str(entry.get("id") or ""),
        title=titled(feed, one_line(_text(_part(entry, "title")))),
        dates=tuple(_date(entry, key) for key in ("published", "updated", "created")),
        # More than is kept, so that it is cut between words, and seen to be cut.
        summary=_text(summary, limit=SUMMARY_LIMIT * 2),
        content="" if content["value"] == summary["value"] else _text(content, limit=CONTENT_LIMIT),
    )
    return make_item(feed, raw, site, now)


def _part(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a text of an entry with its type, where that is of this text and not of another of its name."""
    value, detail = str(entry.get(name) or ""), entry.get(f"{name}_detail")
    return detail if detail and detail.get("value") == value else {**_NO_PART, "value": value}


def _text(part: Mapping[str, Any], *, limit: int = LONGEST) -> str:
    """Return what a reader sees of a text, which is as it stands where it is plain: `List<script>` has no script."""
    if part["type"] != "text/plain" or _MARKUP.search(part["value"]):
        return plain_text(part["value"], limit=limit)
    return clean(part["value"])[:limit].rstrip()


def _link(entry: Mapping[str, Any]) -> str:
    """Return the entry's link; its id stands for one where it is an address, and not just the number 4711."""
    link, id_ = str(entry.get("link") or ""), str(entry.get("id") or "")
    # feedparser takes any id for a link where there is no other.
    return link if link not in ("", id_) else id_ if id_.startswith(_ADDRESSES) else ""


def _date(entry: Mapping[str, Any], key: str) -> datetime | None:
    written = str(entry.get(key) or "")
    if found := read_date(written):
        return found
    with suppress(ValueError, OverflowError, OSError):
        if parsed := entry.get(f"{key}_parsed"):
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    return loose_date(written)
