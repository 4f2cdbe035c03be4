import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.understand.tokens import STOPS, normal, spans, tokens

MARKS = " \t\n.!?;:,%+-_'’“”«»—…。、\u00a0\u2028\u0301\u200b€½①"
WORDS = ("AI", "U.S", "puce", "Über", "чипы", "Σίσυφος", "a", "3.5", "قهوة", "हिन्दी", "芯片", "チップ", "칩")


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(MARKS, min_size=1, max_size=3), st.text(max_size=2)))
)
def test_a_text_is_cut_where_its_words_stand_whatever_its_script(pieces):
    plain = normal("".join(pieces))

    cut = tokens(plain)

    stands = [plain[start:end] for start, end in spans(plain)]
    assert [word if word not in STOPS else "." for word in cut] == [
        word if word not in STOPS else "." for word in stands
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It ended. Then", 2),
        ("The U.S. chips of 3.5 nm", 1),
        ("Who? Me! You; they\nwe", 5),
        ("芯片。出口", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert sum(token in STOPS for token in tokens(text)) == sentences - 1
