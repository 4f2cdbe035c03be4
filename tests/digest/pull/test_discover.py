"""The feed behind a page: which addresses are tried."""

import pytest

from digest.pull.discover import feed_addresses

PAGE = "https://news.example.org/blog/"
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


def test_what_a_page_names_is_tried_first():
    found = feed_addresses(PAGE, f"<head>{LINK.format('/all.xml')}{LINK.format('ours.xml')}</head>")

    assert found[:2] == ["https://news.example.org/all.xml", "https://news.example.org/blog/ours.xml"]
    assert "https://news.example.org/feed" in found[2:]


def test_what_a_page_names_is_relative_to_what_it_says_it_is():
    found = feed_addresses(
        PAGE, f"<base target='_top'><base href='/'><base href='/no/'>{LINK.format('all.xml')}"
    )

    assert found[0] == "https://news.example.org/all.xml"


def test_a_kind_is_known_whatever_stands_around_it():
    page = LINK.replace("rss+xml", "rss+xml; charset=utf-8").format("/a") + LINK.replace(
        '"app', '" App'
    ).format("/b")

    assert feed_addresses(PAGE, page)[:2] == ["https://news.example.org/a", "https://news.example.org/b"]


def test_the_folder_of_a_page_is_tried_whatever_was_asked_of_it_or_shown():
    assert feed_addresses(f"{PAGE}?page=2#top", "")[:2] == [f"{PAGE}feed", f"{PAGE}rss"]
    assert feed_addresses("https://news.example.org/blog#top", "")[0] == f"{PAGE}feed"


def test_what_is_no_address_is_passed_over():
    links = "".join(map(LINK.format, ["", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", PAGE]))

    assert all(address.startswith("https://news.example.org/") for address in feed_addresses(PAGE, links))
    assert PAGE not in feed_addresses(PAGE, links)


def test_a_character_of_thousands_of_digits_hides_no_feed():
    endless = f"&#{'1' * 5_000};"

    found = feed_addresses(PAGE, f'<title>{endless}</title><link title="{endless}">{LINK.format("/all.xml")}')

    assert found[0] == "https://news.example.org/all.xml"


@pytest.mark.parametrize(
    "odd", ["<![endif]-->", "<![if !IE]>", "<![8]>", "<![foo[bar]]>", "<![>", "<![CDATA[x]]>"]
)
def test_a_mark_of_old_browsers_or_of_none_hides_no_feed(odd):
    found = feed_addresses(PAGE, f"<html>{odd}<head>{LINK.format('/all.xml')}")

    assert found[0] == "https://news.example.org/all.xml"


def test_a_page_sends_us_to_a_few_places_and_no_more():
    links = "".join(LINK.format(f"https://victim-{n}.example/") for n in range(5000))

    assert len(feed_addresses(PAGE, links)) <= 25
