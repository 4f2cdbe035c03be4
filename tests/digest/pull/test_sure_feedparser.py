"""What feedparser stumbles over, or a publisher leaves open, costs itself alone."""

import pytest

from digest.pull.parse import parse
from tests.builders import NOW
from tests.digest.pull.written import FEED, entry, items, rss

# feedparser raises a TypeError for the width of a picture within a text.
STUMBLES = "<copyright>ours<width>1</width></copyright>"


@pytest.mark.parametrize(
    "odd",
    [
        STUMBLES,
        "<textInput><source url='x'/></textInput>",
        "<category><media:player>x</media:player></category>",
        "<expirationdate>x<itunes:keywords/></expirationdate>",
        "<summary type='xhtml'><svg/></summary><svg><title/></svg>",
        "<image xml:base='http://[::1'/>",
    ],
)
@pytest.mark.parametrize("end", ["", "<p>&nbsp;"], ids=["xml", "not xml"])
@pytest.mark.parametrize("place", ["head", "entry"])
def test_an_element_that_feedparser_stumbles_over_costs_itself_alone(odd, end, place):
    whole = [entry(f"Number {number}", f"/{number}") for number in range(3)]
    whole[1] = whole[1].replace("</item>", odd * (place == "entry") + "</item>")
    namespaces = b"xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/DTDs/PodCast-1.0.dtd'"
    body = rss(*whole, end, head=odd * (place == "head")).replace(b"<rss ", b"<rss " + namespaces + b" ")

    read = parse(FEED, body, NOW)

    assert read.title == "News"
    assert {(item.title, item.url) for item in read.items} == {
        (f"Number {number}", f"https://news.example.org/{number}") for number in range(3)
    }


@pytest.mark.parametrize(
    "left_open",
    ["<description>", "<content type='xhtml'><svg>", "<source>", "<title>", "<x xml:base='http://[::1'>"],
)
def test_what_an_entry_leaves_open_costs_no_other(left_open):
    read = items(entry("First"), entry("Odd", "/2", more=left_open), entry("Last", "/3"))

    assert {(item.title, item.url) for item in read} >= {
        ("First", "https://news.example.org/1"),
        ("Last", "https://news.example.org/3"),
    }


def test_a_character_of_an_endless_number_costs_itself_alone():
    read = items(entry("First"), entry("Odd &#99999999999999999999;one", "/2", more="<p>&nbsp;"))

    assert {item.title for item in read} == {"First", "Odd one"}


@pytest.mark.parametrize(
    ("element", "others"),
    [("description", "{}"), ("content:encoded", "{}"), ("title", "{}"), ("title", "<![CDATA[{}]]>")],
)
def test_a_section_that_is_left_open_costs_no_other_entry(element, others):
    whole = [
        entry(f"Number {n}", f"/{n}", more=f"<description>{others.format('Text')}</description>")
        for n in range(4)
    ]
    odd = f"<{element}><![CDATA[What is <b>left open</{element}></item>"
    whole[1] = whole[1].replace("<title>Number 1</title>", "").replace("</item>", odd)
    namespace = b"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    body = rss(*whole, head="<description><![CDATA[All of it]]></description>").replace(b"<rss ", namespace)

    read = parse(FEED, body, NOW)

    assert {item.url for item in read.items} == {f"https://news.example.org/{n}" for n in range(4)}
    texts = ["left open" in item.title + item.summary + item.content for item in read.items]
    assert texts.count(True) == 1


def test_what_a_comment_says_in_a_section_is_no_entry():
    comment = "Mine</description></item><item><title>Theirs</title><link>/theirs</link><description><![CDATA["
    body = rss(
        entry("One", "/1", more=f"<description><![CDATA[{comment}]]></description>"), entry("Two", "/2")
    )

    assert {item.title for item in parse(FEED, body, NOW).items} == {"One", "Two"}


@pytest.mark.parametrize("end", ["", "<p>&nbsp;"], ids=["nothing else", "no xml at all"])
def test_an_ampersand_that_is_not_written_as_one_is_one_and_no_more(end):
    body = rss(
        entry(
            "AT&T's R&D, Q&A",
            "/?a=1&b=2&copy=3",
            more="<description><![CDATA[M&A &amp; more]]></description>",
        ),
        entry("Caf&#233; &amp; bar", "/2"),
        end,
    )

    read = parse(FEED, body, NOW)

    assert {(item.title, item.url, item.summary) for item in read.items} == {
        ("AT&T's R&D, Q&A", "https://news.example.org/?a=1&b=2&copy=3", "M&A & more"),
        ("Café & bar", "https://news.example.org/2", ""),
    }
