"""Feed bytes in, items out. The only module that knows feedparser. Runs in the child process."""

import calendar
import gc
import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from digest.errors import ParseError
from digest.model.feed import Feed, FeedKind
from digest.model.item import Item
from digest.pull.entry import CONTENT_LIMIT, SUMMARY_LIMIT, Parsed, check_number, make_item, titled
from digest.pull.formats import parse_json
from digest.pull.plain import plain_entries
from digest.text import one_line, plain_text
from digest.urls import link_of

# What feedparser makes of a body refers to itself, in few objects, however large they are: Python, which counts
# objects, would let many bodies pass before it looks for such. So we look after each: among the young objects,
# which costs hardly anything, and after a body larger than this, whose objects have aged meanwhile, among all.
_LARGE = 128 * 1024
# feedparser's cost grows with the square of the attributes in one element. Nothing in the pattern gives back
# what it took, so that looking costs the length of the body and no more.
_MOST_ATTRIBUTES = 1_000
_ATTRIBUTES = re.compile(
    rb"<[A-Za-z][^\s<>=]*+(?:\s++[^\s<>=\"']++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"']++)){%d}"
    % _MOST_ATTRIBUTES
)
# Attributes that a document gives to all elements of a name cost as those that stand in them.
_DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST)", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
# The marks at the start of what is not UTF-8; the longer first, for one begins as another does.
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# What a document says of its own encoding, and characters that it names by their numbers.
_DECLARED = re.compile(rb"""(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]*["']""")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
# Characters that nearly all texts are written in.
_PLANE = 0x10000
_NO_CHARACTER = b"\xef\xbf\xbd"
# Keys for which feedparser's dictionaries make up an answer.
_ANSWERED_ANEW = ("category", "enclosures", "license", "updated", "updated_parsed")
# feedparser raises on some malformed feeds (a lone surrogate is one) instead of saying so.
_STUMBLES = (ValueError, AttributeError, LookupError, TypeError, RecursionError)
# How a raw entry begins and ends.
_ENTRIES = (
    (re.compile(rb"<item[\s>]"), re.compile(rb"</item\s*+>")),
    (re.compile(rb"<entry[\s>]"), re.compile(rb"</entry\s*+>")),
)
# What makes a longer address of one that is found inside it.
_LINK_GOES_ON = frozenset(
    bytes([byte]) for byte in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/%?.=&;+~"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A feed's bytes, and the hashes of the raw entries that were seen before."""

    feed: Feed
    body: bytes
    seen: frozenset[str] = frozenset()
    limit_s: float = 30.0
    """What it may take alone."""


def parse_all(bodies: Sequence[Body], now: datetime) -> list[Parsed | ParseError]:
    """Parse many bodies, in their order; what cannot be read is an error in its place."""
    found: list[Parsed | ParseError] = []
    for each in bodies:
        try:
            found.append(parse(each.feed, each.body, now, each.seen))
        except ParseError as error:
            # Without the frames that it came through: they hold all that was made of the body.
            found.append(ParseError(str(error)))
        gc.collect(2 if len(each.body) > _LARGE else 1)
    return found


def parse(feed: Feed, body: bytes, now: datetime, seen: frozenset[str] = frozenset()) -> Parsed:
    """Return the feed's items; an item without a usable date is dated `now`. Raise ParseError."""
    if feed.kind is FeedKind.HUGGINGFACE or body.removeprefix(_BOM).lstrip()[:1] in (b"{", b"["):
        return parse_json(feed, body, now)
    refuse_hostile(body)
    head, chunks, tail = _cut_up(body)
    hashes = [hashlib.blake2b(chunk, digest_size=8).hexdigest() for chunk in chunks]
    new = [chunk for chunk, hash_ in zip(chunks, hashes, strict=True) if hash_ not in seen]
    parsed = None
    if chunks and len(new) < len(chunks):
        parsed = _parsed(head, new, tail)
        left_out = b"".join(chunk for chunk, hash_ in zip(chunks, hashes, strict=True) if hash_ in seen)
        # Any doubt about where entries begin and end, or which of them are one item, and the whole is read.
        if parsed.bozo or len(parsed.entries) != len(new) or _is_linked(parsed.entries, left_out):
            parsed = None
    if parsed is None:
        parsed = _parsed(head, chunks, tail)
    if not parsed.entries and not parsed.get("version"):
        raise ParseError(_what_else(body))
    site = link_of(str(parsed.feed.get("link") or ""), feed.url)
    items: dict[str, Item] = {}
    for entry in parsed.entries:
        if item := _item(feed, entry, site or feed.url, site, now):
            items.setdefault(item.id, item)
    return Parsed(
        sorted(items.values(), key=lambda item: (item.published, item.id)),
        one_line(plain_text(str(parsed.feed.get("title") or "")))[:200],
        site,
        frozenset(hashes),
        len(parsed.entries),
        _ttl(str(parsed.feed.get("ttl") or "")),
    )


def _ttl(text: str) -> int | None:
    """Return the seconds that RSS's `ttl` names in minutes."""
    text = text.strip()
    return int(text) * 60 if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _is_linked(entries: Sequence[Mapping[str, Any]], left_out: bytes) -> bool:
    """True when an entry's link stands in what was left out as well: several entries may tell of one page."""
    for entry in entries:
        page = _link(entry).partition("#")[0].encode("utf-8", errors="surrogatepass")
        for written in {page, page.replace(b"&", b"&amp;")} if page else ():
            place = left_out.find(written)
            while place >= 0:
                if left_out[place + len(written) : place + len(written) + 1] not in _LINK_GOES_ON:
                    return True
                place = left_out.find(written, place + 1)
    return False


def refuse_hostile(body: bytes) -> None:
    """Raise ParseError for bytes that are known to cost a parser dearly, before it sees them."""
    if not body.strip():
        raise ParseError("the answer was empty")
    if _DECLARES.search(body[:100_000]):
        raise ParseError(
            "it declares entities or attributes of its own, which feeds do not need and attacks do"
        )
    check_number(body.count(b"<item") + body.count(b"<entry"))
    if _ATTRIBUTES.search(body):
        raise ParseError(f"one of its elements has over {_MOST_ATTRIBUTES:,} attributes")


def _cut_up(body: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return what stands before, in and after the raw entries; no entries where they cannot be told apart."""
    nothing: tuple[bytes, list[bytes], bytes] = (body, [], b"")
    if body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in body[:200]:
        return nothing
    for begin, end in _ENTRIES:
        starts = [found.start() for found in begin.finditer(body)]
        ends = [found.end() for found in end.finditer(body)]
        if not starts and not ends:
            continue
        # An end tag within CDATA, entries within entries or text between them: read the whole.
        if len(starts) != len(ends) or any(start > end for start, end in zip(starts, ends, strict=True)):
            return nothing
        between = zip(ends, starts[1:], strict=False)
        if any(start < end or body[end:start].strip() for end, start in between):
            return nothing
        chunks = [body[start:end] for start, end in zip(starts, ends, strict=True)]
        if any(chunk.count(b"<![CDATA[") != chunk.count(b"]]>") for chunk in chunks):
            return nothing
        return body[: starts[0]], chunks, body[ends[-1] :]
    return nothing


def _parsed(head: bytes, chunks: Sequence[bytes], tail: bytes) -> Any:
    """Return what feedparser makes of a document, or would make of it where its entries are plain."""
    document = b"".join([head, *chunks, tail])
    entries = plain_entries(document, _quick_feedparser().datetimes._parse_date)
    if entries is not None and len(entries) == len(chunks):
        around = _feedparser(head + tail)
        if around.get("version") and not around.bozo and not around.entries:
            around["entries"] = entries
            return around
    return _feedparser(document)


def _feedparser(body: bytes) -> Any:
    """Return what feedparser makes of a document, or of what can be saved of it where it makes nothing of it."""
    try:
        parsed = _read(body)
    except _STUMBLES as error:
        parsed = _read_mended(body) or _read_sound(body)
        if parsed is None:
            raise ParseError(f"it cannot be read as a feed ({type(error).__name__})") from error
    if not parsed.entries and not parsed.get("version"):
        return _read_mended(body) or parsed
    return parsed


def _read(body: bytes) -> Any:
    # Wrapped, for feedparser takes bare bytes for a file name before it takes them for a feed. Its own
    # sanitiser and resolver are three fifths of its cost, and what they do is done by `digest.text`.
    return _quick_feedparser().parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


@lru_cache(maxsize=1)
def _quick_feedparser() -> Any:
    """Return feedparser without what costs it dearly and yields nothing to us."""
    import feedparser

    mixin, urljoin = feedparser.mixin, feedparser.urls._urljoin
    # We keep no authors, and looking for an address in one costs the square of its length.
    mixin._FeedParserMixin._sync_author_detail = lambda *_: None
    # Nor tags: each is compared with all that came before it. That there are some is all that feedparser asks for.
    mixin._FeedParserMixin._add_tag = lambda self, *_: self._get_context().setdefault("tags", [])
    # Each text is translated by it. With 32 characters in it each other one that is not ASCII's, and what
    # stands beside it, costs an exception: a fifth of all that parsing costs.
    mixin._cp1252 = [mixin._cp1252.get(code, code) for code in range(_PLANE)]
    # At each tag the base of its addresses is joined with the tag's own, which hardly any has.
    mixin._urljoin = lambda base, uri: urljoin(base, uri) if uri else base
    # What it copies deeply holds texts alone, or is thrown away once it is copied.
    kept = feedparser.FeedParserDict
    kept.__deepcopy__ = lambda self, _: kept(self)
    # Its dictionaries know some keys by several names, and look for each of their keys in all these ways.
    other_names, get = {*kept.keymap, *_ANSWERED_ANEW}, kept.get
    kept.get = lambda self, key, default=None: (get if key in other_names else dict.get)(self, key, default)
    return feedparser


def _read_mended(body: bytes) -> Any | None:
    """Read a document without its wrong name of an encoding and its impossible characters; None if in vain."""
    plain = _in_utf_8(body)
    mended = _REFERENCE.sub(_real_character, plain)
    with suppress(UnicodeDecodeError):
        plain.decode()
        mended = _DECLARED.sub(rb"\1", mended, count=1)
    if mended == body:
        return None
    refuse_hostile(mended)
    try:
        return _read(mended)
    except _STUMBLES:
        return None


def _read_sound(body: bytes) -> Any | None:
    """Read a document without the entries that feedparser stumbles on; None where it is not for them alone."""
    head, chunks, tail = _cut_up(body)

    def sound(chunks: list[bytes]) -> list[bytes]:
        """Return the entries that can be read, by halving those that cannot be read together."""
        try:
            _read(b"".join([head, *chunks, tail]))
        except _STUMBLES:
            half = len(chunks) // 2
            return sound(chunks[:half]) + sound(chunks[half:]) if half else []
        return chunks

    with suppress(*_STUMBLES):
        # What stands around the entries is in every part of them: it must be sound itself.
        _read(head + tail)
        if readable := sound(chunks):
            return _read(b"".join([head, *readable, tail]))
    return None


def _in_utf_8(body: bytes) -> bytes:
    """Return a document in UTF-8 where its mark says what else it is in."""
    name = next((name for mark, name in _MARKS.items() if body.startswith(mark)), None)
    if name is not None:
        with suppress(UnicodeDecodeError):
            return body.decode(name).encode(errors="replace")
    return body


def _real_character(reference: re.Match[bytes]) -> bytes:
    """Return the reference, or what stands for a character where it names none that there is."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    number = int(digits, base) if len(digits) <= 8 else -1
    is_one = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return reference[0] if is_one else _NO_CHARACTER


def _what_else(body: bytes) -> str:
    start = body.lstrip()[:1000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return "it is a web page, not a feed; `parallax feeds add` finds the feed behind a page"
    return "it is not a feed that we can read"


def _item(feed: Feed, entry: Mapping[str, Any], base: str, site: str | None, now: datetime) -> Item | None:
    try:
        return _item_of(feed, entry, base, site, now)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        # One entry that makes no sense leaves the others readable.
        return None


def _item_of(feed: Feed, entry: Mapping[str, Any], base: str, site: str | None, now: datetime) -> Item | None:
    summary_html = str(entry.get("summary") or "")
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    content_html = max(contents, key=len, default="")
    return make_item(
        feed,
        now=now,
        site=site,
        url=link_of(_link(entry), base) if _link(entry) else None,
        guid=str(entry.get("id") or ""),
        title=titled(feed, one_line(plain_text(str(entry.get("title") or "")))),
        summary=plain_text(summary_html, limit=SUMMARY_LIMIT * 2),
        content="" if content_html == summary_html else plain_text(content_html, limit=CONTENT_LIMIT),
        published=_date(entry),
    )


def _link(entry: Mapping[str, Any]) -> str:
    link = str(entry.get("link") or "")
    if not link and str(entry.get("id") or "").startswith(("http://", "https://")):
        link = str(entry["id"])
    return link


def _date(entry: Mapping[str, Any]) -> datetime | None:
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        # Asked as a plain dictionary: feedparser's own answers one date for another, with a warning.
        if parsed := dict(entry).get(key):
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None
