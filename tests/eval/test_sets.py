"""That the sets of `make eval` have the form that it reads: a slip in one would pass for a fault of the program."""

import pytest

from config.knowledge import load_knowledge
from digest.model.outlet import Viewpoint
from tests.eval import figures, sets, teach_clues, themes
from tests.eval.rows import read_rows

LANGUAGES = frozenset(
    ["en", "fr", "es", "de", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "ar", "pl", "it", "pt", "nl"]
)
# The two oldest have no themes of their own.
WEEKS = [path for path in sets.OWN if path.stem not in ("stories", "week")]


@pytest.mark.parametrize("path", sets.OWN, ids=lambda path: path.stem)
def test_every_item_of_a_week_has_an_address_of_its_own_that_nobody_can_visit(path):
    addresses = [row["url"] for row in read_rows(path)]
    assert len(addresses) == len(set(addresses))
    assert all(".example/" in address for address in addresses)


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_every_item_of_a_week_is_labelled_with_what_there_is(path):
    known = set(load_knowledge().theme_ids)
    for row in read_rows(path):
        assert row["title"].strip(), row
        assert row["story"], row
        assert row["language"] in LANGUAGES, row
        assert {*row["themes"], *row.get("may", ())} <= known, row
        assert not set(row["themes"]).intersection(row.get("may", ())), row
        assert Viewpoint(row["viewpoint"])


@pytest.mark.parametrize("path", figures.OWN, ids=lambda path: path.stem)
def test_every_figure_of_a_set_has_an_amount_and_a_unit(path):
    keys = [row["id"] for row in read_rows(path)]
    assert len(keys) == len(set(keys))
    for row in read_rows(path):
        assert row["text"].strip() or row["title"].strip(), row
        for figure in row["figures"]:
            assert float(figure["amount"]), row
            assert figure["unit"], row


def test_every_headline_of_the_seven_themes_is_labelled_with_what_there_is():
    known = set(load_knowledge().theme_ids)
    rows = read_rows(themes.SEVEN_SET)
    assert len({row["id"] for row in rows}) == len({row["title"] for row in rows}) == len(rows)
    for row in rows:
        assert set(themes.SEVEN) <= known
        assert row["language"] in LANGUAGES, row
        assert {*row["labels"], *row.get("may", ())} <= known, row
        assert not set(row["labels"]).intersection(row.get("may", ())), row


def test_every_item_that_hints_or_only_looks_like_it_is_labelled_with_what_there_is():
    known = set(load_knowledge().theme_ids)
    rows = read_rows(teach_clues.SET)
    assert len({row["id"] for row in rows}) == len({row["title"] for row in rows}) == len(rows)
    for row in rows:
        assert row["language"] in LANGUAGES, row
        assert {*row["themes"], *row.get("may", ())} <= known, row
        assert not set(row["themes"]).intersection(row.get("may", ())), row
        assert row["is_contest"] or not row["themes"], row
