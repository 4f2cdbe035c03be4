"""Feeds in, OPML out, and back; folders are labels. The standard library suffices: one element with attributes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from digest.errors import ParseError
from digest.links import is_link, link_of
from digest.masking import masked
from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint
from digest.pull.raw import with_ampersands_escaped
from digest.tags import item_tag
from digest.text import one_line
from digest.urls import canonical

# Attributes of our own, so that a round trip loses nothing.
_OWN = "parallax"
_LARGEST = 5_000_000
# Punycode, which no list is written in, takes Python the square of its length to read.
_DECLARED = re.compile(
    rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?!punycode\b)([a-z0-9._-]{1,40})["']""", re.IGNORECASE
)
_READ_BY_THE_PARSER = frozenset({b"utf-8", b"utf-16", b"iso-8859-1", b"us-ascii"})
# Folders in folders become one label.
_INSIDE = "/"
_LONGEST_LABEL, _MOST_LABELS, _DEEPEST = 100, 50, 20
_LONGEST_TITLE, _LONGEST_NAME = 200, 100


def read(document: bytes) -> list[Feed]:
    """Return the feeds of an OPML document, in its order; one in several folders has several labels.

    One that the document gives no id has none; an address is kept as it stands, also one that nobody could ask.
    Raise ParseError when it is none.
    """
    if len(document) > _LARGEST:
        raise ParseError(f"is larger than {_LARGEST // 1_000_000} MB, too large for a list of feeds")
    if not document.strip():
        raise ParseError("is empty")
    try:
        root = _tree(document)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ParseError(f"is not OPML: {error}") from None
    if root.tag != "opml":
        raise ParseError(f"is not OPML: it begins with <{one_line(root.tag)[:40]}>")
    feeds: dict[str, Feed] = {}
    for outline, folders in _outlines(root):
        address = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if address:
            url = address if is_link(address) else link_of(address) or address
            found = _feed(outline, url, folders)
            known = feeds.setdefault(canonical(url), found)
            labels = dict.fromkeys((*known.labels, *found.labels))
            feeds[canonical(url)] = replace(known, labels=tuple(labels)[:_MOST_LABELS])
    return list(feeds.values())


def _tree(document: bytes) -> ElementTree.Element:
    declared = _DECLARED.match(document)
    encoding = None
    if declared and declared[1].lower() not in _READ_BY_THE_PARSER:
        # It knows no encoding of several bytes a character but its own, and is told what we made of it.
        document, encoding = document.decode(declared[1].decode()).encode(), "utf-8"
    # Lists are written by hand, too: an address in one has its ampersands as they are.
    document = with_ampersands_escaped(document)
    parser = ElementTree.XMLParser(target=_Plain(), encoding=encoding)  # noqa: S314 - refuses entities
    parser.feed(document)
    root: ElementTree.Element = parser.close()
    return root


class _Plain(ElementTree.TreeBuilder):
    """Builds the tree of a document that declares nothing of its own; whose its elements are does not matter."""

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        # OPML has no namespace, and some programs give it one.
        return super().start(tag.rpartition("}")[2], attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        return super().end(tag.rpartition("}")[2])

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ParseError("declares entities of its own; export the feeds anew as plain OPML")


def _outlines(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, tuple[str, ...]]]:
    """Walk through all outlines in their order, each with the folders that it lies in."""
    waiting: list[tuple[ElementTree.Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        if element.tag == "outline":
            yield element, folders
            if not (element.get("xmlUrl") or element.get("xmlurl")):
                folders = (*folders, _name(element))[:_DEEPEST]
        waiting += [(child, folders) for child in reversed(element)]


def _name(outline: ElementTree.Element) -> str:
    return one_line(outline.get("text") or outline.get("title") or "")[:_LONGEST_LABEL]


def _feed(outline: ElementTree.Element, url: str, folders: Sequence[str]) -> Feed:
    side, kind = outline.get(f"{_OWN}Viewpoint"), outline.get(f"{_OWN}Kind")
    label = _INSIDE.join(filter(None, folders))[:_LONGEST_LABEL]
    return Feed(
        id=outline.get(f"{_OWN}Id", ""),
        url=url,
        title=one_line(outline.get("title") or outline.get("text") or "")[:_LONGEST_TITLE],
        outlet=one_line(outline.get(f"{_OWN}Outlet", ""))[:_LONGEST_TITLE] or None,
        kind=FeedKind(kind) if kind in list(FeedKind) else FeedKind.FEED,
        on_topic=outline.get(f"{_OWN}Gate") == "none",
        viewpoint=Viewpoint(side) if side in list(Viewpoint) else None,
        language=item_tag(outline.get("language", "")),
        on=outline.get(f"{_OWN}On") != "no",
        wanted_auth=_variable(outline.get(f"{_OWN}Auth", "")),
        labels=(label,) if label else (),
        from_file=False,
    )


def _variable(text: str) -> str | None:
    """Return what may be a variable's name; where it is none, it may be the password itself."""
    return text if text.isidentifier() and len(text) <= _LONGEST_NAME else None


def write(feeds: Sequence[Feed], *, secrets: bool = False) -> str:
    """Return the feeds as OPML 2.0, each in the folder of each of its labels.

    The secret parts of addresses are hidden unless asked for.
    """
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Parallax"
    body = ElementTree.SubElement(root, "body")
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): body}
    for feed in feeds:
        for label in feed.labels or ("",):
            path = tuple(filter(None, label.split(_INSIDE)))
            ElementTree.SubElement(_folder(folders, path), "outline", _attributes(feed, secrets=secrets))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _folder(
    folders: dict[tuple[str, ...], ElementTree.Element], path: tuple[str, ...]
) -> ElementTree.Element:
    """Return the folder at a path, made when absent."""
    if path not in folders:
        inside = _folder(folders, path[:-1])
        folders[path] = ElementTree.SubElement(inside, "outline", text=path[-1], title=path[-1])
    return folders[path]


def _attributes(feed: Feed, *, secrets: bool) -> dict[str, str]:
    found = {
        "type": "rss",
        "text": feed.title or feed.id,
        "title": feed.title,
        "xmlUrl": feed.url if secrets else masked(feed.url),
        f"{_OWN}Id": feed.id,
        f"{_OWN}Kind": str(feed.kind),
        f"{_OWN}Outlet": feed.outlet or None,
        f"{_OWN}Viewpoint": feed.viewpoint and str(feed.viewpoint),
        f"{_OWN}Gate": "none" if feed.on_topic else None,
        f"{_OWN}Auth": feed.auth or feed.wanted_auth or None,
        f"{_OWN}On": None if feed.on else "no",
        "language": feed.language or None,
    }
    return {name: value for name, value in found.items() if value is not None}
