from collections import Counter

import pytest

from config.knowledge import load_knowledge
from digest.understand.read import read
from digest.understand.spelling import Spelling
from tests.builders import item

KNOWLEDGE = load_knowledge()
# Compiled once: no text changes it.
SPELLING = Spelling(KNOWLEDGE)


def spelled(text: str, language: str | None = None) -> str:
    return " ".join(SPELLING.spelled(text, language).split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("华为", "Huawei"),
        ("ファーウェイ", "Huawei"),
        ("Zuckerberg and 智谱", "Mark Zuckerberg and Zhipu AI"),
        ("Kimi Antonelli in Monza", "Kimi Antonelli in Monza"),
        ("Rain in the north", "Rain in the north"),
        ("", ""),
    ],
)
def test_the_encoder_reads_one_spelling_of_a_name(text, written):
    assert spelled(text) == written


@pytest.mark.parametrize(
    "text", ["germanium", "锗", "鍺", "ゲルマニウム", "게르마늄", "германий", "germanio"]
)
def test_the_encoder_reads_one_spelling_of_a_word_of_the_field(text):
    assert spelled(text, "und") == "germanium"


def test_the_longest_phrase_is_written_and_a_name_before_a_word():
    assert spelled("出口管制", "zh-Hans") == "export controls"
    assert spelled("Bureau of Industry and Security") == "Bureau of Industry and Security"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Il governo ci ripensa e si divide", "artificial intelligence"),
        ("Le premier satellite décolle enfin de Kourou", "prime minister"),
        ("Wer ein Haus plant, braucht Geduld und Geld", "factory"),
    ],
)
def test_a_word_of_one_language_is_none_of_another(text, word):
    assert word not in spelled(text)


@pytest.mark.parametrize(
    ("text", "language"), [("新CEOが就任", "ja"), ("새 CEO 취임", "ko"), ("Новый CEO", "ru")]
)
def test_an_english_word_is_one_in_texts_of_other_scripts(text, language):
    assert "chief executive" in spelled(text, language)


def test_a_question_is_too_short_to_tell_its_language_and_has_all():
    assert {spelled(word, "und") for word in ("Lizenz", "licencia", "许可")} == {"licence"}


def test_a_form_stands_for_one_word_of_its_language():
    forms = Counter(
        (language, form)
        for forms in KNOWLEDGE.glossary.values()
        for language, written in forms.items()
        for form in {each.lower() for each in written}
    )

    assert [form for form, words in forms.items() if words > 1] == []


def test_what_no_list_names_is_written_in_simplified_characters():
    assert spelled("輝達漲停，臺灣廠風險難測", "zh-Hant").split() == [
        "Nvidia",
        "涨停,",
        "Taiwan",
        "厂风险难测",
    ]
    assert spelled("この国と會社の體制", "ja") == "この国と會社の體制"


def test_items_that_differ_in_the_script_of_a_name_have_one_vector():
    titles = ("华为发布新芯片", "Huawei 发布新芯片")
    # Each by itself: where a text stands among others may show in a vector's last bits.
    [one], [other] = (read([item(title, language="zh-Hans")], KNOWLEDGE) for title in titles)

    assert one.vector is not None
    assert one.vector == other.vector
