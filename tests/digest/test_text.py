import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from digest.text import LONGEST, clean, cut, one_line, plain_text, without_marks, words
from tests.costs import costs_at_most

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\n\t \u200d\u200c\u200b\u202e\u0301\ufe0f\u0915\u094d\u0627👩🏽🔥🇫🇷\u1100\u1161한中。.「」“”\ud800"
        ),
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("one <b>bold</b> word", "one bold word"),
        ("a<script>alert(1)</script>b<style>p{}</style><!-- c -->", "ab"),
        ("a<iframe src='x'>y</iframe><noscript>z</noscript><textarea><b>q</textarea>", "a"),
        ('<a href="java&#10;script:alert(1)">link</a>', "link"),
        ("<p title='a > b'>text</p>", "text"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("<p>AT&amp;amp;T</p>", "AT&amp;T"),
        ("AT&T", "AT&T"),
        ("caf&eacute;&nbsp;noir &#8217;", "café noir ’"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("text <img src='x", "text"),
        ("&#xD83D;&#x202e;&#0;x", "x"),
        ("<p>\ud83d half</p>", "half"),
        ("<p> a \n\n b </p>\n\n\n<p>c</p>", "a\nb\nc"),
        ("", ""),
    ],
)
def test_a_reader_s_text_is_what_is_left(source, text):
    assert plain_text(source) == text


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


@given(TEXTS)
def test_plain_text_is_clean(text):
    assert clean(plain_text(text)) == plain_text(text)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000,
        "<div>" * 1_900,
        "<div>" * 3_900,
        "<b><p>" * 900,
        "<b><p>" * 1_900,
        "".join(f"<font color={n}>x" for n in range(1_900)),
        "".join(f"<font color={n}>x" for n in range(3_900)),
        "<a " + " ".join(f"a{n}=''" for n in range(20_000)) + ">",
        "<" * 100_000,
        "<!--" * 30_000,
        "<script>" * 15_000,
        "&" * 100_000,
        "&#" * 60_000,
        "<svg><title>" * 3_000,
        " \n" * 100_000,
        "\u0301" * 100_000,
        "\u200d" * 100_000,
    ],
    ids=lambda source: repr(source[:12]),
)
def test_what_is_made_to_be_slow_costs_little(source):
    assert costs_at_most(200, lambda: plain_text(source))


def test_text_ends_at_its_limit():
    assert plain_text("<p>" + "word " * 100 + "</p>", limit=12) == "word word wo"
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("H20 芯片出口", ["h20", "芯片", "片出", "出口"]),
        ("GPT-4o's price", ["gpt", "4o", "s", "price"]),
        ("Ｈ２０ Café", ["h20", "café"]),
        ("々中", ["々中"]),
        ("中", ["中"]),
        ("엔비디아", ["엔비", "비디", "디아"]),
        ("データ・センター", ["デー", "ータ", "セン", "ンタ", "ター"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("𠀀𠀁", ["𠀀𠀁"]),
        ("", []),
    ],
)
def test_runs_of_characters_are_overlapping_pairs_and_words_are_whole(text, found):
    assert words(text) == found


def test_no_mark_of_any_script_climbs_and_nothing_unseen_stays_though_python_would_print_it():
    marks = [char for char in map(chr, range(0x110000)) if unicodedata.category(char).startswith("M")]
    unseen = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe00\ufe0d\uffa0\U000e0100"

    assert [mark for mark in marks if len(clean(f"字{mark * 9}")) > 4] == []
    assert all(map(str.isprintable, unseen))
    assert [char for char in unseen if clean(f"字{char}字") != "字字"] == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Éxito à São Paulo", "Exito a Sao Paulo"),
        ("Łódź", "Łodz"),
        ("한국", "한국"),
        ("がパ", "がパ"),
        ("chip", "chip"),
    ],
)
def test_marks_on_letters_fall_where_they_make_no_other_letter(text, bare):
    assert without_marks(text) == bare


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<br/>",
                "<P>",
                "</br>",
                "a",
                "é",
                "日本",
                "&amp;",
                "&lt;b&gt;",
                "&nbsp;",
                "&#8217;",
                "&",
                "&am",
                "&copy",
                "&#x80;",
                "&#0;",
                "\x00",
                ">",
                "]]>",
                "\u200b",
            ]
        )
    )
)
def test_text_of_nothing_but_paragraphs_is_the_same_without_who_knows_html(pieces):
    source = "".join(pieces)

    assert plain_text(source) == plain_text(f"{source}<i></i>")
