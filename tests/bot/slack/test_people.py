"""Who somebody is on Slack."""

import asyncio
from types import SimpleNamespace

from bot.slack.people import People


async def test_user_groups_are_asked_for_at_once():
    both = asyncio.Barrier(2)

    async def members(usergroup):
        await both.wait()
        return SimpleNamespace(data={"users": ["U1"] if usergroup == "S2" else ["U2"]})

    client = SimpleNamespace(usergroups_users_list=members)
    async with asyncio.timeout(10):
        found = await People(frozenset({"S1", "S2"})).groups(client, "T1", "U1")

    assert found == {"S2"}
