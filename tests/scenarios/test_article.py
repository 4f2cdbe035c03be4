"""The article that the project began with, as an item: its themes, its actors, its figures, and nothing of its footer."""

import pytest

from config.knowledge import load_knowledge
from digest.understand.figures import find_figures
from digest.understand.read import read
from tests.beside import LABELLED
from tests.builders import item

ARTICLE = LABELLED / "article-fr.txt"


pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside this checkout")


def test_it_is_filed_by_all_that_it_comes_back_to_and_names_whom_it_tells_of_anywhere():
    title, _, text = ARTICLE.read_text(encoding="utf-8").partition("\n")

    [reading] = read([item(title, summary=text, language="fr")], load_knowledge())

    assert {"open_source", "export_controls", "talent"} <= {filing.theme for filing in reading.item.themes}
    assert {"deepseek", "alibaba", "qwen", "openai", "meta"} <= set(reading.item.actors)
    # Both stand in its footer alone.
    assert not {"alexandr-wang", "mark-zuckerberg"} & set(reading.item.actors)


def test_its_figures_are_found_with_what_they_count():
    title, _, text = ARTICLE.read_text(encoding="utf-8").partition("\n")

    figures = find_figures("i", title, text, "fr")
    told = {(figure.amount, figure.unit) for figure in figures}
    subjects = {(figure.amount, figure.unit): figure.subject for figure in figures}

    assert told == {
        (910e6, "téléchargements"),
        (125e6, "téléchargements"),
        (3.5e6, "ingénieurs"),
        (3.57e6, "ingénieurs"),
        (4, "x"),
        (4, "%"),
        (100_000, "USD"),
        (38, "%"),
        (100_000, "modèles"),
        (20, "%"),
        (17, "x"),
        (1_000, "caractères"),
        (28, "caractères"),
        (4, "ingénieurs"),
    }
    assert subjects[38, "%"].startswith("experts")
    assert subjects[100_000, "modèles"] == "modèles dérivés"
    assert "entreprise" in subjects[20, "%"]
    assert not any("97" in figure.sentence and "prodige" in figure.sentence for figure in figures)
