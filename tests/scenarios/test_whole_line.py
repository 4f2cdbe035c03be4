"""From feed bytes to Slack's and Discord's messages, with nothing faked but the network and the platforms."""

import asyncio
from datetime import timedelta

from digest.clock import utc_now
from digest.model.delivery import DeliveryState
from digest.store import Store
from digest.store import deliveries as outbox
from tests.scenarios.running import running
from tests.waiting import until

TEAM = """
[pull]
host_interval = "0s"
articles = false
[feeds]
defaults = false
[[feed]]
id = "good"
url = "{url}"
[[subscription]]
name = "slack"
platform = "slack"
channel = "C1"
at = "{at}"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
[[subscription]]
name = "discord"
platform = "discord"
channel = "400"
at = "{at}"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""


def team(publisher):
    at = (utc_now() - timedelta(minutes=1)).strftime("%H:%M")
    return TEAM.format(url=publisher.url("today"), at=at)


async def test_both_platforms_get_their_digest_once_and_answer_the_same(tmp_path, world):
    publisher, slack, discord = world
    async with running(tmp_path, team(publisher)):
        await until(lambda: slack.posted and discord.posted)
        await slack.say("search weights")
        await discord.say("search", query="weights")
        await until(lambda: slack.answers and discord.answers)
    with Store(tmp_path / "parallax.db") as kept:
        # What was on its way when the message stood there has been noted by now.
        deliveries = await kept.read(lambda db: list(outbox.export(db)))

    assert len(slack.posted) == len(discord.posted) == 1
    for posted in (slack.posted[0], discord.posted[0]):
        assert "US tightens export controls on AI chips for China" in str(posted)
    assert sorted(str(one.state) for one in deliveries) == ["sent", "sent"]
    assert {one.id for one in deliveries} == {
        slack.posted[0]["metadata"]["event_payload"]["id"],
        discord.posted[0]["nonce"],
    }
    for answer in (slack.answers[0], discord.answers[0]):
        assert "Lab opens the weights of its language model" in str(answer)


async def sent(store):
    """Wait until the outbox says that both digests stand in their channels; return their parts."""
    async with asyncio.timeout(30):
        while True:
            parts = await store.read(lambda db: list(outbox.export(db)))
            if [part.state for part in parts] == [DeliveryState.SENT] * 2:
                return parts
            await asyncio.sleep(0.1)


async def test_a_start_with_an_empty_disk_posts_no_digest_that_stands_in_its_channel(tmp_path, world):
    publisher, slack, discord = world
    async with running(tmp_path, team(publisher)) as (_, store):
        first = await sent(store)
    for file in tmp_path.glob("parallax.db*"):
        file.unlink()

    async with running(tmp_path, team(publisher)) as (_, store):
        second = await sent(store)

    assert len(slack.posted) == len(discord.posted) == 1
    assert {(one.id, one.message_id, one.link) for one in first} == {
        (one.id, one.message_id, one.link) for one in second
    }


async def test_where_slack_does_not_let_us_look_the_digest_is_posted_all_the_same(tmp_path, world):
    publisher, slack, _ = world
    slack.refuses = {"conversations.history": "missing_scope"}

    async with running(tmp_path, team(publisher)) as (_, store):
        await sent(store)

    assert len(slack.posted) == 1


async def test_with_discord_broken_slack_goes_on(tmp_path, world):
    publisher, slack, discord = world
    discord.token_is_good = False

    async with running(tmp_path, team(publisher)) as (_, store):
        await until(lambda: slack.posted)
        states = await store.read(lambda db: {one.subscription: str(one.state) for one in outbox.export(db)})

    assert states["slack"] in ("sending", "sent")
    assert discord.posted == []


async def test_the_admin_channel_is_told_once_that_a_feed_is_gone(tmp_path, world):
    publisher, slack, _ = world
    gone = f'[admin]\nplatform = "slack"\nchannel = "C0ADMIN"\n[[feed]]\nid = "late"\nurl = "{publisher.url("status-410")}"\n'
    for _ in range(2):
        async with running(tmp_path, team(publisher) + gone):
            await until(lambda: any(posted["channel"] == "C0ADMIN" for posted in slack.posted))

    [told] = [posted for posted in slack.posted if posted["channel"] == "C0ADMIN"]
    assert "gone for good" in str(told)
