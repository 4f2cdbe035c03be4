from datetime import timedelta

import pytest

from digest.model.delivery import Delivery
from digest.model.digest import Verdict
from digest.model.place import Place, Platform
from digest.store import (
    change_log,
    channels,
    choices,
    deliveries,
    digests,
    memory,
    notes,
    subscriptions,
    teams,
)
from digest.store.change_log import Changed
from digest.store.choices import Follow, FollowKind, MuteKind
from digest.store.teams import Team
from tests.builders import NOW, subscription
from tests.digest.store.made import digest, told


def test_a_team_is_kept_until_it_leaves_and_its_subscriptions_go_with_it(db):
    made = Team(Platform.SLACK, "T1", "Example", NOW, b"\x00encrypted", {"bot": "B1"})
    teams.save(db, made)
    subscriptions.save(db, subscription(team="T1", platform=Platform.SLACK, from_file=False))

    assert teams.everyone(db) == teams.everyone(db, Platform.SLACK) == [made]
    assert b"encrypted" not in repr(made).encode()

    teams.leave(db, Platform.SLACK, "T1", NOW)

    assert [team.secret for team in teams.everyone(db)] == [None]
    assert subscriptions.saved(db) == []
    assert teams.gone_before(db, NOW) == []
    assert [team.id for team in teams.gone_before(db, NOW + timedelta(seconds=1))] == ["T1"]


def test_a_team_that_comes_back_finds_what_it_chose(db):
    teams.save(db, Team(Platform.DISCORD, "G1", "Example", NOW))
    subscriptions.save(db, subscription(team="G1", platform=Platform.DISCORD, from_file=False))

    teams.leave(db, Platform.DISCORD, "G1", NOW)
    teams.come(db, Platform.DISCORD, "G1", "100", NOW)

    assert [one.team for one in subscriptions.saved(db)] == ["G1"]


def test_a_team_that_comes_back_is_told_what_waited_when_it_left(db):
    place = Place(Platform.DISCORD, "G1", "C1")
    made = digest("news", id="d1")
    digests.save(db, made, channel=place.key)
    waiting = Delivery("p", "d1", "news", place.platform, place.channel, 1, team=place.team, stories=("s1",))
    deliveries.plan(db, [(waiting, {"text": "said"})], NOW)
    memory.remember(db, place.key, [told(digest="d1")])

    teams.leave(db, Platform.DISCORD, "G1", NOW)
    teams.come(db, Platform.DISCORD, "G1", "100", NOW)

    assert deliveries.unsettled(db) == []
    assert memory.told(db, place.key, ["s1"]) == {}
    assert digests.newest(db, made.subscription) is None
    # Its slot is open: it comes late, where that was within the day.
    assert digests.get(db, made.subscription, made.date, made.edition) is None


def test_when_a_team_leaves_what_waits_for_others_or_is_being_sent_goes_on(db):
    waits = [
        Delivery(f"{platform}{team}", "d1", "news", platform, "C1", 1, team=team)
        for platform, team in ((Platform.SLACK, "T1"), (Platform.SLACK, ""), (Platform.DISCORD, "T1"))
    ]
    in_hand = Delivery("in hand", "d1", "news", Platform.SLACK, "C2", 1, team="T1")
    deliveries.plan(db, [(part, {"text": "said"}) for part in (*waits, in_hand)], NOW)
    deliveries.claim(db, in_hand.id, NOW)

    teams.leave(db, Platform.SLACK, "T1", NOW)

    assert [part.id for part in deliveries.unsettled(db)] == ["slack", "discordT1", "in hand"]


def test_what_is_forgotten_of_one_team_is_kept_of_the_others(db):
    for team in ("T1", "T10", ""):
        teams.save(db, Team(Platform.SLACK, team, "Example", NOW, b"encrypted"))
        key = f"slack:{team}:C1" if team else "slack:C1"
        subscriptions.save(db, subscription(f"s{team}", team=team, platform=Platform.SLACK, from_file=False))
        choices.follow(db, Follow(key, FollowKind.ACTOR, "huawei", "U1", NOW))
        choices.mute(db, key, MuteKind.TERM, "quiz", by="U1", now=NOW)
        change_log.note(db, Changed(NOW, team, "U1", "follow huawei"))
        notes.keep(db, notes.hello_name(Place(Platform.SLACK, team, "C1")), "now")

    teams.forget(db, Platform.SLACK, "T1")
    assert [one.id for one in teams.everyone(db)] == ["", "T10"]
    assert [one.team for one in subscriptions.saved(db)] == ["", "T10"]
    assert [wish.channel for wish in choices.follows(db)] == ["slack:C1", "slack:T10:C1"]
    assert change_log.latest(db, "T1") == []
    assert greeted(db, *(Place(Platform.SLACK, team, "C1") for team in ("T1", "T10", ""))) == [
        False,
        True,
        True,
    ]

    teams.forget(db, Platform.SLACK, "")
    assert [one.team for one in subscriptions.saved(db)] == ["T10"]
    assert [wish.channel for wish in choices.follows(db)] == ["slack:T10:C1"]
    assert choices.muted(db, "slack:T10:C1").terms == {"quiz"}


def greeted(db, *places):
    return [notes.get(db, notes.hello_name(place)) is not None for place in places]


def test_what_is_noted_of_a_server_is_forgotten_with_it(db):
    servers = [Place(Platform.DISCORD, guild, "") for guild in ("111", "1110")]
    for server in servers:
        notes.keep(db, notes.hello_name(server), "now")
        notes.keep(db, notes.role_name(server.platform, server.team), "R7")

    teams.forget(db, Platform.DISCORD, "111")

    assert greeted(db, *servers) == [False, True]
    assert [notes.get(db, notes.role_name(one.platform, one.team)) for one in servers] == [None, "R7"]


@pytest.mark.parametrize("team", ["111", ""])
def test_a_server_that_forgets_its_choices_is_not_greeted_again_nor_is_another(db, team):
    servers = [Place(Platform.DISCORD, guild, "") for guild in ("111", "222")]
    for server in servers:
        notes.keep(db, notes.hello_name(server), "now")

    teams.forget_choices(db, Platform.DISCORD, team)

    assert greeted(db, *servers) == [True, True]


def test_a_team_s_digests_and_posts_are_forgotten_with_it(db):
    for team in ("T1", "T2"):
        one = subscription("news", team=team, platform=Platform.SLACK, channel="C1", from_file=False)
        subscriptions.save(db, one)
        made = digest(one.key, id=f"d{team}")
        digests.save(db, made, [Verdict("s1", True, None, {})], one.place.key)
        part = Delivery(f"p{team}", made.id, one.key, Platform.SLACK, "C1", 1, team=team)
        deliveries.plan(db, [(part, {"text": "said"})], NOW)

    teams.forget_choices(db, Platform.SLACK, "T1")

    assert [one.subscription for one in digests.export(db)] == ["T2/news"]
    assert [one.team for one in deliveries.export(db)] == ["T2"]
    assert [judged.digest for judged in digests.judged(db, "s1")] == ["dT2"]


def test_what_a_team_was_told_by_a_digest_that_it_ended_is_forgotten_with_it(db):
    ended = subscription("news", team="T1", platform=Platform.SLACK, channel="C1", from_file=False)
    other = subscription("news", team="T10", platform=Platform.SLACK, channel="C1", from_file=False)
    for one in (ended, other):
        made = digest(one.key, id=f"d{one.team}")
        digests.save(db, made, [Verdict("s1", True, None, {})], one.place.key)
        channels.switch_off(db, one.place, "not_found", NOW)
    subscriptions.take_on(db, [ended, other], NOW)

    teams.forget_choices(db, Platform.SLACK, "T1")

    assert [one.subscription for one in digests.export(db)] == ["T10/news"]
    assert [judged.digest for judged in digests.judged(db, "s1")] == ["dT10"]
    assert list(channels.off(db)) == ["slack:T10:C1"]
    assert [subscriptions.taken_on(db, one) for one in (ended, other)] == [None, NOW]


def test_a_team_is_gone_from_when_it_leaves_until_it_comes_back(db):
    def gone(team="G1"):
        return teams.is_gone(db, Platform.DISCORD, team)

    teams.save(db, Team(Platform.DISCORD, "G1", "Example", NOW))
    before, stranger = gone(), gone("G2")
    teams.leave(db, Platform.DISCORD, "G1", NOW)
    left = gone()
    teams.come(db, Platform.DISCORD, "G1", "100", NOW)

    assert (before, stranger, left, gone()) == (False, False, True, False)


def test_a_team_counts_with_the_application_as_which_it_last_came_until_it_leaves(db):
    for team, application in (("G1", "100"), ("G2", "100"), ("G3", "100"), ("G2", "101")):
        teams.come(db, Platform.DISCORD, team, application, NOW)
    teams.leave(db, Platform.DISCORD, "G3", NOW)

    assert [teams.having(db, Platform.DISCORD, one) for one in ("100", "101")] == [["G1"], ["G2"]]
    assert teams.having(db, Platform.SLACK, "100") == []


def test_what_the_file_asks_for_stays_when_the_home_team_is_forgotten(db):
    by_file = subscription("news", platform=Platform.SLACK, channel="C1")
    digests.save(db, digest("news"), channel=by_file.place.key)
    deliveries.plan(db, [(Delivery("p", "d", "news", Platform.SLACK, "C1", 1), {"text": "said"})], NOW)
    memory.remember(db, by_file.place.key, [told()])
    choices.mute(db, by_file.place.key, MuteKind.TERM, "quiz", by="U1", now=NOW)

    teams.forget_choices(db, Platform.SLACK, "")

    assert choices.muted(db, by_file.place.key).terms == set()
    assert [one.subscription for one in digests.export(db)] == ["news"]
    assert [one.id for one in deliveries.export(db)] == ["p"]
    assert list(memory.told(db, by_file.place.key, ["s1"])) == ["s1"]


def test_what_the_home_team_was_told_by_digests_of_its_own_making_is_forgotten_with_them(db):
    made = subscription("ours", platform=Platform.SLACK, channel="C1", from_file=False)
    subscriptions.save(db, made)
    digests.save(db, digest("ours"), [Verdict("s1", True, None, {})], made.place.key)
    deliveries.plan(db, [(Delivery("p", "d", "ours", Platform.SLACK, "C1", 1), {"text": "said"})], NOW)
    memory.remember(db, made.place.key, [told()])

    teams.forget_choices(db, Platform.SLACK, "")

    assert list(digests.export(db)) == list(deliveries.export(db)) == digests.judged(db, "s1") == []
    assert memory.told(db, made.place.key, ["s1"]) == {}
