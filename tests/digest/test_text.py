import time
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from digest.text import LONGEST, clean, cut, is_cjk, one_line, plain_text, sentences, words

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
        "<div>" * 3_900,
        "<b><p>" * 1_900,
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
    began = time.process_time()
    plain_text(source)

    assert time.process_time() - began < 1


def test_text_ends_at_its_limit():
    assert plain_text("<p>" + "word " * 100 + "</p>", limit=12) == "word word wo"
    assert len(clean("x" * LONGEST * 2)) == LONGEST


SENTENCES = {
    "en": [
        "Dr. Lee left the U.S. lab.|It closed.",
        "Nvidia Corp. Chief Executive Jensen Huang met U.S. Commerce Secretary Howard Lutnick.|He left.",
        "He spoke to John F. Kennedy Jr. about it.|George W. Bush left.|Meta Inc. bought it.",
        "It fell 3.5% at 5 p.m. on Jan. 7.|See No. 3.|“I said no.”|Then (as ever) we left!",
        "“Really?” he asked.|“Yes!”|She left ... and came back.|Yahoo! Japan grew.",
        "See OpenAI.com for v2.0.|xAI said so.|iPhone sales rose.[2]|The A.I. boom goes on in the U.S.|The end.",
        "1. The first thing is this.|2. The second is that.",
    ],
    "fr": [
        "M. J.-P. Raffarin part.|Il reste 3,5 millions.",
        "Il a dit : « C’est fini. »|Est-ce vrai ?|Oui !|L’Europe, les États-Unis, etc. suivent l'art. 5.",
        "Mme. Le Pen et S.A. Dupont signent.|Elle part le 3 févr. 2026.",
    ],
    "de": [
        "Er kam z. B. am 3. Mai.|Dann ging er.",
        "„Das ist gut.“|Der Umsatz stieg im 2. Quartal auf 3,5 Mrd. Euro.|Das war 2024.|Danach, d. h. später, fiel er.",
        "Prof. Dr. Huber sprach mit Hrn. Maier.|Siehe Nr. 3.",
    ],
    "es": [
        "El Sr. Pérez vive en EE. UU. desde 2020.|¿Vendrá?|¡Sí!|Véase la pág. 5.",
        "Dijo que no.|Luego calló.",
    ],
    "it": ["Il sig. Rossi ha vinto.|L'art. 5 è chiaro.|Il dott. Bianchi, no."],
    "pt": ["O Sr. Silva ganhou 3,5 mi.|A Dra. Ana disse que não.|Segundo a S.A. Petrobras, sim."],
    "pl": ["Firma z ul. Długiej, np. ta, upadła w 2024 r.|Prof. Nowak, tj. szef, odszedł."],
    "ru": [
        "В. В. Путин приехал в г. Москва.|Это стоит 5 млрд. руб. в год.|Компания закрылась в 2024 г.|Она была мала."
    ],
    "ar": ["قال د. محمد ذلك.|هل هذا صحيح؟|نعم."],
    "zh": ["美国收紧管制。|中国回应！|真的？|《新法》通过。", "他说：“我们会继续。不会停。”|然后离开。"],
    "ja": ["首相は「続ける。やめない。」と述べた。|本当？|「はい。」|すごい！と叫んだ。"],
    "ko": ["정부는 3.5% 올렸다.|정말?|그렇다고 말했다."],
}


@pytest.mark.parametrize(
    "marked", [marked for texts in SENTENCES.values() for marked in texts], ids=lambda marked: marked[:30]
)
def test_sentences_end_where_a_reader_would_say(marked):
    parts = marked.split("|")
    # Chinese and Japanese are written without spaces between sentences.
    text = "".join(part if part[-1] in "。！？”」" and is_cjk(part[0]) else part + " " for part in parts)

    assert sentences(text) == parts


def test_a_line_break_ends_a_sentence():
    assert sentences("One line\nAnother, of the U.S.\n\nA third") == [
        "One line",
        "Another, of the U.S.",
        "A third",
    ]


@given(TEXTS)
def test_every_sentence_is_found_in_its_text_and_nothing_is_lost(text):
    found = sentences(text)

    assert all(sentence in text and sentence == sentence.strip() for sentence in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["." * 100_000 + "x", "「。" * 30_000, "a. " * 30_000, ". »" * 30_000, "。「" * 30_000]
)
def test_marks_made_to_be_slow_cost_little(text):
    began = time.process_time()
    sentences(text)

    assert time.process_time() - began < 1


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
