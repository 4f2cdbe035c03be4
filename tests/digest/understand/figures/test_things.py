from collections import Counter

from digest.understand.figures import things


def test_no_word_stands_for_two_things():
    words = Counter(
        things.folded(word)
        for thing, listed in things.WORDS.items()
        for word in {thing.replace(" ", "_"), *listed.split()}
    )

    assert [word for word, many in words.items() if many > 1] == []
