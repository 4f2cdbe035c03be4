import pytest

from config.knowledge import load_knowledge
from digest.model import Term, Theme
from digest.understand.read import file_text, read
from tests.builders import item

KNOWLEDGE = load_knowledge(embedder="none")


def themes(title, summary="", knowledge=KNOWLEDGE):
    return {filing.theme for filing in file_text(title, summary, knowledge)}


@pytest.mark.parametrize("theme", KNOWLEDGE.themes, ids=lambda theme: theme.id)
def test_a_theme_s_own_examples_are_filed_as_they_say(theme):
    assert [m for m in theme.match if theme.id not in themes(m)] == []
    assert [d for d in theme.differ if theme.id in themes(d)] == []


def test_ai_is_never_found_in_training():
    assert themes("Training for the marathon: what a coach of talents says about recruitment") == set()


def test_a_filing_names_the_words_that_decided():
    [filing] = [
        f
        for f in file_text("US tightens export controls on chips", "", KNOWLEDGE)
        if f.theme == "export_controls"
    ]

    assert "export controls" in filing.terms


def test_a_theme_of_a_team_s_own_has_its_own_gate():
    own = Theme("memory", "Memory", terms=(Term("en", "strong", "HBM"),), own=True)

    assert "memory" in themes("SK Hynix ships new HBM stacks", knowledge=load_knowledge(own_themes=(own,)))


def test_one_actor_is_one_in_any_script():
    readings = read(
        [item("Huawei opens a plant"), item("华为发布新芯片"), item("ファーウェイ、AI半導体を公開")],
        KNOWLEDGE,
    )

    assert all("huawei" in reading.item.actors for reading in readings)


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Bank for International Settlements (BIS) warns of debt", "bis"),
        ("Kimi Antonelli wins the race", "kimi"),
        ("Le SMIC augmente en janvier", "smic"),
    ],
)
def test_look_alikes_are_not_taken_for_actors(title, actor):
    [reading] = read([item(title)], KNOWLEDGE)

    assert actor not in reading.item.actors


def test_only_what_a_gate_lets_through_is_grouped():
    on, off = read(
        [item("Lab trains a large language model"), item("Town council meets on Tuesday")], KNOWLEDGE
    )

    assert on.is_grouped
    assert not off.is_grouped


@pytest.mark.parametrize(
    "title", ["", "字" * 100_000, "🎉" * 50, "a" * 100_000, "ᚠᛇᚻ᛫ᛒᛦᚦ", "AI 人工知能 ИИ الذكاء"]
)
def test_no_title_is_too_odd_to_be_read(title):
    [reading] = read([item(title)], KNOWLEDGE)

    assert reading.item.language
