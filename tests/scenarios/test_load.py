"""Five hundred subscriptions due in one minute, and a reader who asks meanwhile."""

import asyncio
import time
from datetime import timedelta

import pytest

from digest.clock import utc_now
from tests.scenarios.running import running

TEAM = """
[pull]
host_interval = "0s"
articles = false
[feeds]
defaults = false
[[feed]]
id = "good"
url = "{url}"
"""
SUBSCRIPTION = """
[[subscription]]
name = "{platform}-{number}"
platform = "{platform}"
channel = "{channel}"
at = "{at}"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_five_hundred_are_posted_within_the_rates_and_nobody_waits_for_an_answer(tmp_path, world):
    publisher, slack, discord = world
    at = (utc_now() - timedelta(minutes=1)).strftime("%H:%M")
    subscriptions = [
        SUBSCRIPTION.format(platform=platform, number=number, channel=channel, at=at)
        for number in range(250)
        for platform, channel in (("slack", f"C{number}"), ("discord", f"4{number:03}"))
    ]
    team = TEAM.format(url=publisher.url("today")) + "".join(subscriptions)
    times = {}
    for name, fake in (("slack", slack), ("discord", discord)):
        times[name] = []
        fake.on_post = lambda name=name: times[name].append(time.monotonic())
    async with running(tmp_path, team):
        waits = []
        began = time.monotonic()
        while len(slack.posted) < 250 or len(discord.posted) < 250:
            assert time.monotonic() - began < 300, (len(slack.posted), len(discord.posted))
            if slack.connected.is_set():
                waits.append(await answer_time(slack))
            await asyncio.sleep(0.5)
        took = time.monotonic() - began

    print(
        f"500 posted in {took:.1f} s; answers: median {sorted(waits)[len(waits) // 2]:.3f} s, slowest {max(waits):.3f} s"
    )
    assert max(waits) <= 1
    assert len({one["channel"] for one in slack.posted}) == 250
    for name, most in (("slack", 10), ("discord", 20)):
        begins = times[name]
        busiest = max(sum(start <= each < start + 1 for each in begins) for start in begins)
        assert busiest <= most + 8, name


async def answer_time(slack):
    known = len(slack.answers)
    began = time.monotonic()
    await slack.say("search weights")
    while len(slack.answers) == known:
        await asyncio.sleep(0.005)
    return time.monotonic() - began
