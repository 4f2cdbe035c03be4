"""An RSS document in, its entries out as feedparser would give them, where they are plain; else None.

feedparser is made for every feed there is, and most feeds are not every feed: each entry is a handful of elements
with nothing but text. Such a document costs a tenth this way. Any doubt, and feedparser reads it.
"""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# What is larger is no plain feed, and its tree would take memory.
_LARGEST = 512 * 1024
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# Elements with the key that feedparser has for them.
_TOLD = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "pubDate": "published",
    "description": "summary",
    _CONTENT: "content",
}
# Elements that change nothing of what is kept of an entry.
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
# What feedparser takes for text in a wrong encoding, and mends.
_MENDED = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")


def plain_entries(document: bytes, read_date: Callable[[str], Any]) -> list[dict[str, Any]] | None:
    """Return the entries as feedparser gives them, as far as `digest.pull.parse` looks at them.

    `read_date` is feedparser's own.
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
    entries: list[dict[str, Any]] = []
    for item in channel.findall("item"):
        entry = _entry(item, read_date)
        if entry is None:
            return None
        entries.append(entry)
    return entries if entries and not channel.attrib else None


def _entry(item: Element, read_date: Callable[[str], Any]) -> dict[str, Any] | None:
    """Return what an entry tells, once each; None for one that is not plain."""
    entry: dict[str, Any] = {}
    for child in item:
        if len(child):
            return None
        if child.tag in _UNTOLD:
            continue
        key = _TOLD.get(child.tag)
        text = (child.text or "").strip()
        if key is None or key in entry or not _is_plain(child, text):
            return None
        entry[key] = text
    if item.attrib or not _PLAIN_LINK.fullmatch(entry.get("link", "")):
        return None
    if "content" in entry:
        entry.setdefault("summary", entry["content"])
        entry["content"] = [{"value": entry["content"]}]
    if "published" in entry:
        entry["published_parsed"] = read_date(entry["published"])
    return entry


def _is_plain(child: Element, text: str) -> bool:
    """True for an element that feedparser gives as it stands."""
    if child.attrib and (child.tag != "guid" or list(child.attrib) != ["isPermaLink"] or ":///" in text):
        return False
    return text.isascii() or not _MENDED.search(text)
