"""What `doctor` finds of Slack, and the sentence that mends it."""

import pytest

from bot.slack.checkup import channels_of, check_installs, check_up
from bot.slack.installs import SCOPES
from bot.slack.locker import Locker, Vault, Workspace
from digest.model.place import Place, Platform
from tests.fakes.slack import FakeSlack


@pytest.fixture
async def slack():
    async with FakeSlack().running() as fake:
        fake.scopes = ",".join(SCOPES)
        yield fake


async def look(slack, *channels, app_token="xapp-1", bot_token="xoxb-1"):
    return await check_up(bot_token, app_token, api_url=f"{slack.url}/api/", channels=channels)


async def test_a_bot_that_lacks_nothing_has_no_fault(slack):
    assert await look(slack, "C1") == ("signed in to Team T1 as parallax", [])


@pytest.mark.parametrize(
    ("fault", "mends"),
    [
        (lambda slack: setattr(slack, "token_is_good", False), "refuses SLACK_BOT_TOKEN (invalid_auth); copy it anew"),
        (lambda slack: setattr(slack, "scopes", "commands,chat:write"), "lacks the scopes channels:history"),
        (lambda slack: setattr(slack, "scopes", ",".join(SCOPES[1:])), f"lacks the scope {SCOPES[0]}: paste"),
        (lambda slack: slack.refuses.update({"apps.connections.open": "not_allowed_token_type"}), "connections:write"),
        (lambda slack: slack.refuses.update({"conversations.info": "channel_not_found"}), "`/invite @parallax` there"),
    ],
)  # fmt: skip
async def test_each_fault_is_named_with_what_mends_it(slack, fault, mends):
    fault(slack)

    _, faults = await look(slack, "C1")

    assert len(faults) == 1
    assert mends in faults[0]
    assert "xoxb" not in faults[0]


async def test_tokens_that_were_swapped_are_told_by_how_they_begin(slack):
    said, faults = await look(slack, bot_token="xapp-1", app_token="xoxb-1")

    assert said == ""
    assert faults == [
        "SLACK_BOT_TOKEN begins with xapp-: it takes the one that begins with xoxb-, on the app's “Install App” page",
        "SLACK_APP_TOKEN begins with xoxb-: it takes one that begins with xapp-, under “Basic Information”, “App-Level Tokens”",
    ]


@pytest.mark.parametrize(("app", "mends"), [("A1", 0), ("A2", 1)])
async def test_tokens_of_two_apps_are_told_by_the_app_that_one_names(slack, app, mends):
    _, faults = await look(slack, app_token=f"xapp-1-{app}-123-abc")

    assert len(faults) == mends
    assert all("SLACK_APP_TOKEN is the app A2's, and SLACK_BOT_TOKEN A1's" in fault for fault in faults)


async def test_a_channel_without_us_is_named(slack):
    _, faults = await look(slack, "COUT")

    assert faults == [
        "has us not in #news (COUT): `/invite @parallax` there, so that a lost answer can be looked for"
    ]


async def test_tokens_that_another_key_locked_are_named(store):
    await Locker(store, Vault("one")).keep(Workspace("T2", "Team two", "xoxb-2"))

    well, faults = await check_installs(store, "one")
    assert (well, faults) == ("workspaces that have installed it: 1; others can at /slack/install", [])
    _, faults = await check_installs(store, "another")
    assert "cannot read the token of Team two: put back the PARALLAX_SECRET_KEY" in faults[0]


def test_people_and_other_workspaces_are_not_looked_at():
    places = [
        Place(Platform.SLACK, "", "C1"),
        Place(Platform.SLACK, "", "@U1"),
        Place(Platform.SLACK, "T2", "C2"),
        Place(Platform.DISCORD, "", "400"),
    ]

    assert channels_of(places) == ["C1"]
