from dataclasses import replace
from datetime import timedelta

from digest.model.subscription import Mute
from digest.store import choices, ties
from digest.store.choices import Follow, FollowKind, MuteKind
from tests.builders import NOW, item, story, subscription
from tests.digest.store.made import saved


def test_a_follow_is_one_and_goes_with_its_story_when_that_is_joined(db):
    older, younger = (saved(db, title, [item(title)]) for title in ("Older", "Younger"))
    both = [Follow("C1", FollowKind.STORY, each.id, "U1", NOW) for each in (older, younger)]
    actor = Follow("C2", FollowKind.ACTOR, "qwen", "U1", NOW + timedelta(hours=1))

    assert [choices.follow(db, wish) for wish in [*both, both[0], actor]] == [True, True, False, True]
    ties.merge(db, older.id, younger.id)

    assert choices.follows(db) == [both[0], actor]
    assert choices.unfollow(db, "C2", FollowKind.ACTOR, "qwen") is True
    assert choices.unfollow(db, "C2", FollowKind.ACTOR, "qwen") is False
    assert choices.follows(db, "C2") == []


def test_a_story_followed_before_it_was_joined_to_another_is_followed_once_and_can_be_left(db):
    older, younger = (saved(db, title, [item(title)]) for title in ("Older", "Younger"))
    wish = Follow("C1", FollowKind.STORY, younger.id, "U1", NOW)
    choices.follow(db, wish)
    ties.merge(db, older.id, younger.id)

    assert choices.follow(db, replace(wish, target=older.id, by="U2")) is False
    assert choices.unfollow(db, "C2", FollowKind.STORY, older.id) is False
    assert choices.unfollow(db, "C1", FollowKind.STORY, older.id) is True
    assert choices.follows(db) == []


def test_a_followed_story_stays_itself_when_others_are_joined(db):
    older, younger, other = (saved(db, title, [item(title)]) for title in ("Older", "Younger", "Other"))
    wish = Follow("C1", FollowKind.STORY, other.id, "U1", NOW)
    choices.follow(db, wish)

    ties.merge(db, older.id, younger.id)

    assert choices.follows(db) == [wish]


def test_a_wish_ends_with_its_story_and_not_with_one_that_it_was_joined_with(db):
    older, younger = (saved(db, title, [item(title)]) for title in ("Older", "Younger"))
    ties.merge(db, older.id, younger.id)
    joined = Follow("C1", FollowKind.STORY, younger.id, "U1", NOW)
    lost = Follow("C1", FollowKind.STORY, story("Deleted long ago").id, "U1", NOW)
    actor = Follow("C1", FollowKind.ACTOR, "qwen", "U1", NOW + timedelta(hours=1))
    for wish in (joined, lost, actor):
        choices.follow(db, wish)

    choices.forget_lost(db)

    assert choices.follows(db) == [replace(joined, target=older.id), actor]


def test_a_channel_mutes_for_itself_beside_what_the_file_mutes(db):
    own = subscription(mute=Mute(outlets=frozenset({"file.org"})))
    here = own.place.key

    assert choices.mute(db, here, MuteKind.OUTLET, "a.org", by="U1", now=NOW) is True
    assert choices.mute(db, here, MuteKind.OUTLET, "a.org", by="U2", now=NOW) is False
    choices.mute(db, here, MuteKind.TERM, "rumour", by="U1", now=NOW)

    assert choices.muted(db, "C2") == Mute()
    assert choices.with_mutes(db, own).mute == Mute(
        outlets=frozenset({"file.org", "a.org"}), terms=frozenset({"rumour"})
    )
    assert choices.unmute(db, here, MuteKind.OUTLET, "a.org") is True
    assert choices.unmute(db, here, MuteKind.OUTLET, "a.org") is False
