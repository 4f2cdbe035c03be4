"""Trends in words: in the order of the chart beside them."""

from datetime import date

from digest.tell.message import Table
from digest.tell.present.trends import trends_message
from digest.tell.trends import Trend


def test_the_theme_that_tells_most_comes_first_in_words_too():
    weeks = (date(2026, 1, 5), date(2026, 1, 12))
    rows = [Trend(week, theme, n, 1, {}) for week in weeks for theme, n in (("adoption", 1), ("talent", 4))]

    said = trends_message(rows, voice="en", picture=b"")

    (table,) = [block for block in said.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["talent", "adoption"]
    assert said.summary.index("talent") < said.summary.index("adoption")
