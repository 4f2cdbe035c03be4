"""A chat for each platform that has its tokens. What is off is not imported: each brings a library of its own."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from aiohttp import web
from pydantic import SecretStr

from bot.chat import Chat, Renderers
from bot.console import Console
from config.settings import Settings
from digest.model.place import Platform
from digest.store import Store


@runtime_checkable
class TakesHttp(Protocol):
    """A platform that may come to us over HTTP."""

    def routes(self) -> list[web.RouteDef]: ...


def chats_of(settings: Settings, store: Store | None = None) -> dict[Platform, Chat]:
    """Return a chat for each platform that has its tokens; one that has none is off."""
    environment = settings.environment
    chats: dict[Platform, Chat] = {Platform.TERMINAL: Console()}
    if environment.has_slack or (environment.has_slack_installs and store):
        chats[Platform.SLACK] = _slack(settings, store)
    if environment.discord_token:
        from bot.discord.client import DiscordChat

        chats[Platform.DISCORD] = DiscordChat(
            token=secret_of(environment.discord_token) or "",
            store=store,
            home=settings.home_team(Platform.DISCORD),
        )
    return chats


def _slack(settings: Settings, store: Store | None) -> Chat:
    from bot.slack.client import SlackChat
    from bot.slack.installs import Installs
    from bot.slack.locker import Locker, Vault

    environment = settings.environment
    installs = None
    if environment.has_slack_installs and store:
        vault = Vault(secret_of(environment.parallax_secret_key) or "")
        installs = Installs(
            client_id=environment.slack_client_id or "",
            client_secret=secret_of(environment.slack_client_secret) or "",
            vault=vault,
            locker=Locker(store, vault),
            public_url=settings.team.public_url,
        )
    return SlackChat(
        bot_token=secret_of(environment.slack_bot_token) if environment.has_slack else None,
        app_token=secret_of(environment.slack_app_token),
        signing_secret=secret_of(environment.slack_signing_secret),
        api_url=environment.slack_api_url,
        home_team=settings.home_team(Platform.SLACK),
        groups=settings.team.admin.groups,
        installs=installs,
    )


def renderers_of(chats: Mapping[Platform, Chat]) -> Renderers:
    return {platform: chat.render for platform, chat in chats.items()}


def secret_of(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None
