"""Commands about digests: `digest`, `demo`."""

import asyncio
import json
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from bot.cli.call import Call
from bot.cli.program import program
from digest.errors import DeliveryError, QueryError, SettingsError
from digest.model import Digest, Platform, Subscription, Window


class As(StrEnum):
    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    SLACK = "slack"
    DISCORD = "discord"


Text = Optional[str]  # noqa: UP045 - Typer reads annotations at run time


@program.command(epilog="Example: parallax digest --theme talent --since 3d --as markdown")
def digest(
    context: typer.Context,
    subscription: Annotated[Text, typer.Option(metavar="NAME", help="As this subscription would read it.")] = None,
    theme: Annotated[Optional[list[str]], typer.Option(metavar="ID")] = None,  # noqa: UP045
    since: Annotated[Text, typer.Option(metavar="SPAN", help="From here on: 24h, 3d, a date or a time.")] = None,
    until: Annotated[Text, typer.Option(metavar="TIME", help="Before this date or time.")] = None,
    limit: Annotated[Optional[int], typer.Option(min=1, max=50, help="Stories at most.")] = None,  # noqa: UP045
    as_: Annotated[As, typer.Option("--as", help="How it is rendered.")] = As.TERMINAL,
    post: Annotated[bool, typer.Option("--post", help="Do what the schedule would do now: once, recorded.")] = False,
) -> None:
    """Print a digest; with --subscription NAME --post, compose, store and deliver the slot's own."""
    call: Call = context.obj
    form = As.JSON if call.as_json else as_
    if post:
        if subscription is None:
            raise SettingsError("--post: needs --subscription NAME, whose slot is posted")
        if theme or since or until or limit:
            raise SettingsError("--post: posts the slot as it is configured; leave out --theme, --since, --until, --limit")
        asyncio.run(_post(call, subscription, form))
        return
    asyncio.run(_print(call, _reader(call, subscription, theme, limit), since, until, form))


def _reader(call: Call, name: str | None, themes: list[str] | None, limit: int | None) -> Subscription:
    """Return who the digest is for: the subscription, or one made up for this call."""
    settings = call.settings
    known = [theme.id for theme in settings.knowledge.themes]
    for theme in themes or []:
        call.check_theme(theme)
    reader = (
        settings.subscription(name)
        if name
        else Subscription(
            name="terminal",
            platform=Platform.TERMINAL,
            channel="",
            themes=tuple(known),
            languages=settings.team.languages,
            voice=settings.team.voice,
            mute=settings.team.mute.mute(),
        )
    )
    return replace(reader, themes=tuple(themes or reader.themes), stories=limit or reader.stories)


async def _print(call: Call, reader: Subscription, since: str | None, until: str | None, form: As) -> None:
    from digest.clock import read_since
    from digest.store import digests as digest_store
    from digest.tell.slots import window_of

    async with call.desk() as (desk, store):
        last = await store.read(digest_store.last_end, reader.name, reader.edition)
        window = window_of(reader, last, call.now)
        end = read_since(until, now=call.now) if until else call.now
        start = read_since(since, now=end) if since else min(window.start, end)
        if start >= end:
            raise QueryError("--since: the span ends before it begins")
        digest = await desk.preview(reader, Window(start, end), call.now)
        show(call, desk.message(reader, digest), digest, reader, form)


def show(call: Call, message: "Message", digest: Digest, reader: Subscription, form: As) -> None:
    """Print a digest in the form asked for."""
    match form:
        case As.JSON:
            from digest.shapes import digest_json

            call.print_json(digest_json(digest))
        case As.TERMINAL:
            call.say(message)
        case As.MARKDOWN:
            from bot.markdown import render

            sys.stdout.write(render(message))
        case As.SLACK | As.DISCORD:
            print(json.dumps(bodies(message, digest, reader, Platform(form)), ensure_ascii=False, indent=2))


async def _post(call: Call, name: str, form: As) -> None:
    """Do at --now what the schedule would do, and print what a terminal's subscriber would read."""
    from bot.app import chats_of
    from bot.deliver import Deliverer

    subscription = call.settings.subscription(name)
    chats = chats_of(call.settings)
    if subscription.platform not in chats:
        raise SettingsError(
            f"{call.settings.where}: subscription “{name}”: {subscription.platform} is off, its tokens are not set"
        )
    async with call.desk() as (desk, store):
        owed = await desk.compose(subscription, call.now)
        if owed.digest is None:
            print(
                f"Nothing to post: {name}'s newest slot is over 24 h old."
                if owed.slot
                else f"Nothing to post: {name} has had no slot yet."
            )
            return
        if subscription.platform is not Platform.TERMINAL and owed.is_new:
            await _deliver(store, chats[subscription.platform], subscription, owed.digest, call)
        show(call, desk.message(subscription, owed.digest), owed.digest, subscription, form)
