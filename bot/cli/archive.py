"""Commands that ask what is stored: story, compare, why, figures, trends."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Since, Text, awaited, program, whole_number
from digest.errors import NotHeldError, NoWordError, ParallaxError, QueryError, TooLongError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model.figure import Statement
    from digest.tell.drawings import Drawing
    from digest.tell.voice import Voice


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


@program.command(epilog="Example: parallax story 3f2a")
@awaited
async def story(context: typer.Context, id: Id) -> None:
    """Show a story's course: its items, figures and developments. Each item says why it is in it."""
    from digest.model.subscription import shared_zone
    from digest.shapes.story import story_json
    from digest.tell.present.story import story_message

    call: Invocation = context.obj
    async with call.archive() as archive:
        course = await archive.course(id)
    if call.as_json:
        call.print_json(story_json(course.story, course.summary.sentences))
    else:
        message = story_message(
            course, call.team_voice, zone=shared_zone(call.settings.subscriptions), with_reasons=True
        )
        call.say(message)


@program.command(epilog="Example: parallax compare 3f2a")
@awaited
async def compare(context: typer.Context, id: Id) -> None:
    """Show how each side words one story, and which sides are silent."""
    from digest.shapes.story import compare_json
    from digest.tell.present.compare import compare_message

    call: Invocation = context.obj
    async with call.archive() as archive:
        story, comparison = await archive.compare(id)
    if call.as_json:
        call.print_json(compare_json(comparison))
    else:
        call.say(compare_message(story, comparison, call.spoken))


@program.command(epilog="Example: parallax why 3f2a")
@awaited
async def why(context: typer.Context, id: Id) -> None:
    """Show what filed a story, its score, and what held it back."""
    from bot.readers import unsubscribed
    from digest.shapes.story import why_json
    from digest.tell.present.why import why_message

    call: Invocation = context.obj
    async with call.archive() as archive:
        story, judged = await archive.why(id, unsubscribed(call.settings), now=call.now)
    if call.as_json:
        call.print_json(why_json(story, judged.verdict if judged else None))
    else:
        call.say(why_message(story, judged, call.team_voice))


@program.command(epilog='Example: parallax figures "Nvidia market value" --unit USD')
@awaited
async def figures(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY", help="Words that the item holds.")
    ] = None,
    since: Since = None,
    unit: Annotated[Text, typer.Option(metavar="U", help="Only this unit: %, USD, GW ...")] = None,
    chart: Chart = None,
    dark: Dark = False,
) -> None:
    """Show the figures ledger: what was stated, when and by whom. Disagreements come first."""
    from digest.shapes.item import figure_json
    from digest.tell.present.figures import figures_message
    from digest.tell.query import typed_fields
    from digest.tell.typed_times import typed_since

    call: Invocation = context.obj
    query = " ".join(words or ())
    start = typed_since(since, call.spoken, now=call.now) if since else None
    try:
        async with call.archive() as archive:
            statements = await archive.figures(query, call.spoken, since=start, unit=unit)
            is_told = not statements and await archive.is_told(query, since=start)
    except (NoWordError, NotHeldError, TooLongError) as error:
        if chart is not None:
            raise
        call.refuse(error)
        return
    if call.as_json:
        call.print_json(*(figure_json(each.figure) for each in statements))
    else:
        call.say(figures_message(query, statements, call.spoken, is_told=is_told))
    call.hint_options([typed for typed in typed_fields(query) if typed[0] == "since"])
    if chart is not None:
        _draw_figures(chart, statements, query, call.spoken, dark=dark)


@program.command(epilog="Example: parallax trends export_controls --weeks 12 --chart trends.png")
@awaited
async def trends(
    context: typer.Context,
    theme: Annotated[Text, typer.Argument(metavar="THEME", help="A theme's id; without it, all.")] = None,
    weeks: Annotated[int, typer.Option(metavar="N", parser=whole_number(1, 520), help="1 to 520.")] = 8,
    chart: Chart = None,
    dark: Dark = False,
) -> None:
    """Show stories and owners by week and theme, and who rises. Of one theme, it shows each side's share."""
    from digest.shapes.story import trend_json
    from digest.tell.drawings import trends_drawing
    from digest.tell.present.trends import trends_message
    from digest.tell.typed_names import one_of

    call: Invocation = context.obj
    theme = one_of("theme", theme, call.settings.theme_ids, call.spoken) if theme else None
    async with call.archive() as archive:
        rows = await archive.trends(theme, weeks=weeks, now=call.now)
        rising = await archive.rising(theme, weeks=weeks, now=call.now)
    if call.as_json:
        call.print_json(*map(trend_json, rows))
    else:
        call.say(trends_message(rows, call.team_voice, weeks=weeks, rising=rising))
    if not rows:
        call.hint("--weeks 104 looks further back")
    if chart is not None:
        if not rows:
            raise ParallaxError("no stories were filed in these weeks: there is nothing to draw")
        write_picture(chart, trends_drawing(rows, call.team_voice, dark=dark))


def _draw_figures(
    chart: Path, statements: "Sequence[Statement]", words: str, spoken: "Voice", *, dark: bool
) -> None:
    from digest.tell.drawings import series_drawing
    from digest.tell.ledger import longest_series

    series = longest_series(statements)
    if series is None:
        raise ParallaxError(
            f"no amount of “{words}” was stated on three days or more: there is nothing to draw"
        )
    write_picture(chart, series_drawing(series, spoken, dark=dark))


def write_picture(file: Path, drawing: "Drawing") -> None:
    """Write the picture whole, or leave what was there as it was."""
    png = drawing()
    try:
        # A pipe is written to as it is.
        if file.exists() and not file.is_file():
            file.write_bytes(png)
            return
        half = file.with_name(f"{file.name}.half")
        try:
            half.write_bytes(png)
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise ParallaxError(
            f"--chart {file}: cannot be written: {error.strerror}; name another place"
        ) from None
