import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from digest.text import LONGEST, clean, cut, one_line
from tests.costs import costs_at_most
from tests.digest.texts import TEXTS


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("\u2066left\u2069 \u200fright\u061c", "left right"),
        ("one\u00a0two\u3000three\tfour", "one two three four"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("soft\u00adhyphen \ufeffmark \U000e0041tag \u2800blank", "softhyphen mark tag blank"),
        ("lone \ud83d half", "lone half"),
        ("e\u0301", "é"),
        ("Z\u0301\u0302\u0303\u0304\u0305\u0306", "Ź\u0302\u0303\u0304"),
        ("pay\u200dpal \u200csafe\u200d", "paypal safe"),
        (
            "👩\u200d👩\u200d👧 👩🏽\u200d🔬 🏳\ufe0f\u200d🌈",
            "👩\u200d👩\u200d👧 👩🏽\u200d🔬 🏳\ufe0f\u200d🌈",
        ),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        ("می\u200c\u200c\u200cخواهم", "میخواهم"),
    ],
)
def test_what_a_reader_cannot_see_is_not_kept(dirty, text):
    assert clean(dirty) == text


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(TEXTS)
def test_clean_text_holds_nothing_hidden(text):
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert not regex.search(r"[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b--\n]", cleaned, regex.V1)
    assert not regex.search(r"\p{M}{4}", cleaned)
    assert "\n" not in one_line(text)


def test_clean_text_ends_at_its_limit():
    assert len(clean("x" * LONGEST * 2)) == LONGEST


@given(TEXTS, st.integers(min_value=0, max_value=90))
def test_a_cut_is_never_too_long_and_never_inside_a_grapheme(text, limit):
    short = cut(text, limit)

    assert len(short) <= limit
    if short != text and short:
        kept = short.removesuffix("…")
        ends = {0, *(grapheme.end() for grapheme in regex.finditer(r"\X", text))}
        assert text.startswith(kept)
        assert len(kept) in ends


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two, three", 10, "one two…"),
        ("incomprehensibilities", 10, "incompreh…"),
        ("中国收紧芯片出口管制", 6, "中国收紧芯…"),
        ("👨‍👩‍👧 family", 4, "…"),
        ("👨‍👩‍👧 family", 7, "👨‍👩‍👧…"),
        ("🇫🇷🇩🇪🇮🇹", 4, "🇫🇷…"),
        ("cafe\u0301s", 5, "caf…"),
    ],
)
def test_a_cut_is_at_a_word_where_there_are_words(text, limit, short):
    assert cut(text, limit) == short


def test_a_cut_between_many_flags_costs_little():
    assert costs_at_most(10, lambda: cut("🇫" * 30_000, 20_000))


def test_no_mark_of_any_script_climbs_and_nothing_unseen_stays_though_python_would_print_it():
    marks = [char for char in map(chr, range(0x110000)) if unicodedata.category(char).startswith("M")]
    unseen = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe00\ufe0d\uffa0\U000e0100"

    assert [mark for mark in marks if len(clean(f"字{mark * 9}")) > 4] == []
    assert all(map(str.isprintable, unseen))
    assert [char for char in unseen if clean(f"字{char}字") != "字字"] == []
