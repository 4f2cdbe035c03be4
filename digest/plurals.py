"""A word in lower case in, its other number out: of English, and of French and Spanish where they do the same."""

import re

from digest.scripts import LATIN

# A shorter word has no plural that we would know by its end.
_SHORTEST = 4
_LATIN_WORD = re.compile(f"[{LATIN}]{{{_SHORTEST},}}")
_VOWELS = frozenset("aeiou")


def singular(word: str) -> str:
    """Return the word as one thing has it; one that is no plural is its own."""
    if len(word) < _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]


def other_number(word: str) -> str | None:
    """Return the singular of a plural and the plural of a singular; None for what has none that we know."""
    if not _LATIN_WORD.fullmatch(word):
        return None
    one = singular(word)
    return one if one != word else _plural(word)


def _plural(word: str) -> str:
    if word.endswith("is"):
        return word[:-2] + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
