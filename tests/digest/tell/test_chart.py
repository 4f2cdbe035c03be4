import os
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from digest.model.outlet import Viewpoint
from digest.model.trend import Trend
from digest.tell.chart import draw_series, draw_sides, draw_trends
from digest.tell.paper import Sheet, latin

MONDAY = date(2026, 3, 2)
ROWS = [
    Trend(MONDAY + timedelta(weeks=week), theme, 3 + week, 5, {Viewpoint.US: 2, Viewpoint.CHINA: 1})
    for week in range(4)
    for theme in ("open_source", "talent")
]
DAYS = [MONDAY, MONDAY + timedelta(days=40), MONDAY + timedelta(days=90)]


def drawings(dark):
    one = [row for row in ROWS if row.theme == "talent"]
    sides = {side: str(side) for side in Viewpoint}
    return [
        draw_trends(
            ROWS,
            Sheet("Stories", "en", "a week", dark),
            names={"open_source": "Open source", "talent": "人才 Talent"},
        ),
        draw_sides(one, Sheet("Talent", "en", dark=dark), names=sides),
        draw_series(DAYS, [1e5, 1.3e5, 1.8e5], Sheet("models, models", "en", dark=dark)),
    ]


def size(png):
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_picture_is_a_png_that_a_phone_can_show_in_both_lights():
    light, dark = drawings(False), drawings(True)

    for one, other in zip(light, dark, strict=True):
        assert one.startswith(b"\x89PNG")
        assert other.startswith(b"\x89PNG")
        assert one != other
        assert size(one) == size(other)
        # Three points a pixel of a phone's width, and light enough to post.
        assert size(one)[0] == 1080
        assert len(one) < 200_000


def test_the_same_numbers_are_the_same_bytes():
    assert draw_trends(ROWS, Sheet("x", "en"), names={}) == draw_trends(ROWS, Sheet("x", "en"), names={})


def test_what_a_user_has_told_matplotlib_changes_no_chart():
    def drawn():
        return draw_series(DAYS, [1e5, 1.3e5, 1.8e5], Sheet("x", "en"))

    before = drawn()
    # As a `matplotlibrc` says, of which one may lie in the folder that the program is called in.
    with rc_context({"savefig.dpi": 30, "font.family": "serif", "axes.linewidth": 5}):
        assert drawn() == before


def test_a_chart_is_drawn_also_where_a_notebook_says_what_is_drawn_on():
    code = "from digest.tell.paper import Sheet, canvas_of, png\nprint(png(canvas_of(Sheet('x', 'en')))[:4])"
    told = os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}

    done = subprocess.run([sys.executable, "-c", code], env=told, check=False, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == (r"b'\x89PNG'" + "\n", "")


def test_days_and_amounts_are_written_as_the_reader_writes_them():
    def drawn(voice):
        return draw_series(DAYS, [1e9, 1.3e9, 2.5e9], Sheet("x", voice))

    assert drawn("en") != drawn("fr")


@pytest.mark.parametrize("days", [1, 2])
def test_few_points_are_drawn_too(days):
    assert draw_series(DAYS[:days], [5.0] * days, Sheet("x, %", "en")).startswith(b"\x89PNG")


@pytest.mark.parametrize("amounts", [[-5.0, -8.0, -12.0], [5.0, -8.0, 12.0]])
def test_what_fell_is_drawn_within_the_picture(amounts):
    sheet = Sheet("shares, %", "en")
    picture = imread(BytesIO(draw_series(DAYS, amounts, sheet)))
    of_the_line = np.flatnonzero(
        (abs(picture[..., :3] - to_rgb(sheet.look.accent)) < 0.01).all(axis=2).any(axis=1)
    )

    assert of_the_line.size > len(picture) / 4
    assert of_the_line.max() < 0.95 * len(picture)


def test_labels_are_latin_and_no_formula():
    assert latin("人才 Talent café $5") == r"Talent café \$5"
    assert latin("人才") == latin("参数, 个") == "..."
    assert latin("市值, USD") == "USD"
