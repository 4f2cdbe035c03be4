import pytest

from config.shipped import shipped_feeds
from digest.masking import is_masked, masked, secrets_in


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/feed?token=s3cret",
        "https://a.example/feed?x=1&apikey=s3cret&y=2",
        "https://a.example/feed?access_token=s3cret",
        "https://a.example/feed?userToken=s3cret",
        "https://a.example/feed?auth=s3cret",
        "https://s3cret:s3cret@a.example/feed",
        "https://a.example/private/3s3cret0-aaaa-bbbb-cccc-0123456789ab.rss".replace("3s3cret0", "0a1b2c3d"),
        "https://a.example/feeds/9f8e7d6c5b4a39281706f5e4d3c2b1a0.xml",
        "https://a.example/u/xK29sQ8vT3mWp7Lr5ZnB/rss",
    ],
)
def test_the_secret_parts_of_an_address_are_hidden(url):
    shown = masked(url)

    assert "HIDDEN" in shown
    assert is_masked(shown)
    assert not any(part in shown for part in ("s3cret", "0a1b2c3d", "9f8e7d6c", "xK29sQ8v"))


def test_no_address_that_ships_loses_a_part():
    assert [feed.url for feed in shipped_feeds("https://hub.example") if masked(feed.url) != feed.url] == []


def test_what_is_hidden_is_known_for_whoever_must_not_print_it():
    assert secrets_in("https://a.example/u/xK29sQ8vT3mWp7Lr5ZnB/rss?key=abc&x=1") == {
        "xK29sQ8vT3mWp7Lr5ZnB",
        "abc",
    }
