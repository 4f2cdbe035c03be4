"""An RSS document in, out what feedparser would make of it, where all in it is plain; else None.

feedparser is made for every feed there is, and most feeds are not every feed: each entry is a handful of elements
with nothing but text. Such a document costs a tenth this way. Any doubt, and feedparser reads it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import struct_time
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# What is larger is no plain feed, and its tree would take memory.
_LARGEST = 512 * 1024
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# Elements with the key that feedparser has for them.
_TOLD_OF_FEED = {"title": "title", "link": "link", "ttl": "ttl"}
_TOLD = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "pubDate": "published",
    "description": "summary",
    _CONTENT: "content",
}
# Elements that change nothing of what is kept of a feed, or of an entry.
_UNTOLD_OF_FEED = frozenset(
    {
        "category",
        "copyright",
        "description",
        "docs",
        "generator",
        "item",
        "language",
        "lastBuildDate",
        "managingEditor",
        "pubDate",
        "webMaster",
        "{http://purl.org/rss/1.0/modules/syndication/}updateFrequency",
        "{http://purl.org/rss/1.0/modules/syndication/}updatePeriod",
    }
)
_UNTOLD = frozenset(
    {
        "author",
        "category",
        "comments",
        "enclosure",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/rss/1.0/modules/slash/}comments",
        "{http://wellformedweb.org/CommentAPI/}comment",
        "{http://wellformedweb.org/CommentAPI/}commentRss",
        "{http://search.yahoo.com/mrss/}content",
        "{http://search.yahoo.com/mrss/}thumbnail",
    }
)
_PLAIN_LINK = re.compile(r"https?://[^/\s&;][^\s;]*")
# A feed's address of its own, which is no page's.
_SELF = "{http://www.w3.org/2005/Atom}link"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d)"
    r" (?:GMT|([+-])(\d\d)(\d\d))",
    re.ASCII,
)
# What feedparser takes for text in a wrong encoding, and mends.
_MENDED = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document tells, in feedparser's keys."""

    feed: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]
    version: str
    """What kind of feed it is; empty where it is none."""
    is_doubtful: bool = False
    """True where it is not what its kind asks for."""


def read_plain(document: bytes, read_date: Callable[[str], Any]) -> Document | None:
    """Return what feedparser would make of it, as far as `digest.pull.parse` looks at that.

    `read_date` is feedparser's own, for dates that are not plain.
    """
    if len(document) > _LARGEST or b"<!DOCTYPE" in document or _OTHER_ENCODING.match(document.lstrip()):
        return None
    try:
        # It declares no entities: such a document is refused before.
        root = ElementTree.fromstring(document)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    if root.tag != "rss" or list(root.attrib) != ["version"] or [child.tag for child in root] != ["channel"]:
        return None
    channel = root[0]
    own = [child for child in channel if not (child.tag == _SELF and child.get("rel") == "self")]
    feed = _told(channel, own, _TOLD_OF_FEED, _UNTOLD_OF_FEED)
    entries = []
    for item in channel.findall("item"):
        entry = _entry(item, read_date)
        if entry is None:
            return None
        entries.append(entry)
    return None if feed is None else Document(feed, entries, "rss")


def _entry(item: Element, read_date: Callable[[str], Any]) -> dict[str, Any] | None:
    """Return what an entry tells; None for one that is not plain."""
    entry = _told(item, item, _TOLD, _UNTOLD)
    if entry is None or "link" not in entry:
        return None
    if "content" in entry:
        entry.setdefault("summary", entry["content"])
        entry["content"] = [{"value": entry["content"]}]
    if "published" in entry:
        entry["published_parsed"] = _read_date(entry["published"]) or read_date(entry["published"])
    return entry


def _told(
    parent: Element, children: Iterable[Element], told: Mapping[str, str], untold: Collection[str]
) -> dict[str, Any] | None:
    """Return what the children tell, once each; None where one is not plain, or not known."""
    found: dict[str, Any] = {}
    for child in children:
        if len(child) and child.tag != "item":
            return None
        if child.tag in untold:
            continue
        key = told.get(child.tag)
        text = (child.text or "").strip()
        if key is None or key in found or not _is_plain(child, text):
            return None
        found[key] = text
    if parent.attrib or ("link" in found and not _PLAIN_LINK.fullmatch(found["link"])):
        return None
    return found


def _read_date(text: str) -> struct_time | None:
    """Return a plain date as feedparser does, in UTC; None for one that is not."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        told = datetime(  # noqa: DTZ001 - what lies between it and UTC is taken off at once
            int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second)
        )
        return (told + ahead if sign == "-" else told - ahead).utctimetuple()
    except (ValueError, OverflowError):
        return None


def _is_plain(child: Element, text: str) -> bool:
    """True for an element that feedparser gives as it stands."""
    if child.attrib and (child.tag != "guid" or list(child.attrib) != ["isPermaLink"] or ":///" in text):
        return False
    return text.isascii() or not _MENDED.search(text)
