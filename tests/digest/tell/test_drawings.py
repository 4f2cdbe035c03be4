from datetime import date, timedelta

import pytest

from digest.model.outlet import Viewpoint
from digest.model.theme import Theme
from digest.model.trend import Trend
from digest.tell.chart import draw_sides, draw_trends
from digest.tell.drawings import trends_drawing
from digest.tell.team_voice import TeamVoice

THEMES = {"talent": Theme("talent", "Talent", names={"fr": "Talents"}), "chips": Theme("chips", "Chips")}
WEEKS = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(3)]


def rows(*themes):
    return [Trend(week, theme, 3, 2, {Viewpoint.US: 1}) for week in WEEKS for theme in themes]


def test_several_themes_are_drawn_side_by_side():
    drawing = trends_drawing(rows("talent", "chips"), TeamVoice("en", THEMES))

    assert drawing.func is draw_trends
    _, sheet = drawing.args
    assert sheet.title == "Stories a week, by theme"
    assert "in the week that begins on each day" in sheet.note


@pytest.mark.parametrize(
    ("theme", "voice", "title"),
    [("talent", "en", "Talent"), ("talent", "fr", "Talents"), ("gone", "en", "gone")],
)
def test_one_theme_is_drawn_by_side_under_its_name(theme, voice, title):
    drawing = trends_drawing(rows(theme), TeamVoice(voice, THEMES))

    assert drawing.func is draw_sides
    _, sheet = drawing.args
    assert sheet.title == title
    assert sheet.note
