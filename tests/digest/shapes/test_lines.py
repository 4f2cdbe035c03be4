"""Which lines of a file are items, and what is said of the others."""

import json
from datetime import UTC, datetime

import pytest

from digest.clock import read_time
from digest.errors import ParseError
from digest.shapes.item import item_json
from digest.shapes.lines import read_item
from tests.builders import NOW, item


def test_an_exported_item_is_read_back_but_for_what_is_computed_anew():
    for exported in (
        item("Title", summary="One.\nTwo.", content="三。", language="zh-Hans"),
        item("x", url=None),
        item("y", summary="Write <b>so</b> in HTML, or <img src=x> for a picture."),
    ):
        assert read_item(json.loads(json.dumps(item_json(exported))), now=NOW) == exported


def test_the_least_a_line_may_hold_makes_an_item():
    url = "https://news.example.org/a?utm_source=x"

    read = read_item({"title": "T", "published": "2026-01-03", "url": url}, now=NOW)

    assert read.published == read.first_seen == datetime(2026, 1, 3, tzinfo=UTC)
    assert (read.outlet, read.feed, read.language) == ("example.org", "import", "und")
    same = read_item({"title": "U", "published": "2026-01-04", "url": "http://news.example.org/a"}, now=NOW)
    assert read.id == same.id


@pytest.mark.parametrize(
    ("written", "language"), [("pt-BR", "pt"), ("zh-TW", "zh-Hant"), ("nonsense!!", "und")]
)
def test_a_line_is_in_a_language_that_other_items_can_be_in(written, language):
    assert (
        read_item({"title": "T", "published": "2026-01-03", "language": written}, now=NOW).language
        == language
    )


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("<p>Rain &amp; snow <a href='/x'>fell</a></p>", "Rain & snow fell"),
        # As a feed's own limit leaves it.
        ('It fell. <img width="800" src="https://example.org/a.jpg" alt="Ra', "It fell."),
        ('It fell on <a data-i13n="cpos:3" href="https://example.org/a', "It fell on"),
        ("3 < 5 & a List<String> is no HTML", "3 < 5 & a List<String> is no HTML"),
    ],
)
def test_markup_in_a_line_from_elsewhere_is_not_taken_for_words(summary, text):
    line = {"title": "T", "published": "2026-01-03", "summary": summary, "content": summary}

    read = read_item(line, now=NOW)

    assert (read.summary, read.content) == (text, text)


@pytest.mark.parametrize(
    ("line", "published", "first_seen"),
    [
        # As of a feed: what comes from the future is dated when it was seen.
        ({"published": "2099-01-01"}, "2026-03-04", "2026-03-04"),
        ({"published": "2099-01-01", "first_seen": "2026-03-01"}, "2026-03-01", "2026-03-01"),
        ({"published": "2026-03-04T00:30:00Z"}, "2026-03-04T00:30:00Z", "2026-03-04T00:30:00Z"),
        # What was seen while a clock was wrong is exported, and comes back as it was.
        ({"published": "2030-01-01", "first_seen": "2030-01-02"}, "2030-01-01", "2030-01-02"),
    ],
)
def test_a_line_from_the_future_is_dated_when_it_was_first_seen(line, published, first_seen):
    read = read_item({"title": "T", **line}, now=datetime(2026, 3, 4, tzinfo=UTC))

    assert (read.published, read.first_seen) == (read_time(published), read_time(first_seen))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({}, "title"),
        ({"title": " "}, "title"),
        ({"title": ["T"] * 1_000}, r"`title` is \[.{39}: it should be a text between quotation marks"),
        ({"title": "T"}, "published"),
        ({"title": "T", "published": 1767225600}, "`published` is 1767225600: it should be a text between"),
        ({"title": "T", "published": "yesterday"}, "`published` is “yesterday”"),
        ({"title": "T", "published": "2026-01-03", "url": "javascript:alert(1)"}, "`url` is"),
        ({"title": "T", "published": "2026-01-03", "first_seen": "x"}, "first_seen"),
    ],
)
def test_a_line_that_is_no_item_says_which_key_is_wrong(line, said):
    with pytest.raises(ParseError, match=said):
        read_item(line, now=NOW)


@pytest.mark.parametrize(
    "line",
    [
        {"id": "\ud800"},
        {"id": "a\x00b"},
        {"id": "x" * 1_000_000},
        {"feed": "\udfff"},
        {"language": "e\u202en"},
        {"published": "0001-01-01T00:00:00Z"},
        {"published": "9999-12-31T23:59:59Z"},
        {"first_seen": "0999-12-31"},
    ],
)
def test_a_line_with_a_name_or_a_time_that_is_none_is_refused(line):
    with pytest.raises(ParseError, match=next(iter(line))):
        read_item({"title": "T", "published": "2026-01-03", **line}, now=NOW)
