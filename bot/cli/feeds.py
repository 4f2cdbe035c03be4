"""Commands about feeds, `feeds …`: which there are, added, removed, looked at. In and out they go in `opml.py`."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Text, awaited, program
from bot.cli.pull import choose, none_is_on
from bot.cli.streams import aside, counted
from digest.errors import FetchError, QueryError, UnknownIdError
from digest.model.feed import Feed
from digest.model.item import Item
from digest.text import cut

if TYPE_CHECKING:
    from config.settings import Settings
    from digest.line.finding import Look

# A request to these leaves the machine for nobody.
_HERE = ("localhost", "127.0.0.1", "::1")
# What is shown of a title beside its feed.
_TITLE_LIMIT = 120

feeds = typer.Typer(help="The feeds: which there are, how they are, in and out.", no_args_is_help=True)
program.add_typer(feeds, name="feeds")


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
    with call.store() as store:
        known = await all_feeds(call.settings, store)
        states = await store.read(feed_states.without_chunks)
    shown = [feed for feed in known if feed.on or all_ or call.as_json]
    if call.as_json:
        call.print_json(*(feed_json(feed, states.get(feed.id)) for feed in shown))
        return
    from digest.pull.health import quiet_ones
    from digest.tell.present.feeds import feeds_message

    quiet = quiet_ones(states, call.now)
    call.say(feeds_message(shown, states, call.spoken, now=call.now, gone_quiet=quiet))


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
    """Find the feed behind an address, show its titles, store it."""
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.links import with_scheme
    from digest.store import feeds as feed_store
    from digest.urls import canonical

    call: Invocation = context.obj
    url = with_scheme(url.strip()) if url.strip() else ""
    if not url:
        raise QueryError("no address was given: write that of a feed, or of a page that has one")
    if auth is not None and not auth.isidentifier():
        raise QueryError("--auth: write the name of the variable that holds user:password, not the password")
    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = {canonical(feed.url): feed for feed in await all_feeds(call.settings, line.store)}
        # What is known is not asked once more.
        _refuse_known(call.settings, known, url, auth)
        found = await line.find_feed(fetch, url, now=call.now, auth=auth)
        _refuse_known(call.settings, known, found.feed.url, auth)
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
        print(f"  {_dated(item, '  ')}")
    print(
        f"Stored as “{found.feed.id}”; it is pulled from now on." if is_stored else "Not stored (--dry-run)."
    )


def _dated(item: Item, between: str) -> str:
    return f"{item.published:%Y-%m-%d}{between}{cut(item.title, _TITLE_LIMIT)}"


def _refuse_known(settings: "Settings", known: Mapping[str, Feed], url: str, auth: str | None) -> None:
    """Raise QueryError where a feed, by its canonical address, is known already."""
    from digest.masking import masked
    from digest.urls import canonical

    if twin := known.get(canonical(url)):
        said = f"{masked(twin.url)}: is there already, as “{twin.id}”"
        if twin.id in settings.team.feeds.off:
            said += f"; it is off: take it out of off = [...] in {file_of(settings)}, under [feeds]"
        elif not twin.on:
            said += f'; it is off: switch it on in {file_of(settings)}, under [feeds]: on = ["{twin.id}"]'
        elif auth and twin.wanted_auth == auth:
            said += f"; it waits for your leave: parallax feeds allow {twin.id}"
        elif auth and auth != twin.auth and not twin.from_file:
            said += f"; to give it another password, first: parallax feeds remove {twin.id}"
        raise QueryError(said)


@feeds.command(epilog="Example: parallax feeds remove example-org")
@awaited
async def remove(
    context: typer.Context, id: Annotated[str, typer.Argument(metavar="ID", help="The feed's id.")]
) -> None:
    """Forget a feed that was added by command or in chat. Its items stay."""
    from digest.masking import masked
    from digest.store import feeds as feed_store

    call: Invocation = context.obj
    is_own = any(feed.id == id for feed in call.settings.team.feed)
    with call.store() as store:
        if is_own or not await store.write(feed_store.remove, id):
            if any(feed.id == id for feed in call.settings.feeds):
                raise QueryError(f"“{id}” {_how_it_goes(call.settings, id)}")
            raise UnknownIdError(f"no feed is called “{masked(id)}”; `parallax feeds list` shows their ids")
    call.tell(f"Removed “{id}”.", removed=id)


def _how_it_goes(settings: "Settings", id_: str) -> str:
    """Say where a feed that is not in the store comes from, and what a team writes to be without it."""
    if any(feed.id == id_ for feed in settings.team.feed):
        return f"comes from {settings.where}; take its [[feed]] out there"
    return f'ships with the program; switch it off in {file_of(settings)}, under [feeds]: off = ["{id_}"]'


def file_of(settings: "Settings") -> str:
    """Return how the file is called in which a team says what is on and off."""
    return str(settings.file or "a parallax.toml (`parallax init` writes one)")


@feeds.command(epilog="Example: parallax feeds allow example-org")
@awaited
async def allow(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Feeds that wait for that.")],
) -> None:
    """Send feeds of an imported list the passwords that it names."""
    from bot.standing import all_feeds
    from digest.domains import host_of
    from digest.store import feeds as feed_store

    call: Invocation = context.obj
    with call.store() as store:
        chosen = choose(await all_feeds(call.settings, store), ids)
        wanting = [_why_wanting(feed) for feed in chosen]
        for feed in chosen:
            await store.write(feed_store.allow, feed.id)
    for feed, why in zip(chosen, wanting, strict=True):
        host, name = host_of(feed.url), feed.wanted_auth
        said = f"“{feed.id}”: {host} is sent the password in {name} from now on."
        call.tell(said, feed=feed.id, host=host, auth=name)
        if why:
            aside(why)
        if feed.url.startswith("http:") and host not in _HERE:
            aside(
                f"“{feed.id}”: its address is plain http: whoever carries a request to {host} can read the password"
            )


def _why_wanting(feed: Feed) -> str | None:
    """Return why the password that a feed waits for cannot be sent yet; raise QueryError where it never may be."""
    from digest.masking import masked
    from digest.pull.ask import password_of

    if feed.wanted_auth is None:
        raise QueryError(
            f"“{masked(feed.id)}” waits for no leave; `parallax feeds list` shows which feeds do"
        )
    try:
        password_of(replace(feed, auth=feed.wanted_auth, wanted_auth=None))
    except FetchError as error:
        if error.refused:
            raise QueryError(f"“{feed.id}”: {error}") from None
        return str(error)
    return None


@feeds.command(epilog="Example: parallax feeds check https://www.example.org/feed.xml")
@awaited
async def check(
    context: typer.Context,
    feed: Annotated[
        Text,
        typer.Argument(metavar="ID_OR_URL", help="One feed; without it, all that are on."),
    ] = None,
) -> None:
    """Pull without storing, and say what was seen. It exits with 1 if a feed could not be read."""
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.shapes.feed import outcome_json

    call: Invocation = context.obj
    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = await all_feeds(call.settings, line.store)
        chosen = choose(known, [feed]) if feed else [each for each in known if each.on]
        if not chosen:
            raise none_is_on(call.settings)
        looks = await asyncio.gather(*(line.look(fetch, each, now=call.now) for each in chosen))
    if call.as_json:
        call.print_json(*(outcome_json(look.outcome) for look in looks))
    else:
        print(*map(_seen, looks), sep="\n")
    if any(look.outcome.state.is_ill for look in looks):
        raise typer.Exit(1)


def _seen(look: "Look") -> str:
    newest = f", newest {_dated(look.items[-1], ': ')}" if look.items else ""
    said = look.outcome.reason or f"{counted(look.entries, 'item')}{newest}"
    return f"{look.outcome.feed}: {look.outcome.state}: {said}"
