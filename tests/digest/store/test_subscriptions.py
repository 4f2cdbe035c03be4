from datetime import date, timedelta

from digest.model import Delivery, Edition, Layout, Mute, Platform, Verdict
from digest.store import deliveries, digests, items, notes, stories, subscriptions, teams
from digest.store.subscriptions import Changed, Follow, FollowKind, MuteKind
from digest.store.teams import Team
from tests.builders import NOW, item, story, subscription
from tests.digest.store.test_digests import digest


def test_a_subscription_is_kept_whole_until_it_is_removed(db):
    made = subscription(
        platform=Platform.DISCORD,
        channel="42",
        at="09:30",
        zone="Asia/Tokyo",
        days=("sat",),
        edition=Edition.WEEKLY,
        stories=5,
        layout=Layout.FORUM,
        quiet=True,
        alerts=True,
        holidays=(date(2026, 1, 1),),
        languages=("fr", "en"),
        voice="fr",
        team="T1",
        mute=Mute(frozenset({"a.org"}), frozenset({"x"}), frozenset({"rumour"})),
        from_file=False,
    )
    subscriptions.save(db, made)
    subscriptions.save(db, made)
    subscriptions.save(db, subscription(team="T2", from_file=False))

    assert subscriptions.saved(db, "T1") == [made]
    assert len(subscriptions.saved(db)) == 2
    assert subscriptions.remove(db, "morning", "T1") is True
    assert subscriptions.remove(db, "morning", "T1") is False


def test_a_follow_is_one_and_goes_with_its_story_when_that_is_joined(db):
    one, two = item("One"), item("Two")
    items.add(db, [one, two])
    older, younger = story("Older", items=(one.id,)), story("Younger", items=(two.id,))
    stories.save(db, [older, younger])
    both = [Follow("C1", FollowKind.STORY, each.id, "U1", NOW) for each in (older, younger)]
    actor = Follow("C2", FollowKind.ACTOR, "qwen", "U1", NOW + timedelta(hours=1))

    assert [subscriptions.follow(db, wish) for wish in [*both, both[0], actor]] == [True, True, False, True]
    stories.merge(db, older.id, younger.id)

    assert subscriptions.follows(db) == [both[0], actor]
    assert subscriptions.unfollow(db, "C2", FollowKind.ACTOR, "qwen") is True
    assert subscriptions.unfollow(db, "C2", FollowKind.ACTOR, "qwen") is False
    assert subscriptions.follows(db, "C2") == []


def test_a_channel_mutes_for_itself_beside_what_the_file_mutes(db):
    own = subscription(mute=Mute(outlets=frozenset({"file.org"})))

    assert subscriptions.mute(db, "C1", MuteKind.OUTLET, "a.org", by="U1", now=NOW) is True
    assert subscriptions.mute(db, "C1", MuteKind.OUTLET, "a.org", by="U2", now=NOW) is False
    subscriptions.mute(db, "C1", MuteKind.TERM, "rumour", by="U1", now=NOW)

    assert subscriptions.muted(db, "C2") == Mute()
    assert subscriptions.with_mutes(db, own, "C1").mute == Mute(
        outlets=frozenset({"file.org", "a.org"}), terms=frozenset({"rumour"})
    )
    assert subscriptions.unmute(db, "C1", MuteKind.OUTLET, "a.org") is True
    assert subscriptions.unmute(db, "C1", MuteKind.OUTLET, "a.org") is False


def test_who_changed_what_is_told_the_latest_first(db):
    first, second = Changed(NOW, "T1", "U1", "added feed x"), Changed(NOW, "T2", "U2", "muted y")
    subscriptions.log_change(db, first)
    subscriptions.log_change(db, second)

    assert subscriptions.changes(db) == [second, first]
    assert subscriptions.changes(db, "T1") == [first]


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
    teams.come_back(db, Platform.DISCORD, "G1")

    assert [one.team for one in subscriptions.saved(db)] == ["G1"]


def test_what_is_forgotten_of_one_team_is_kept_of_the_others(db):
    for team in ("T1", "T10", ""):
        key = f"slack:{team}:C1" if team else "slack:C1"
        subscriptions.save(db, subscription(f"s{team}", team=team, platform=Platform.SLACK, from_file=False))
        subscriptions.follow(db, Follow(key, FollowKind.ACTOR, "huawei", "U1", NOW))
        subscriptions.mute(db, key, MuteKind.TERM, "quiz", by="U1", now=NOW)
        subscriptions.log_change(db, Changed(NOW, team, "U1", "follow huawei"))
        notes.keep(db, f"hello {key}", "now")

    teams.forget(db, Platform.SLACK, "T1")
    assert [one.team for one in subscriptions.saved(db)] == ["", "T10"]
    assert [wish.channel for wish in subscriptions.follows(db)] == ["slack:C1", "slack:T10:C1"]
    assert subscriptions.changes(db, "T1") == []
    assert [notes.get(db, f"hello slack:{place}") for place in ("T1:C1", "T10:C1", "C1")] == [
        None,
        "now",
        "now",
    ]

    teams.forget(db, Platform.SLACK, "")
    assert [one.team for one in subscriptions.saved(db)] == ["T10"]
    assert [wish.channel for wish in subscriptions.follows(db)] == ["slack:T10:C1"]
    assert subscriptions.muted(db, "slack:T10:C1").terms == {"quiz"}


def test_a_note_is_kept_by_name(db):
    assert notes.get(db, "commands") is None

    notes.keep(db, "commands", "a")
    notes.keep(db, "commands", "b")

    assert notes.get(db, "commands") == "b"


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
