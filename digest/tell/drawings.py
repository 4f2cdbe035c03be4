"""Numbers in, what draws them in a reader's voice out: a call that its caller makes where it holds up nobody.

What is drawn of what is decided here alone, so that the command line, chat and the pages draw the same.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from digest.model.outlet import Viewpoint
from digest.model.theme import Theme
from digest.tell.chart import draw_course, draw_series, draw_sides, draw_trends
from digest.tell.ledger import Series
from digest.tell.paper import Sheet
from digest.tell.phrases import Words
from digest.tell.spans import theme_names
from digest.tell.trends import Trend
from digest.tell.voice import Voice, speaker


class ChartPhrase(Words):
    """What is said on charts."""

    COURSE_CHART = "Items by day and side", "Articles par jour et par camp"
    COURSE_CHART_NOTE = (
        "How many were published on each day",
        "Combien ont été publiés chaque jour",
    )
    TRENDS_CHART = "Stories a week, by theme", "Sujets par semaine et par thème"
    TRENDS_CHART_NOTE = (
        "How many were told in the week that begins on each day",
        "Combien ont été racontés, par semaine qui commence ce jour-là",
    )
    SIDES_CHART_NOTE = (
        "Outlets that told of it, in the week that begins on each day",
        "Médias qui en ont parlé, par semaine qui commence ce jour-là",
    )


# A function of `digest.tell.chart` and its arguments: plain data, which can cross to a child.
Drawing = partial[bytes]


def trends_drawing(
    rows: Sequence[Trend], *, themes: Sequence[Theme], voice: str, dark: bool = False
) -> Drawing:
    """Return what draws weeks, of which there is one at least.

    Of several themes a panel for each, of one theme what each side tells.
    """
    spoken = speaker(voice)
    names = theme_names(themes, spoken)
    theme, *others = dict.fromkeys(row.theme for row in rows)
    if not others:
        sheet = Sheet(names[theme], spoken, spoken.say(ChartPhrase.SIDES_CHART_NOTE), dark)
        return partial(draw_sides, rows, sheet, names=_sides(spoken))
    title, note = spoken.say(ChartPhrase.TRENDS_CHART), spoken.say(ChartPhrase.TRENDS_CHART_NOTE)
    sheet = Sheet(title, spoken, note, dark)
    return partial(draw_trends, rows, sheet, names=dict(names))


def course_drawing(told: Sequence[tuple[date, Viewpoint]], *, voice: str, dark: bool) -> Drawing:
    """Return what draws a story's items by day and side; `told` is when and from where each came."""
    spoken = speaker(voice)
    title, note = spoken.say(ChartPhrase.COURSE_CHART), spoken.say(ChartPhrase.COURSE_CHART_NOTE)
    sheet = Sheet(title, spoken, note, dark)
    return partial(draw_course, told, sheet, names=_sides(spoken))


def series_drawing(series: Series, *, voice: str, dark: bool = False) -> Drawing:
    sheet = Sheet(f"{series.subject}, {series.unit}", speaker(voice), dark=dark)
    return partial(draw_series, series.days, series.amounts, sheet)


def _sides(spoken: Voice) -> dict[Viewpoint, str]:
    return {side: spoken.side(side) for side in Viewpoint}
