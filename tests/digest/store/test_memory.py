"""What each channel was told, and where."""

from dataclasses import replace

from digest.model.subscription import Edition
from digest.store import memory
from tests.builders import subscription
from tests.digest.store.made import told


def test_each_channel_has_a_memory_of_its_own_and_the_last_telling_counts(db):
    memory.remember(db, "slack:C1", [told(), told("s2")])
    memory.remember(db, "slack:C2", [told(owners=9)])
    memory.remember(db, "slack:C1", [told(owners=3)])

    assert memory.told(db, "slack:C1", ["s1", "s2", "s3"]) == {"s1": told(owners=3), "s2": told("s2")}
    assert memory.told_of(db, "s1") == [("slack:C1", told(owners=3)), ("slack:C2", told(owners=9))]


def test_where_it_was_told_is_noted_when_it_is_known(db):
    memory.remember(db, "slack:C1", [told(), told("s2"), told("s3", digest="before")])

    memory.link(db, "slack:C1", "digest", "https://slack.example/p1", ["s1"])
    memory.link(db, "slack:C1", "digest", "https://slack.example/p2", ["s2"])

    links = {key: each.link for key, each in memory.told(db, "slack:C1", ["s1", "s2", "s3"]).items()}
    assert links == {"s1": "https://slack.example/p1", "s2": "https://slack.example/p2", "s3": None}


def test_of_two_stories_that_were_told_between_digests_each_has_its_own_link(db):
    memory.remember(db, "slack:C1", [told(digest=""), told("s2", digest="")])

    memory.link(db, "slack:C1", "", "https://slack.example/p1", ["s1"])

    links = {key: each.link for key, each in memory.told(db, "slack:C1", ["s1", "s2"]).items()}
    assert links == {"s1": "https://slack.example/p1", "s2": None}


def test_two_subscriptions_of_the_terminal_do_not_share_a_memory():
    assert subscription("a").place != subscription("b").place
    assert subscription("a", channel="C1").place == subscription("b", channel="C1").place


def test_a_week_is_told_whole_though_its_days_were_told_in_the_same_channel(db):
    daily = subscription("a", channel="C1")
    weekly = replace(daily, edition=Edition.WEEKLY)

    memory.remember(db, memory.key_of(daily), [told()])

    assert memory.key_of(daily) == daily.place.key
    assert memory.told(db, memory.key_of(weekly), ["s1"]) == {}
    memory.remember(db, memory.key_of(weekly), [told(owners=5)])
    assert [channel for channel, _ in memory.told_of(db, "s1")] == [daily.place.key] * 2
