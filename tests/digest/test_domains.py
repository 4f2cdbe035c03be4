import pytest

from digest.domains import host_of, registrable_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.bbc.co.uk/news", "bbc.co.uk"),
        ("www.Example.org", "example.org"),
        ("https://127.0.0.1:8000/feed", "127.0.0.1"),
        ("http://[::1]/feed", "::1"),
        ("localhost", "localhost"),
        ("co.uk", "co.uk"),
        ("", ""),
    ],
)
def test_a_publisher_owns_a_registrable_domain(url, domain):
    assert registrable_domain(url) == domain


def test_a_host_is_in_lower_case():
    assert host_of("https://NEWS.Example.org.:80/a") == "news.example.org"
    assert host_of("http://[::1") == ""
