from collections import Counter

import pytest

from digest.model.delivery import Delivery
from digest.model.place import Place, Platform
from digest.store import channels, choices, deliveries, digests, memory, notes, subscriptions, suggestions
from digest.store.choices import Follow, FollowKind, MuteKind
from digest.store.suggestions import Suggestion
from tests.builders import NOW, subscription
from tests.digest.store.made import digest, told


@pytest.mark.parametrize("team", ["", "T1"])
def test_a_channel_that_has_another_id_keeps_all_that_it_chose_and_was_told(db, team):
    old, new, other = (Place(Platform.SLACK, team, channel) for channel in ("G0OLD", "C0NEW", "C0OTHER"))
    for name, place in (("ours", old), ("theirs", other)):
        fill(db, name, place)
    kept, others = mentioning(db, old), mentioning(db, other)
    channels.switch_off(db, old, "channel_not_found", NOW)

    channels.move(db, old, new)

    assert mentioning(db, old) == {}
    assert mentioning(db, new) == kept
    assert mentioning(db, other) == others
    assert [one.place for one in subscriptions.saved(db)] == [new, other]


def fill(db, name, place):
    """Keep of a channel whatever can be kept of one, but that it is off."""
    subscriptions.save(
        db,
        subscription(name, team=place.team, platform=place.platform, channel=place.channel, from_file=False),
    )
    choices.follow(db, Follow(place.key, FollowKind.ACTOR, "huawei", "U1", NOW))
    choices.mute(db, place.key, MuteKind.TERM, "5G", by="U1", now=NOW)
    memory.remember(db, place.key, [told()])
    memory.remember(db, f"{place.key}#weekly", [told()])
    digests.save(db, digest(name), channel=place.key)
    waiting = Delivery(name, "d1", name, place.platform, place.channel, 1, team=place.team)
    deliveries.plan(db, [(waiting, {"text": "said"})], NOW)
    notes.keep(db, notes.hello_name(place), "said")
    url = f"https://{name}.example"
    suggestions.add(db, Suggestion(name, NOW, place.platform, place.team, place.channel, "ada", url))


def mentioning(db, place):
    """Return in how many rows of each table a channel's id stands."""
    tables = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return Counter(
        table
        for table in tables
        for row in db.execute(f"SELECT * FROM {table}")
        if place.channel in str([*row])
    )
