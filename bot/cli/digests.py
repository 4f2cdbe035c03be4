"""The command `digest`: one is printed, or posted as the schedule would."""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Text, Themes, awaited, program, whole_number
from bot.cli.streams import print_whole
from digest.errors import DeliveryError, QueryError, SettingsError, StoreError
from digest.model.delivery import Delivery, DeliveryState
from digest.model.digest import Digest
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.model.window import Window

if TYPE_CHECKING:
    from bot.chat import Chat
    from bot.post.desk import Desk
    from digest.store import Store

# A command of one shot waits for a platform no longer than this; the outbox keeps what it leaves.
PATIENCE_S = 60.0

_MENDING = "`parallax doctor` says what to mend"


class As(StrEnum):
    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    SLACK = "slack"
    DISCORD = "discord"


@program.command(epilog="Example: parallax digest --theme talent --since 3d --as markdown")
@awaited
async def digest(
    context: typer.Context,
    subscription: Annotated[
        Text, typer.Option(metavar="NAME", help="As this subscription would read it.")
    ] = None,
    theme: Themes = None,
    since: Annotated[
        Text, typer.Option(metavar="SPAN", help="From here on: 24h, 3d, a date or a time.")
    ] = None,
    until: Annotated[Text, typer.Option(metavar="TIME", help="Before this date or time.")] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", parser=whole_number(1, 50), help="Stories at most, 1 to 50.")
    ] = None,
    as_: Annotated[As, typer.Option("--as", help="How it is rendered.")] = As.TERMINAL,
    post: Annotated[
        bool, typer.Option("--post", help="Do what the schedule would do now: once, recorded.")
    ] = False,
) -> None:
    """Print a digest. With --subscription NAME --post, compose, store and deliver the one that is due."""
    call: Invocation = context.obj
    form = As.JSON if call.as_json else as_
    if post:
        if subscription is None:
            raise SettingsError("--post: needs --subscription NAME, whose slot is posted")
        if theme or since or until or limit:
            raise SettingsError(
                "--post: posts the slot as it is configured; leave out --theme, --since, --until, --limit"
            )
        await _post(call, subscription, form)
        return
    await _print(call, _Reader(subscription, tuple(theme or ()), limit), since, until, form)


@dataclass(frozen=True)
class _Reader:
    """Who a digest is printed for: a subscription, or somebody made up for this call."""

    name: str | None
    themes: tuple[str, ...]
    limit: int | None

    async def find(self, call: Invocation, store: "Store") -> Subscription:
        from bot.readers import unsubscribed
        from bot.standing import subscription_named
        from digest.tell.typed_names import one_of

        settings = call.settings
        found = await subscription_named(settings, store, self.name) if self.name else unsubscribed(settings)
        wanted = tuple(one_of("theme", theme, settings.theme_ids, call.spoken) for theme in self.themes)
        return replace(found, themes=wanted or found.themes, stories=self.limit or found.stories)


async def _print(call: Invocation, wanted: _Reader, since: str | None, until: str | None, form: As) -> None:
    from digest.store import digests as digest_store
    from digest.tell.slots import window_of
    from digest.tell.typed_times import typed_since, typed_until

    end = typed_until(until, call.spoken, now=call.now) if until else call.now
    async with call.desk({}) as (desk, store):
        reader = await wanted.find(call, store)
        last = await store.read(digest_store.last_end, reader.key, reader.edition)
        start = window_of(reader, last, end).start
        if since:
            start = typed_since(since, call.spoken, now=end)
        if start >= end:
            raise QueryError("--since: the span ends before it begins")
        digest = await desk.preview(reader, Window(start, end), call.now)
        await call.say_if_empty(store)
        _show(call, desk, digest, reader, form)


async def _post(call: Invocation, name: str, form: As) -> None:
    """Do at --now what the schedule would do; what a terminal's subscriber would read is printed."""
    from bot.console import Console
    from bot.platforms import chats_of
    from bot.post.owed import compose_owed
    from bot.standing import subscription_named
    from digest.store import channels as channel_store

    chats = chats_of(call.settings) | {Platform.TERMINAL: Console(silent=True)}
    async with call.desk(chats) as (desk, store):
        subscription = await subscription_named(call.settings, store, name)
        if subscription.platform not in chats:
            raise SettingsError(
                f"{call.settings.where}: subscription “{name}”: {subscription.platform} is off,"
                " its tokens are not set"
            )
        # Whoever calls asks for another try, as by a restart.
        await store.write_durably(channel_store.switch_on, subscription.place)
        owed = await compose_owed(desk, subscription, call.now)
        if owed.digest is None:
            _say_nothing_is_owed(call, name, form, had_slot=owed.slot is not None)
            return
        await _deliver(call, store, chats[subscription.platform], subscription, owed.digest)
        if subscription.quiet and not owed.digest.sections and form is not As.JSON:
            print(f"Nothing to post: there is nothing new for “{name}”, whose empty digests are not posted.")
            return
        _show(call, desk, owed.digest, subscription, form)


def _say_nothing_is_owed(call: Invocation, name: str, form: As, *, had_slot: bool) -> None:
    said = f"“{name}” has had no slot yet"
    if had_slot:
        said = f"the newest slot of “{name}” is over 24 h old, or was told already"
    if form is As.JSON:
        call.print_json({"digest": None, "reason": said})
    else:
        print(f"Nothing to post: {said}.")


async def _deliver(
    call: Invocation, store: "Store", chat: "Chat", subscription: Subscription, digest: Digest
) -> None:
    """Post the digest's parts that were not posted yet, those of a call that was cut off too."""
    from bot.post.deliver import Deliverer
    from digest.store import deliveries as outbox
    from digest.store import lock

    began = time.monotonic()
    with suppress(StoreError), lock(call.db):
        # Nobody else is at it, so what is being sent was left half-way.
        await store.write_durably(outbox.recover, call.now)
    owed = await store.read(outbox.of_digest, digest.id)
    if all(part.state.is_settled for part in owed):
        if owed:
            is_sent = all(part.state is DeliveryState.SENT for part in owed)
            had = "has had" if is_sent else "could not be given all of"
            call.hint(f"“{subscription.name}” {had} this digest: it is printed again, and nothing is posted")
        return
    deliverer = Deliverer(
        store,
        {subscription.platform: chat},
        now=lambda: call.now + timedelta(seconds=time.monotonic() - began),
    )
    try:
        await chat.log_in()
        parts = await deliverer.settle(digest.id, owed[0].place, PATIENCE_S)
    except DeliveryError as error:
        raise DeliveryError(f"{error}; {_MENDING}") from error
    finally:
        await chat.close()
    _say_how_it_went(call, subscription, parts)


def _say_how_it_went(call: Invocation, subscription: Subscription, parts: Sequence[Delivery]) -> None:
    """Raise DeliveryError where a part was not taken; say where nothing was posted since an earlier run had."""
    if left := next((part for part in parts if part.state is not DeliveryState.SENT), None):
        is_given_up = left.state is DeliveryState.FAILED
        after = "it was given up" if is_given_up else "the next call, or `parallax run`, goes on"
        raise DeliveryError(
            f"“{subscription.name}”: {subscription.platform} did not take part {left.part}"
            f" ({left.reason or 'it is not reached'}); {after}; {_MENDING}"
        )
    if not any(part.tries for part in parts):
        call.hint(
            f"“{subscription.name}” has had a digest of this slot from an earlier run: nothing is posted"
        )


def _show(call: Invocation, desk: "Desk", digest: Digest, reader: Subscription, form: As) -> None:
    """Print a digest in the form asked for."""
    match form:
        case As.JSON:
            from digest.shapes.digest import digest_json

            call.print_json(digest_json(digest))
        case As.TERMINAL:
            call.say(desk.message(reader, digest))
        case As.MARKDOWN:
            from bot.markdown import render

            print_whole(render(desk.message(reader, digest)))
        case As.SLACK | As.DISCORD:
            bodies = _requests(desk, digest, reader, form)
            print_whole(json.dumps(bodies, ensure_ascii=False, indent=2) + "\n")


def _requests(desk: "Desk", digest: Digest, reader: Subscription, form: As) -> list[Mapping[str, object]]:
    """Return the bodies of the requests that would post the digest, as they would be sent.

    What replies to a message is sent with that one's id, which nobody knows yet.
    """
    there = replace(reader, platform=Platform(form))
    return _to_slack(desk, digest, there) if form is As.SLACK else _to_discord(desk, digest, there)


def _to_slack(desk: "Desk", digest: Digest, reader: Subscription) -> list[Mapping[str, object]]:
    from bot.slack.render import render
    from bot.slack.request import request

    parts = desk.parts(reader, digest, render)
    return [request(part.channel.removeprefix("@"), body, part.id) for part, body in parts]


def _to_discord(desk: "Desk", digest: Digest, reader: Subscription) -> list[Mapping[str, object]]:
    from bot.discord.render import render
    from bot.discord.request import request

    return [
        request(body, part.id, post=None if part.reply_to else part.title, tags=part.tags)
        for part, body in desk.parts(reader, digest, render)
    ]
