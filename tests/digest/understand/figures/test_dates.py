"""When what a figure states was so: the date that stands nearest to it, unless that is of something else."""

import pytest

from digest.understand.figures import find_figures


def dated(text, language="en"):
    return {figure.amount: figure.as_of for figure in find_figures("i", "", text, language)}


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("It sold 40 chips in 2025.", "en", {40: "2025"}),
        ("En juin 2026, le groupe comptait 310 salariés.", "fr", {310: "2026-06"}),
        ("截至2025年6月，公司有员工500人。", "zh-Hans", {500: "2025-06"}),
        ("自2026年1月1日起关税为25%。", "zh-Hans", {25: "2026-01-01"}),
    ],
)
def test_a_figure_is_as_of_the_date_beside_it(text, language, dates):
    assert dated(text, language) == dates


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("It sold 40 chips, up from 30 in 2024.", "en", {40: None, 30: "2024"}),
        ("Half of them leave, against 12 per cent in 2019.", "en", {50: None, 12: "2019"}),
        ("In 2026 it sold 40 chips, compared with 30 a year before.", "en", {40: "2026", 30: None}),
        ("Le groupe vend 400 puces, contre 300 en 2024.", "fr", {400: None, 300: "2024"}),
        ("The share rose from 11.7% in 2023 to 20%.", "en", {11.7: "2023", 20: None}),
        (
            "It will double sales in 2026, from 400 to 800 million dollars.",
            "en",
            {2: "2026", 4e8: "2026", 8e8: "2026"},
        ),
        ("Sales rose to 20% in 2025 from 12%.", "en", {20: "2025", 12: None}),
        ("La part passe de 12 % en 2023 à 20 %.", "fr", {12: "2023", 20: None}),
        ("国产化率从2023年的11.7%提高到近两成。", "zh-Hans", {11.7: "2023", 20: None}),
        ("需求将从2024年的40吉瓦增至90吉瓦。", "zh-Hans", {40: "2024", 90: None}),
        ("2025年销量增长30%，2024年为12%。", "zh-Hans", {30: "2025", 12: "2024"}),
        ("政府は1兆円を支援すると発表した。2ナノの量産は2027年を目指す。", "ja", {1e12: None, 2: "2027"}),
        ("Margins rose to 59%; it hired 6,000 engineers in 2026.", "en", {59: None, 6000: "2026"}),
    ],
)
def test_what_is_set_against_it_has_a_date_of_its_own(text, language, dates):
    assert dated(text, language) == dates


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("It sold 40 chips in 2025, from 30 a year earlier.", "en", {40: "2025", 30: None}),
        (
            "It sold 40 chips, against 30 a year earlier and 20 chips in 2023.",
            "en",
            {40: None, 30: None, 20: "2023"},
        ),
        ("It will rise from 30% this year to 50% in 2027.", "en", {30: None, 50: "2027"}),
        ("In 2025 it sold 12% more than a year earlier.", "en", {12: "2025"}),
        (
            "Elle est de 17 % en 2026, contre 10 % un an plus tôt et 6 % en 2023.",
            "fr",
            {17: "2026", 10: None, 6: "2023"},
        ),
        ("2025年营收50亿元，上年同期为30亿元。", "zh-Hans", {5e9: "2025", 3e9: None}),
        ("2025年销量较去年同期增长30%。", "zh-Hans", {30: "2025"}),
    ],
)
def test_a_year_that_is_only_counted_from_another_is_no_date_and_keeps_others_away(text, language, dates):
    assert dated(text, language) == dates


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("It sold 3.5 million robots, five times as many as in 2023.", "en", 3.5e6),
        ("Engineers earn 57% more than in 2019.", "en", 57),
        ("Shares fell 4.25% to their lowest since 14 May 2024.", "en", 4.25),
        ("The start-up, founded in 2023, employs 200 people.", "en", 200),
        ("Le groupe a livré 8 milliards de composants, trois fois plus qu'en 2015.", "fr", 8e9),
        ("L'action bondit de 8,3 %, au plus haut depuis 2021.", "fr", 8.3),
        ("用户规模较2024年12月增长2.66亿人。", "zh-Hans", 2.66e8),
        ("公司成立于2016年，现有员工500人。", "zh-Hans", 500),
        ("2024年以来裁员500人。", "zh-Hans", 500),
        ("研究者は2019年比で300人減った。", "ja", 300),
    ],
)
def test_a_date_that_it_is_compared_with_or_that_something_began_at_is_none_of_its(text, language, amount):
    assert dated(text, language)[amount] is None
