"""Commands about feeds: `pull`, `feeds …`."""

import asyncio
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from bot.cli.call import Call, counted, read_bytes
from bot.cli.program import program
from digest.errors import FetchError, ParseError, QueryError, SettingsError
from digest.model import Feed, Outcome

if TYPE_CHECKING:
    from digest.pull.fetch import Fetcher
    from digest.store import Store

feeds = typer.Typer(help="The feeds: which there are, how they are, in and out.", no_args_is_help=True)
program.add_typer(feeds, name="feeds")

# As much of an address as tells which it is.
_SHOWN = 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


@program.command(epilog="Example: parallax pull --feed scmp-tech --force")
def pull(
    context: typer.Context,
    feed: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            metavar="ID_OR_URL", help="Only this feed; an address that is not known is pulled once."
        ),
    ] = None,
    force: Annotated[bool, typer.Option(help="Feeds that are not due, too.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Feeds that are off, too.")] = False,
) -> None:
    """Pull the feeds that are due, store what is new and group it into stories."""
    call: Call = context.obj
    outcomes = asyncio.run(_pull(call, feed or [], force=force or bool(feed), everything=all_))
    if call.as_json:
        from digest.shapes import outcome_json

        call.print_json(*map(outcome_json, outcomes))
        return
    for outcome in outcomes:
        if outcome.reason and outcome.state != "skipped":
            print(f"{outcome.feed}: {outcome.state}: {outcome.reason}")
    print(_count(outcomes))


async def _pull(call: Call, wanted: list[str], *, force: bool, everything: bool) -> list[Outcome]:
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.health import feed_news
    from digest.pipeline import Pull

    settings = call.settings
    async with opened_line(settings, call.db) as line, fetcher(settings) as fetch:
        known = await all_feeds(settings, line.store)
        chosen = _choose(known, wanted) if wanted else [feed for feed in known if feed.on or everything]
        if not chosen:
            raise SettingsError(
                f"{settings.where}: feeds: none is on; set feeds.defaults = true, switch some on, or add a [[feed]]"
            )
        pull = Pull(call.now, random.Random(), settings.team.pull.interval, force=force)
        with _progress(len(chosen)) as seen:
            outcomes = await line.pull(fetch, chosen, pull, seen=seen)
        asked = [feed for feed in chosen if feed.on]
        if await line.store.read(feed_news, asked, call.now):
            await _tell_of(asked, call, line.store)
        if settings.team.pull.articles and any(outcome.new for outcome in outcomes):
            await line.fetch_articles(fetch, settings.told_themes, now=call.now)
        return outcomes


async def _tell_of(feeds: list[Feed], call: Call, store: "Store") -> None:
    """Have the admin channel and the log told what became of feeds."""
    from bot.platforms import chats_of, renderers_of
    from bot.post.watch import Watch

    settings = call.settings
    renderers = renderers_of(chats_of(settings))
    await Watch(store, renderers, settings.admin, voice=settings.team.voice).look(feeds, call.now)


def _choose(known: list[Feed], wanted: list[str]) -> list[Feed]:
    """Return the feeds of these ids or addresses; an address that is not known is a feed of its own."""
    from digest.pipeline import feed_id
    from digest.urls import canonical, host_of, is_link, masked

    by_id = {feed.id: feed for feed in known}
    by_address = {canonical(feed.url): feed for feed in known}
    chosen = []
    for want in wanted:
        if want in by_id:
            chosen.append(by_id[want])
        elif is_link(want):
            once = Feed(id=feed_id(want), url=want, title=host_of(want))
            chosen.append(by_address.get(canonical(want), once))
        else:
            raise QueryError(f"no feed is called “{masked(want)}”; `parallax feeds list` shows their ids")
    return chosen


def _count(outcomes: list[Outcome]) -> str:
    states = [str(outcome.state) for outcome in outcomes]
    said = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states)))
    new, changed = sum(o.new for o in outcomes), sum(o.changed for o in outcomes)
    return f"{counted(len(outcomes), 'feed')} ({said}); {counted(new, 'new item')}, {changed:,} changed"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Pulling", total=total)
        yield lambda _: bar.advance(task)


@feeds.command("list", epilog="Example: parallax feeds list --json | head -3")
def list_(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Feeds that are off, too.")] = False,
) -> None:
    """Show the feeds and how they are."""
    call: Call = context.obj
    asyncio.run(_list(call, everything=all_ or call.as_json))


async def _list(call: Call, *, everything: bool) -> None:
    from bot.standing import all_feeds
    from digest.shapes import feed_json
    from digest.store import feeds as feed_store

    async with call.store() as store:
        known = await all_feeds(call.settings, store)
        states = await store.read(feed_store.states)
    shown = [feed for feed in known if feed.on or everything]
    if call.as_json:
        call.print_json(*(feed_json(feed, states.get(feed.id)) for feed in shown))
        return
    from digest.pull.schedule import quiet_ones
    from digest.tell.present.feeds import feeds_message

    quiet = quiet_ones(states, call.now)
    voice = call.settings.team.voice
    call.say(feeds_message(shown, states, voice=voice, now=call.now, gone_quiet=quiet))


@feeds.command(epilog="Example: parallax feeds add https://www.example.org/news --dry-run")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of a feed, or of a page that has one.")],
    auth: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="VARIABLE", help="The name of the variable that holds its user:password."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, and store nothing.")] = False,
) -> None:
    """Find the feed behind an address, show its newest titles, and store it."""
    call: Call = context.obj
    if auth and not auth.isidentifier():
        raise QueryError("--auth: write the name of the variable that holds user:password, not the password")
    asyncio.run(_add(call, url, auth=auth, dry_run=dry_run))


async def _add(call: Call, url: str, *, auth: str | None, dry_run: bool) -> None:
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.store import feeds as feed_store
    from digest.urls import canonical, masked

    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = {canonical(feed.url): feed for feed in await all_feeds(call.settings, line.store)}
        # What is known is not asked once more.
        twin, found = known.get(canonical(url)), None
        if twin is None:
            found = await line.find_feed(fetch, url, now=call.now, auth=auth)
            twin = known.get(canonical(found.feed.url))
        if twin or found is None:
            raise QueryError(
                f"{masked(twin.url if twin else url)}: is there already, as “{twin and twin.id}”"
            )
        if not dry_run:
            await line.store.write(feed_store.add, found.feed)
    if call.as_json:
        from digest.shapes import feed_json

        call.print_json(feed_json(found.feed))
        return
    print(f"{found.feed.title}  {masked(found.feed.url)}")
    for item in found.items[-5:][::-1]:
        print(f"  {item.published:%Y-%m-%d}  {item.title}")
    print("Not stored (--dry-run)." if dry_run else f"Stored as “{found.feed.id}”; it is pulled from now on.")


@feeds.command(epilog="Example: parallax feeds remove example-org")
def remove(context: typer.Context, id: Annotated[str, typer.Argument(help="The feed's id.")]) -> None:
    """Forget a feed that was added by command or in chat; its items stay."""
    call: Call = context.obj
    asyncio.run(_remove(call, id))


async def _remove(call: Call, wanted: str) -> None:
    from digest.store import feeds as feed_store
    from digest.urls import masked

    if any(feed.id == wanted for feed in call.settings.feeds):
        raise QueryError(
            f"“{wanted}” comes from {call.settings.where}; switch it off there: feeds.off = [{wanted!r}]"
        )
    async with call.store() as store:
        if not await store.write(feed_store.remove, wanted):
            raise QueryError(f"no feed is called “{masked(wanted)}”; `parallax feeds list` shows their ids")
    print(f"Removed “{wanted}”.")


@feeds.command(epilog="Example: parallax feeds check https://www.example.org/feed.xml")
def check(
    context: typer.Context,
    feed: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="ID_OR_URL", help="One feed; without it, all that are on."),
    ] = None,
) -> None:
    """Pull without storing, and say what was seen."""
    call: Call = context.obj
    asyncio.run(_check(call, feed))


async def _check(call: Call, wanted: str | None) -> None:
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds
    from digest.shapes import outcome_json

    async with opened_line(call.settings, call.db) as line, fetcher(call.settings) as fetch:
        known = await all_feeds(call.settings, line.store)
        chosen = _choose(known, [wanted]) if wanted else [feed for feed in known if feed.on]
        looks = await asyncio.gather(*(line.look(fetch, feed, now=call.now) for feed in chosen))
    if call.as_json:
        call.print_json(*(outcome_json(look.outcome) for look in looks))
        return
    for look in looks:
        newest = f", newest {look.items[-1].published:%Y-%m-%d}: {look.items[-1].title}" if look.items else ""
        said = look.outcome.reason or f"{look.entries} {'entry' if look.entries == 1 else 'entries'}{newest}"
        print(f"{look.outcome.feed}: {look.outcome.state}: {said}")


@feeds.command("import", epilog="Example: parallax feeds import subscriptions.opml")
def import_opml(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.opml")]) -> None:
    """Store the feeds of an OPML file; those that are there already are left alone."""
    call: Call = context.obj
    asyncio.run(_import_opml(call, file))


async def _import_opml(call: Call, file: Path) -> None:
    from bot.line import fetcher
    from bot.standing import all_feeds
    from digest.pull import opml
    from digest.store import feeds as feed_store
    from digest.text import one_line
    from digest.urls import canonical, is_masked, masked

    try:
        found = opml.read(read_bytes(file))
    except ParseError as error:
        raise QueryError(f"{file}: {error}") from None
    whole = [feed for feed in found if not is_masked(feed.url)]
    fetch = fetcher(call.settings)
    refused = {feed.url: reason for feed in whole if (reason := _refusal(fetch, feed))}
    whole = [feed for feed in whole if feed.url not in refused]
    async with call.store() as store:
        known = await all_feeds(call.settings, store)
        addresses = {canonical(feed.url) for feed in known}
        new = [feed for feed in whole if canonical(feed.url) not in addresses]
        await store.write(feed_store.add_all, _with_own_ids(new, {feed.id for feed in known}))
    known_ones = len(whole) - len(new)
    print(f"{len(new)} {'feed' if len(new) == 1 else 'feeds'} stored, {known_ones} were there already.")
    for url, reason in refused.items():
        print(f"parallax: {file}: {one_line(masked(url))[:_SHOWN]} left out: {reason}", file=sys.stderr)
    if hidden := len(found) - len(whole) - len(refused):
        said = f"{hidden} left out: parts of their addresses are hidden; export them with --secrets"
        print(f"parallax: {file}: {said}", file=sys.stderr)


def _refusal(fetch: "Fetcher", feed: Feed) -> str | None:
    """Return why a feed would never be asked, where its address tells."""
    try:
        fetch.check(feed.url)
    except FetchError as error:
        return error.reason
    return None


def _with_own_ids(new: Iterable[Feed], taken: set[str]) -> list[Feed]:
    """Return the feeds with their ids, or ids of their addresses where a file gives none that can be used."""
    from digest.pipeline import feed_id

    feeds = []
    for feed in new:
        is_usable = _ID.fullmatch(feed.id) and feed.id not in taken
        feeds.append(feed if is_usable else replace(feed, id=feed_id(feed.url)))
        taken.add(feeds[-1].id)
    return feeds


@feeds.command("export", epilog="Example: parallax feeds export > parallax.opml")
def export_opml(
    context: typer.Context,
    secrets: Annotated[bool, typer.Option("--secrets", help="With the secret parts of addresses.")] = False,
) -> None:
    """Write the feeds as OPML on standard output."""
    call: Call = context.obj
    asyncio.run(_export_opml(call, secrets=secrets))


async def _export_opml(call: Call, *, secrets: bool) -> None:
    from bot.standing import all_feeds
    from digest.pull import opml

    async with call.store() as store:
        known = await all_feeds(call.settings, store)
    sys.stdout.write(opml.write(known, secrets=secrets))
