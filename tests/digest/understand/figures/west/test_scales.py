"""Scales of one letter: 5m-6m users, €2-3m."""

import pytest

from tests.digest.understand.figures.finding import found


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The app has 5m-6m users.", {(5e6, "users"), (6e6, "users")}),
        ("The app has 5-6m users.", {(5e6, "users"), (6e6, "users")}),
        ("The app has 10k–20k users.", {(1e4, "users"), (2e4, "users")}),
        ("The model comes in 7B-13B parameters.", {(7e9, "parameters"), (13e9, "parameters")}),
        ("It costs $5m-6m.", {(5e6, "USD"), (6e6, "USD")}),
        ("The flat costs €2-3m.", {(2e6, "EUR"), (3e6, "EUR")}),
        ("It raised £5m to £10m.", {(5e6, "GBP"), (10e6, "GBP")}),
    ],
)
def test_both_ends_of_a_range_have_the_scale(text, figures):
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "The road is 3 to 5m wide.",
        "A 4K-8K monitor is on sale.",
        "The 671B-2 model is out.",
        "GPT-4 beats R1-7.",
    ],
)
def test_metres_screens_and_models_have_none(text):
    assert found(text) == set()
