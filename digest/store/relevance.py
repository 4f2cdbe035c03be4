"""Words in, the keys of the items that are nearest to them out.

First the index says which items hold which words, in any of their forms, the newest matches of each; those
that hold the most telling words are then read, and weighed by how often the words stand in them (BM25, with
the title's words counted more), so that what is weighed is bounded however many items there are.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from digest.store.connection import Database
from digest.store.index import texts_of, usual_length
from digest.store.stems import forms, stem
from digest.store.tokens import RUN, pairs
from digest.store.typed import Typed, exactly, is_begun, is_joining, quoted, telling
from digest.words import without_marks, words


class Matches(Protocol):
    def __call__(self, match: str, most: int, begun: Typed | None = None) -> list[int]:
        """Return the keys of the newest items that match an expression, so many at most, the newest first.

        `begun` is the word that the expression stands for where only its beginning was typed.
        """
        ...


Likeness = Callable[[Sequence[int]], Mapping[int, float]]
"""Returns how nearly items mean what was asked, by key and up to 1: these, and those that come nearest of all."""

# Matches looked at, the newest: of one word, and of all words of a long text together.
MOST_MATCHES = 2_000
_MOST_OF_ALL = 8_000
_LEAST_OF_EACH = 200
# Items read and weighed.
_MOST_READ = 100
# All forms of a word have so many characters in common.
_HEAD = 2
# From here on characters are of scripts without marks.
_FIRST_EAST = "\u2e80"
_READ_TO = 10_000
# A question has few telling words; a pasted text has many, and its first say what it is about.
_MOST_WORDS = 32

# BM25's own: how soon more of a word says no more, and how much a long text counts against. Feeds carry a line
# or the whole article, and a text is not less about something for being told in full: so little counts against.
_SATURATION, _LENGTH = 1.2, 0.3
# A word in the title counts as so many in the text.
_TITLE = 3.0
_TITLE_CHOICE = 0.5
# An item that means just the same counts as much as one that holds two fifths of the question.
_MEANING = 0.4


@dataclass(frozen=True, slots=True)
class _Sought:
    """A word of the question: how the index finds it, and what its tokens in a text are reduced to."""

    match: str
    stem: str
    begun: Typed | None = None
    """The word as it was typed, where that is only its beginning."""


def nearest(
    db: Database,
    wanted: Sequence[Typed],
    matches: Matches,
    *,
    most: int,
    likeness: Likeness | None = None,
) -> list[tuple[int, float]]:
    """Return keys with their scores, nearest first and of equals the newest.

    A score is the share of the question that the item answers by its words, 1.0 were it made of them. With
    `likeness` what means nearly the same, in whatever words, is found and counts beside them.
    """
    sought = _sought(wanted)
    weights, chosen = _choose(db, sought, matches, max(_MOST_READ, most))
    alike = likeness(chosen) if likeness else {}
    # Not every item has a vector: one without is taken to mean what those mean that its words stand in, too.
    known = [alike[n] for n in chosen if n in alike]
    usual_likeness = sum(known) / len(known) if known else 0.0
    stems, usual = _Stems(sought), usual_length(db)
    scored = []
    for n, (title, body) in texts_of(db, list(dict.fromkeys([*chosen, *alike]))).items():
        share = _share(stems.of(title), stems.of(body[:_READ_TO]), weights, usual)
        scored.append((n, share + _MEANING * max(0.0, alike.get(n, usual_likeness))))
    scored.sort(key=lambda pair: (-pair[1], -pair[0]))
    return [(n, float(f"{score:.5g}")) for n, score in scored[:most]]


# ---- what is sought -------------------------------------------------------------------------------


def _sought(wanted: Sequence[Typed]) -> list[_Sought]:
    """Return the telling words, each once by its stem, in the order of the question."""
    found: dict[str, _Sought] = {}
    for term in telling(wanted):
        for one in _parts(term):
            found.setdefault(one.stem, one)
    return list(found.values())[:_MOST_WORDS]


def _parts(term: Typed) -> list[_Sought]:
    if RUN.fullmatch(term.text):
        return _pairs(term)
    if term.is_phrase or term.is_prefix:
        begun = term if is_begun(term) else None
        return [
            _Sought(exactly(term), without_marks(word) if begun else _root(word), begun)
            for word in words(term.text)[:1]
        ]
    found = []
    for word in words(term.text):
        plain = without_marks(word)
        found.append(_Sought(" OR ".join(quoted(form, False) for form in forms(plain)), stem(plain)))
    return found


def _pairs(term: Typed) -> list[_Sought]:
    """Return the pairs of a run without spaces; those with a character that only joins say nothing."""
    if len(term.text) < 3 or term.is_phrase:
        return [_Sought(exactly(term), words(term.text)[0], term if is_begun(term) else None)]
    told = [pair for pair in pairs(term.text) if not is_joining(pair)]
    return [_Sought(quoted(pair, False), pair) for pair in told] or [_Sought(exactly(term), term.text)]


@lru_cache(maxsize=100_000)
def _root(word: str) -> str:
    return stem(without_marks(word))


# ---- which are read -------------------------------------------------------------------------------


def _choose(
    db: Database, sought: Sequence[_Sought], matches: Matches, most: int
) -> tuple[dict[str, float], list[int]]:
    """Return how telling each word is, and the keys of the items that hold the most telling ones."""
    span = _Span(db)
    of_each = min(MOST_MATCHES, max(_LEAST_OF_EACH, _MOST_OF_ALL // max(1, len(sought))))
    weights: dict[str, float] = {}
    sums: defaultdict[int, float] = defaultdict(float)
    for one in sought:
        asked = _MOST_READ if one.begun else of_each
        keys = matches(one.match, asked, one.begun)
        weight = weights[one.stem] = span.weight(keys, asked)
        for n in keys:
            sums[n] += weight
    if len(sums) > most:
        for one in (each for each in sought if not each.begun):
            for n in matches(f"{{title}} : ({one.match})", most):
                sums[n] += weights[one.stem] * _TITLE_CHOICE
    ranked = sorted(sums, key=lambda n: (-sums[n], -n))
    return weights, ranked[:most]


class _Span:
    """How many items there are, as near as their keys tell: counting a million of them takes too long."""

    def __init__(self, db: Database) -> None:
        # Asked one by one: both at once would have every row looked at.
        self._first = db.execute("SELECT min(n) FROM items").fetchone()[0] or 0
        self._last = db.execute("SELECT max(n) FROM items").fetchone()[0] or 0
        nth = "SELECT n FROM items ORDER BY n DESC LIMIT 1 OFFSET ?"
        oldest = db.execute(nth, (MOST_MATCHES - 1,)).fetchone()
        if oldest:
            self._items = self._extrapolated(MOST_MATCHES, oldest[0])
        else:
            self._items = float(db.execute("SELECT count(*) FROM items").fetchone()[0])

    def weight(self, keys: Sequence[int], asked: int) -> float:
        """Return a word's inverse document frequency, from its newest matches: as many as were asked for, or all."""
        held = float(len(keys)) if len(keys) < asked else self._extrapolated(asked, keys[-1])
        return math.log(1.0 + max(0.0, self._items - held + 0.5) / (held + 0.5))

    def _extrapolated(self, newest: int, oldest: int) -> float:
        """Return how many keys there would be over the whole time, where so many newest ones go back to `oldest`."""
        return newest * max(1.0, (self._last - self._first) / max(1, self._last - oldest))


class _Stems:
    """Reduces the words of texts to their stems, as far as they can be among those that are sought."""

    def __init__(self, sought: Collection[_Sought]) -> None:
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


# ---- how near -------------------------------------------------------------------------------------


def _share(title: Sequence[str], body: Sequence[str], weights: Mapping[str, float], usual: float) -> float:
    """Return how much of the question an item's words answer, by BM25: 1.0 would be all that could be asked for."""
    times = dict.fromkeys(weights, 0.0)
    for token in title:
        if token in times:
            times[token] += _TITLE
    for token in body:
        if token in times:
            times[token] += 1
    damping = _SATURATION * (1 - _LENGTH + _LENGTH * (len(title) + len(body)) / usual)
    answered = sum(weights[word] * often / (often + damping) for word, often in times.items())
    return answered / (sum(weights.values()) or 1.0)
