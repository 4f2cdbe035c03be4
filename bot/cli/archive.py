"""Commands that ask what is stored: search, story, compare, why, figures, trends."""

import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from bot.cli.call import Call
from bot.cli.program import program
from digest.errors import QueryError
from digest.model import Hit, Order, Query

if TYPE_CHECKING:
    from bot.archive import Archive

Text = Optional[str]  # noqa: UP045 - Typer reads annotations at run time
Since = Annotated[Text, typer.Option(metavar="SPAN", help="From here on: 24h, 7d, 2026-01-03 or a time.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="A story's id, or its beginning.")]


@program.command(epilog='Example: parallax search "export controls" --since 7d --language zh')
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", -words, prefixes*; - reads a query a line.')
    ],
    theme: Annotated[Optional[list[str]], typer.Option(metavar="ID")] = None,  # noqa: UP045
    since: Since = None,
    until: Annotated[Text, typer.Option(metavar="TIME", help="Before this date or time.")] = None,
    outlet: Annotated[Text, typer.Option(metavar="DOMAIN")] = None,
    viewpoint: Annotated[Text, typer.Option(metavar="SIDE")] = None,
    language: Annotated[Text, typer.Option(metavar="CODE")] = None,
    actor: Annotated[Text, typer.Option(metavar="ID")] = None,
    order: Annotated[Order, typer.Option()] = Order.NEWEST,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
) -> None:
    """Find past items, newest first, each with its story."""
    from digest.tell.query import make_query

    call: Call = context.obj
    knowledge = call.settings.knowledge
    asked = make_query(
        "" if query == "-" else query,
        now=call.now,
        known_themes=[one.id for one in knowledge.themes],
        known_actors=[one.id for one in knowledge.actors],
        themes=theme or [],
        since=since,
        until=until,
        outlet=outlet,
        viewpoint=viewpoint,
        language=language,
        actor=actor,
        order=order,
        limit=limit,
    )
    asyncio.run(_search_many(call, asked) if query == "-" else _search_one(call, asked))


async def _search_one(call: Call, asked: Query) -> None:
    from digest.shapes import hit_json
    from digest.tell.present import search_message

    async with call.archive() as archive:
        began = time.perf_counter()
        hits = await _found(archive, asked)
        ms = _ms_since(began)
    if call.as_json:
        call.print_json(*(hit_json(hit, ms=ms) for hit in hits))
        return
    call.say(search_message(asked, hits, voice=call.settings.team.voice))


async def _search_many(call: Call, asked: Query) -> None:
    """Answer each line of standard input before the next one is read."""
    from digest.shapes import hit_json
    from digest.tell.present import search_message

    async with call.archive() as archive:
        for line in sys.stdin:
            words = line.rstrip("\n")
            began = time.perf_counter()
            hits = await _found(archive, replace(asked, words=words))
            ms = _ms_since(began)
            if call.as_json:
                call.print_json(*(hit_json(hit, query=words, ms=ms) for hit in (hits or (None,))))
            else:
                call.say(search_message(replace(asked, words=words), hits, voice=call.settings.team.voice))
            sys.stdout.flush()


async def _found(archive: "Archive", asked: Query) -> list[Hit]:
    try:
        return await archive.find(asked)
    except QueryError:
        # There is nothing in it to look for, as in a lone quotation mark: nothing is found.
        return []


@program.command(epilog="Example: parallax story 3f2a")
def story(context: typer.Context, id: Id) -> None:
    """Show a story's course: its items in order, why each is in it, its figures, its developments."""
    asyncio.run(_story(context.obj, id))


async def _story(call: Call, wanted: str) -> None:
    from digest.shapes import story_json
    from digest.tell.present import story_message

    async with call.archive() as archive:
        course = await archive.course(wanted)
    if call.as_json:
        call.print_json(story_json(course.story, course.summary.sentences))
    else:
        call.say(story_message(course, voice=call.settings.team.voice, with_reasons=True))


@program.command(epilog="Example: parallax compare 3f2a")
def compare(context: typer.Context, id: Id) -> None:
    """Show how each side words one story, and which sides are silent."""
    asyncio.run(_compare(context.obj, id))


async def _compare(call: Call, wanted: str) -> None:
    from digest.shapes import compare_json
    from digest.tell.present import compare_message

    async with call.archive() as archive:
        story, comparison = await archive.compare(wanted)
    if call.as_json:
        call.print_json(compare_json(story.id, comparison.sides, comparison.silent))
    else:
        call.say(compare_message(story, comparison, voice=call.settings.team.voice))


@program.command(epilog="Example: parallax why 3f2a")
def why(context: typer.Context, id: Id) -> None:
    """Show what filed a story, the parts of its score, and what held it back."""
    asyncio.run(_why(context.obj, id))


async def _why(call: Call, wanted: str) -> None:
    from bot.words.call import reader_of
    from digest.shapes import why_json
    from digest.tell.present import why_message

    async with call.archive() as archive:
        story, verdict = await archive.why(wanted, reader_of(call.settings), now=call.now)
    if call.as_json:
        call.print_json(why_json(story.id, verdict, story.themes))
    else:
        call.say(why_message(story, verdict, voice=call.settings.team.voice))


@program.command(epilog='Example: parallax figures "Nvidia market value" --unit USD')
def figures(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Words that the item holds.")] = "",
    since: Since = None,
    unit: Annotated[Text, typer.Option(metavar="U", help="Only this unit: %, USD, GW ...")] = None,
) -> None:
    """Show the figures ledger: stated amounts with subject, date and source, disagreements first."""
    asyncio.run(_figures(context.obj, query, since, unit))


async def _figures(call: Call, words: str, since: str | None, unit: str | None) -> None:
    from digest.clock import read_since
    from digest.shapes import figure_json
    from digest.tell.present import figures_message

    start = read_since(since, now=call.now) if since else None
    async with call.archive() as archive:
        entries = await archive.figures(words, since=start, unit=unit)
    if call.as_json:
        call.print_json(*(figure_json(entry.figure) for entry in entries))
    else:
        call.say(figures_message(words, entries, voice=call.settings.team.voice))


@program.command(epilog="Example: parallax trends export_controls --weeks 12 --chart trends.png")
def trends(
    context: typer.Context,
    theme: Annotated[Text, typer.Argument(metavar="[THEME]")] = None,
    weeks: Annotated[int, typer.Option(min=1, max=520)] = 8,
    chart: Annotated[Optional[Path], typer.Option(metavar="FILE.png", help="Draw it, too.")] = None,  # noqa: UP045
) -> None:
    """Show stories and owners by week and theme."""
    asyncio.run(_trends(context.obj, theme, weeks, chart))


async def _trends(call: Call, theme: str | None, weeks: int, chart: Path | None) -> None:
    from digest.shapes import trend_json
    from digest.tell.present import trends_message
    from digest.tell.query import one_of

    known = [one.id for one in call.settings.knowledge.themes]
    theme = one_of("theme", theme, known) if theme else None
    async with call.archive() as archive:
        rows = await archive.trends(theme, weeks=weeks, now=call.now)
    if chart is not None:
        from digest.tell.chart import draw_trends

        png = draw_trends(rows)
        try:
            chart.write_bytes(png)
        except OSError as error:
            raise QueryError(f"--chart {chart}: cannot be written: {error.strerror}") from None
    if call.as_json:
        call.print_json(
            *(
                trend_json(row.week.isoformat(), row.theme, row.stories, row.owners, row.viewpoints)
                for row in rows
            )
        )
    else:
        call.say(trends_message(rows, voice=call.settings.team.voice))


def _ms_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
