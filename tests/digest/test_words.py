import pytest

from digest.words import without_marks, words


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
