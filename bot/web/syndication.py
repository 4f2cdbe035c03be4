"""Stories in, an Atom feed (RFC 4287) or a JSON Feed (1.1) out: for whoever reads us in a feed reader."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from bot.web.carried import Carried
from digest.clock import write_time
from digest.tell.present.shelf import story_path
from digest.tell.spans import joined
from digest.text import visible

ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(title: str, told: Sequence[Carried], *, base: str, path: str) -> str:
    """Return the stories as Atom, in the order given; `base` is where our pages are, `path` the feed's own."""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(_atom("feed"))
    _add(feed, "id", f"{base}{path}")
    _add(feed, "title", title)
    _add(feed, "updated", write_time(_updated(told)))
    _add(_add(feed, "author"), "name", "Parallax")
    _add(feed, "link", rel="self", href=f"{base}{path}")
    _add(feed, "link", rel="alternate", href=f"{base}{_listed_at(path)}")
    for each in told:
        entry = _add(feed, "entry")
        entry.set(_LANGUAGE, visible(each.summary.language))
        _add(entry, "id", f"urn:parallax:story:{each.story.id}")
        _add(entry, "title", each.summary.title)
        _add(entry, "published", write_time(each.published))
        _add(entry, "updated", write_time(each.updated))
        _add(entry, "link", rel="alternate", href=f"{base}{story_path(each.story.id)}")
        if each.url:
            _add(entry, "link", rel="related", href=each.url)
        for filing in each.story.themes:
            _add(entry, "category", term=filing.theme)
        _add(entry, "summary", joined(each.summary.sentences))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode")


def json_feed(title: str, told: Sequence[Carried], *, base: str, path: str) -> str:
    """Return the stories as a JSON Feed, in the order given."""
    items = [
        {
            "id": each.story.id,
            "url": f"{base}{story_path(each.story.id)}",
            **({"external_url": each.url} if each.url else {}),
            "title": each.summary.title,
            "content_text": joined(each.summary.sentences) or each.summary.title,
            "language": each.summary.language,
            "date_published": write_time(each.published),
            "date_modified": write_time(each.updated),
            "tags": [filing.theme for filing in each.story.themes],
        }
        for each in told
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{base}{_listed_at(path)}",
        "feed_url": f"{base}{path}",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _listed_at(path: str) -> str:
    """Return the path of the page that lists what a feed carries: its folder's."""
    return path.rpartition("/")[0] or "/"


def _updated(told: Sequence[Carried]) -> datetime:
    return max((each.updated for each in told), default=datetime(1970, 1, 1, tzinfo=UTC))


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    # XML has no way to write a control character, and a name from a team's file may hold one.
    element = Xml.SubElement(parent, _atom(name), {key: visible(value) for key, value in attributes.items()})
    element.text = visible(text) or None
    return element
