"""Numbers and a sheet in, a PNG out. Runs in the child: plain data in, bytes out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.model.outlet import Viewpoint
from digest.model.trend import Trend
from digest.tell.paper import (
    HEIGHT,
    LETTERS,
    MOST_TICKS,
    Look,
    Sheet,
    axes_on,
    canvas_of,
    dress,
    latin,
    leave_room,
    name_bars,
    name_colours,
    png,
    write_amounts,
)
from digest.tell.trends import all_weeks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_PANELS = 10
# Inches that a row of panels is high.
_PANEL = 1.7
# A longer label is set smaller, so that it ends inside its panel.
_LONGEST_LABEL = 22
# Told apart by those who see few colours, and by lightness in a grey print (Okabe and Ito's set).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


def draw_trends(rows: Sequence[Trend], sheet: Sheet, *, names: Mapping[str, str]) -> bytes:
    """Return a picture of stories a week, of which there is one at least: a small panel for each theme, the one that
    tells most first.

    Lines of many themes in one field are a tangle on a phone; side by side on one scale they can be read.
    `names` are what the themes are called, by id; one that has none is called by its id, as beside the picture.
    """
    weeks = all_weeks(rows)
    counts = {(row.theme, row.week): row.stories for row in rows}
    themes = {
        names.get(theme, theme): [counts.get((theme, week), 0) for week in weeks]
        for theme in dict.fromkeys(row.theme for row in rows)
    }
    return _panels([sheet.spoken.short_day(week) for week in weeks], themes, sheet)


def _panels(weeks: Sequence[str], themes: Mapping[str, Sequence[int]], sheet: Sheet) -> bytes:
    most = sorted(themes, key=lambda name: (-sum(themes[name]), name))[:_MOST_PANELS]
    columns = 2 if len(most) > 1 else 1
    rows = -(-len(most) // columns)
    canvas = canvas_of(sheet, _PANEL * rows + 1.2 if rows > 1 else HEIGHT)
    panels = canvas.subplots(rows, columns, sharey=True, squeeze=False).flatten()
    # One size for all, that the longest of them has room in.
    is_narrow = columns > 1 and any(len(latin(name)) > _LONGEST_LABEL for name in most)
    size = LETTERS - 2 if is_narrow else LETTERS
    top = max(count for name in most for count in themes[name])
    for panel in panels[len(most) :]:
        panel.set_visible(False)
    for panel, name in zip(panels, most, strict=False):
        panel.set_title(latin(name), color=sheet.look.ink, fontsize=size, loc="left")
        _bars(panel, themes[name], top, sheet.look)
        name_bars(panel, weeks, sheet.spoken, most=2 if columns > 1 else MOST_TICKS)
    return png(canvas)


def _bars(panel: "Axes", counts: Sequence[int], top: int, look: Look) -> None:
    """Draw a bar a week. The newest stands out: it is the one that is asked about, and it is still running."""
    shades = [*[look.bar] * (len(counts) - 1), look.accent]
    dress(panel, look)
    panel.bar(range(len(counts)), counts, color=shades, width=0.8)
    panel.set_ylim(0, top * 1.2)
    leave_room(panel, len(counts))
    panel.text(
        len(counts) - 1, counts[-1] + top * 0.06, f"{counts[-1]}", color=look.ink, fontsize=LETTERS,
        ha="center", va="bottom", bbox={"facecolor": look.paper, "edgecolor": "none", "pad": 1.5},
    )  # fmt: skip


def draw_sides(rows: Sequence[Trend], sheet: Sheet, *, names: Mapping[Viewpoint, str]) -> bytes:
    """Return a picture of one theme's rows: a bar a week, parted by side; `names` are what the sides are called."""
    weeks = all_weeks(rows)
    counted = {row.week: row.viewpoints for row in rows}
    bars = [(sheet.spoken.short_day(week), counted.get(week, {})) for week in weeks]
    return _stacked(bars, sheet, names)


def draw_course(
    told: Sequence[tuple[date, Viewpoint]], sheet: Sheet, *, names: Mapping[Viewpoint, str]
) -> bytes:
    """Return a picture of one story's items: a bar a day, parted by side; `told` is when and from where each came."""
    first, last = min(day for day, _ in told), max(day for day, _ in told)
    counted = Counter(told)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    bars = [(sheet.spoken.short_day(day), {side: counted[day, side] for side in Viewpoint}) for day in days]
    return _stacked(bars, sheet, names)


def _stacked(
    bars: Sequence[tuple[str, Mapping[Viewpoint, int]]], sheet: Sheet, names: Mapping[Viewpoint, str]
) -> bytes:
    canvas, axes = axes_on(sheet)
    below = [0] * len(bars)
    for number, side in enumerate(side for side in Viewpoint if any(counts.get(side) for _, counts in bars)):
        counts = [of_side.get(side, 0) for _, of_side in bars]
        axes.bar(range(len(bars)), counts, bottom=below, color=_COLOURS[number], label=latin(names[side]))
        below = [one + other for one, other in zip(below, counts, strict=True)]
    leave_room(axes, len(bars))
    name_bars(axes, [label for label, _ in bars], sheet.spoken)
    if any(below):
        name_colours(axes, sheet.look)
    return png(canvas)


def draw_series(days: Sequence[date], amounts: Sequence[float], sheet: Sheet) -> bytes:
    """Return a picture of one figure as it was stated over time: a point for each statement, placed by its day."""
    look, spoken = sheet.look, sheet.spoken
    canvas, axes = axes_on(sheet)
    places = [day.toordinal() for day in days]
    axes.plot(places, list(amounts), color=look.accent, linewidth=3, marker="o", markersize=8, clip_on=False)
    bottom, top = 1.2 * min(0, *amounts), 1.2 * max(0, *amounts)
    axes.set_ylim(bottom, top if top > bottom else 1)
    span = max(1, places[-1] - places[0])
    axes.set_xlim(places[0] - span * 0.06, places[-1] + span * 0.06)
    # The first day, the last, and one between where there is room: they have the year, and are long.
    named = [days[0], days[0] + (days[-1] - days[0]) / 2, days[-1]]
    axes.set_xticks([day.toordinal() for day in named], [spoken.short_day(day, year=True) for day in named])
    axes.tick_params(axis="x", pad=8)
    write_amounts(axes, spoken, whole=False)
    # Beside the line and not on it: the first amount on the side from which the line does not come.
    rises = len(amounts) > 1 and amounts[1] > amounts[0]
    for place, above in ((0, not rises), (-1, True)):
        axes.annotate(
            spoken.short_amount(amounts[place]), (places[place], amounts[place]), xytext=(0, 10 if above else -20),
            textcoords="offset points", color=look.ink, fontsize=LETTERS, ha="center", fontweight="bold",
        )  # fmt: skip
    return png(canvas)
