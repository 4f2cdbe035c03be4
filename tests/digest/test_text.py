import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text import clean, cut, one_line, plain_text, sentences, words
from digest.urls import canonical, is_link


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a<script>alert(1)</script>b", "a b"),
        ('<a href="java&#10;script:alert(1)">link</a>', "link"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("Z\u0301\u0302\u0303\u0304\u0305\u0306", "Ź\u0302\u0303\u0304"),
    ],
)
def test_a_reader_s_text_is_what_is_left(source, text):
    assert plain_text(source) == text


def test_a_tower_of_tags_costs_little():
    began = time.process_time()
    plain_text("<div>" * 50_000)

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Lee left the U.S. lab. It closed.", ["Dr. Lee left the U.S. lab.", "It closed."]),
        (
            "Le Dr J.-P. Raffarin part. Il reste 3.5 millions.",
            ["Le Dr J.-P. Raffarin part.", "Il reste 3.5 millions."],
        ),
        ("美国收紧管制。中国回应！真的？", ["美国收紧管制。", "中国回应！", "真的？"]),
        ("Er kam z. B. am 3. Mai. Dann ging er.", ["Er kam z. B. am 3. Mai.", "Dann ging er."]),
        ("One line\nAnother", ["One line", "Another"]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text, parts):
    assert sentences(text) == parts


@given(st.text(max_size=200))
def test_every_sentence_is_found_in_its_text(text):
    assert all(sentence in text for sentence in sentences(text))


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert "\n" not in one_line(text)


@given(st.text(max_size=100), st.integers(min_value=1, max_value=120))
def test_a_cut_is_never_too_long(text, limit):
    assert len(cut(text, limit)) <= max(limit, 1)


def test_no_grapheme_is_cut_apart():
    assert cut("👨‍👩‍👧 family", 4) in ("…", "👨‍👩‍👧…")


def test_runs_of_characters_are_overlapping_pairs():
    assert words("H20 芯片出口") == ["h20", "芯片", "片出", "出口"]


@given(
    st.sampled_from(
        [
            "https://a.example/b?x=1&utm_source=y#z",
            "http://www.a.example:80/b/",
            "nonsense",
            "http://[::1",
            "",
        ]
    )
)
def test_a_canonical_address_is_its_own(url):
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://a b/",
        "http://u:p@e.org/",
        "https://e.org/" + "x" * 2000,
        "ftp://e.org/",
        "https://exämple.org/",
        "http://",
    ],
)
def test_what_may_not_be_followed_is_no_link(url):
    assert not is_link(url)
