"""Numbers in, what draws them in a reader's voice out: a call that its caller makes where it holds up nobody.

What is drawn of what is decided here alone, so that the command line, chat and the pages draw the same.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from digest.model.outlet import Viewpoint
from digest.model.trend import Trend
from digest.tell.chart import draw_course, draw_series, draw_sides, draw_trends
from digest.tell.ledger import Series
from digest.tell.paper import Sheet
from digest.tell.phrases import Words
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import Voice


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


def trends_drawing(rows: Sequence[Trend], spoken: TeamVoice, *, dark: bool = False) -> Drawing:
    """Return what draws weeks, of which there is one at least.

    Of several themes a panel for each, of one theme what each side tells.
    """
    themes = list(dict.fromkeys(row.theme for row in rows))
    theme, *others = themes
    if not others:
        sheet = Sheet(spoken.theme(theme), spoken.language, spoken.say(ChartPhrase.SIDES_CHART_NOTE), dark)
        return partial(draw_sides, rows, sheet, names=_sides(spoken))
    title, note = spoken.say(ChartPhrase.TRENDS_CHART), spoken.say(ChartPhrase.TRENDS_CHART_NOTE)
    sheet = Sheet(title, spoken.language, note, dark)
    return partial(draw_trends, rows, sheet, names={theme: spoken.theme(theme) for theme in themes})


def course_drawing(told: Sequence[tuple[date, Viewpoint]], spoken: Voice, *, dark: bool) -> Drawing:
    """Return what draws a story's items by day and side; `told` is when and from where each came."""
    title, note = spoken.say(ChartPhrase.COURSE_CHART), spoken.say(ChartPhrase.COURSE_CHART_NOTE)
    sheet = Sheet(title, spoken.language, note, dark)
    return partial(draw_course, told, sheet, names=_sides(spoken))


def series_drawing(series: Series, spoken: Voice, *, dark: bool = False) -> Drawing:
    sheet = Sheet(f"{series.subject}, {series.unit}", spoken.language, dark=dark)
    return partial(draw_series, series.days, series.amounts, sheet)


def _sides(spoken: Voice) -> dict[Viewpoint, str]:
    return {side: spoken.side(side) for side in Viewpoint}
