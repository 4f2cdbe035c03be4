from datetime import date, timedelta

import pytest

from digest.model.outlet import Viewpoint
from digest.tell.chart import draw_series, draw_sides, draw_trends
from digest.tell.paper import Sheet, latin
from digest.tell.trends import Trend

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
            Sheet("Stories", "a week", dark),
            names={"open_source": "Open source", "talent": "人才 Talent"},
        ),
        draw_sides(one, Sheet("Talent", dark=dark), names=sides),
        draw_series(DAYS, [1e5, 1.3e5, 1.8e5], Sheet("models, models", dark=dark)),
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
    assert draw_trends(ROWS, Sheet("x"), names={}) == draw_trends(ROWS, Sheet("x"), names={})


@pytest.mark.parametrize("days", [1, 2])
def test_few_points_are_drawn_too(days):
    assert draw_series(DAYS[:days], [5.0] * days, Sheet("x, %")).startswith(b"\x89PNG")


def test_nothing_is_drawn_as_nothing():
    assert draw_trends([], Sheet("x"), names={}).startswith(b"\x89PNG")


def test_labels_are_latin_and_no_formula():
    assert latin("人才 Talent café $5") == r"Talent café \$5"
    assert latin("人才") == "..."
