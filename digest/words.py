"""A text in, its words out: as they are compared, and where they stand."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from digest.scripts import IN_RUNS, is_cjk, may_be_in_runs

# Vowel signs and the like, inside words of Indic, Arabic and other scripts.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d57\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f87"
    "\u102b-\u103e\u17b6-\u17d3\u200c\u200d"
)
_WORDS = re.compile(rf"[^\W_]+(?:[{_SIGNS}]+[^\W_]*)*")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
# Marks of kana that make another letter, か and が. Scripts that lie behind this range bear no others.
_VOICED = "\u3099\u309a"
_MAY_BEAR_MARKS = re.compile("[\u00c0-\u2e7f]")


def words(text: str) -> list[str]:
    """Return the words in one form: NFKC, lower case, runs of Chinese, Japanese, Korean as overlapping pairs."""
    if text.isascii():
        return _ASCII_WORDS.findall(text.lower())
    found: list[str] = []
    plain = unicodedata.normalize("NFKC", text).lower()
    for word in _words_of(plain).findall(plain):
        if is_cjk(word[0]):
            found += [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        else:
            found.append(word)
    return found


def word_set(text: str) -> frozenset[str]:
    """Return the words, each once, as texts are held against each other by them."""
    return frozenset(words(text))


def word_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word begins and ends; a run of Chinese, Japanese, Korean is one."""
    return (word.span() for word in _words_of(text).finditer(text))


def _words_of(text: str) -> re.Pattern[str]:
    return _words_and_runs() if may_be_in_runs(text) else _WORDS


@cache
def _words_and_runs() -> re.Pattern[str]:
    """Compile the pattern that names whole scripts, which takes longer than most texts' words."""
    return re.compile(rf"[{IN_RUNS}]+|[^\W_{IN_RUNS}]+(?:[{_SIGNS}]+[^\W_{IN_RUNS}]*)*")


def without_marks(text: str) -> str:
    """Return the text without the marks on its letters, é as e; in Japanese and Korean they make other letters."""
    if text.isascii() or not _MAY_BEAR_MARKS.search(text):
        return text
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(sign for sign in apart if sign in _VOICED or not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


def as_words(term: str) -> Callable[[str], bool]:
    """Return what says whether a text holds a term as words of its own, in any case.

    In a script without spaces it is found anywhere, and a word of other letters may touch such a script.
    """
    found = re.compile(re.escape(term.strip()), re.IGNORECASE)
    if any(map(is_cjk, term)):
        return lambda text: found.search(text) is not None
    return lambda text: any(
        _parts(text[place.start() - 1 : place.start()]) and _parts(text[place.end() : place.end() + 1])
        for place in found.finditer(text)
    )


def _parts(sign: str) -> bool:
    """Say whether a word begins behind a character and ends before it; an empty one is the text's edge."""
    return not (sign.isalnum() or sign == "_") or is_cjk(sign)
