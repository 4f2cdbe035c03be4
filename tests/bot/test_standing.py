"""The feeds and subscriptions that stand now: which one a name means."""

from bot.standing import subscription_named
from config.settings import load
from digest.model.place import Platform
from digest.store import subscriptions
from tests.builders import subscription


async def test_a_name_is_first_the_home_teams_and_then_anothers(store, tmp_path):
    file = tmp_path / "parallax.toml"
    file.write_text('[[subscription]]\nname = "news"\n', encoding="utf-8")
    settings = load(file)
    for name in ("news", "talks"):
        theirs = subscription(name, platform=Platform.SLACK, channel="C1", team="T1", from_file=False)
        await store.write(subscriptions.save, theirs)

    found = [await subscription_named(settings, store, name) for name in ("news", "T1/news", "talks")]

    assert [one.key for one in found] == ["news", "T1/news", "T1/talks"]
