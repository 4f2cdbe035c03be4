"""Trends in words: in the order of the chart beside them."""

from datetime import date

import pytest

from config.knowledge import load_knowledge
from digest.model.trend import Rising, Trend
from digest.tell.message import Table, plain
from digest.tell.present.trends import trends_message
from digest.tell.team_voice import TeamVoice, team_voice


def test_the_theme_that_tells_most_comes_first_in_words_too():
    weeks = (date(2026, 1, 5), date(2026, 1, 12))
    rows = [Trend(week, theme, n, 1, {}) for week in weeks for theme, n in (("adoption", 1), ("talent", 4))]

    said = trends_message(rows, TeamVoice("en"), weeks=2, picture=b"")

    (table,) = [block for block in said.blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["talent", "adoption"]
    assert said.summary.index("talent") < said.summary.index("adoption")


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("en", "Named in more stories this week than before: United States (3), Nvidia (2), gone (1)"),
        (
            "fr",
            "Nommés cette semaine dans plus de sujets qu’avant\u202f: États-Unis (3), Nvidia (2), gone (1)",
        ),
    ],
)
def test_who_rises_is_called_as_in_the_readers_language(voice, said):
    risen = [Rising("united-states", 3, 1.0), Rising("nvidia", 2, 1.0), Rising("gone", 1, 0.0)]
    rows = [Trend(date(2026, 1, 5), "talent", 4, 1, {})]

    told = trends_message(rows, team_voice(voice, load_knowledge()), weeks=2, rising=risen)

    assert plain(told.blocks[-1].line) == said
