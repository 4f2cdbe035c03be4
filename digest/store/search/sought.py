"""The words of a question in; out how the index finds each, and the stems by which texts are asked for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.store.search.stems import forms, stem
from digest.store.search.typed import Typed, exactly, is_begun, is_joining, quoted, telling
from digest.store.tokens import RUN, pairs
from digest.words import without_marks, words

# All forms of a word have so many characters in common.
_HEAD = 2
# From here on characters are of scripts without marks.
_FIRST_EAST = "\u2e80"
# A question has few telling words; a pasted text has many, and its first say what it is about.
_MOST_WORDS = 32


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of the question: how the index finds it, and what its tokens in a text are reduced to."""

    match: str
    stem: str
    begun: Typed | None = None
    """The word as it was typed, where that is only its beginning."""


def words_sought(wanted: Sequence[Typed]) -> list[Sought]:
    """Return the telling words, each once by its stem, in the order of the question."""
    found: dict[str, Sought] = {}
    for term in telling(wanted):
        for one in _parts(term):
            found.setdefault(one.stem, one)
    return list(found.values())[:_MOST_WORDS]


def _parts(term: Typed) -> list[Sought]:
    if RUN.fullmatch(term.text):
        return _pairs(term)
    if term.is_phrase or term.is_prefix:
        begun = term if is_begun(term) else None
        return [
            Sought(exactly(term), without_marks(word) if begun else _root(word), begun)
            for word in words(term.text)[:1]
        ]
    found = []
    for word in words(term.text):
        plain = without_marks(word)
        found.append(Sought(" OR ".join(quoted(form) for form in forms(plain)), stem(plain)))
    return found


def _pairs(term: Typed) -> list[Sought]:
    """Return the pairs of a run without spaces; those with a character that only joins say nothing."""
    if len(term.text) < 3 or term.is_phrase:
        return [Sought(exactly(term), words(term.text)[0], term if is_begun(term) else None)]
    told = [pair for pair in pairs(term.text) if not is_joining(pair)]
    return [Sought(quoted(pair), pair) for pair in told] or [Sought(exactly(term), term.text)]


@lru_cache(maxsize=100_000)
def _root(word: str) -> str:
    return stem(without_marks(word))


class Stems:
    """Reduces the words of texts to their stems, as far as they can be among those that are sought."""

    def __init__(self, sought: Collection[Sought]) -> None:
        # A stem begins as all of its forms do; other words are passed over unlooked at.
        self._heads = frozenset(one.stem[:_HEAD] for one in sought)
        self._begun = tuple(one.stem for one in sought if one.begun)

    def of(self, text: str) -> list[str]:
        stems = [_root(word) if self._may_be(word) else "" for word in words(text)]
        if not self._begun:
            return stems
        whole = zip(words(text), stems, strict=True)
        return [next(filter(without_marks(word).startswith, self._begun), stem_) for word, stem_ in whole]

    def _may_be(self, word: str) -> bool:
        # A letter with a mark on it is another one in a stem; a pair of characters is its own stem.
        is_marked = not word.isascii() and word[0] < _FIRST_EAST
        return is_marked or word[:_HEAD] in self._heads
