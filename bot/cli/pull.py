"""The command `pull`: the feeds that are due, or those that are named."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import awaited, program
from bot.cli.streams import counted
from digest.errors import QueryError, SettingsError, UnknownIdError
from digest.model.feed import Feed, Outcome, PullState

if TYPE_CHECKING:
    from config.settings import Settings
    from digest.store import Store


@program.command(epilog="Example: parallax pull --feed scmp-tech --force")
@awaited
async def pull(
    context: typer.Context,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID_OR_URL", help="Only this feed; an address that is not known is pulled once."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Feeds that are not due, too.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Feeds that are off, too.")] = False,
) -> None:
    """Pull the feeds that are due; store and group what is new."""
    call: Invocation = context.obj
    outcomes = await _pull(call, feed or [], force=force or bool(feed), everything=all_)
    if call.as_json:
        from digest.shapes.feed import outcome_json

        call.print_json(*map(outcome_json, outcomes))
        return
    for outcome in outcomes:
        if outcome.reason and outcome.state is not PullState.SKIPPED:
            print(f"{outcome.feed}: {outcome.state}: {outcome.reason}")
    print(_count(outcomes))
    if not force and all(outcome.state is PullState.SKIPPED for outcome in outcomes):
        call.hint("none of them is due yet; --force pulls them all the same")


async def _pull(call: Invocation, wanted: list[str], *, force: bool, everything: bool) -> list[Outcome]:
    from bot.line import fetcher, opened_line
    from bot.standing import all_feeds, all_subscriptions, told_themes
    from digest.line.feed_news import feed_news
    from digest.pull.schedule import Pull

    settings = call.settings
    async with opened_line(settings, call.db) as line, fetcher(settings) as fetch:
        known = await all_feeds(settings, line.store)
        chosen = choose(known, wanted) if wanted else [feed for feed in known if feed.on or everything]
        if not chosen:
            raise none_is_on(settings)
        pull = Pull(call.now, random.Random(), settings.team.pull.interval, force=force)
        with _progress(len(chosen)) as seen:
            outcomes = await line.pull(fetch, chosen, pull, seen=seen)
        asked = [feed for feed in chosen if feed.on]
        if await line.store.read(feed_news, asked, call.now):
            await _tell_of(asked, call, line.store)
        if settings.team.pull.articles and any(outcome.new for outcome in outcomes):
            themes = told_themes(await all_subscriptions(settings, line.store), settings)
            await line.fetch_articles(fetch, themes, now=call.now, feeds=[*known, *chosen])
        return outcomes


async def _tell_of(feeds: list[Feed], call: Invocation, store: "Store") -> None:
    """Have the admin channel and the log told what became of feeds."""
    from bot.platforms import chats_of, renderers_of
    from bot.post.outgoing import Outbox
    from bot.post.watch import Watch

    outbox = Outbox(store, renderers_of(chats_of(call.settings)), call.settings.admin)
    await Watch(outbox, voice=call.voice).look(feeds, call.now)


def choose(known: list[Feed], wanted: list[str]) -> list[Feed]:
    """Return the feeds of these ids or addresses, each once; an address that is not known is a feed of its own."""
    from digest.domains import host_of
    from digest.line.finding import feed_id
    from digest.links import is_link, with_scheme
    from digest.masking import masked
    from digest.urls import canonical

    by_id = {feed.id: feed for feed in known}
    by_address = {canonical(feed.url): feed for feed in known}
    chosen = []
    for want in wanted:
        if want in by_id:
            chosen.append(by_id[want])
        elif "://" in want and is_link(url := with_scheme(want)):
            once = Feed(id=feed_id(url), url=url, title=host_of(url))
            chosen.append(by_address.get(canonical(url), once))
        elif "://" in want:
            raise QueryError(
                f"{masked(want)}: write a whole http or https address, without a user or password in it"
            )
        else:
            raise UnknownIdError(
                f"no feed is called “{masked(want)}”; `parallax feeds list --all` shows their ids"
            )
    return list(dict.fromkeys(chosen))


def none_is_on(settings: "Settings") -> SettingsError:
    return SettingsError(
        f"{settings.where}: feeds: none is on; set feeds.defaults = true, switch some on, add a [[feed]],"
        " or call `parallax feeds add URL`"
    )


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
