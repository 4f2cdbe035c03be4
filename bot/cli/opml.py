"""The feeds in and out, as OPML: `feeds import`, `feeds export`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.feeds import feeds, file_of
from bot.cli.invocation import Invocation
from bot.cli.program import awaited
from bot.cli.streams import aside, counted, name_of, print_whole, read_bytes, there_already
from digest.errors import FetchError, ParseError, QueryError
from digest.model.feed import Feed, FeedState, PullState

if TYPE_CHECKING:
    from digest.pull.fetch import Fetcher

# As much of an address as tells which it is.
_SHOWN = 200
# As many feeds as a line takes.
_NAMED = 10


@feeds.command("import", epilog="Example: parallax feeds import subscriptions.opml")
@awaited
async def import_opml(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.opml", readable=False)]
) -> None:
    """Store the feeds of an OPML file. Those that are there already are left alone."""
    from bot.line import fetcher
    from bot.standing import all_feeds
    from digest.masking import is_masked
    from digest.store import feed_states
    from digest.store import feeds as feed_store
    from digest.urls import canonical

    call: Invocation = context.obj
    found = _read_opml(file)
    whole = [feed for feed in found if not is_masked(feed.url)]
    fetch = fetcher(call.settings)
    refused = {feed.url: reason for feed in whole if (reason := _refusal(fetch, feed))}
    with call.store() as store:
        known = await all_feeds(call.settings, store)
        fit = [feed for feed in whole if feed.url not in refused]
        addresses = {canonical(feed.url): feed for feed in known}
        new = _with_own_ids(
            [feed for feed in fit if canonical(feed.url) not in addresses], {feed.id for feed in known}
        )
        waiting = _waiting(new, call.now)
        await store.write(feed_store.add_all, new)
        await store.write(feed_states.keep, waiting)
    known_ones = len(fit) - len(new)
    said = f"{counted(len(new), 'feed')} stored, {there_already(known_ones)}."
    call.tell(said, new=len(new), known=known_ones)
    _say_left_out(file, refused, hidden=len(found) - len(whole))
    twins = [twin for feed in fit if (twin := addresses.get(canonical(feed.url)))]
    # What the team itself has switched off it knows of.
    if off := [twin.id for twin in twins if not twin.on and twin.id not in call.settings.team.feeds.off]:
        named = ", ".join(off[:_NAMED]) + (" ..." if off[_NAMED:] else "")
        call.hint(
            f"there, but off: {named}; to have them pulled, name them in {file_of(call.settings)}, under [feeds]: on"
        )
    for state in waiting:
        aside(f"{state.feed}: {state.reason}")
    if not fit:
        raise typer.Exit(1)


def _read_opml(file: Path) -> list[Feed]:
    from digest.pull import opml

    try:
        found = opml.read(read_bytes(file))
    except ParseError as error:
        raise QueryError(f"{name_of(file)}: {error}") from None
    if not found:
        raise ParseError(f"{name_of(file)}: names no feeds; export the list from your feed reader once more")
    return found


def _say_left_out(file: Path, refused: Mapping[str, str], *, hidden: int) -> None:
    from digest.masking import masked

    for url, reason in refused.items():
        aside(f"{name_of(file)}: {masked(url)[:_SHOWN]} left out: {reason}")
    if hidden:
        aside(
            f"{name_of(file)}: {hidden} left out: parts of their addresses are hidden; export them with --secrets"
        )


def _waiting(new: Iterable[Feed], now: datetime) -> list[FeedState]:
    """Return how the feeds are that wait for the team's leave to be asked with a password."""
    from digest.pull.ask import password_of

    waiting = []
    for feed in new:
        if feed.wanted_auth:
            try:
                password_of(feed)
            except FetchError as error:
                refused = FeedState(feed.id, state=PullState.REFUSED, reason=error.reason, first_seen=now)
                waiting.append(refused)
    return waiting


def _refusal(fetch: "Fetcher", feed: Feed) -> str | None:
    """Return why a feed would never be asked, where its address tells."""
    try:
        fetch.check(feed.url)
    except FetchError as error:
        return error.reason
    return None


def _with_own_ids(new: Iterable[Feed], taken: set[str]) -> list[Feed]:
    """Return the feeds with their ids, or ids of their addresses where a file gives none that can be used."""
    from digest.ids import GIVEN_ID
    from digest.line.finding import feed_id

    feeds = []
    for feed in new:
        is_usable = GIVEN_ID.fullmatch(feed.id) and feed.id not in taken
        feeds.append(feed if is_usable else replace(feed, id=feed_id(feed.url, taken)))
        taken.add(feeds[-1].id)
    return feeds


@feeds.command("export", epilog="Example: parallax feeds export > parallax.opml")
@awaited
async def export_opml(
    context: typer.Context,
    secrets: Annotated[bool, typer.Option("--secrets", help="With the secret parts of addresses.")] = False,
) -> None:
    """Write the feeds as OPML on standard output."""
    from bot.standing import all_feeds
    from digest.pull import opml

    call: Invocation = context.obj
    with call.store() as store:
        known = await all_feeds(call.settings, store)
    print_whole(opml.write(known, secrets=secrets))
