"""The themes' examples in, once; items' vectors in, each theme's Lesson out.

Terms and vectors fail in different places: terms miss what nobody wrote down, vectors take
one subject for another. So a lesson adds to what the terms say or takes from it, and files alone only what
is very like the examples.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digest.model.theme import Example, Theme
from digest.understand.encoding.prior import prior_mean
from digest.understand.themes import FILED, Lesson
from digest.understand.vectors import Embedder

# Kernel ridge regression on the examples' vectors, which has a closed form: the same examples teach the same. A line
# through all of them cannot turn where their answers do; the cube of their likeness can. Over eight sets by authors
# who had seen nothing of ours the mean average precision of the answers is 0.926 with the line, 0.936 with the line
# and what it misses at the nearest examples, 0.946 with the cube; from the square to the fourth power it is the same.
_RIDGE = 0.2
# The answer, where +1 is a match and -1 is none, from which the examples alone file an item; and what each
# part of an answer weighs beside terms: chosen with what a title's words of its kind weigh (see `themes`), by F1 over
# those sets and by what is filed wrongly of five real days.
_ALONE, _WEIGHT = 0.7, 4.0
_MOST_FOR, _MOST_AGAINST = 4.0, -2.0
# As near as this to an example, a text says the same and gets its answer.
_TWIN = 0.85
# Fewer examples than this teach nothing.
_FEWEST = 4
# The vectors of the shipped examples and what these weigh, which would take four seconds and 180 MB to make; written
# by `make teach`. It only saves those: what is not in it is made when first needed.
KEPT = Path(__file__).with_name("usem3-examples.npz")

Vectors = NDArray[np.float32]


class Teacher:
    """What the examples of all themes teach; an example that only another theme lists is one that differs."""

    def __init__(
        self,
        themes: Sequence[Theme],
        examples: Sequence[Example],
        encoder: Embedder,
        spelled: Callable[[str], str] = str,
    ) -> None:
        """`spelled` writes a text as those are written whose vectors the lessons are asked for."""
        self._texts = texts_of(themes, examples)
        matches = _matches(self._texts, themes, examples)
        self._themes, self._matches = list(matches), list(matches.values())
        self._silent = _silent(self._texts, list(matches), examples)
        self._known = _centred(_vectors(self._texts, encoder, spelled))
        is_kept = encoder.model_id == "usem3" and kept().taught == _taught(self._texts, matches, self._silent)
        self._weights = kept().weights if is_kept else _fitted(self._known, self._matches, self._silent)

    def lessons(self, vectors: Vectors) -> list[dict[str, Lesson]]:
        """Return what the examples say of items, a row each: by theme."""
        said = _centred(vectors)
        like = said @ self._known.T
        answers = _bent(like) @ self._weights
        return [self._lessons(*of_one) for of_one in zip(like, answers.tolist(), strict=True)]

    def _lessons(self, like: Vectors, answers: Sequence[float]) -> dict[str, Lesson]:
        nearest = int(np.argmax(like))
        if like[nearest] >= _TWIN:
            answers = [
                answer if nearest in silent else 1.0 if nearest in rows else -1.0
                for answer, rows, silent in zip(answers, self._matches, self._silent, strict=True)
            ]
        found = {}
        for theme, answer, rows in zip(self._themes, answers, self._matches, strict=True):
            vote = min(max(FILED + _WEIGHT * (answer - _ALONE), _MOST_AGAINST), _MOST_FOR)
            # What speaks against a theme is not quoted.
            example = self._texts[rows[int(np.argmax(like[rows]))]] if vote > 0 else ""
            found[theme] = Lesson(vote, example)
        return found


def texts_of(themes: Sequence[Theme], examples: Sequence[Example]) -> list[str]:
    """Return the texts of all examples, each once."""
    own = (text for theme in themes for text in (*theme.match, *theme.differ))
    return list(dict.fromkeys((*own, *(example.text for example in examples))))


def keep(
    themes: Sequence[Theme], examples: Sequence[Example], encoder: Embedder, spelled: Callable[[str], str]
) -> int:
    """Write what is made of these examples where a teacher looks for it; return how many there are."""
    texts = texts_of(themes, examples)
    matches = _matches(texts, themes, examples)
    silent = _silent(texts, list(matches), examples)
    vectors = encoder.embed([spelled(text) for text in texts]).astype("<f2")
    np.savez(
        KEPT,
        keys=np.array([_key(text) for text in texts]),
        vectors=vectors,
        taught=_taught(texts, matches, silent),
        weights=_fitted(_centred(vectors.astype(np.float32)), list(matches.values()), silent),
    )
    return len(texts)


class _Kept(NamedTuple):
    vectors: Mapping[str, Vectors]
    """By the key of their text."""
    taught: str
    """Which examples, for which themes, the weights are of."""
    weights: Vectors


@lru_cache(maxsize=1)
def kept() -> _Kept:
    """Return what `make teach` wrote."""
    if not KEPT.exists():
        return _Kept({}, "", np.zeros((0, 0), np.float32))
    with np.load(KEPT, allow_pickle=False) as file:
        vectors = dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float32), strict=True))
        return _Kept(vectors, str(file["taught"]), file["weights"])


def missing(texts: Sequence[str]) -> list[str]:
    """Return the texts whose vectors are not kept."""
    return [text for text in texts if _key(text) not in kept().vectors]


def _vectors(texts: Sequence[str], encoder: Embedder, spelled: Callable[[str], str]) -> Vectors:
    new = missing(texts) if encoder.model_id == "usem3" else list(texts)
    made = dict(zip(new, encoder.embed([spelled(text) for text in new]), strict=True)) if new else {}
    return np.array([made[text] if text in made else kept().vectors[_key(text)] for text in texts])


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _taught(
    texts: Sequence[str], matches: Mapping[str, Sequence[int]], silent: Sequence[frozenset[int]]
) -> str:
    return _key(repr((texts, matches, [sorted(rows) for rows in silent])))


def _matches(
    texts: Sequence[str], themes: Sequence[Theme], examples: Sequence[Example]
) -> dict[str, list[int]]:
    """Return which of the texts are of each theme that has enough of them to be taught."""
    at = {text: number for number, text in enumerate(texts)}
    found = {theme.id: {at[text] for text in theme.match} for theme in themes if len(theme.match) >= _FEWEST}
    for example in examples:
        for theme in found.keys() & set(example.themes):
            found[theme].add(at[example.text])
    return {theme: sorted(rows) for theme, rows in found.items()}


def _silent(texts: Sequence[str], themes: Sequence[str], examples: Sequence[Example]) -> list[frozenset[int]]:
    """Return, a theme each, which of the texts say nothing of it."""
    at = {text: number for number, text in enumerate(texts)}
    return [
        frozenset(at[example.text] for example in examples if theme in example.silent_on) for theme in themes
    ]


def _fitted(known: Vectors, matches: Sequence[Sequence[int]], silent: Sequence[frozenset[int]]) -> Vectors:
    """Return what each example weighs in the answer for each theme, a column each; one silent on it weighs nothing."""
    wanted = np.full((len(known), len(matches)), -1.0, np.float32)
    for theme, rows in enumerate(matches):
        wanted[rows, theme] = 1.0
    alike = _bent(known @ known.T)
    alike[np.diag_indices_from(alike)] += _RIDGE
    found = np.zeros_like(wanted)
    for without in dict.fromkeys(silent):
        columns = [theme for theme, rows in enumerate(silent) if rows == without]
        taught = [row for row in range(len(known)) if row not in without]
        solved = np.linalg.solve(alike[np.ix_(taught, taught)], wanted[np.ix_(taught, columns)])
        found[np.ix_(taught, columns)] = solved
    return found


def _bent(like: Vectors) -> Vectors:
    """Return how much of an example's weight goes to a text that is so like it: the cube of how near it is."""
    near: Vectors = like + 1.0
    near /= 2.0
    # The cube, in products: numpy's powers take five times as long.
    found: Vectors = near * near
    found *= near
    return found


def _centred(vectors: Vectors) -> Vectors:
    found: Vectors = vectors - prior_mean(vectors.shape[1]).astype(np.float32)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
    return found
