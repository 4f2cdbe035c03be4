"""What crosses to the child and back, where something in it breaks."""

import logging

import pytest

from config.knowledge import load_knowledge
from digest.causes import Cause
from digest.errors import ParseError
from digest.line.child import Child
from digest.model.feed import Feed
from digest.pull.parse import Body
from tests.builders import NOW, item

KNOWLEDGE = load_knowledge(embedder="none")
FEED = b"<rss version='2.0'><channel><title>F</title><item><title>News</title><guid>1</guid></item></channel></rss>"


def child(broken: str) -> Child:
    """Return one in which a bug is met wherever a feed or an item of this id is worked on."""

    async def run(function, *args, timeout=20.0, more_mb=None):
        if any(broken in repr(arg) for arg in args):
            raise RuntimeError("a bug")
        return function(*args)

    return Child(run, lambda: KNOWLEDGE.known, lambda: KNOWLEDGE)


async def test_a_bug_that_one_feed_meets_is_that_feeds_failure_alone(caplog):
    bodies = [Body(Feed(name, f"https://{name}.example/"), FEED) for name in ("one", "broken", "other")]

    with caplog.at_level(logging.ERROR):
        one, broken, other = await child("broken")._parse_all(bodies, NOW)

    assert [found.items[0].title for found in (one, other)] == ["News", "News"]
    assert isinstance(broken, ParseError)
    assert str(broken) == str(ParseError(Cause.BUG))
    assert "a bug" in caplog.text


async def test_a_bug_that_one_item_meets_leaves_the_others_read(caplog):
    items = [item(title) for title in ("Nvidia ships chips", "Broken words", "Huawei ships chips")]

    readings = await child("Broken words").read(items)

    assert [reading.is_grouped for reading in readings] == [True, False, True]
    assert "a bug" in caplog.text


async def test_what_a_publisher_did_wrong_is_no_bug(caplog):
    async def run(function, *args, timeout=20.0, more_mb=None):
        raise ParseError("no feed")

    [reading] = await Child(run, lambda: KNOWLEDGE.known, lambda: KNOWLEDGE).read(
        [item("Nvidia ships chips")]
    )

    assert not reading.is_grouped
    assert "failed in the child" not in caplog.text


@pytest.mark.parametrize("cause", [Cause.NO_CHILD, Cause.STOPPED])
async def test_no_item_is_taken_for_unreadable_where_there_is_no_child_to_read_it(cause):
    async def run(function, *args, timeout=20.0, more_mb=None):
        raise ParseError(cause)

    with pytest.raises(ParseError, match=str(cause)):
        await Child(run, lambda: KNOWLEDGE.known, lambda: KNOWLEDGE).read([item("One"), item("Another")])
