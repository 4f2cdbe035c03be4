import re

from digest.understand.lexicon import Lexicon


def test_a_selection_finds_what_is_wanted_and_no_more():
    lexicon = Lexicon()
    for phrase, language in [("export", "en"), ("export control*", "en"), ("export", "fr"), ("puce", "fr")]:
        lexicon.add(phrase, (phrase, language))

    found = lexicon.only(lambda value: value[1] == "en").scan(re.findall(r"\w+", "export controls of a puce"))

    assert [(hit.start, hit.end, hit.value) for hit in found] == [
        (0, 1, ("export", "en")),
        (0, 2, ("export control*", "en")),
    ]
