"""Plain RSS entries are read as feedparser reads them; all others are left to it."""

from io import BytesIO
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.pull.plain import plain_entries

SHARED = Path(__file__).parents[4] / "shared" / "feeds"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)
LINK = "<link>https://news.example.org/1</link>"
TEXTS = (
    "", " ", "Tom &amp; Jerry", "&amp;amp;", "<![CDATA[a <b>c</b> &nbsp;]]>", "&lt;p&gt;One", "é", "Ã©", "â€™", "日本",
    "&#147;", "a\r\nb\rc", "<!-- no -->", "<?no x?>", "𝔘", "a;b", "<b>in</b>", "&nbsp;", "ü", "]]&gt;", "\u2028", "x",
)  # fmt: skip
LINKS = (
    "https://news.example.org/1", " http://news.example.org/2?a=1&amp;b=2 ", "http:///x", "/3", "HTTP://h.example/",
    "https://h.example/?a=1;b=2&amp;c;", "https://h.example/é", "mailto:x@h.example",
)  # fmt: skip
DATES = ("Wed, 04 Mar 2026 07:00:00 GMT", "2026-03-04T08:00:00+09:00", "4 mars 2026", "")
_texts = st.lists(st.sampled_from(TEXTS), max_size=3).map("".join)
_elements = st.one_of(
    _texts.map("<title>{}</title>".format),
    st.sampled_from(LINKS).map("<link>{}</link>".format),
    st.just(LINK),
    st.sampled_from(DATES).map("<pubDate>{}</pubDate>".format),
    _texts.map("<description>{}</description>".format),
    _texts.map("<content:encoded>{}</content:encoded>".format),
    st.sampled_from((*LINKS, *TEXTS)).map("<guid>{}</guid>".format),
    st.sampled_from((*LINKS, *TEXTS)).map('<guid isPermaLink="false">{}</guid>'.format),
    _texts.map("<dc:creator>{}</dc:creator>".format),
    _texts.map('<category domain="x">{}</category>'.format),
    st.just('<media:content url="https://h.example/1.jpg"/>'),
    st.just('<enclosure url="https://h.example/1.mp3"/>'),
)


def rss(*entries: str, root: str = SPACES, start: str = "") -> bytes:
    told = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'{start}<rss version="2.0" {root}><channel><title>N</title>{told}</channel></rss>'.encode()


def plain(document: bytes):
    return plain_entries(document, feedparser.datetimes._parse_date)


def kept(entry):
    """Return what `digest.pull.parse` looks at."""
    found = {
        key: dict(entry).get(key) for key in ("title", "link", "id", "published_parsed", "updated_parsed")
    }
    return found | {
        "summary": entry.get("summary") or "",
        "content": [part["value"] for part in entry.get("content") or ()],
    }


def assert_same(document: bytes):
    entries = plain(document)
    if entries is not None:
        read = feedparser.parse(BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
        assert [*map(kept, entries)] == [*map(kept, read.entries)]


@given(
    st.lists(st.lists(_elements, max_size=6).map(lambda made: LINK + "".join(made)), min_size=1, max_size=2)
)
def test_what_is_plain_is_read_as_feedparser_reads_it(entries):
    assert_same(rss(*entries))


@given(_texts, _texts, st.sampled_from(DATES), st.booleans())
def test_so_it_is_whatever_stands_in_it(title, text, date, is_turned):
    told = [
        f"<title>{title}</title>",
        f"<description>{text}</description>",
        LINK,
        f"<pubDate>{date}</pubDate>",
    ]
    assert_same(rss("".join(reversed(told) if is_turned else told)))


@pytest.mark.skipif(not SHARED.exists(), reason="the captured feeds do not lie beside this checkout")
def test_captured_feeds_are_read_as_feedparser_reads_them():
    for file in SHARED.rglob("*.xml"):
        assert_same(file.read_bytes())


def test_an_everyday_entry_is_plain():
    more = "<description><![CDATA[<p>One</p>]]></description><category>news</category><guid>7</guid>"

    [entry] = plain(rss(f"<title>A</title>{LINK}{more}<dc:creator>Ann</dc:creator>")) or []

    assert kept(entry) | {"summary": "<p>One</p>", "id": "7", "title": "A"} == kept(entry)


@pytest.mark.parametrize(
    "document",
    [
        rss(),
        rss(f"{LINK}<title>A</title><title>B</title>"),
        rss(f"{LINK}<title>A <b>b</b></title>"),
        rss(f"{LINK}<title type='html'>A</title>"),
        rss(f"{LINK}<media:title>A</media:title>"),
        rss(f"{LINK}<dc:date>2026-03-04</dc:date>"),
        rss("<link>/1</link><title>A</title>"),
        rss("<title>A</title><guid>https://news.example.org/1</guid>"),
        rss(f"{LINK}<title>cafÃ©</title>"),
        rss(LINK, root='xml:base="https://h.example/"'),
        rss(LINK, root='xmlns="http://www.w3.org/2005/Atom"'),
        rss(LINK, start='<?xml version="1.0" encoding="iso-8859-1"?>'),
        rss(LINK, start="<!DOCTYPE rss>"),
        rss(f"{LINK}<title>A &nbsp; B</title>"),
        rss(LINK)[:-3],
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry></feed>",
    ],
)
def test_what_may_mean_something_else_is_left_to_feedparser(document):
    assert plain(document) is None
