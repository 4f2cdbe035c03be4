"""The article that the project began with, as an item: its figures, with what they count, and nothing of its footer."""

from pathlib import Path

import pytest

from digest.understand.figures import find_figures

ARTICLE = Path(__file__).parents[3] / "shared" / "news" / "article-fr.txt"


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside this checkout")
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
