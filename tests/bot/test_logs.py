"""No line of the log holds a secret, whoever wrote it and however it came there; a bug is told whole."""

import asyncio
import io
import logging
import sys

import pytest

from bot.logs import LoggedBugs, log, set_up
from bot.web.access import Access

ADDRESS = "https://news.example/private/a8f5f167f44f4964e6c998dee827110c/feed?token=hush-hush&theme=chips"


@pytest.fixture
def written(monkeypatch):
    """Return what was written to the log."""
    root = logging.getLogger()
    before = root.handlers[:]
    monkeypatch.setattr(sys, "stderr", stderr := io.StringIO())
    set_up(verbose=True)
    yield stderr.getvalue
    set_up(level=logging.WARNING)
    root.handlers[:] = before


def test_an_address_in_a_traceback_is_masked(written):
    try:
        raise ValueError(f"cannot read {ADDRESS!r}, nor http://reader:hush-hush@b.example/")
    except ValueError:
        log().error("failed", exc_info=True)

    said = written()
    assert "Traceback" in said
    assert "news.example/private/HIDDEN/feed?token=HIDDEN&theme=chips" in said
    assert "hush-hush" not in said


def test_an_address_that_a_library_logs_is_masked(written):
    logging.getLogger("aiohttp.client").debug("asked for %s", ADDRESS)

    said = written()
    assert "theme=chips" in said
    assert "hush-hush" not in said


def test_an_address_inside_of_a_value_that_is_no_text_is_masked(written):
    log().info("failed", reason=ValueError(f"cannot read {ADDRESS}"), places=[ADDRESS], tries=3)

    said = written()
    assert said.count("theme=chips") == 2
    assert "tries=3" in said
    assert "hush-hush" not in said


def test_a_secret_that_may_as_well_be_a_word_hides_no_word(written, capsys):
    set_up(secrets=["chips", "2026", "hunter2", "correct horse"])
    log().info("searched", query="chips in 2026", login="hunter2", of="hunter2000", by="correct horsemen")

    said = capsys.readouterr().err
    assert "chips in 2026" in said
    assert "login=[hidden]" in said
    assert "of=hunter2000" in said
    assert "correct horse" not in said


def test_what_opens_the_pages_is_hidden_with_and_without_its_address(written):
    access = Access(secret="one", password="two", public_url="https://pages.example")
    link, session = access.link("/digests/1", ""), access.session_by_password("two", "192.0.2.1")
    log().info(
        "shown", link=link, path=link.removeprefix("https://pages.example"), cookie=f"parallax={session}"
    )

    said = written()
    assert "/digests/1" in said
    assert link.partition("=")[2] not in said
    assert session not in said


def test_nothing_that_is_logged_steers_the_terminal_that_shows_it(written):
    log().error("failed", page="/\x1b[2Jabc", exc_info=ValueError("no\x9b31m \x07\u202ebell"))
    logging.getLogger("aiohttp.server").error("a\x1b]0;title\x07")

    said = written()
    assert "page=/[2Jabc" in said
    assert "\n" in said
    assert all(sign == "\n" or sign.isprintable() for sign in said)


def test_a_bug_is_logged_whole_with_where_it_was_and_what_follows_goes_on(written):
    with LoggedBugs(job="pull"):
        raise KeyError("nobody foresaw this")

    said = written()
    assert "job=pull" in said
    assert "Traceback" in said
    assert "nobody foresaw this" in said


def test_being_cut_off_is_no_bug():
    with pytest.raises(asyncio.CancelledError), LoggedBugs(job="pull"):
        raise asyncio.CancelledError
