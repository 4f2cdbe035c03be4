import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.links import is_link, link_of, with_scheme
from tests.costs import costs_at_most


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "https://xn--mnchen-3ya.example/",
        "http://a_b.example.org/",
        "http://[2001:db8::1]:80/a",
        "http://localhost/a",
        "https://example.org/" + "a" * 1980,
    ],
)
def test_a_web_address_is_a_link(url):
    assert is_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///a",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://exämple.org/",
        "https://example.org/ü",
        "https://example.org/a b",
        "https://example.org/<b>",
        'https://example.org/"',
        "https://example.org/a|b",
        "https://example.org\\@evil.example/",
        "https://-example.org/",
        "https://exa..mple.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "http://[::1",
        "https://example.org/\x00",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_may_not_be_followed_is_no_link(url):
    assert not is_link(url)


@pytest.mark.parametrize("host", ["a" * 1900 + "!", "a." * 900 + "!", "a-" * 900 + "!", "_" * 1900])
def test_a_host_made_to_be_slow_is_judged_at_once(host):
    assert not is_link(f"http://{host}/")
    assert costs_at_most(10, lambda: is_link(f"http://{host}/"))


@pytest.mark.parametrize(
    ("url", "base", "link"),
    [
        ("/a?b=c", "https://example.org/x/", "https://example.org/a?b=c"),
        ("a", "https://example.org/x/", "https://example.org/x/a"),
        ("//example.org/a", "http://other.example/", "http://example.org/a"),
        ("https://example.org/a/../b@c", "https://other.example/", "https://example.org/a/../b@c"),
        ("https://example.org/a b/你", "", "https://example.org/a%20b/%E4%BD%A0"),
        ("https://" + "a" * 64 + ".example/", "", None),
        ("https://" + "a." * 130 + "example/", "", None),
        ("https://example.org/" + "a" * 2000, "", None),
        ("https://MÜNCHEN.example:8080/a", "", "https://xn--mnchen-3ya.example:8080/a"),
        ("feed://example.org/rss", "https://other.example/", "http://example.org/rss"),
        ("feed:https://example.org/rss", "", "https://example.org/rss"),
        ("feed:javascript:alert(1)", "", None),
        ("https://straße.example/", "", "https://xn--strae-oqa.example/"),
        ("https://i❤.example/", "", "https://xn--i-7iq.example/"),
        ("javascript:alert(1)", "https://example.org/", None),
        ("java\nscript:alert(1)", "https://example.org/", None),
        ("https://user:word@example.org/", "", None),
        ("https://user:word@exämple.org/", "", None),
        ("/a", "", None),
        ("http://[::1", "https://example.org/", None),
        ("http://" + "ü" * 70 + ".example/", "", None),
        ("x" * 3000, "https://example.org/", None),
        ("\ufeffhttps://example.org/a\u200b\u00a0", "https://other.example/", "https://example.org/a"),
    ],
)
def test_a_link_is_made_whole_or_refused(url, base, link):
    assert link_of(url, base) == link


@given(st.text(), st.sampled_from(["", "https://example.org/x/"]))
def test_whatever_a_page_links_is_a_link_or_nothing(url, base):
    link = link_of(url, base)

    assert link is None or is_link(link)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org/feed", "https://example.org/feed"),
        ("example.org:8443/feed", "https://example.org:8443/feed"),
        ("http://example.org/feed", "http://example.org/feed"),
        ("scmp-tech", "scmp-tech"),
        ("javascript:alert(1.5)", "javascript:alert(1.5)"),
        ("reader:hush@example.org/a", "reader:hush@example.org/a"),
        ("https://reader:hush@exämple.org/a", "https://reader:hush@exämple.org/a"),
        ("exämple.org/feed", "https://xn--exmple-cua.org/feed"),
        ("https://例え.example/", "https://xn--r8jz45g.example/"),
        ("two words", "two words"),
        ("two words.", "two words."),
        ("", ""),
    ],
)
def test_an_address_without_a_scheme_is_meant_with_https(typed, meant):
    assert with_scheme(typed) == meant
