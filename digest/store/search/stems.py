"""A word in, its stem and the forms that share it out. Light: what a reader would call the same word.

The index keeps words as they are written, so that a phrase means what it says; a question is asked in all
forms of its words at once. English endings, and the plurals of French, Spanish and German that look alike.
"""

from functools import lru_cache

from digest.plurals import singular

_SHORTEST = 4
# A stem shorter than this is the beginning of too many words.
_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiouy")
# Longest first; each with how much must be left of the word.
_DERIVED = (
    ("ization", 3), ("isation", 3), ("ational", 3), ("ations", 3), ("ation", 3), ("itions", 4), ("ition", 4),
    ("ional", 4), ("ments", 4), ("ment", 4), ("ness", 4), ("ively", 4), ("ism", 4), ("ists", 4), ("ist", 4), ("ive", 4),
    ("ity", 4), ("ally", 4), ("ial", 4), ("ian", 4), ("ize", 4), ("ise", 4), ("ate", 4), ("ion", 4), ("al", 4),
    ("ic", 4), ("ly", 4),
)  # fmt: skip
# The most frequent first.
_ENDINGS = (
    "", "s", "e", "ed", "ing", "es", "ies", "y", "ion", "ions", "al", "er", "ers", "ation", "ations", "ment", "ments",
    "ly", "ive", "ic", "ate", "ist", "ists", "ity", "ism", "ial", "ated", "ating", "ize", "ized", "ization", "x", "en",
)  # fmt: skip
_MOST_FORMS = 12


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a lower-case word shares with its other forms; short words and other scripts stay whole."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    root = _without_derivation(_without_tense(singular(word)))
    if root.endswith("e") and len(root) > _SHORTEST_STEM:
        root = root[:-1]
    return root[:-1] + "i" if root.endswith("y") and len(root) > _SHORTEST_STEM else root


def _without_tense(word: str) -> str:
    for ending in ("ied", "ing", "ed"):
        root = word.removesuffix(ending)
        if root == word or len(root) < _SHORTEST_STEM or not _VOWELS & set(root):
            continue
        if ending == "ied":
            return root + "y"
        if root.endswith(("at", "iz", "bl")):
            # negotiating is of negotiate.
            return root + "e"
        is_doubled = root[-1] == root[-2] and root[-1] not in "lsz"
        return root[:-1] if is_doubled else root
    return word


def _without_derivation(word: str, *, again: bool = True) -> str:
    for ending, least in _DERIVED:
        root = word.removesuffix(ending)
        if root != word and len(root) >= least and (ending != "ion" or root[-1] in "st"):
            return _without_derivation(root, again=False) if again else root
    return word


@lru_cache(maxsize=5_000)
def forms(word: str) -> tuple[str, ...]:
    """Return the word and the other forms of its stem that a text may hold."""
    root = stem(word)
    if root == word and (len(word) < _SHORTEST or not word.isascii() or not word.isalpha()):
        return (word,)
    bases = [root]
    if root.endswith("i"):
        bases.append(root[:-1] + "y")
        bases.append(root[:-1])
    bases.append(root + root[-1])
    made = [word, *(base + ending for ending in _ENDINGS for base in bases)]
    same = [form for form in dict.fromkeys(made) if form == word or stem(form) == root]
    return tuple(same[:_MOST_FORMS])
