"""Feed bytes in, items out."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import ParseError
from digest.model import Feed, FeedKind
from digest.pull.parse import parse
from tests.builders import NOW

SHARED = Path(__file__).parents[4] / "shared" / "feeds"
FEED = Feed(id="f", url="https://news.example.org/feed")
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the captured feeds do not lie beside this checkout"
)


def rss(*entries, head=""):
    return f'<rss version="2.0"><channel><title>News</title><link>https://news.example.org/</link>{head}{"".join(entries)}</channel></rss>'.encode()


def entry(title="A title", link="https://news.example.org/1", date="Wed, 04 Mar 2026 07:00:00 GMT", more=""):
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def items(*entries):
    return parse(FEED, rss(*entries), NOW).items


def test_an_entry_is_an_item_with_its_outlet_and_plain_text():
    [item] = items(
        entry(
            title="Tom &amp;amp; Jerry &lt;b&gt;win&lt;/b&gt;",
            more="<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>",
        )
    )

    assert (item.title, item.summary, item.outlet) == ("Tom & Jerry win", "One.\nTwo.", "example.org")


@pytest.mark.parametrize(
    "link",
    [
        "http://news.example.org/1",
        "https://www.news.example.org/1/",
        "https://news.example.org/1?utm_source=feed&amp;utm_medium=rss",
        "https://news.example.org/1#top",
        "HTTPS://News.Example.org/1?fbclid=abc",
    ],
)
def test_one_link_in_another_spelling_is_the_same_item(link):
    assert items(entry(link=link))[0].id == items(entry())[0].id


def test_one_link_in_several_entries_is_one_item():
    assert len(items(entry(), entry(title="Again"))) == 1


@pytest.mark.parametrize(
    "date",
    [
        "nonsense",
        "",
        "Wed, 01 Jan 0000 00:00:00 GMT",
        "Sun, 01 Jan 2999 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ],
)
def test_a_date_that_cannot_be_is_that_of_the_pull(date):
    assert items(entry(date=date))[0].published == NOW


def test_a_date_a_little_ahead_is_believed():
    [item] = items(entry(date="Wed, 04 Mar 2026 08:30:00 GMT"))

    assert item.published == NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "", "http://user:pw@example.org/"]
)
def test_an_entry_without_a_usable_link_is_kept_without_one(link):
    [item] = items(entry(link=link, more="<guid isPermaLink='false'>7#x</guid>"))

    assert item.url is None
    assert item.id != items(entry(link=link, more="<guid isPermaLink='false'>7#y</guid>"))[0].id


def test_what_was_seen_is_not_parsed_again():
    first = parse(FEED, rss(entry(), entry(link="https://news.example.org/2")), NOW)
    second = parse(FEED, rss(entry(), entry(link="https://news.example.org/3")), NOW, first.chunks)

    assert second.entries == 1
    assert [item.url for item in second.items] == ["https://news.example.org/3"]


def test_an_end_tag_within_cdata_makes_us_read_the_whole():
    tricky = entry(more="<description><![CDATA[an </item> inside]]></description>")
    first = parse(FEED, rss(entry(link="https://news.example.org/2")), NOW)

    found = parse(FEED, rss(tricky, entry(link="https://news.example.org/2")), NOW, first.chunks)

    assert {item.url for item in found.items} == {"https://news.example.org/1", "https://news.example.org/2"}


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "empty"), (b"<html><body>x</body></html>", "web page"), (b"hello", "not a feed"), (b"{", "JSON")],
)
def test_what_is_no_feed_is_said_in_words(body, said):
    with pytest.raises(ParseError, match=said):
        parse(FEED, body, NOW)


def test_a_json_feed_is_read():
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "home_page_url": "https://news.example.org/",
        "items": [{"id": "1", "url": "https://news.example.org/1", "title": "A title", "content_html": "<p>Text.</p>",
                   "date_published": "2026-03-04T07:00:00Z"}],
    }  # fmt: skip

    [item] = parse(FEED, json.dumps(body).encode(), NOW).items

    assert (item.title, item.summary) == ("A title", "Text.")


def test_a_hub_s_list_gives_one_item_a_model_with_its_licence():
    body = [
        {
            "id": "lab/Model-7B",
            "createdAt": "2026-03-04T07:00:00.000Z",
            "tags": ["license:mit"],
            "pipeline_tag": "text-generation",
        }
    ]
    feed = Feed(id="hub", url="https://huggingface.co/api/models?author=lab", kind=FeedKind.HUGGINGFACE)

    [item] = parse(feed, json.dumps(body).encode(), NOW).items

    assert item.url == "https://huggingface.co/lab/Model-7B"
    assert "Licence: mit." in item.summary


@needs_shared
def test_every_captured_document_gives_the_entries_that_it_has():
    for line in (SHARED / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = (SHARED / row["file"]).read_bytes()
        whole = parse(FEED, body, NOW)
        assert whole.entries == row["entries"], row["file"]
        half = frozenset(sorted(whole.chunks)[::2])
        assert {item.id for item in parse(FEED, body, NOW, half).items} <= {item.id for item in whole.items}


@needs_shared
def test_a_week_of_captures_gives_each_item_once():
    seen, ids = frozenset(), []
    for file in sorted((SHARED / "series").glob("*.xml")):
        parsed = parse(FEED, file.read_bytes(), NOW, seen)
        seen |= parsed.chunks
        ids += [item.id for item in parsed.items]
    alone = {i.id for f in (SHARED / "series").glob("*.xml") for i in parse(FEED, f.read_bytes(), NOW).items}

    assert set(ids) == alone
