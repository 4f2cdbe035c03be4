"""Commands about feeds, `feeds …`: which there are, added, removed, looked at, in and out."""

import asyncio
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Text, awaited, program
from bot.cli.pull import choose
from bot.cli.streams import aside, counted, read_bytes, there_already
from digest.errors import FetchError, ParseError, QueryError
from digest.model.feed import Feed

if TYPE_CHECKING:
    from config.settings import Settings
    from digest.line.finding import Look
    from digest.pull.fetch import Fetcher

feeds = typer.Typer(help="The feeds: which there are, how they are, in and out.", no_args_is_help=True)
program.add_typer(feeds, name="feeds")

# As much of an address as tells which it is.
_SHOWN = 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


@feeds.command("list", epilog="Example: parallax feeds list --json | head -3")
@awaited
async def list_(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Feeds that are off, too.")] = False,
) -> None:
    """Show the feeds and how they are."""
    from bot.standing import all_feeds
    from digest.shapes.feed import feed_json
    from digest.store import feed_states

    call: Invocation = context.obj
    async with call.store() as store:
        known = await all_feeds(call.settings, store)
        states = await store.read(feed_states.without_chunks)
    shown = [feed for feed in known if feed.on or all_ or call.as_json]
    if call.as_json:
        call.print_json(*(feed_json(feed, states.get(feed.id)) for feed in shown))
        return
    from digest.pull.health import quiet_ones
    from digest.tell.present.feeds import feeds_message

    quiet = quiet_ones(states, call.now)
    call.say(feeds_message(shown, states, voice=call.voice, now=call.now, gone_quiet=quiet))


@feeds.command(epilog="Example: parallax feeds add https://www.example.org/news --dry-run")
@awaited
async def add(
    context: typer.Context,
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The address of a feed, or of a page that has one.")
    ],
    auth: Annotated[
        Text,
        typer.Option(metavar="VARIABLE", help="The name of the variable that holds its user:password."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, and store nothing.")] = False,
) -> None:
    """Find the feed behind an address, show its newest titles, and store it."""
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.links import with_scheme
    from digest.store import feeds as feed_store
    from digest.urls import canonical

    call: Invocation = context.obj
    url = with_scheme(url.strip()) if url.strip() else ""
    if not url:
        raise QueryError("no address was given: write that of a feed, or of a page that has one")
    if auth and not auth.isidentifier():
        raise QueryError("--auth: write the name of the variable that holds user:password, not the password")
    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = {canonical(feed.url): feed for feed in await all_feeds(call.settings, line.store)}
        # What is known is not asked once more.
        _refuse_known(known, url)
        found = await line.find_feed(fetch, url, now=call.now, auth=auth)
        _refuse_known(known, found.feed.url)
        if not dry_run:
            await line.store.write(feed_store.add, found.feed)
    _say_added(call, found, is_stored=not dry_run)


def _say_added(call: Invocation, found: "Look", *, is_stored: bool) -> None:
    from digest.masking import masked
    from digest.shapes.feed import feed_json

    if call.as_json:
        call.print_json(feed_json(found.feed))
        return
    print(f"{found.feed.title}  {masked(found.feed.url)}")
    for item in found.items[-5:][::-1]:
        print(f"  {item.published:%Y-%m-%d}  {item.title}")
    print(
        f"Stored as “{found.feed.id}”; it is pulled from now on." if is_stored else "Not stored (--dry-run)."
    )


def _refuse_known(known: Mapping[str, Feed], url: str) -> None:
    """Raise QueryError where a feed, by its canonical address, is known already."""
    from digest.masking import masked
    from digest.urls import canonical

    if twin := known.get(canonical(url)):
        raise QueryError(f"{masked(twin.url)}: is there already, as “{twin.id}”")


@feeds.command(epilog="Example: parallax feeds remove example-org")
@awaited
async def remove(
    context: typer.Context, id: Annotated[str, typer.Argument(metavar="ID", help="The feed's id.")]
) -> None:
    """Forget a feed that was added by command or in chat; its items stay."""
    from digest.masking import masked
    from digest.store import feeds as feed_store

    call: Invocation = context.obj
    if any(feed.id == id for feed in call.settings.feeds):
        raise QueryError(f"“{id}” {_how_it_goes(call.settings, id)}")
    async with call.store() as store:
        if not await store.write(feed_store.remove, id):
            raise QueryError(f"no feed is called “{masked(id)}”; `parallax feeds list` shows their ids")
    call.tell(f"Removed “{id}”.", removed=id)


def _how_it_goes(settings: "Settings", id_: str) -> str:
    """Say where a feed that is not in the store comes from, and what a team writes to be without it."""
    if any(feed.id == id_ for feed in settings.team.feed):
        return f"comes from {settings.where}; take its [[feed]] out there"
    file = settings.file or "a parallax.toml (`parallax init` writes one)"
    return f'ships with the program; switch it off in {file}, under [feeds]: off = ["{id_}"]'


@feeds.command(epilog="Example: parallax feeds check https://www.example.org/feed.xml")
@awaited
async def check(
    context: typer.Context,
    feed: Annotated[
        Text,
        typer.Argument(metavar="ID_OR_URL", help="One feed; without it, all that are on."),
    ] = None,
) -> None:
    """Pull without storing, and say what was seen."""
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.shapes.feed import outcome_json

    call: Invocation = context.obj
    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = await all_feeds(call.settings, line.store)
        chosen = choose(known, [feed]) if feed else [each for each in known if each.on]
        looks = await asyncio.gather(*(line.look(fetch, each, now=call.now) for each in chosen))
    if call.as_json:
        call.print_json(*(outcome_json(look.outcome) for look in looks))
        return
    for look in looks:
        newest = f", newest {look.items[-1].published:%Y-%m-%d}: {look.items[-1].title}" if look.items else ""
        said = look.outcome.reason or f"{counted(look.entries, 'item')}{newest}"
        print(f"{look.outcome.feed}: {look.outcome.state}: {said}")


@feeds.command("import", epilog="Example: parallax feeds import subscriptions.opml")
@awaited
async def import_opml(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.opml")]
) -> None:
    """Store the feeds of an OPML file; those that are there already are left alone."""
    from bot.line import fetcher
    from bot.standing import all_feeds
    from digest.masking import is_masked
    from digest.store import feeds as feed_store
    from digest.urls import canonical

    call: Invocation = context.obj
    found = _read_opml(file)
    whole = [feed for feed in found if not is_masked(feed.url)]
    fetch = fetcher(call.settings)
    refused = {feed.url: reason for feed in whole if (reason := _refusal(fetch, feed))}
    async with call.store() as store:
        known = await all_feeds(call.settings, store)
        refused |= _with_passwords_of_others(whole, known)
        fit = [feed for feed in whole if feed.url not in refused]
        addresses = {canonical(feed.url) for feed in known}
        new = _with_own_ids(
            [feed for feed in fit if canonical(feed.url) not in addresses], {feed.id for feed in known}
        )
        await store.write(feed_store.add_all, new)
    known_ones = len(fit) - len(new)
    said = f"{counted(len(new), 'feed')} stored, {there_already(known_ones)}."
    call.tell(said, new=len(new), known=known_ones)
    _say_left_out(file, refused, hidden=len(found) - len(whole))
    _say_passwords(new)
    if not fit:
        raise typer.Exit(1)


def _read_opml(file: Path) -> list[Feed]:
    from digest.pull import opml

    try:
        found = opml.read(read_bytes(file))
    except ParseError as error:
        raise QueryError(f"{file}: {error}") from None
    if not found:
        raise ParseError(f"{file}: names no feeds; export the list from your feed reader once more")
    return found


def _say_left_out(file: Path, refused: Mapping[str, str], *, hidden: int) -> None:
    from digest.masking import masked

    for url, reason in refused.items():
        aside(f"{file}: {masked(url)[:_SHOWN]} left out: {reason}")
    if hidden:
        aside(f"{file}: {hidden} left out: parts of their addresses are hidden; export them with --secrets")


def _with_passwords_of_others(feeds: Iterable[Feed], known: Iterable[Feed]) -> dict[str, str]:
    """Return the addresses of feeds that a list would have asked with another host's password, each with why not."""
    from digest.domains import host_of

    hosts = {feed.auth: host_of(feed.url) for feed in known if feed.auth}
    return {
        feed.url: f"the password in {feed.auth} is for {hosts[feed.auth]}"
        for feed in feeds
        if feed.auth in hosts and host_of(feed.url) != hosts[feed.auth]
    }


def _say_passwords(new: Iterable[Feed]) -> None:
    """Name the feeds that are sent a password from now on: whoever made the list chose its variable."""
    from digest.masking import masked

    for feed in new:
        if feed.auth and os.environ.get(feed.auth):
            aside(
                f"{masked(feed.url)[:_SHOWN]} is sent the password in {feed.auth}; if it should not be:"
                f" parallax feeds remove {feed.id}"
            )


def _refusal(fetch: "Fetcher", feed: Feed) -> str | None:
    """Return why a feed would never be asked, where its address tells."""
    try:
        fetch.check(feed.url)
    except FetchError as error:
        return error.reason
    return None


def _with_own_ids(new: Iterable[Feed], taken: set[str]) -> list[Feed]:
    """Return the feeds with their ids, or ids of their addresses where a file gives none that can be used."""
    from digest.line.finding import feed_id

    feeds = []
    for feed in new:
        is_usable = _ID.fullmatch(feed.id) and feed.id not in taken
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
    async with call.store() as store:
        known = await all_feeds(call.settings, store)
    sys.stdout.write(opml.write(known, secrets=secrets))
