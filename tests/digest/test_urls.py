import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.urls import canonical

SAME = {
    "the scheme": ("http://example.org/a-b-c", "https://example.org/a-b-c"),
    "www": ("https://www.example.org/a", "https://example.org/a"),
    "the edition for small screens": ("https://m.example.org/a", "https://mobile.example.org/a"),
    "small screens inside the host": ("https://en.m.example.org/wiki/A", "https://en.example.org/wiki/A"),
    "an AMP host": ("https://amp.example.org/2026/a", "https://www.example.org/2026/a"),
    "an AMP path": ("https://example.org/2026/a-new-rule/amp/", "https://example.org/2026/a-new-rule"),
    "an AMP path in front": ("https://example.org/amp/news/story-7", "https://example.org/news/story-7"),
    "an AMP ending": ("https://example.org/story-7.amp.html", "https://example.org/story-7"),
    "an AMP parameter": ("https://example.org/story?amp=1", "https://example.org/story?amp"),
    "an AMP output": ("https://example.org/story?outputType=amp", "https://example.org/story"),
    "Google's cache": ("https://www.google.com/amp/s/www.example.org/a-7", "https://example.org/a-7"),
    "the AMP project's cache": (
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a-7/amp",
        "http://example.org/a-7",
    ),
    "Google's redirect": (
        "https://www.google.com/url?rct=j&sa=t&url=https://example.org/a%3Fid%3D3&ct=ga",
        "https://example.org/a?id=3",
    ),
    "campaigns": ("https://example.org/a?utm_source=rss&UTM_Medium=feed&id=3", "https://example.org/a?id=3"),
    "clicks": ("https://example.org/a?fbclid=Iw&gclid=x&msclkid=&igshid=1", "https://example.org/a"),
    "the BBC's": (
        "https://example.org/a?at_medium=RSS&at_campaign=KARANGA&at_bbc_team=x",
        "https://example.org/a",
    ),
    "where a link stood": ("https://example.org/a?ref=hn&source=rss&from=twitter", "https://example.org/a"),
    "a value that tells": (
        "https://example.org/a?source=rss----7f60cf5620c9---4&id=3",
        "https://example.org/a?id=3",
    ),
    "a default port": ("http://example.org:80/a", "https://example.org:443/a"),
    "a last slash": ("https://example.org/a/", "https://example.org/a"),
    "no path": ("https://example.org", "https://example.org/"),
    "slashes": ("https://example.org//a///b", "https://example.org/a/b"),
    "dots": ("https://example.org/x/../a/./b", "https://example.org/a/b"),
    "an empty query": ("https://example.org/a?", "https://example.org/a"),
    "the order of parameters": ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
    "the fragment": ("https://example.org/a#top", "https://example.org/a"),
    "the case of the host": ("HTTPS://EXAMPLE.org/a", "https://example.org/a"),
    "the host's last dot": ("https://example.org./a", "https://example.org/a"),
    "a user": ("https://reader:secret@example.org/a", "https://example.org/a"),
    "escapes": ("https://example.org/%7eme/%e4%bd%a0", "https://example.org/~me/你"),
    "spaces": ("https://example.org/a%20b?q=x+y", "https://example.org/a b?q=x%20y"),
    "an international host": ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
    "a host of 2010": ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
    "a session": ("https://example.org/a;jsessionid=0A1B?id=3", "https://example.org/a?id=3"),
    "blanks around": ("  https://example.org/a\n", "https://example.org/a"),
}
DIFFERENT = {
    "a parameter": ("https://example.org/a?id=3", "https://example.org/a?id=4"),
    "a page": ("https://example.org/a?page=2", "https://example.org/a"),
    "a path's case": ("https://example.org/A", "https://example.org/a"),
    "a port": ("https://example.org:8443/a", "https://example.org/a"),
    "a host": ("https://news.example.org/a", "https://example.org/a"),
    "a shelf called amp": ("https://example.org/products/amp", "https://example.org/products"),
    "a host called m": ("https://m.example/a", "https://example/a"),
    "a word with amp": ("https://example.org/2026-swamp", "https://example.org/2026-sw"),
    "who sent it, where that says which page": ("https://example.org/a?from=paris", "https://example.org/a"),
    "a module": ("https://example.org/?mod=news", "https://example.org/?mod=sport"),
    "an escaped slash": ("https://example.org/a%2Fb", "https://example.org/a/b"),
    "other bytes than text": ("https://example.org/a?q=%B0%A1", "https://example.org/a?q=%B0%A2"),
    "values of one name in another order": ("https://example.org/a?x=1&x=2", "https://example.org/a?x=2&x=1"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_spellings_of_one_address_are_one(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_may_be_another_page_stays_another(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "text", ["", "urn:uuid:1", "tag:example.org,2026:1", "/a", "http://[::1", "mailto:a@b"]
)
def test_what_is_no_address_comes_back_as_it_is(text):
    assert canonical(text) == text


WORDS = """http:// https:// HTTP:// www. m. amp. google.com/ url?q= amp/s/ /amp .amp.html // / /. /.. ? & = # : @ % %2 %41 %e4
%2F + ; ;jsessionid=1 example .org org co.uk .. a-b-c 2026 utm_x=1 id=3 ref= source=rss é 你 [::1] 127.0.0.1 :80 :443 :8080
cdn.ampproject.org/c/s/ \ud800 \u200b"""
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map("".join)


@given(st.one_of(PIECES, PIECES.map("https://example.org/{}".format), st.text()))
def test_a_canonical_address_is_its_own(url):
    once = canonical(url)

    assert canonical(once) == once


@pytest.mark.parametrize("host", ["", "amp.m.www." * 20])
def test_an_edition_of_an_edition_costs_no_more_than_one(host):
    began = time.process_time()

    for number in range(50):
        assert (
            canonical(f"https://{host}example.org/{'amp/' * 400}1-2-{number}")
            == f"https://example.org/1-2-{number}"
        )
    assert time.process_time() - began < 0.5


@given(st.permutations(["a=1", "b=2", "c=3", "utm_source=x"]))
def test_the_order_of_parameters_tells_nothing(pairs):
    assert canonical(f"https://example.org/?{'&'.join(pairs)}") == "https://example.org?a=1&b=2&c=3"
