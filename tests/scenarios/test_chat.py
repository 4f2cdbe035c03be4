"""What is chosen in chat, carried out by the running program: a subscription posts, a follow tells, over HTTP too."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from digest.clock import utc_now
from digest.model.delivery import Delivery, DeliveryState
from digest.model.place import Platform
from digest.store import deliveries as outbox
from digest.store import subscriptions
from tests.fakes.feeds import Publisher
from tests.fakes.slack import SIGNING_SECRET, FakeSlack
from tests.scenarios.running import running
from tests.waiting import until

TEAM = """
embedder = "none"
[pull]
host_interval = "0s"
articles = false
[feeds]
defaults = false
[[feed]]
id = "good"
url = "{url}"
"""


@pytest.fixture(name="running")
async def in_slack(tmp_path, monkeypatch):
    """The program with a feed and a workspace that comes over HTTP."""
    async with Publisher().running() as publisher, FakeSlack().running() as slack:
        for name, value in {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": f"{slack.url}/api/",
            "PORT": "0",
            "PARALLAX_ALLOW_HOSTS": f"127.0.0.1:{publisher.port}",
        }.items():
            monkeypatch.setenv(name, value)
        async with running(tmp_path, TEAM.format(url=publisher.url("today"))) as (program, store):
            await until(lambda: program.web.port)
            base = f"http://127.0.0.1:{program.web.port}"
            slack.http = f"{base}/slack/events"
            await until(lambda: ("auth.test", "T1") in slack.called)
            yield slack, base, store


async def test_a_channel_that_subscribes_in_chat_gets_its_digest_from_the_next_slot_on(running):
    slack, _, store = running
    due = (utc_now() - timedelta(minutes=1)).strftime("%H:%M")
    every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    await slack.say("subscribe", user_id="UADMIN")
    await until(lambda: slack.views)
    await slack.submit(slack.views[0], {"at": due, "zone": "UTC", "days": every_day}, user="UADMIN")
    await until(lambda: len(slack.views) == 2)
    await slack.submit(slack.views[1], user="UADMIN")
    await until(lambda: slack.answers)
    assert "The first digest comes" in str(slack.answers[0])
    assert slack.posted == []

    # As if it had been made before the slot of today.
    (kept,) = await store.read(subscriptions.saved)
    await store.write(subscriptions.save, replace(kept, since=kept.since - timedelta(days=1)))
    await until(lambda: slack.posted)

    assert slack.posted[0]["channel"] == "C1"
    assert "US tightens export controls on AI chips for China" in str(slack.posted[0])


async def test_a_long_look_into_one_channel_holds_up_no_other(running):
    """As of an app that many workspaces install from outside Slack's marketplace: it reads a page a minute."""
    slack, _, store = running
    slack.posted += [{"channel": "C1", "text": "said later", "ts": f"9.{number}"} for number in range(3)]
    slack.reads_at_most, slack.reads_every_s = 1, 60
    lost = Delivery("lost", "d1", "", Platform.SLACK, "C1", 1, state=DeliveryState.UNCERTAIN, tries=1)
    await store.write_durably(outbox.plan, [(lost, {"text": "lost"})], utc_now())
    await until(lambda: slack.called.count(("conversations.history", "T1")) == 2)

    news = Delivery("news", "d2", "", Platform.SLACK, "C2", 1)
    await store.write_durably(outbox.plan, [(news, {"text": "news"})], utc_now())

    await until(lambda: slack.posted[-1]["channel"] == "C2")


async def test_a_member_asks_and_is_refused_what_changes_something(running):
    slack, _, _ = running

    await slack.say("search weights")
    await slack.say("follow huawei")
    await until(lambda: len(slack.answers) == 2)

    said = sorted(str(answer) for answer in slack.answers)
    assert any("Workspace admins and owners can do that" in each for each in said)
    assert all(answer["response_type"] == "ephemeral" for answer in slack.answers)


async def test_health_names_slack_once_it_refuses_us(running):
    slack, base, _ = running
    slack.token_is_good = False
    await slack.happen({"type": "member_joined_channel", "user": "UB", "channel": "C1"})

    async def problems():
        async with aiohttp.ClientSession() as session, session.get(f"{base}/healthz") as answer:
            return answer.status, (await answer.json())["problems"]

    status, found = await problems()
    async with asyncio.timeout(10):
        # Something else may be unwell meanwhile, as on a busy machine.
        while "invalid_auth" not in found.get("slack", ""):
            await asyncio.sleep(0.05)
            status, found = await problems()

    assert status == 503
