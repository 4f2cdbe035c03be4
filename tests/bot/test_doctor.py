"""Could it work? Of the database and the places that are posted to, here; of the rest, where it is met from outside."""

import pytest

from bot.doctor import examine, look_at_database
from config.settings import load
from digest.model.place import Platform
from digest.store import Store, subscriptions
from tests.builders import NOW, subscription
from tests.fakes.slack import FakeSlack


@pytest.mark.parametrize(("least_mib", "state"), [(0, "well"), (10**9, "mend")])
def test_a_disk_that_is_nearly_full_wants_mending(tmp_path, least_mib, state):
    found = look_at_database(tmp_path / "a.db", least_mib=least_mib)

    assert found.state == state
    assert "opens, and is whole" in found.said
    assert ("make room" in found.said) == (state == "mend")


@pytest.mark.parametrize("is_database", [True, False])
async def test_channels_that_subscribed_in_chat_are_looked_at_as_those_of_the_file_are(
    tmp_path, monkeypatch, is_database
):
    file = tmp_path / "parallax.toml"
    file.write_text("[feeds]\ndefaults = false", encoding="utf-8")
    if is_database:
        with Store(tmp_path / "a.db") as store:
            made = subscription("news", platform=Platform.SLACK, channel="COUT")
            await store.write(subscriptions.save, made)
    else:
        (tmp_path / "a.db").mkdir()
    async with FakeSlack().running() as slack:
        for name, value in slack.environment.items():
            monkeypatch.setenv(name, value)

        found = await examine(load(file), tmp_path / "a.db", now=NOW)

    faults = [one.said for one in found if one.check == "slack" and one.needs_mending]
    assert [said.partition(":")[0] for said in faults] == ["has us not in #news (COUT)"] * is_database
