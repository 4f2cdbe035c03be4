"""Words in, the keys of the items that are nearest to them out.

First the index says which items hold which words, in any of their forms, the newest matches of each; those
that hold the most telling words are then read, and weighed by how often the words stand in them (BM25, with
the title's words counted more), so that what is weighed is bounded however many items there are.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from digest.store.connection import Database
from digest.store.index import texts_of, usual_length
from digest.store.search.sought import Sought, Stems, words_sought
from digest.store.search.typed import Typed

Matches = Callable[[str, int, Typed | None], list[int]]
"""Returns the keys of the newest items that match an expression, so many at most, the newest first; with the word that
the expression stands for, where only its beginning was typed."""
Likeness = Callable[[Sequence[int]], Mapping[int, float]]
"""Returns how nearly items mean what was asked, by key and up to 1: these, and those that come nearest of all."""

# Matches looked at, the newest: of one word, and of all words of a long text together.
MOST_MATCHES = 2_000
_MOST_OF_ALL = 8_000
_LEAST_OF_EACH = 200
# Items read and weighed.
_MOST_READ = 100
_READ_TO = 10_000

# BM25's own: how soon more of a word says no more, and how much a long text counts against. Feeds carry a line
# or the whole article, and a text is not less about something for being told in full: so little counts against.
_SATURATION, _LENGTH = 1.2, 0.3
# A word in the title counts as so many in the text.
_TITLE = 3.0
_TITLE_CHOICE = 0.5
# An item that means just the same counts as much as one that holds three fifths of the question.
_MEANING = 0.6


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
    asked = words_sought(wanted)
    weights, chosen = _choose(db, asked, matches, max(_MOST_READ, most))
    alike = likeness(chosen) if likeness else {}
    # Not every item has a vector: one without is taken to mean what those mean that its words stand in, too.
    known = [alike[n] for n in chosen if n in alike]
    usual_likeness = sum(known) / len(known) if known else 0.0
    stems, usual = Stems(asked), usual_length(db)
    scored = []
    for n, (title, body) in texts_of(db, list(dict.fromkeys([*chosen, *alike]))).items():
        share = _share(stems.of(title), stems.of(body[:_READ_TO]), weights, usual)
        scored.append((n, share + _MEANING * max(0.0, alike.get(n, usual_likeness))))
    scored.sort(key=lambda pair: (-pair[1], -pair[0]))
    return [(n, float(f"{score:.5g}")) for n, score in scored[:most]]


def _choose(
    db: Database, words: Sequence[Sought], matches: Matches, most: int
) -> tuple[dict[str, float], list[int]]:
    """Return how telling each word is, and the keys of the items that hold the most telling ones."""
    rarity = _Rarity(db)
    of_each = min(MOST_MATCHES, max(_LEAST_OF_EACH, _MOST_OF_ALL // max(1, len(words))))
    weights: dict[str, float] = {}
    sums: defaultdict[int, float] = defaultdict(float)
    for one in words:
        asked = _MOST_READ if one.begun else of_each
        keys = matches(one.match, asked, one.begun)
        weight = weights[one.stem] = rarity.weight(keys, asked)
        for n in keys:
            sums[n] += weight
    if len(sums) > most:
        for one in (each for each in words if not each.begun):
            for n in matches(f"{{title}} : ({one.match})", most, None):
                sums[n] += weights[one.stem] * _TITLE_CHOICE
    ranked = sorted(sums, key=lambda n: (-sums[n], -n))
    return weights, ranked[:most]


class _Rarity:
    """How seldom words are among the items. How many these are, their keys tell nearly; counting takes too long."""

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
