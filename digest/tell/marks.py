"""Where the words that were asked for stand in a text, and the text with these words in strong letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from digest.plurals import singular
from digest.scripts import is_cjk
from digest.tell.message import Line, Text, Weight
from digest.words import without_marks, word_places, words

Stretch = tuple[int, int]
"""Where something begins and ends."""

_PIECE = re.compile(r'-?"[^"]*"?\*?|\S+')


def marked(text: str, asked: str, language: str = "") -> Line:
    """Return a text with the words that were asked for in strong letters."""
    places = places_of(text, asked)
    spans: list[Text] = []
    ends = [0, *(end for _, end in places)]
    for before, (start, end) in zip(ends, places, strict=False):
        spans += [Text(text[before:start], language=language)] if start > before else []
        spans.append(Text(text[start:end], Weight.STRONG, language))
    rest = [Text(text[ends[-1] :], language=language)] if ends[-1] < len(text) else []
    return (*spans, *rest)


def places_of(text: str, asked: str) -> list[Stretch]:
    """Return where the words that were asked for stand, in order; those that overlap or touch in Chinese are one."""
    wholes, beginnings = _sought(asked)
    found = sorted({place for place in word_places(text) for place in _in(text, place, wholes, beginnings)})
    joined: list[Stretch] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _sought(asked: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that were asked for, and those of which only the beginning was, each in its bare form."""
    wholes: set[str] = set()
    beginnings: list[str] = []
    for piece in _PIECE.findall(asked):
        if piece.startswith("-") and len(piece) > 1:
            continue
        found = [_bare(word) for word in words(piece)]
        if piece.endswith("*") and found and not is_cjk(found[-1][0]):
            beginnings.append(found.pop())
        # A letter alone says nothing; a Chinese character does.
        wholes |= {singular(word) for word in found if len(word) > 1 or is_cjk(word)}
    return frozenset(wholes), tuple(beginnings)


def _in(text: str, place: Stretch, wholes: frozenset[str], beginnings: tuple[str, ...]) -> Iterator[Stretch]:
    start, end = place
    if is_cjk(text[start]):
        yield from ((at, at + 1) for at in range(start, end) if text[at] in wholes)
        yield from ((at, at + 2) for at, _ in pairwise(range(start, end)) if text[at : at + 2] in wholes)
        return
    word = _bare(text[start:end])
    if singular(word) in wholes or word.startswith(beginnings):
        yield place


def _bare(word: str) -> str:
    """Return a word as it is compared: in lower case, without marks on its letters."""
    return without_marks(unicodedata.normalize("NFKC", word).lower())
