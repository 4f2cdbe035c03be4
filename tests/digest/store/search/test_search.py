from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import QueryError
from digest.model.item import Reading
from digest.model.outlet import Viewpoint
from digest.model.query import Order
from digest.model.theme import Filing
from digest.store import Database, items, pruning
from digest.store.readings import keep_readings
from tests.beside import naughty, needs_naughty
from tests.builders import HOUR, NOW, item
from tests.digest.store.finding import found, put_in


def refusal(db: Database, words: str, **fields: object) -> str:
    """Ask, and return the sentence with which that was refused, if it was."""
    try:
        found(db, words, **fields)
    except QueryError as error:
        return str(error)
    return ""


def test_the_newest_come_first(db):
    put_in(db, "chips one", "chips two", "wafers", "chips three")

    assert found(db, "chips") == ["chips three", "chips two", "chips one"]
    assert found(db, "chips", limit=2) == ["chips three", "chips two"]
    assert found(db, "chips", limit=2, offset=2) == ["chips one"]


def test_a_few_words_must_all_be_there(db):
    put_in(db, "export controls", "export of wine", "birth control")

    assert found(db, "export control") == ["export controls"]


def test_an_item_is_found_by_its_summary_and_its_content(db):
    put_in(db, "Title", summary="about gallium", content="and germanium")

    assert found(db, "gallium") == found(db, "germanium") == ["Title"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ecole", "L’École polytechnique"),
        ("ÉCOLE", "L’École polytechnique"),
        ("strasse", "Die strasse"),
        ("señor", "El senor"),
        ("ＡＩ", "AI act"),
        ("gpt-5.5", "GPT-5.5 is out"),
        ("chip", "New chips"),
        ("chips", "A chip"),
        ("policies", "One policy"),
        ("puces", "Une puce"),
        ("China’s", "Made in China"),
        ("l’IA", "IA et emploi"),
        ("d'Anthropic", "Anthropic lève des fonds"),
        ("qu'elle", "Elle part"),
        ("O'Reilly", "O’Reilly publishes"),
        ("санкции", "Новые САНКЦИИ"),
        ("인공지능", "한국 인공지능은 성장한다"),
    ],
)
def test_case_diacritics_width_and_number_do_not_matter(db, typed, title):
    put_in(db, title, "something else")

    assert found(db, typed) == [title]


@pytest.mark.parametrize(
    "typed",
    [
        "芯",
        "片",
        "口",
        "芯片",
        "华为芯片",
        "芯片出口",
        "华为 出口",
        "华为出口",
        "Ascend芯片",
        '"华为Ascend芯片"',
        "昇腾",
        "腾",
    ],
)
def test_chinese_is_found_from_one_character_up(db, typed):
    put_in(db, "华为Ascend芯片出口", "华为昇腾芯片与Ascend出口", "天气很好")

    assert "天气很好" not in found(db, typed)
    assert found(db, typed)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("チップ", "新しいチップの発表"),
        ("発表", "新しいチップの発表"),
        ("の", "新しいチップの発表"),
        ("반도체", "삼성 반도체가"),
    ],
)
def test_japanese_and_korean_are_found_too(db, typed, title):
    put_in(db, title, "nothing")

    assert found(db, typed) == [title]


def test_characters_must_follow_each_other(db):
    put_in(db, "片芯")

    assert found(db, "芯片") == []


def test_phrases_take_their_words_in_order(db):
    put_in(db, "open source chips", "source is open")

    assert found(db, '"open source"') == ["open source chips"]
    assert found(db, "“open source”") == ["open source chips"]
    assert found(db, "source open") == ["source is open", "open source chips"]


def test_a_phrase_is_not_bent_and_an_open_quote_is_one(db):
    put_in(db, "open source chips")

    assert found(db, '"open source chip"') == []
    assert found(db, '"open source') == ["open source chips"]


def test_a_minus_takes_away_what_holds_the_word(db):
    put_in(db, "nvidia chips", "amd chips", "huawei phones")

    assert found(db, "chips -nvidia") == ["amd chips"]
    assert found(db, 'chips -"amd chips"') == ["nvidia chips"]
    assert found(db, "-chips") == ["huawei phones"]


def test_a_star_ends_a_prefix(db):
    put_in(db, "licensing", "licence", "lice")

    assert found(db, "licen*") == ["licence", "licensing"]


def fielded(db: Database) -> None:
    made = [
        item(
            "chips a", outlet="a.org", language="zh-Hans", viewpoint=Viewpoint.CHINA, published=NOW - 3 * HOUR
        ),
        item(
            "chips b",
            outlet="b.org",
            language="zh-Hant",
            viewpoint=Viewpoint.TAIWAN_JAPAN_KOREA,
            published=NOW - 2 * HOUR,
        ),
        item("chips c", outlet="a.org", language="en", viewpoint=Viewpoint.US, published=NOW - HOUR),
    ]
    items.add(db, made)
    themes = [("talent", "chips"), ("chips",), ("open_source",)]
    actors: list[tuple[str, ...]] = [("qwen",), ("qwen", "tsmc"), ()]
    keep_readings(
        db,
        [
            Reading(
                replace(each, themes=tuple(Filing(theme, 1.0) for theme in filed), actors=named),
                is_grouped=True,
            )
            for each, filed, named in zip(made, themes, actors, strict=True)
        ],
        None,
    )


@pytest.mark.parametrize(
    "words", ["", "chips", "chips -cats", "-cats", "what are chips and cats good for today?"]
)
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "cba"),
        ({"themes": ("chips",)}, "ba"),
        ({"themes": ("talent", "open_source")}, "ca"),
        ({"since": NOW - 2 * HOUR}, "cb"),
        ({"until": NOW - 2 * HOUR}, "a"),
        ({"since": NOW - 3 * HOUR, "until": NOW - 2 * HOUR}, "a"),
        ({"outlet": "A.org"}, "ca"),
        ({"viewpoint": Viewpoint.CHINA}, "a"),
        ({"language": "zh"}, "ba"),
        ({"language": "zh-Hant"}, "b"),
        ({"language": "en"}, "c"),
        ({"language": "fr"}, ""),
        ({"actor": "qwen"}, "ba"),
        ({"actor": "qwen", "themes": ("talent",), "language": "zh", "outlet": "a.org"}, "a"),
        ({"actor": "qwen", "language": "en"}, ""),
    ],
)
def test_every_field_narrows_with_words_and_without(db, words, fields, expected):
    fielded(db)

    assert sorted(found(db, words, **fields)) == sorted(f"chips {letter}" for letter in expected)
    if "?" not in words:
        assert found(db, words, **fields) == [f"chips {letter}" for letter in expected]


ODD = [
    "()",
    '"',
    '""',
    '" "',
    "*",
    "-",
    "--",
    "-*",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR(a b, 3)",
    "a AND",
    "title:chips",
    "^chips",
    "{title}: x",
    "+",
    "a + b",
    "chips\x00cats",
    "\x00",
    "🙂",
    "-🙂",
    "🙂*",
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "a" * 1_900,
    "- " * 900,
    '"' * 999,
    "*" * 1_999,
    "芯" * 1_900,
    "é" * 50,
    "\ud800",
    "chips \udcff",
    "👨\u200d👩\u200d👧",
    "\u202echips",
    "³ ½ Ⅷ",
    "\u0301",
    "a\u0301",
    "ß",
    "ﬁ",
    "！？。",
    "—",
    "中a中a中a中",
    "(chips",
    "chips)",
    "col:",
    ":",
    '-"chips',
    "?",
    "？",
]


@pytest.mark.parametrize("typed", ODD)
@pytest.mark.parametrize("order", list(Order))
def test_nothing_typed_is_a_syntax_error(db, typed, order):
    put_in(db, "chips", "芯片", "cats and chips")

    assert len(refusal(db, typed, order=order)) < 200


def test_ten_thousand_characters_get_a_sentence_back(db):
    with pytest.raises(QueryError, match="10,000 characters"):
        found(db, "chips " * 1_666 + "cats")


@needs_naughty
def test_no_naughty_string_is_a_syntax_error(db):
    strings = naughty()
    put_in(db, *dict.fromkeys(strings))

    for typed in strings:
        for words in (typed, f"{typed}*", f"-{typed} chips", f'"{typed}"'):
            try:
                found(db, words)
            except QueryError:
                continue
    assert found(db, "undefined")


@settings(max_examples=150)
@given(
    typed=st.text(st.sampled_from('ab "*-?()中文:^{}\x00é🙂\u200d'), max_size=30),
    order=st.sampled_from(Order),
)
def test_any_text_is_a_query(db, typed, order):
    if not items.count(db):
        put_in(db, "a b 中文", "é ab")

    assert "\n" not in refusal(db, typed, order=order)


@settings(max_examples=100)
@given(text=st.text(st.sampled_from("中国芯片AI 5"), min_size=1, max_size=12), data=st.data())
def test_every_piece_of_a_text_is_found_by_its_characters(db, text, data):
    put_in(db, text.strip() or "中", id="only")
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    words = [word for word in piece.split() if all("\u4e00" <= letter <= "\u9fff" for letter in word)]
    db.execute("BEGIN")
    try:
        for word in words:
            assert found(db, f'"{word}"') == [text.strip()]
    finally:
        db.execute("ROLLBACK")
        pruning.prune(db, NOW + HOUR)
