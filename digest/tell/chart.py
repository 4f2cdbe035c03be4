"""Numbers in, a PNG out. The only module that knows matplotlib, which is imported where it draws.

Runs in the child: plain data in, bytes out. Labels are Latin, for the font has no Chinese or Korean.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from digest.model.outlet import Viewpoint
from digest.tell.trends import Trend, all_weeks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# A phone shows a picture some 360 points wide: at this size and density its letters stay readable.
_INCHES = (6.0, 4.6)
_DENSITY = 180
_LETTERS = 13
_POINTS, _LINE = 72, 1.35
"""Points an inch, and a line's height as a part of its letters'."""
_MOST_PANELS = 10
_FEWEST_BARS = 6.6
_PANEL = 1.7
_MOST_TICKS = 4
# A longer label is set smaller, so that it ends inside its panel.
_LONGEST_LABEL = 22

# From what amount on it is written in what size, and the letter of that; 2,000 is still written out.
_SHORT_SIZES = ((1e12, 1e12, "T"), (1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))

# Told apart by those who see few colours, and by lightness in a grey print (Okabe and Ito's set).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


@dataclass(frozen=True, slots=True)
class _Look:
    paper: str
    ink: str
    faint: str
    bar: str
    accent: str
    """What stands out, on this paper."""


_LIGHT = _Look("#ffffff", "#1d1c1d", "#d5d5d8", "#a9bccb", "#0072b2")
_DARK = _Look("#1e1f22", "#e8e8ea", "#4a4c52", "#5d7386", "#56b4e9")


def _look(dark: bool) -> _Look:
    return _DARK if dark else _LIGHT


def draw_trends(
    rows: Sequence[Trend],
    *,
    title: str,
    note: str = "",
    dark: bool = False,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """Return a picture of stories a week: a small panel for each theme, the one that tells most first.

    Lines of many themes in one field are a tangle on a phone; side by side on one scale they can be read.
    `names` are what the themes are called, by id; `note` says under the title what is counted.
    """
    called = names or {}
    weeks = all_weeks(rows)
    counts = {(row.theme, row.week): row.stories for row in rows}
    themes = {
        called.get(theme, theme.replace("_", " ").capitalize()): [
            counts.get((theme, week), 0) for week in weeks
        ]
        for theme in dict.fromkeys(row.theme for row in rows)
    }
    return _panels([_short_day(week) for week in weeks], themes, (title, note), _look(dark))


def _panels(
    weeks: Sequence[str], themes: Mapping[str, Sequence[int]], titles: tuple[str, str], look: _Look
) -> bytes:
    most = sorted(themes, key=lambda name: (-sum(themes[name]), name))[:_MOST_PANELS] or [""]
    columns = 2 if len(most) > 1 else 1
    rows = -(-len(most) // columns)
    height = _PANEL * rows + 1.2 if rows > 1 else _INCHES[1]
    canvas = _canvas((_INCHES[0], height), look)
    _head(canvas, titles, height, look)
    panels = canvas.subplots(rows, columns, sharey=True, squeeze=False).flatten()
    # One size for all, that the longest of them has room in.
    is_narrow = columns > 1 and any(len(latin(name)) > _LONGEST_LABEL for name in most)
    size = _LETTERS - 2 if is_narrow else _LETTERS
    top = max([1, *(count for name in most for count in themes.get(name, ()))])
    for panel in panels[len(most) :]:
        panel.set_visible(False)
    for panel, name in zip(panels, most, strict=False):
        panel.set_title(latin(name), color=look.ink, fontsize=size, loc="left")
        _bars(panel, list(themes.get(name, ())) or [0] * len(weeks), top, look)
        _ticks(panel, weeks, most=2 if columns > 1 else _MOST_TICKS)
    return _png(canvas)


def _bars(panel: "Axes", counts: Sequence[int], top: int, look: _Look) -> None:
    """Draw a bar a week. The newest stands out: it is the one that is asked about, and it is still running."""
    shades = [*[look.bar] * (len(counts) - 1), look.accent] if counts else []
    _dress(panel, look)
    panel.bar(range(len(counts)), counts, color=shades, width=0.8)
    panel.set_ylim(0, top * 1.2)
    _leave_room(panel, len(counts))
    if counts:
        panel.text(
            len(counts) - 1, counts[-1] + top * 0.06, f"{counts[-1]}", color=look.ink, fontsize=_LETTERS,
            ha="center", va="bottom", bbox={"facecolor": look.paper, "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip


def draw_sides(
    rows: Sequence[Trend], *, names: Mapping[Viewpoint, str], title: str, note: str = "", dark: bool = False
) -> bytes:
    """Return a picture of one theme's rows: a bar a week, parted by side; `names` are what the sides are called."""
    weeks = all_weeks(rows)
    counted = {row.week: row.viewpoints for row in rows}
    bars = [(_short_day(week), counted.get(week, {})) for week in weeks]
    return _stacked(bars, names, (title, note), _look(dark))


def draw_course(
    told: Sequence[tuple[date, Viewpoint]],
    *,
    names: Mapping[Viewpoint, str],
    title: str,
    note: str = "",
    dark: bool = False,
) -> bytes:
    """Return a picture of one story's items: a bar a day, parted by side; `told` is when and from where each came."""
    first, last = min(day for day, _ in told), max(day for day, _ in told)
    counted = Counter(told)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    bars = [(_short_day(day), {side: counted[day, side] for side in Viewpoint}) for day in days]
    return _stacked(bars, names, (title, note), _look(dark))


def _stacked(
    bars: Sequence[tuple[str, Mapping[Viewpoint, int]]],
    names: Mapping[Viewpoint, str],
    titles: tuple[str, str],
    look: _Look,
) -> bytes:
    canvas, axes = _paper(titles, look)
    below = [0] * len(bars)
    for number, side in enumerate(side for side in Viewpoint if any(counts.get(side) for _, counts in bars)):
        counts = [of_side.get(side, 0) for _, of_side in bars]
        axes.bar(range(len(bars)), counts, bottom=below, color=_COLOURS[number], label=latin(names[side]))
        below = [one + other for one, other in zip(below, counts, strict=True)]
    _leave_room(axes, len(bars))
    _ticks(axes, [label for label, _ in bars])
    if any(below):
        _legend(axes, look)
    return _png(canvas)


def draw_series(
    days: Sequence[date], amounts: Sequence[float], *, title: str, unit: str, dark: bool = False
) -> bytes:
    """Return a picture of one figure as it was stated over time: a point for each statement, placed by its day."""
    look = _look(dark)
    canvas, axes = _paper((f"{title}, {unit}", ""), look)
    places = [day.toordinal() for day in days]
    axes.plot(places, list(amounts), color=look.accent, linewidth=3, marker="o", markersize=8, clip_on=False)
    axes.set_ylim(0, max([*amounts, 0]) * 1.2 or 1)
    span = max(1, places[-1] - places[0])
    axes.set_xlim(places[0] - span * 0.06, places[-1] + span * 0.06)
    # The first day, the last, and one between where there is room: they have the year, and are long.
    named = [days[0], days[0] + (days[-1] - days[0]) / 2, days[-1]]
    axes.set_xticks([day.toordinal() for day in named], [_short_day(day, year=True) for day in named])
    axes.tick_params(axis="x", pad=8)
    _amount_ticks(axes, whole=False)
    # Beside the line and not on it: the first amount on the side from which the line does not come.
    rises = len(amounts) > 1 and amounts[1] > amounts[0]
    for place, above in ((0, not rises), (-1, True)):
        axes.annotate(
            _short_amount(amounts[place]), (places[place], amounts[place]), xytext=(0, 10 if above else -20),
            textcoords="offset points", color=look.ink, fontsize=_LETTERS, ha="center", fontweight="bold",
        )  # fmt: skip
    return _png(canvas)


def latin(text: str) -> str:
    """Return a label that the font can write: without other scripts, and `...` if nothing is left."""
    kept = re.sub(r"\s+", " ", re.sub(r"[^\u0020-\u024f\u2010-\u2027\u20ac\u2192\u00d7]", "", text)).strip()
    # A dollar sign would begin a formula.
    return kept.replace("$", r"\$") or "..."


def _short_day(day: date, *, year: bool = False) -> str:
    return f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"


def _canvas(inches: tuple[float, float], look: _Look) -> "Canvas":
    # The object interface alone: pyplot keeps figures for ever.
    from matplotlib.figure import Figure as Canvas
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    margins = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12)
    return Canvas(figsize=inches, dpi=_DENSITY, facecolor=look.paper, layout=margins)


def _paper(titles: tuple[str, str], look: _Look) -> "tuple[Canvas, Axes]":
    canvas = _canvas(_INCHES, look)
    axes = canvas.add_subplot()
    _head(canvas, titles, _INCHES[1], look)
    _dress(axes, look)
    return canvas, axes


def _head(canvas: "Canvas", titles: tuple[str, str], height: float, look: _Look) -> None:
    """Write the title, and under it what is counted."""
    title, note = titles
    place = canvas.suptitle(
        # The second line keeps the note's place, which is in other letters.
        latin(title) + ("\n" if note else ""),
        color=look.ink, fontsize=_LETTERS + 3, fontweight="bold", x=0.03, ha="left",
    )  # fmt: skip
    if note:
        below = place.get_position()[1] - (_LETTERS + 3) * _LINE / _POINTS / height
        canvas.text(0.03, below, latin(note), color=look.ink, fontsize=_LETTERS - 1, va="top")


def _dress(axes: "Axes", look: _Look) -> None:
    axes.set_facecolor(look.paper)
    axes.tick_params(colors=look.ink, labelsize=_LETTERS - 1, length=0)
    axes.grid(axis="y", color=look.faint, linewidth=1)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.faint)


def _leave_room(axes: "Axes", bars: int) -> None:
    """Let few bars stand at the newest end, no wider than many would be."""
    axes.set_xlim(min(-0.6, bars - _FEWEST_BARS), bars - 0.4)


def _ticks(axes: "Axes", labels: Sequence[str], *, most: int = _MOST_TICKS) -> None:
    step = max(1, -(-len(labels) // most))
    # Counted from the newest, which always has its label.
    places = list(range(len(labels) - 1, -1, -step))[::-1]
    axes.set_xticks(places, [latin(labels[place]) for place in places])
    _amount_ticks(axes, whole=True)


def _amount_ticks(axes: "Axes", *, whole: bool) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=whole))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda amount, _: _short_amount(amount)))


def _short_amount(amount: float) -> str:
    for least, size, letter in _SHORT_SIZES:
        if abs(amount) >= least:
            return f"{amount / size:g}{letter}"
    return f"{amount:g}"


def _legend(axes: "Axes", look: _Look) -> None:
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -0.1),
        ncols=2,
        frameon=False,
        labelcolor=look.ink,
        fontsize=_LETTERS,
        handlelength=3.2,
    )


def _png(canvas: "Canvas") -> bytes:
    file = BytesIO()
    # Without the program's name and version, the same numbers are the same bytes.
    canvas.savefig(file, format="png", facecolor=canvas.get_facecolor(), metadata={"Software": None})
    return file.getvalue()
