import pytest

from digest.store.search.stems import forms, stem


@pytest.mark.parametrize(
    "words",
    [
        "suppress suppresses suppressed suppressing suppression",
        "policy policies",
        "negotiate negotiating negotiation negotiations",
        "govern government governments governmental",
        "license licensing licenses licensed",
        "plan plans planned planning",
        "nation nations national",
        "puce puces",
        "communist communists communism",
    ],
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words", ["train trade", "license lice", "china chin", "model mode", "access accord"]
)
def test_words_that_only_begin_alike_do_not(words):
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize("word", ["ai", "h20", "芯片", "café", "eu", "санкции", ""])
def test_short_words_and_other_scripts_stay_whole(word):
    assert stem(word) == word
    assert forms(word) == (word,)


@pytest.mark.parametrize("word", ["exports", "policies", "training", "visas", "controls"])
def test_a_word_is_asked_for_as_it_is_and_in_its_other_forms(word):
    found = forms(word)

    assert found[0] == word
    assert len(found) > 1
    assert all(stem(form) == stem(word) for form in found)
