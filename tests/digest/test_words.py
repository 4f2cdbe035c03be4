import pytest

from digest.words import as_words, without_marks, words


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


@pytest.mark.parametrize(
    ("term", "text", "is_found"),
    [
        ("Nvidia", "NVIDIA's chips", True),
        ("Nvidia", "Nvidiana", False),
        ("Nvidia", "英伟达Nvidia大跌", True),
        ("Janus-Pro", "DeepSeek、画像モデルJanus-Proを公開", True),
        ("GPT-5", "GPT-50发布", False),
        ("GPT-5", "發布GPT-5", True),
        ("开源", "智谱开源新模型", True),
    ],
)
def test_a_term_is_found_as_words_of_its_own_and_among_characters_without_spaces(term, text, is_found):
    assert as_words(term)(text) is is_found
