"""Parsing only what is new gives what parsing the whole gives: on real feeds, and on feedparser's own documents."""

import random
from datetime import UTC, datetime
from pathlib import Path

from digest.errors import ParseError
from digest.model.feed import Feed
from digest.pull.parse import parse
from tests.beside import CAPTURED, FEEDPARSERS, needs_captured, needs_feedparsers
from tests.builders import NOW

FEED = Feed(id="f", url="https://news.example.org/feed", outlet="news.example.org")
# The documents date from 2000 on; none of their dates is ahead of us.
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def documents(folder):
    return [file for file in sorted(folder.rglob("*.xml")) if file.is_file()]


def differing(body):
    """Return items that parsing what is new gives otherwise than parsing the whole, and whether any was left out."""
    try:
        whole = parse(FEED, body, LATER)
    except ParseError:
        return set(), False
    expected = {item.id: item for item in whole.items}
    chance = random.Random(len(body))
    wrong, was_cut = set(), False
    for share in (0.1, 0.5, 0.9):
        seen = frozenset(chunk for chunk in sorted(whole.chunks) if chance.random() < share)
        first, second = (parse(FEED, body, LATER, part) for part in (seen, whole.chunks - seen))
        found = {item.id for item in (*first.items, *second.items)}
        wrong |= {item.title for item in (*first.items, *second.items) if expected.get(item.id) != item}
        wrong |= {expected[key].title for key in expected.keys() - found}
        was_cut |= first.entries < whole.entries or second.entries < whole.entries
    return wrong, was_cut


@needs_captured
def test_real_feeds_give_the_same_items_whatever_was_seen_before():
    judged = {file.name: differing(file.read_bytes()) for file in documents(CAPTURED)}

    assert {name: wrong for name, (wrong, _) in judged.items() if wrong} == {}
    # Hardly one of them has to be read whole each time.
    assert sum(was_cut for _, was_cut in judged.values()) >= 0.9 * len(judged)


@needs_captured
def test_a_week_of_one_feed_pulled_in_turn_gives_what_each_capture_gives():
    captures = [file.read_bytes() for file in documents(CAPTURED / "series")]
    found, seen = {}, frozenset()
    for body in captures:
        parsed = parse(FEED, body, NOW, seen)
        found |= {item.id: item for item in parsed.items}
        seen = parsed.chunks
    expected = {}
    for body in captures:
        expected |= {item.id: item for item in parse(FEED, body, NOW).items}

    assert found == expected


@needs_feedparsers
def test_feedparsers_own_documents_give_the_same_items_whatever_was_seen_before():
    files = documents(Path(FEEDPARSERS))
    judged = {str(file): differing(file.read_bytes()) for file in files}

    assert len(files) > 1000
    assert {name: wrong for name, (wrong, _) in judged.items() if wrong} == {}
