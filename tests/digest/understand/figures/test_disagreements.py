from dataclasses import replace

import pytest

from digest.understand.figures import disagreements
from tests.costs import costs_at_most
from tests.digest.understand.figures.stating import figure


def test_two_items_that_state_different_amounts_of_one_subject_disagree():
    split = disagreements([figure(589e9, "a", "USD", "market value"), figure(700e9, "b", "USD", "value")])

    assert [[one.amount for one in group] for group in split] == [[589e9, 700e9]]


@pytest.mark.parametrize(
    "figures",
    [
        [figure(3.5e6, "a"), figure(3.57e6, "b")],
        [figure(5, "a", "%", "tariff"), figure(7, "a", "%", "tariff")],
        [figure(5, "a", "%", "tariff"), figure(7, "b", "%", "unemployment")],
        [figure(5, "a", "%", "tariff"), figure(7, "b", "USD", "tariff")],
        [figure(589e9, "a", "USD", "Nvidia"), figure(5.5e9, "b", "USD", "Nvidia")],
        [figure(18_000, "a", "chips", "Blackwell chips"), figure(50_000, "b", "chips", "H800 chips")],
        [figure(2e9, "a", "USD", "deal"), figure(3e9, "a", "USD", "deal"), figure(2.5e9, "b", "USD", "deal")],
        [figure(5e6, "a", as_of="2024"), figure(7e6, "b", as_of="2025")],
        [figure(2, "a", "%", "Samsung shares"), figure(3.1, "b", "%", "Samsung shares")],
        [
            figure(95.5, "a", "points", "benchmark Korea Composite Stock Price Index"),
            figure(93.3, "b", "points", "benchmark Korea Composite Stock Price Index"),
        ],
        [figure(2, "a", "%", "三星股价"), figure(3.1, "b", "%", "三星股价")],
        [figure(16e9, "a", "B", "memory of the laptop"), figure(32e9, "b", "B", "memory of the laptop")],
    ],
    ids=[
        "rounded",
        "one item",
        "two subjects",
        "two units",
        "two things of one name",
        "two kinds",
        "a range",
        "two years",
        "two days of a market",
        "two days of an index",
        "two days of a market, in Chinese",
        "two variants of a product",
    ],
)
def test_figures_of_two_things_and_of_one_item_do_not_disagree(figures):
    assert disagreements(figures) == []


@pytest.mark.parametrize(
    "figures",
    [
        [figure(38, "a", "%", "market share of Huawei"), figure(45, "b", "%", "market share of Huawei")],
        [figure(5e6, "a", as_of="2025"), figure(7e6, "b", as_of="2025-03")],
        [figure(5e6, "a", as_of="2025"), figure(7e6, "b")],
        [
            figure(2, "a", "%", "Samsung shares", "2026-01-05"),
            figure(3.1, "b", "%", "Samsung shares", "2026-01-05"),
        ],
        [figure(5, "a", "GW", "capacity of the site"), figure(7, "b", "GW", "capacity of the site")],
    ],
)
def test_two_of_one_time_or_of_no_time_that_is_said_do(figures):
    assert len(disagreements(figures)) == 1


def test_what_hundreds_state_each_in_another_amount_is_soon_set_against_each_other():
    stated = [figure(100 + number, f"item{number}") for number in range(400)]

    assert costs_at_most(100, lambda: disagreements(stated))
    [split] = disagreements(stated)
    assert split[-1] in stated[-2:]


def test_an_item_of_which_not_all_is_compared_is_left_out_whole():
    stated = [figure(5, "a"), figure(7, "a"), *(figure(5, f"item{number}") for number in range(299))]

    assert disagreements(stated) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(60_000, "a", "chips", "Nvidia chips"), figure(55_000, "b", "puces", "puces")),
        (figure(1_200, "a", "employees", "employees"), figure(1_500, "b", "员工", "员工")),
        (figure(300, "a", "工程师", "工程师"), figure(400, "b", "Ingenieure", "Ingenieure")),
    ],
)
def test_two_amounts_of_one_thing_disagree_in_whatever_languages_it_is_named(one, other):
    assert disagreements([one, other]) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(1_500, "a", "employees", "employees"), figure(1_500, "b", "员工", "员工")),
        (figure(671e9, "a", "parameters", "parameters"), figure(670e9, "b", "参数", "参数")),
        (figure(2, "a", "satellites", "satellites"), figure(6, "b", "Satelliten", "Satelliten")),
        (figure(240e9, "a", "参数", "参数"), figure(36e9, "b", "パラメータ", "パラメータ")),
        (figure(70, "a", "people", "people"), figure(100, "b", "人", "人")),
        (figure(30_000, "a", "昇腾芯片", "昇腾芯片"), figure(50_000, "b", "英伟达芯片", "英伟达芯片")),
        (figure(30, "a", "Nvidia-Chips", "Nvidia-Chips"), figure(50, "b", "Huawei-Chips", "Huawei-Chips")),
        (figure(300, "a", "工程师", "中国工程师"), figure(400, "b", "工程师", "印度工程师")),
    ],
    ids=[
        "one number",
        "rounded",
        "a handful",
        "far apart",
        "people",
        "two kinds, in Chinese",
        "two kinds, in German",
        "two kinds of people",
    ],
)
def test_what_need_not_be_one_thing_in_two_words_does_not_disagree(one, other):
    assert disagreements([one, other]) == []


def test_what_is_told_as_more_than_an_amount_agrees_with_what_is_a_little_more():
    over = replace(figure(1_000, "a"), sentence="Over 1,000 engineers a year.")

    assert disagreements([over, figure(1_140, "b")]) == []
    assert len(disagreements([over, figure(1_900, "b")])) == 1
