"""Plain RSS entries are read as feedparser reads them; all others are left to it."""

from io import BytesIO
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.pull.plain import read_plain

SHARED = Path(__file__).parents[4] / "shared" / "feeds"
FEED = ("title", "link", "ttl")
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
DATES = (
    "Wed, 04 Mar 2026 07:00:00 GMT", "4 Mar 2026 23:59:59 -0330", "Sat, 28 Feb 2026 20:00:00 +1400", "1 Jan 0001 00:00:00 +0100",
    "Mon, 31 Feb 2026 07:00:00 GMT", "Wed, 04 Mar 2026 07:00:60 GMT", "Wed, 04 Mar 2026 07:00 EST", "2026-03-04T08:00:00+09:00",
    "4 mars 2026", "",
)  # fmt: skip
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


def rss(*entries: str, root: str = SPACES, start: str = "", head: str = "") -> bytes:
    told = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'{start}<rss version="2.0" {root}><channel><title>N</title>{head}{told}</channel></rss>'.encode()


def plain(document: bytes):
    return read_plain(document, feedparser.datetimes._parse_date)


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
    found = plain(document)
    if found is not None:
        read = feedparser.parse(BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
        assert [*map(kept, found.entries)] == [*map(kept, read.entries)]
        assert {key: found.feed.get(key) for key in FEED} == {key: read.feed.get(key) for key in FEED}
        assert read.version
        assert not read.bozo


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


@given(
    st.lists(
        st.sampled_from(
            (
                LINK, "<link>/x</link>", "<title>Again</title>", "<ttl> 60 </ttl>", "<ttl a='1'>5</ttl>", "<ttl/>",
                "<description>&lt;b>x</description>", "<image><title>I</title><link>https://i.example/</link></image>",
                "<language>fr</language>", "<textInput><link>https://t.example/</link></textInput>", "<category>c</category>",
                '<a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://h.example/f" rel="self"/>',
                '<a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://h.example/p"/>',
            )
        ),
        max_size=4,
    ).map("".join)
)  # fmt: skip
def test_so_is_what_stands_around_the_entries(head):
    assert_same(rss(LINK, head=head))
    assert_same(rss(head=head))


@pytest.mark.skipif(not SHARED.exists(), reason="the captured feeds do not lie beside this checkout")
def test_captured_feeds_are_read_as_feedparser_reads_them():
    for file in SHARED.rglob("*.xml"):
        assert_same(file.read_bytes())


def test_an_everyday_entry_is_plain():
    more = "<description><![CDATA[<p>One</p>]]></description><category>news</category><guid>7</guid>"

    document = plain(rss(f"<title>A</title>{LINK}{more}<dc:creator>Ann</dc:creator>"))

    assert document is not None
    [entry] = document.entries
    assert kept(entry) | {"summary": "<p>One</p>", "id": "7", "title": "A"} == kept(entry)


@pytest.mark.parametrize(
    "document",
    [
        rss(LINK, head="<category><title>B</title></category>"),
        rss(LINK, head="<image><title>B</title></image>"),
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
