"""What is read of an item is read of its own words; what is kept of a reader is kept for its code."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.knowledge import load_knowledge
from digest.understand.read import code, file_items, kept_reader, read
from tests.builders import item

KNOWLEDGE = load_knowledge()
# Each module of ours that a reader needs, and where it lies.
_LOADED = """
import sys, digest.understand.read
for name, module in sys.modules.items():
    if name.startswith("digest."):
        print(module.__file__)
"""


def test_all_code_that_reading_needs_tells_a_kept_reader_from_others():
    loaded = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True
    ).stdout
    places = code()

    assert [
        file for file in map(Path, loaded.split()) if not {file, *file.parents}.intersection(places)
    ] == []


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        (
            "The Sparrow Algorithm (1994)",
            "Article URL: https://a.example/sparrow Comments URL: https://b.example/item?id=4 Points: 16 # Comments: 6",
        ),
        (
            "Motion Control Systems",
            "Image URL: https://a.example/picture.jpg Article URL: https://a.example/1",
        ),
    ],
)
def test_what_a_page_writes_beside_its_addresses_tells_no_language(title, summary):
    [reading] = read([item(title, summary=summary, language="und")], KNOWLEDGE)

    assert reading.item.language == "en"


@pytest.mark.parametrize(("paragraphs", "is_grouped"), [(1, True), (20, False)])
def test_what_a_text_says_in_passing_after_its_first_paragraphs_is_not_what_it_is_about(
    paragraphs, is_grouped
):
    visit = (
        "The two presidents spoke of trade, of water and of their countries' long friendship.\n" * paragraphs
    )
    passing = "Both will work together on artificial intelligence, and on large language models."

    [reading] = read([item("A visit of state", summary=visit, content=visit + passing)], KNOWLEDGE)

    assert reading.is_grouped is is_grouped


_OPENING = (
    "Readers ask our artificial intelligence column about the year that is over, and here we answer them.\n"
    * 7
)
_RETURNS = (
    "Export controls on AI chips kept lawyers busy.\nThen came the Entity List, and an export ban on chips.\n"
    "Huawei says that chip smuggling is no answer to export restrictions."
)


def test_an_article_about_ai_is_filed_by_what_it_comes_back_to_and_names_whom_it_tells_of_there():
    [reading] = read([item("Letters on AI", summary=_OPENING + _RETURNS)], KNOWLEDGE)

    assert "export_controls" in {filing.theme for filing in reading.item.themes}
    assert "huawei" in reading.item.actors
    assert reading.traits is not None
    assert "huawei" not in reading.traits.actors


def test_one_word_in_passing_files_no_article():
    [reading] = read([item("Letters on AI", summary=f"{_OPENING}One spoke of export controls.")], KNOWLEDGE)

    assert reading.item.themes == ()


@pytest.mark.parametrize(
    "title", ["", "字" * 100_000, "🎉" * 50, "a" * 100_000, "ᚠᛇᚻ᛫ᛒᛦᚦ", "AI 人工知能 ИИ الذكاء"]
)
def test_no_title_is_too_odd_to_be_read(title):
    [reading] = read([item(title)], KNOWLEDGE)

    assert reading.item.title == title
    assert reading.item.language


def test_what_is_read_without_an_encoder_does_not_stay_without_one():
    example = "Car maker loses its AI chief to a rival lab"
    bare = load_knowledge(embedder="none")

    [without], [with_one] = read([item(example)], bare), read([item(example)], KNOWLEDGE)

    assert (without.vector, without.senses) == (None, None)
    assert with_one.vector
    assert with_one.senses


def test_a_reader_that_was_kept_reads_as_the_one_that_was_built(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    items = [
        item("US tightens export controls on Nvidia chips"),
        item("华为发布新芯片", language="zh-Hans"),
        item("Rain"),
    ]
    asked = []

    def taught():
        asked.append(KNOWLEDGE)
        return KNOWLEDGE

    built, kept = (kept_reader("k", taught).read(items) for _ in range(2))

    assert built == kept == read(items, KNOWLEDGE)
    assert len(asked) == 1


def test_items_filed_many_at_once_are_filed_as_they_are_read():
    items = [
        item(title)
        for title in (
            "US tightens export controls on chips",
            "Chief scientist leaves OpenAI",
            "A bag of chips",
        )
    ]

    filed = list(file_items(items, KNOWLEDGE))

    assert [one for one, _ in filed] == items
    assert [themes for _, themes in filed] == [reading.item.themes for reading in read(items, KNOWLEDGE)]
