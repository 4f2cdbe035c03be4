"""Feeds in, OPML out, and back. The standard library suffices: the format is one element with attributes."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.etree import ElementTree

from digest.errors import QueryError
from digest.ids import derive_id
from digest.model import Feed, FeedKind, Viewpoint
from digest.text import one_line
from digest.urls import canonical, is_link

# Attributes of our own, so that a round trip loses nothing.
_OWN = "parallax"
_SECRET = re.compile(
    r"(?:^|_|-)(?:token|key|auth|secret|password|pwd|pass|sig|signature|session|code|hash)(?:$|_|-)",
    re.IGNORECASE,
)
_MASK = "HIDDEN"
_LARGEST = 5_000_000


def masked(url: str) -> str:
    """Return an address with the secret parts of its query hidden."""
    parts = urlsplit(url)
    pairs = [(name, _MASK if _SECRET.search(name) else value) for name, value in parse_qsl(parts.query, True)]
    if not any(value == _MASK for _, value in pairs):
        return url
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def read(text: str) -> list[Feed]:
    """Return the feeds of an OPML document, in its order; raise QueryError when it is none."""
    if len(text) > _LARGEST or "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise QueryError(
            "The file is too large or declares entities of its own; export the feeds anew as plain OPML."
        )
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - a document that declares entities was refused above
    except ElementTree.ParseError as error:
        raise QueryError(f"The file is not OPML: {error}.") from None
    if root.tag != "opml":
        raise QueryError(f"The file is not OPML: it begins with <{root.tag[:40]}>.")
    feeds: dict[str, Feed] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if is_link(url):
            feeds.setdefault(canonical(url), _feed(outline, url))
    return list(feeds.values())


def write(feeds: Sequence[Feed], *, secrets: bool = False) -> str:
    """Return the feeds as OPML 2.0; the secret parts of addresses are hidden unless asked for."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Parallax"
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        ElementTree.SubElement(
            body,
            "outline",
            {
                "type": "rss",
                "text": feed.title or feed.id,
                "title": feed.title,
                "xmlUrl": feed.url if secrets else masked(feed.url),
                f"{_OWN}Id": feed.id,
                f"{_OWN}Kind": str(feed.kind),
                **({f"{_OWN}Outlet": feed.outlet} if feed.outlet else {}),
                **({f"{_OWN}Viewpoint": str(feed.viewpoint)} if feed.viewpoint else {}),
                **({f"{_OWN}Gate": "none"} if feed.on_topic else {}),
                **({f"{_OWN}Auth": feed.auth} if feed.auth else {}),
                **({f"{_OWN}On": "no"} if not feed.on else {}),
                **({"language": feed.language} if feed.language else {}),
            },
        )
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _feed(outline: ElementTree.Element, url: str) -> Feed:
    side, kind = outline.get(f"{_OWN}Viewpoint"), outline.get(f"{_OWN}Kind")
    return Feed(
        id=outline.get(f"{_OWN}Id") or derive_id(canonical(url)),
        url=url,
        title=one_line(outline.get("title") or outline.get("text") or "")[:200],
        outlet=outline.get(f"{_OWN}Outlet"),
        kind=FeedKind(kind) if kind in list(FeedKind) else FeedKind.FEED,
        on_topic=outline.get(f"{_OWN}Gate") == "none",
        viewpoint=Viewpoint(side) if side in list(Viewpoint) else None,
        language=outline.get("language"),
        on=outline.get(f"{_OWN}On") != "no",
        auth=outline.get(f"{_OWN}Auth"),
        from_file=False,
    )
