from datetime import date

from digest.model.place import Platform
from digest.model.subscription import Edition, Layout, Mute
from digest.store import subscriptions
from tests.builders import subscription


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
