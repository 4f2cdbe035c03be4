"""Could Slack work? Looks at the tokens, their scopes and the channels that are posted to, and says what to mend."""

import re
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.slack.errors import error_word
from bot.slack.installs import SCOPES
from bot.slack.locker import Locker, Vault
from digest.model.place import Place, Platform
from digest.store import Store, teams

API = "https://slack.com/api/"
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_REINSTALL = "on the app's “Install App” page"
_APP_TOKENS = "under “Basic Information”, “App-Level Tokens”"
# How each of Slack's kinds of token begins.
_KIND = re.compile(r"xox[a-z]-|xapp-")
# An app's own token names it.
_APP = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")


async def check_up(
    bot_token: str, app_token: str | None, *, api_url: str | None, channels: Iterable[str]
) -> tuple[str, list[str]]:
    """Return as whom we are signed in (empty when we are not), and a sentence for each thing to mend.

    Raise aiohttp's errors when Slack cannot be reached.
    """
    if swapped := list(_of_another_kind(bot_token, app_token or "")):
        return "", swapped
    async with _Asking(api_url or API) as slack:
        answer, headers = await slack.ask("auth.test", bot_token)
        if not answer.get("ok"):
            return "", [f"refuses SLACK_BOT_TOKEN ({_reason(answer)}); copy it anew {_REINSTALL}"]
        said = f"signed in to {answer.get('team')} as {answer.get('user')}"
        faults = [*_scopes(headers)]
        if app_token is not None:
            faults += await _socket(slack, app_token)
            faults += await _apps(slack, bot_token, app_token, str(answer.get("bot_id") or ""))
        for channel in dict.fromkeys(channels):
            faults += await _channel(slack, bot_token, channel, str(answer.get("user") or "parallax"))
    return said, faults


async def check_installs(store: Store, secret: str) -> tuple[str, list[str]]:
    """Return how many workspaces have installed us, and a sentence for those whose tokens cannot be read."""
    readable = {workspace.team for workspace in await Locker(store, Vault(secret)).everyone()}
    kept = await store.read(teams.everyone, Platform.SLACK)
    lost = [team.name or team.id for team in kept if team.secret and team.id not in readable]
    said = f"workspaces that have installed it: {len(readable)}; others can at /slack/install"
    if not lost:
        return said, []
    return said, [
        f"cannot read the token of {', '.join(lost)}: put back the PARALLAX_SECRET_KEY that it was kept with,"
        " or install it there again"
    ]


def _of_another_kind(bot_token: str, app_token: str) -> Iterator[str]:
    """Yield a sentence for each token that stands where another kind belongs; Slack does not always say so."""
    for name, token, begins, found in (
        ("SLACK_BOT_TOKEN", bot_token, "xoxb-", f"the one that begins with xoxb-, {_REINSTALL}"),
        ("SLACK_APP_TOKEN", app_token, "xapp-", f"one that begins with xapp-, {_APP_TOKENS}"),
    ):
        if (kind := _KIND.match(token)) and kind[0] != begins:
            yield f"{name} begins with {kind[0]}: it takes {found}"


def _reason(answer: Mapping[str, Any]) -> str:
    return error_word(answer.get("error")) or "no reason given"


def channels_of(places: Iterable[Place]) -> list[str]:
    """Return the home workspace's channels among the places; people and other workspaces are not looked at."""
    return [
        place.channel
        for place in places
        if place.platform is Platform.SLACK and not place.team and not place.is_direct
    ]


def _scopes(headers: Mapping[str, str]) -> list[str]:
    given = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if scope not in given]
    if not given or not missing:
        return []
    lacking = f"lacks the scope{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
    return [
        f"{lacking}: paste config/slack-manifest.json into the app's “App Manifest” page, and install it again"
        f" {_REINSTALL}"
    ]


async def _socket(slack: "_Asking", app_token: str) -> list[str]:
    answer, _ = await slack.ask("apps.connections.open", app_token)
    if answer.get("ok"):
        return []
    return [
        f"refuses SLACK_APP_TOKEN ({_reason(answer)}); make one with the scope connections:write {_APP_TOKENS},"
        " and see that “Socket Mode” is on"
    ]


async def _apps(slack: "_Asking", bot_token: str, app_token: str, bot: str) -> list[str]:
    """Look whether both tokens are one app's: else what is said to the one that posts never reaches us."""
    answer, _ = await slack.ask("bots.info", bot_token, bot=bot)
    ours, heard = (answer.get("bot") or {}).get("app_id"), _APP.match(app_token)
    if not (ours and heard) or heard[1] == ours:
        return []
    return [f"SLACK_APP_TOKEN is the app {heard[1]}'s, and SLACK_BOT_TOKEN {ours}'s: take both from one app"]


async def _channel(slack: "_Asking", token: str, channel: str, bot: str) -> list[str]:
    answer, _ = await slack.ask("conversations.info", token, channel=channel)
    found = answer.get("channel") or {}
    name = f"#{found['name']} ({channel})" if found.get("name") else channel
    if answer.get("error") == "channel_not_found":
        return [
            f"knows no channel {channel}: see that the id is right, and if it is private, `/invite @{bot}` there"
        ]
    if found.get("is_archived"):
        return [f"has archived {name}: unarchive it, or name another channel"]
    if found.get("is_member") is False:
        return [f"has us not in {name}: `/invite @{bot}` there, so that a lost answer can be looked for"]
    return []


class _Asking:
    """Calls methods of the Web API."""

    def __init__(self, api_url: str) -> None:
        self._base = api_url.rstrip("/")

    async def __aenter__(self) -> "_Asking":
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._session.close()

    async def ask(self, method: str, token: str, **asked: str) -> tuple[dict[str, Any], Mapping[str, str]]:
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.post(f"{self._base}/{method}", headers=headers, data=asked) as answer:
            if answer.status >= HTTPStatus.TOO_MANY_REQUESTS:
                # What it says then is no verdict on what was asked.
                answer.raise_for_status()
            return await answer.json(), answer.headers
