"""Commands that ask what is stored: search, story, compare, why, figures, trends."""

import shlex
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call, aside, typed_lines
from bot.cli.program import Text, Themes, awaited, program, whole_number
from digest.errors import NotHeldError, NoWordError, ParallaxError, QueryError, TooLongError
from digest.model.outlet import Viewpoint
from digest.model.query import Hit, Order, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.archive import Archive
    from digest.model.figure import Statement
    from digest.tell.drawings import Drawing

_MOST_HITS = 1000

Since = Annotated[Text, typer.Option(metavar="SPAN", help="From here on: 24h, 7d, 2026-01-03 or a time.")]


def _as_png(file: Path | None) -> Path | None:
    if file is not None and file.suffix.lower() not in ("", ".png"):
        raise QueryError(f"--chart {file}: pictures are written as PNG; name it {file.with_suffix('.png')}")
    return file


Chart = Annotated[
    Path | None,
    typer.Option(metavar="FILE.png", help="Draw it, too.", callback=_as_png),
]
Dark = Annotated[bool, typer.Option("--dark", help="Draw it on dark paper.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="A story's id, or its beginning.")]


@program.command(epilog='Example: parallax search "export controls" --since 7d --language zh')
@awaited
async def search(
    context: typer.Context,
    query: Annotated[
        Text,
        typer.Argument(metavar="QUERY", help='Words, "phrases", -words, prefixes*; - reads a query a line.'),
    ] = None,
    theme: Themes = None,
    since: Since = None,
    until: Annotated[Text, typer.Option(metavar="TIME", help="Before this date or time.")] = None,
    outlet: Annotated[Text, typer.Option(metavar="DOMAIN", help="As in scmp.com.")] = None,
    viewpoint: Annotated[Text, typer.Option(metavar="SIDE", help=", ".join(Viewpoint))] = None,
    language: Annotated[Text, typer.Option(metavar="CODE", help="As in fr or zh-Hant.")] = None,
    actor: Annotated[Text, typer.Option(metavar="NAME", help="In any script: huawei, 华为.")] = None,
    order: Annotated[
        Order | None, typer.Option(help="Without it newest, but for a sentence relevance.")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=whole_number(1, _MOST_HITS), help=f"1 to {_MOST_HITS}.")
    ] = 10,
) -> None:
    """Find past items, newest first, each with its story."""
    from digest.tell.query import make_query

    if query is None and not (theme or since or until or outlet or viewpoint or language or actor):
        raise typer.BadParameter("give words, or an option that narrows", context, param_hint="'QUERY'")
    call: Call = context.obj
    asked = make_query(
        "" if query in (None, "-") else query,
        now=call.now,
        known_themes=[one.id for one in call.knowledge.themes],
        known_actors=call.knowledge.actors,
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
    await (_search_many(call, asked) if query == "-" else _search_one(call, asked))


async def _search_one(call: Call, asked: Query) -> None:
    from digest.shapes.item import hit_json
    from digest.tell.query import typed_fields

    async with call.archive() as archive:
        began = time.perf_counter()
        # One more than is shown, to know whether there are more.
        found = await _found(archive, replace(asked, limit=asked.limit + 1))
        ms = _ms_since(began)
        if not found.hits:
            await archive.why_nothing(asked, voice=call.voice)
    shown = replace(found, hits=found.hits[: asked.limit])
    if call.as_json and found.refusal is None:
        call.print_json(*(hit_json(hit, ms=ms) for hit in shown.hits))
    else:
        _say_found(call, asked, shown)
    if len(found.hits) > asked.limit:
        call.hint(f"more than these {asked.limit} were found: --limit takes up to {_MOST_HITS}")
    if fields := typed_fields(asked.words):
        options = " ".join(f"--{field} {shlex.quote(value)}" for field, value in fields)
        call.hint(f"on the command line a search is narrowed by options, not by words: {options}")


async def _search_many(call: Call, asked: Query) -> None:
    """Answer each line of standard input before the next one is read."""
    from digest.shapes.item import hit_json

    async with call.archive() as archive:
        if asked.order is Order.RELEVANCE:
            # Whatever the first question would have to wait for is loaded before it is read.
            await _found(archive, replace(asked, words="news"))
        for line in typed_lines():
            words = line.rstrip("\n")
            began = time.perf_counter()
            found = await _found(archive, replace(asked, words=words))
            ms = _ms_since(began)
            if call.as_json:
                call.print_json(*(hit_json(hit, query=words, ms=ms) for hit in (found.hits or (None,))))
            else:
                _say_found(call, replace(asked, words=words), found)
            sys.stdout.flush()


@dataclass(frozen=True)
class _Found:
    hits: "Sequence[Hit]"
    refusal: QueryError | None = None
    """What to type instead, where there was nothing to look for, as in a lone quotation mark."""


async def _found(archive: "Archive", asked: Query) -> _Found:
    try:
        return _Found(await archive.find(asked))
    except QueryError as error:
        return _Found((), error)


def _say_found(call: Call, asked: Query, found: _Found) -> None:
    from digest.tell.present.search import search_message

    if found.refusal:
        _say_refused(call, found.refusal)
    else:
        themes, actors = call.knowledge.themes, call.knowledge.actors
        call.say(
            search_message(
                asked, found.hits, voice=call.voice, themes=themes, actors=actors, actor_field="--actor "
            )
        )


def _say_refused(call: Call, refusal: QueryError) -> None:
    """Say what to type instead. Nothing typed is a wrong call: the answer is a sentence."""
    from digest.tell.present.plain import problem_message

    if call.as_json:
        aside(str(refusal))
    else:
        call.say(problem_message(refusal, voice=call.voice, offers_help=False))


@program.command(epilog="Example: parallax story 3f2a")
@awaited
async def story(context: typer.Context, id: Id) -> None:
    """Show a story's course: its items in order, why each is in it, its figures, its developments."""
    from bot.readers import unsubscribed
    from digest.shapes.story import story_json
    from digest.tell.present.story import story_message

    call: Call = context.obj
    async with call.archive() as archive:
        course = await archive.course(id)
    if call.as_json:
        call.print_json(story_json(course.story, course.summary.sentences))
    else:
        message = story_message(
            course,
            voice=call.voice,
            themes=call.knowledge.themes,
            zone=unsubscribed(call.settings).zone,
            with_reasons=True,
            actors=call.knowledge.actors_by_id,
        )
        call.say(message)


@program.command(epilog="Example: parallax compare 3f2a")
@awaited
async def compare(context: typer.Context, id: Id) -> None:
    """Show how each side words one story, and which sides are silent."""
    from digest.shapes.story import compare_json
    from digest.tell.present.compare import compare_message

    call: Call = context.obj
    async with call.archive() as archive:
        story, comparison = await archive.compare(id)
    if call.as_json:
        call.print_json(compare_json(comparison))
    else:
        call.say(compare_message(story, comparison, voice=call.voice))


@program.command(epilog="Example: parallax why 3f2a")
@awaited
async def why(context: typer.Context, id: Id) -> None:
    """Show what filed a story, the parts of its score, and what held it back."""
    from bot.readers import unsubscribed
    from digest.shapes.story import why_json
    from digest.tell.present.why import why_message

    call: Call = context.obj
    async with call.archive() as archive:
        story, judged = await archive.why(id, unsubscribed(call.settings), now=call.now)
    if call.as_json:
        call.print_json(why_json(story.id, judged.verdict if judged else None, story.themes))
    else:
        call.say(why_message(story, judged, voice=call.voice, themes=call.knowledge.themes))


@program.command(epilog='Example: parallax figures "Nvidia market value" --unit USD')
@awaited
async def figures(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words that the item holds.")] = "",
    since: Since = None,
    unit: Annotated[Text, typer.Option(metavar="U", help="Only this unit: %, USD, GW ...")] = None,
    chart: Chart = None,
    dark: Dark = False,
) -> None:
    """Show the figures ledger: stated amounts with subject, date and source, disagreements first."""
    from digest.clock import read_since
    from digest.shapes.item import figure_json
    from digest.tell.present.figures import figures_message

    call: Call = context.obj
    start = read_since(since, now=call.now) if since else None
    try:
        async with call.archive() as archive:
            statements = await archive.figures(query, since=start, unit=unit)
            is_told = not statements and await archive.is_told(query, since=start)
    except (NoWordError, NotHeldError, TooLongError) as error:
        if chart is not None:
            raise
        _say_refused(call, error)
        return
    if call.as_json:
        call.print_json(*(figure_json(each.figure) for each in statements))
    else:
        call.say(figures_message(query, statements, voice=call.voice, is_told=is_told))
    if chart is not None:
        _draw_figures(chart, statements, query, dark=dark)


@program.command(epilog="Example: parallax trends export_controls --weeks 12 --chart trends.png")
@awaited
async def trends(
    context: typer.Context,
    theme: Annotated[Text, typer.Argument(metavar="THEME", help="A theme's id; without it, all.")] = None,
    weeks: Annotated[int, typer.Option(metavar="N", parser=whole_number(1, 520), help="1 to 520.")] = 8,
    chart: Chart = None,
    dark: Dark = False,
) -> None:
    """Show stories and owners by week and theme, each side's share of one theme, and who rises."""
    from digest.shapes.story import trend_json
    from digest.tell.drawings import trends_drawing
    from digest.tell.present.themes import trends_message
    from digest.tell.query import one_of

    call: Call = context.obj
    themes, actors = call.knowledge.themes, call.knowledge.actors
    theme = one_of("theme", theme, [one.id for one in themes]) if theme else None
    async with call.archive() as archive:
        rows = await archive.trends(theme, weeks=weeks, now=call.now)
        rising = await archive.rising(theme, weeks=weeks, now=call.now)
    if call.as_json:
        call.print_json(
            *(
                trend_json(row.week.isoformat(), row.theme, row.stories, row.owners, row.viewpoints)
                for row in rows
            )
        )
    else:
        call.say(trends_message(rows, voice=call.voice, themes=themes, rising=rising, actors=actors))
    if not rows:
        call.hint("--weeks 104 looks further back")
    if chart is not None:
        if not rows:
            raise ParallaxError("no stories were filed in these weeks: there is nothing to draw")
        _write_picture(chart, trends_drawing(rows, themes=themes, voice=call.voice, dark=dark))


def _draw_figures(chart: Path, statements: "Sequence[Statement]", words: str, *, dark: bool) -> None:
    from digest.tell.drawings import series_drawing
    from digest.tell.ledger import longest_series

    series = longest_series(statements)
    if series is None:
        raise ParallaxError(
            f"no amount of “{words}” was stated on three days or more: there is nothing to draw"
        )
    _write_picture(chart, series_drawing(series, dark=dark))


def _write_picture(file: Path, drawing: "Drawing") -> None:
    try:
        file.write_bytes(drawing())
    except OSError as error:
        raise QueryError(f"--chart {file}: cannot be written: {error.strerror}") from None


def _ms_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
