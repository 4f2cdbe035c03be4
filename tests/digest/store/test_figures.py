from contextlib import suppress
from dataclasses import replace

import pytest

from digest.errors import QueryError
from digest.model.figure import Figure
from digest.model.item import Reading
from digest.store import Database, figures, items
from digest.store.readings import keep_readings
from tests.builders import DAY, NOW, item


def state(db: Database, title: str, *stated: tuple[float, str, str, str], days_ago: int = 0) -> None:
    """Store an item that states figures: (amount, unit, subject, sentence)."""
    summary = " ".join(sentence for *_, sentence in stated)
    made = item(title, summary=summary, published=NOW - days_ago * DAY)
    items.add(db, [made])
    read = replace(made, figures=tuple(Figure(*each, made.id) for each in stated))
    keep_readings(db, [Reading(read, is_grouped=True)], None)


def amounts(db: Database, query: str = "", **how: object) -> list[float]:
    return [each.figure.amount for each in figures.ledger(db, query, **how)]


@pytest.fixture
def filled(db: Database) -> Database:
    state(
        db,
        "Qwen grows",
        (90_000, "derivatives", "Qwen derivatives", "Qwen has 90,000 derivatives."),
        days_ago=9,
    )
    state(
        db,
        "Alibaba reports",
        (113_000, "derivatives", "derivatives", "There are 113,000 derivatives of Qwen."),
        (3, "GW", "site", "A 3 GW site is planned."),
    )
    state(db, "通义千问", (10, "%", "份额", "千问的份额为10%。"), days_ago=2)
    return db


def test_what_was_stated_of_a_subject_comes_in_order_of_time(filled):
    assert amounts(filled, "Qwen derivatives") == [90_000, 113_000]
    assert amounts(filled, "qwen derivative") == [90_000, 113_000]


def test_each_is_told_with_its_source(filled):
    found = figures.ledger(filled, "Qwen derivatives")

    assert [each.published for each in found] == [NOW - 9 * DAY, NOW]
    assert found[0].url == f"https://{found[0].outlet}/{found[0].figure.item}"


def test_what_a_headline_names_its_figures_are_about(db):
    state(db, "First H200s land in Shanghai", (5_000, "boards", "boards", "Customs let 5,000 boards in."))
    state(db, "A port reopens", (7, "%", "trade", "Trade grew 7%."), (2, "ships", "ships", "2 with H200s."))

    assert amounts(db, "H200s") == [5_000, 2]
    assert amounts(db, "h200s shanghai") == [5_000]
    assert amounts(db, "port H200s") == [2]


def test_a_headline_speaks_for_no_figure_beside_one_of_the_very_thing_asked_for(db):
    title = "Nvidia market value passes $4 trillion"
    state(db, title, (4e12, "USD", "market value", title), (3.1, "%", "Nasdaq", "The Nasdaq fell 3.1%."))

    assert amounts(db, "Nvidia market value") == [4e12]
    assert amounts(db, "Nvidia market values") == [4e12]


def test_who_is_asked_for_is_no_thing_that_is_measured(db):
    title = "Anthropic pays authors $1.5 billion"
    state(db, title, (1.5e9, "USD", "Anthropic", title), (3_000, "USD", "titles", "Titles get $3,000 each."))

    assert amounts(db, "Anthropic authors") == [1.5e9, 3_000]


def test_a_figure_of_another_subject_in_the_same_item_is_left_out(filled):
    assert amounts(filled, "site") == [3]


def test_unit_and_since_narrow(filled):
    assert amounts(filled, units=["GW", "%"]) == [10, 3]
    assert amounts(filled, units=[]) == []
    assert amounts(filled, "qwen", since=NOW - DAY) == [113_000]
    assert amounts(filled) == [90_000, 10, 113_000, 3]
    assert amounts(filled, most=2) == [113_000, 3]


def test_chinese_is_understood(filled):
    assert amounts(filled, "份额") == [10]


def test_nothing_said_of_it_is_an_empty_ledger_and_no_word_a_sentence(filled):
    assert amounts(filled, "submarines") == []
    with pytest.raises(QueryError):
        amounts(filled, "🙂")


def test_units_are_listed_the_most_frequent_first(filled):
    assert figures.units(filled)[0] == "derivatives"


@pytest.mark.parametrize(
    "typed", ["🙂", "\x00", '"', "-", "AND OR NOT", "' OR 1=1 --", "芯" * 500, "*", "a" * 1_900]
)
def test_a_naughty_question_to_the_ledger_gets_an_answer(db, typed):
    with suppress(QueryError):
        assert amounts(db, typed) == []
