import pytest

from digest.plurals import other_number, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("chip", "chips"),
        ("policy", "policies"),
        ("display", "displays"),
        ("class", "classes"),
        ("index", "indexes"),
        ("bench", "benches"),
        ("license", "licenses"),
    ],
)
def test_a_word_and_its_plural_lead_to_each_other(one, many):
    assert (singular(many), singular(one)) == (one, one)
    assert (other_number(one), other_number(many)) == (many, one)


@pytest.mark.parametrize("word", ["status", "loss", "analysis", "gas", "ai"])
def test_what_only_ends_like_a_plural_is_its_own_singular(word):
    assert singular(word) == word


@pytest.mark.parametrize("word", ["ai", "h200", "芯片", "чипы", ""])
def test_short_words_names_with_digits_and_other_scripts_have_no_other_number(word):
    assert other_number(word) is None
