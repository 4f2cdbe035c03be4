"""Where those who look after the bot hear of what went wrong with posting, and how often."""

import pytest

from bot.post.outgoing import Outbox
from bot.post.troubles import TroubleDesk
from digest.model.place import Place, Platform
from digest.store import deliveries as outbox
from tests.builders import DAY, NOW, subscription

ADMIN = Place(Platform.SLACK, "", "ADMIN")
READERS = [
    subscription("printed", platform=Platform.TERMINAL),
    subscription("theirs", platform=Platform.DISCORD, team="G2", channel="D2"),
    subscription("beside", platform=Platform.SLACK, channel="C1"),
    subscription("ours", platform=Platform.DISCORD, channel="D0"),
]
RENDER = dict.fromkeys(Platform, lambda message: [{"text": message.summary}])


@pytest.fixture
def house(store):
    return House(store)


class House:
    def __init__(self, store):
        self.store = store
        self.now = NOW
        self.desk = TroubleDesk(
            Outbox(store, RENDER, ADMIN), voice="en", subscriptions=lambda: READERS, now=lambda: self.now
        )

    async def told(self):
        return [part.channel for part in await self.store.read(lambda db: list(outbox.export(db)))]

    async def said(self):
        return await self.store.read(
            lambda db: [outbox.body(db, one.id)["text"] for one in outbox.export(db)]
        )


async def test_that_the_admin_channels_platform_is_lost_is_told_in_a_channel_of_the_home_team_elsewhere(
    house,
):
    await house.desk.token_refused(Platform.SLACK, "", "token_revoked")

    assert await house.told() == ["D0"]


async def test_of_the_token_of_another_workspace_it_is_not_said_that_the_platform_is_lost(house):
    await house.desk.token_refused(Platform.SLACK, "T2", "token_revoked")

    assert await house.told() == ["ADMIN"]
    [said] = await house.said()
    assert said.startswith("The workspace T2 takes nothing from me any more (token_revoked).")


async def test_that_a_channel_is_closed_is_told_in_the_admin_channel_and_that_this_one_is_in_no_other(house):
    await house.desk.channel_closed(Place(Platform.SLACK, "", "C1"), "is_archived")
    await house.desk.channel_closed(ADMIN, "is_archived")

    assert await house.told() == ["ADMIN"]


async def test_what_goes_on_is_told_once_a_week(house):
    for days in (0, 1, 7):
        house.now = NOW + days * DAY
        await house.desk.channel_closed(Place(Platform.SLACK, "", "C1"), "is_archived")

    assert await house.told() == ["ADMIN", "ADMIN"]
