"""What every chart is drawn on and written with. The only module that imports matplotlib, and only where it draws.

Labels are Latin, for the font has no Chinese or Korean.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from digest.tell.voice import Voice, speaker

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# A phone shows a picture some 360 points wide: at this size and density its letters stay readable.
WIDTH, HEIGHT = 6.0, 4.6
_DENSITY = 180
LETTERS = 13
_POINTS, _LINE = 72, 1.35
"""Points an inch, and a line's height as a part of its letters'."""
_FEWEST_BARS = 6.6
MOST_TICKS = 4
# What the font cannot write.
_UNWRITTEN = re.compile(r"[^\u0020-\u024f\u2010-\u2027\u20ac\u2192\u00d7]")


@dataclass(frozen=True, slots=True)
class Look:
    paper: str
    ink: str
    faint: str
    bar: str
    accent: str
    """What stands out, on this paper."""


_LIGHT = Look("#ffffff", "#1d1c1d", "#d5d5d8", "#a9bccb", "#0072b2")
_DARK = Look("#1e1f22", "#e8e8ea", "#4a4c52", "#5d7386", "#56b4e9")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with its title, under it what is counted, and who says what is written on it."""

    title: str
    voice: str
    note: str = ""
    dark: bool = False

    @property
    def spoken(self) -> Voice:
        return speaker(self.voice)

    @property
    def look(self) -> Look:
        return _DARK if self.dark else _LIGHT


def canvas_of(sheet: Sheet, height: float = HEIGHT) -> "Canvas":
    """Return a sheet to draw on, as high as is asked for, with its title written."""
    # What a notebook sets for all that is called from it, and matplotlib refuses on import where it is not there.
    os.environ["MPLBACKEND"] = "agg"
    # The object interface alone: pyplot keeps figures for ever.
    from matplotlib import rcdefaults
    from matplotlib.figure import Figure as Canvas
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    # On import it takes letters, sizes and more from a `matplotlibrc` of the user's or of the folder that we run in.
    rcdefaults()
    margins = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12)
    canvas = Canvas(figsize=(WIDTH, height), dpi=_DENSITY, facecolor=sheet.look.paper, layout=margins)
    _write_head(canvas, sheet, height)
    return canvas


def _write_head(canvas: "Canvas", sheet: Sheet, height: float) -> None:
    place = canvas.suptitle(
        # The second line keeps the note's place, which is in other letters.
        latin(sheet.title) + ("\n" if sheet.note else ""),
        color=sheet.look.ink, fontsize=LETTERS + 3, fontweight="bold", x=0.03, ha="left",
    )  # fmt: skip
    if sheet.note:
        below = place.get_position()[1] - (LETTERS + 3) * _LINE / _POINTS / height
        canvas.text(0.03, below, latin(sheet.note), color=sheet.look.ink, fontsize=LETTERS - 1, va="top")


def axes_on(sheet: Sheet) -> "tuple[Canvas, Axes]":
    """Return a sheet with one field to draw in."""
    canvas = canvas_of(sheet)
    axes = canvas.add_subplot()
    dress(axes, sheet.look)
    return canvas, axes


def dress(axes: "Axes", look: Look) -> None:
    """Take off what a small chart has no room for, and colour the rest."""
    axes.set_facecolor(look.paper)
    axes.tick_params(colors=look.ink, labelsize=LETTERS - 1, length=0)
    axes.grid(axis="y", color=look.faint, linewidth=1)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.faint)


def leave_room(axes: "Axes", bars: int) -> None:
    """Let few bars stand at the newest end, no wider than many would be."""
    axes.set_xlim(min(-0.6, bars - _FEWEST_BARS), bars - 0.4)


def name_bars(axes: "Axes", labels: Sequence[str], spoken: Voice, *, most: int = MOST_TICKS) -> None:
    """Write a few of the labels under their bars."""
    step = max(1, -(-len(labels) // most))
    # Counted from the newest, which always has its label.
    places = list(range(len(labels) - 1, -1, -step))[::-1]
    axes.set_xticks(places, [latin(labels[place]) for place in places])
    write_amounts(axes, spoken, whole=True)


def write_amounts(axes: "Axes", spoken: Voice, *, whole: bool) -> None:
    """Write a few amounts beside the field, whole ones alone if that is asked for."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=whole))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda amount, _: spoken.short_amount(amount)))


def name_colours(axes: "Axes", look: Look) -> None:
    """Say under the field what is drawn in which colour."""
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -0.1),
        ncols=2,
        frameon=False,
        labelcolor=look.ink,
        fontsize=LETTERS,
        handlelength=3.2,
    )


def latin(text: str) -> str:
    """Return a label that the font can write: without other scripts, and `...` if no word is left."""
    written = _UNWRITTEN.sub("", text)
    kept = re.sub(r"\s+", " ", written).strip(" ,")
    # A dollar sign would begin a formula.
    return kept.replace("$", r"\$") or "..."


def png(canvas: "Canvas") -> bytes:
    file = BytesIO()
    # Without the program's name and version, the same numbers are the same bytes.
    canvas.savefig(file, format="png", facecolor=canvas.get_facecolor(), metadata={"Software": None})
    return file.getvalue()
