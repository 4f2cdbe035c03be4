"""What is read of an item is read of its own words; what is kept of a reader is kept for its code."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.knowledge import load_knowledge
from digest.understand.read import code, read
from tests.builders import item

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
    [reading] = read([item(title, summary=summary, language="und")], load_knowledge())

    assert reading.item.language == "en"


@pytest.mark.parametrize(("paragraphs", "is_grouped"), [(1, True), (20, False)])
def test_what_a_text_says_in_passing_after_its_first_paragraphs_is_not_what_it_is_about(
    paragraphs, is_grouped
):
    visit = (
        "The two presidents spoke of trade, of water and of their countries' long friendship.\n" * paragraphs
    )
    passing = "Both will work together on artificial intelligence, and on large language models."

    [reading] = read([item("A visit of state", summary=visit, content=visit + passing)], load_knowledge())

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
    [reading] = read([item("Letters on AI", summary=_OPENING + _RETURNS)], load_knowledge())

    assert "export_controls" in {filing.theme for filing in reading.item.themes}
    assert "huawei" in reading.item.actors
    assert reading.traits is not None
    assert "huawei" not in reading.traits.actors


def test_one_word_in_passing_files_no_article():
    [reading] = read(
        [item("Letters on AI", summary=f"{_OPENING}One spoke of export controls.")], load_knowledge()
    )

    assert reading.item.themes == ()
