"""`doctor`: what it finds to mend."""

import pytest

from tests.scenarios.reports import ONE_FEED


def test_doctor_looks_at_the_feeds_that_were_added_by_command(call, tmp_path):
    (tmp_path / "parallax.toml").write_text("[feeds]\ndefaults = false\n", encoding="utf-8")

    assert "MEND feeds: none is on" in call("doctor", mending=True)
    call("feeds", "import", "-", text=ONE_FEED, PARALLAX_ALLOW_HOSTS="127.0.0.1:9")
    said = call("doctor", mending=True)
    assert "MEND feeds: none of 1 tried answers" in said
    assert "`parallax feeds check` tries them all" in said


def test_where_python_knows_no_authority_those_of_a_package_are_taken(call, tmp_path):
    # As python.org's for macOS, whose places for certificates are not there until one more program is called.
    said = call("doctor", mending=True, SSL_CERT_FILE="", SSL_CERT_DIR=str(tmp_path / "none"))

    assert "certificates" not in said


def test_doctor_says_that_nothing_comes_by_itself_without_a_subscription(call):
    said = call("doctor", mending=True)

    assert "subscriptions: 0; write a [[subscription]], or say `/parallax subscribe` in a channel" in said
    assert "contact is empty, so publishers cannot reach you: set it" in said


@pytest.mark.parametrize(
    ("address", "password", "is_shut"),
    [
        ("https://news.example.org", "", True),
        ("https://news.example.org", "long enough", False),
        ("", "", False),
    ],
)
def test_doctor_says_that_nobody_could_open_the_pages(call, tmp_path, address, password, is_shut):
    (tmp_path / "parallax.toml").write_text(
        f'public_url = "{address}"\n[feeds]\ndefaults = false\n', encoding="utf-8"
    )

    said = call("doctor", mending=True, PARALLAX_WEB_PASSWORD=password)

    assert ("nobody can open the pages: set PARALLAX_WEB_PASSWORD" in said) == is_shut


def test_doctor_names_a_preferred_language_that_no_item_will_be_in(call, tmp_path):
    (tmp_path / "parallax.toml").write_text(
        'languages = ["fr", "xx", "zh-Hant"]\n[feeds]\ndefaults = false\n', encoding="utf-8"
    )

    said = call("doctor", mending=True)

    assert "languages: we know no item to be in xx," in said
