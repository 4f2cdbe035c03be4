"""Many workspaces on one process: installed over HTTP, kept encrypted, apart from each other, gone when removed."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.chat import Target
from bot.slack.client import SlackChat
from bot.slack.installs import Installs
from bot.slack.locker import Locker, Vault
from bot.web.server import WebServer
from digest.errors import DeliveryError
from digest.model.place import Platform
from digest.store import teams
from tests.bot.answering import Answering
from tests.bot.slack.test_client import HELLO
from tests.fakes.slack import SIGNING_SECRET
from tests.waiting import until


@asynccontextmanager
async def house(slack, store, answering=None, *, key="a key", bot_token=None, home_team="", public_url=""):
    vault = Vault(key)
    chat = SlackChat(
        bot_token=bot_token,
        signing_secret=SIGNING_SECRET,
        api_url=f"{slack.url}/api/",
        home_team=home_team,
        installs=Installs("client", "secret", vault, Locker(store, vault), public_url),
    )
    server = WebServer(chat.routes(), port=0)
    await server.start()
    slack.http = f"http://127.0.0.1:{server.port}/slack/events"
    await chat.start(answering or Answering())
    try:
        yield chat, f"http://127.0.0.1:{server.port}"
    finally:
        await chat.close()
        await server.close()


async def begin(browser, base):
    """Open the page that leads to Slack; return what Slack is asked there, and the page's cookie."""
    async with browser.get(f"{base}/slack/install") as page:
        text, cookie = await page.text(), page.cookies.get("slack-app-oauth-state")
    address = text[text.index("https://slack.com/oauth/v2/authorize") :].split('"')[0]
    return parse_qs(urlsplit(address.replace("&amp;", "&")).query), cookie


async def install(base, team, *, with_cookie=True, state=None):
    """Go through Slack's pages as an admin of the team would; return the last page's status."""
    jar = aiohttp.CookieJar(unsafe=True) if with_cookie else aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        asked, cookie = await begin(browser, base)
        assert "chat:write" in asked["scope"][0]
        # The cookie is for https alone; the browser of this test sends it by hand.
        headers = {"Cookie": f"slack-app-oauth-state={cookie.value}"} if with_cookie else {}
        back = {"code": f"code-{team}", "state": state or asked["state"][0]}
        async with browser.get(f"{base}/slack/oauth_redirect", params=back, headers=headers) as page:
            return page.status


async def test_workspaces_install_us_and_each_is_spoken_to_with_its_own_token(slack, store):
    answering = Answering()
    async with house(slack, store, answering, home_team="T1") as (chat, base):
        assert [await install(base, team) for team in ("T1", "T2")] == [200, 200]
        for team in ("", "T1", "T2"):
            await chat.post(Target("C1", team), chat.render(HELLO)[0], key=f"k{team}")
        await slack.say("help", team_id="T2")
        await slack.say("help", team_id="T1")
        await until(lambda: len(answering.asked) == 2)

    assert [team for method, team in slack.called if method == "chat.postMessage"] == ["T1", "T1", "T2"]
    assert {asked.team: asked.is_home for asked in answering.asked} == {"T1": True, "T2": False}


@pytest.mark.parametrize(
    ("public_url", "back_to"),
    [("https://news.example", ["https://news.example/slack/oauth_redirect"]), ("", None)],
)
async def test_slack_is_asked_to_lead_back_to_the_public_address_where_there_is_one(
    slack, store, public_url, back_to
):
    async with house(slack, store, public_url=public_url) as (_, base), aiohttp.ClientSession() as browser:
        asked, _ = await begin(browser, base)

    assert asked.get("redirect_uri") == back_to


async def test_tokens_are_kept_encrypted_and_survive_a_restart(slack, store, tmp_path):
    async with house(slack, store) as (_, base):
        await install(base, "T2")
    (team,) = await store.read(teams.everyone, Platform.SLACK)
    assert b"xoxb" not in team.secret
    for file in tmp_path.iterdir():
        assert b"xoxb-2" not in file.read_bytes()

    async with house(slack, store) as (chat, _):
        await chat.post(Target("C1", "T2"), chat.render(HELLO)[0], key="k")
    assert ("chat.postMessage", "T2") in slack.called


async def test_with_another_key_a_workspace_has_to_install_again(slack, store):
    async with house(slack, store) as (_, base):
        await install(base, "T2")

    async with house(slack, store, key="another") as (chat, base):
        with pytest.raises(DeliveryError, match="not installed in the workspace T2"):
            await chat.post(Target("C1", "T2"), chat.render(HELLO)[0], key="k")
        await install(base, "T2")
        await chat.post(Target("C1", "T2"), chat.render(HELLO)[0], key="k")


async def test_an_installation_that_nobody_here_began_is_refused(slack, store):
    async with house(slack, store) as (_, base):
        assert await install(base, "T2", with_cookie=False) == 400
        assert await install(base, "T2", state="forged") == 400
    assert await store.read(teams.everyone) == []


@pytest.mark.parametrize("lost", ["slack", "store"])
async def test_an_installation_that_cannot_be_ended_is_said_on_its_page_and_is_no_bug(
    slack, store, caplog, lost
):
    async with house(slack, store) as (_, base):
        if lost == "slack":
            slack.is_reachable = False
        else:
            store.close()
        assert await install(base, "T2") in (401, 500)

    assert "not installed" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_workspace_that_is_not_known_is_told_so_and_answered_nothing(slack, store):
    answering = Answering()
    async with house(slack, store, answering) as (_, base):
        await install(base, "T2")
        await slack.say("help", team_id="T9")
        await until(lambda: slack.acks)
        await asyncio.sleep(0.05)

    assert answering.asked == []


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UB"]}}]
)
@pytest.mark.parametrize(("ago", "is_refused"), [(0, False), (0, True), (60, True)])
async def test_a_workspace_that_removes_us_is_left_alone(slack, store, event, ago, is_refused):
    answering = Answering()
    async with house(slack, store, answering) as (chat, base):
        await install(base, "T2")
        await install(base, "T3")
        # Slack may take our token a little longer.
        slack.removed = {"T2": "account_inactive"} if is_refused else {}
        await slack.happen(event, team="T2", ago=ago)
        await until(lambda: answering.left_teams)
        with pytest.raises(DeliveryError):
            await chat.post(Target("C1", "T2"), chat.render(HELLO)[0], key="k")
        await chat.post(Target("C1", "T3"), chat.render(HELLO)[0], key="k")

    assert answering.left_teams == [(Platform.SLACK, "T2")]


@pytest.mark.parametrize("fails", [False, True])
async def test_a_removal_that_is_told_after_a_new_installation_is_over(slack, store, fails):
    answering = Answering()
    async with house(slack, store, answering) as (chat, base):
        await install(base, "T2")
        if fails:
            # Whether it takes the token it cannot say then.
            slack.refuses["auth.test"] = "internal_error"
        await slack.happen({"type": "app_uninstalled"}, team="T2", ago=60)
        await until(lambda: [method for method, _ in slack.called].count("auth.test") == 2)
        await chat.post(Target("C1", "T2"), chat.render(HELLO)[0], key="k")

    assert answering.left_teams == []


async def test_revoked_tokens_of_people_are_none_of_ours(slack, store):
    answering = Answering()
    async with house(slack, store, answering) as (_, base):
        await install(base, "T2")
        await slack.happen({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, team="T2")
        await until(lambda: slack.acks)
        await asyncio.sleep(0.05)

    assert answering.left_teams == []


async def test_whoever_comes_first_is_not_thereby_at_home(slack, store):
    answering = Answering()
    async with house(slack, store, answering) as (chat, base):
        await install(base, "T2")
    async with house(slack, store, answering) as (chat, _):
        await slack.say("help", team_id="T2")
        await until(lambda: answering.asked)
        with pytest.raises(DeliveryError, match="name it in"):
            await chat.post(Target("C1"), chat.render(HELLO)[0], key="k")

    assert not answering.asked[0].is_home


async def test_the_environment_s_workspace_is_home_beside_those_that_install(slack, store):
    answering = Answering()
    async with house(slack, store, answering, bot_token="xoxb-1") as (chat, base):
        await install(base, "T2")
        await slack.say("help", team_id="T1")
        await slack.say("help", team_id="T2")
        await until(lambda: len(answering.asked) == 2)
        await chat.post(Target("C1"), chat.render(HELLO)[0], key="k")

    assert {asked.team: asked.is_home for asked in answering.asked} == {"T1": True, "T2": False}
    assert slack.called[-2] == ("chat.postMessage", "T1")
