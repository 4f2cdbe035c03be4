"""Commands that take items in from a file, and what is stored out to one: `import`, `export`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import awaited, program
from bot.cli.streams import aside, counted, name_of, read_text, there_already
from digest.model.feed import Feed
from digest.model.item import Item
from digest.model.knowledge import Knowledge
from digest.model.outlet import Viewpoint

if TYPE_CHECKING:
    from digest.store import Database

# As many bad lines of a file as are named, one by one; a file of another kind has nothing else.
_NAMED = 20

_EXAMPLE = '{"url": "https://example.org/1", "title": "...", "published": "2026-01-03T08:00:00Z"}'


@program.command("import", epilog="Example: parallax import items.jsonl")
@awaited
async def import_items(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON Lines; - is standard input.", readable=False)
    ],
) -> None:
    """Store items from JSON Lines, filed and grouped as pulled ones."""
    from bot.line import opened_line
    from bot.standing import all_feeds
    from digest.clock import utc_now

    call: Invocation = context.obj
    # What is replayed from --now on was published before today all the same.
    items, left_out = _read_items(file, latest=max(call.now, utc_now()))
    async with opened_line(call.settings, call.db) as opened:
        feeds = {feed.id: feed for feed in await all_feeds(call.settings, opened.store)}
        configured = [_as_configured(item, feeds.get(item.feed), call.knowledge) for item in items]
        new = await opened.take_in(configured, now=call.now)
    old = len(items) - new
    call.tell(
        f"{counted(new, 'item')} stored, {there_already(old)}, {counted(left_out, 'line')} left out.",
        new=new,
        known=old,
        left_out=left_out,
    )


def _read_items(file: Path, *, latest: datetime) -> tuple[list[Item], int]:
    """Return a file's items and how many of its lines are none, each of which is named, up to a screenful.

    Raise ParseError where there are lines and not one is an item: that is a file of another kind.
    """
    from digest.errors import ParseError
    from digest.shapes.lines import read_item, read_row

    where = name_of(file)
    items, bad, broken = [], 0, []
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            items.append(read_item(read_row(line), now=latest))
        except ParseError as error:
            bad += 1
            if bad <= _NAMED:
                aside(f"{where}, line {number}: left out: {error}")
        else:
            # In place of bytes that are no character; no text of ours holds it.
            if "\ufffd" in line:
                broken.append(number)
    if bad > _NAMED:
        aside(f"{where}: {counted(bad - _NAMED, 'more line')} left out")
    if broken:
        aside(
            f"{where}: characters that are not UTF-8 were left out of {counted(len(broken), 'line')}, "
            f"of which line {broken[0]} is the first"
        )
    if bad and not items:
        raise ParseError(
            f"{where}: no line of it is an item; write one JSON object a line, such as {_EXAMPLE}"
        )
    return items, bad


def _as_configured(item: Item, feed: Feed | None, knowledge: Knowledge) -> Item:
    """Return an item with what is configured of its feed; a line's side counts only where we know none."""
    is_known = item.outlet in knowledge.outlets
    side = feed.viewpoint if feed and feed.viewpoint else Viewpoint.OTHER if is_known else item.viewpoint
    return replace(item, viewpoint=side, on_topic=bool(feed and feed.on_topic))


class Kind(StrEnum):
    ITEMS = "items"
    STORIES = "stories"
    FIGURES = "figures"
    DIGESTS = "digests"
    DELIVERIES = "deliveries"
    FEEDS = "feeds"


@program.command(epilog="Example: parallax export items > items.jsonl")
@awaited
async def export(context: typer.Context, what: Annotated[Kind, typer.Argument(metavar="WHAT")]) -> None:
    """Write what is stored as JSON Lines, oldest first."""
    from bot.standing import all_feeds
    from digest.shapes.feed import feed_json
    from digest.store import feed_states

    call: Invocation = context.obj
    with call.store() as store:
        if what is not Kind.FEEDS:
            await store.read(lambda db: _write(call, _shapes(call, db, what)))
            await call.say_if_empty(store)
            return
        known = await all_feeds(call.settings, store)
        states = await store.read(feed_states.without_chunks)
    _write(call, (feed_json(feed, states.get(feed.id)) for feed in known))


def _shapes(call: Invocation, db: "Database", what: Kind) -> Iterable[dict[str, object]]:
    """Walk through what is stored; it is written as it is read, so that a large store need not fit in memory."""
    from digest.shapes.delivery import delivery_json
    from digest.shapes.digest import digest_json
    from digest.shapes.item import figure_json, item_json
    from digest.store import deliveries, digests, items

    match what:
        case Kind.ITEMS:
            return map(item_json, _by_id_within_seconds(items.export(db)))
        case Kind.STORIES:
            return _stories(db, call.settings.team.told_in)
        case Kind.FIGURES:
            return (
                figure_json(figure)
                for item in _by_id_within_seconds(items.export(db))
                for figure in item.figures
            )
        case Kind.DIGESTS:
            return map(digest_json, digests.export(db))
        case _:
            return map(delivery_json, deliveries.export(db))


def _by_id_within_seconds(oldest_first: Iterable[Item]) -> Iterator[Item]:
    """Put items of one second in an order of their own: they came in another, and are imported in this one."""
    for _, of_one_second in groupby(oldest_first, key=attrgetter("published")):
        yield from sorted(of_one_second, key=attrgetter("id"))


def _stories(db: "Database", languages: tuple[str, ...]) -> Iterator[dict[str, object]]:
    from digest.shapes.story import story_json
    from digest.store import stories
    from digest.tell.summarise import summarise

    for story in stories.export(db):
        items = stories.items_of_one(db, story.id)
        yield story_json(story, summarise(story, items, languages=languages).sentences)


def _write(call: Invocation, shapes: Iterable[dict[str, object]]) -> None:
    for shape in shapes:
        call.print_json(shape)
