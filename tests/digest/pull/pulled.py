"""Feeds as a pull leaves them."""

import random
from datetime import timedelta

from digest.errors import FetchError
from digest.model.feed import FeedState
from digest.pull.reply import Reply
from digest.pull.schedule import Pull, after_failure, after_success
from tests.builders import NOW, item

HALF_HOUR = timedelta(minutes=30)
NEW = FeedState("f", first_seen=NOW)


def answered(state=NEW, *ages, headers=None, now=NOW, seed=0, interval=HALF_HOUR, moved_to=None):
    """The state after an answer with items of these ages."""
    items = [item(f"An item of {age} ago", published=now - age) for age in ages]
    reply = Reply("https://example.org/feed", 200, headers or {}, permanent_target=moved_to)
    return after_success(state, reply, items, Pull(now, random.Random(seed), interval))


def failed(state=NEW, error=None, *, now=NOW, seed=0, interval=HALF_HOUR):
    error = error or FetchError("its server failed (500)", status=500)
    return after_failure(state, error, Pull(now, random.Random(seed), interval))


def every(gap, count=20):
    return [gap * n for n in range(count)]
