"""Whatever bytes come, they are items or a ParseError, and soon."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ParseError
from digest.model.feed import Feed
from digest.pull.parse import parse
from tests.builders import NOW
from tests.fakes.hostile.fault import GOOD

FEED = Feed("f", "https://f.example/feed")
BITS = [
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<item>", b"</item>", b"<entry>", b"</channel>", b"<", b">", b"\"", b"'",
    b"&#xD800;", b"&#0;", b"&bogus;", b"&", b"\xff\xfe", b"\x00", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"<!DOCTYPE x [",
    b"<?xml version='1.0' encoding='utf-16'?>", b"xmlns:a='", b"{", b"[", b"\x1b",
]  # fmt: skip
PLACES = st.integers(0, len(GOOD))
CHANGES = st.lists(st.tuples(PLACES, st.integers(0, 60), st.sampled_from(BITS)), min_size=1, max_size=8)


@given(CHANGES)
@settings(deadline=timedelta(seconds=20))
def test_a_damaged_feed_gives_readable_titles_or_an_error(changes):
    body = GOOD
    for place, gone, bit in changes:
        body = body[:place] + bit + body[place + gone :]

    try:
        found = parse(FEED, body, NOW).items
    except ParseError:
        return
    assert all(item.title.isprintable() for item in found)


@given(st.binary(max_size=400))
@settings(deadline=timedelta(seconds=20))
def test_bytes_that_are_no_feed_give_no_item(body):
    with suppress(ParseError):
        assert parse(FEED, body, NOW).items == []
