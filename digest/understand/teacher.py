"""The themes' examples in, once; an item's vector in, each theme's Lesson out.

Terms and vectors fail in different places: terms miss what nobody wrote down, vectors take
one subject for another. So a lesson adds to what the terms say or takes from it, and files alone only what
is very like the examples.
"""

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.model import Theme
from digest.understand.themes import FILED, Lesson
from digest.understand.vectors import Embedder
from digest.understand.window import prior_mean

# Ridge regression on the examples' vectors, which has a closed form: the same examples teach the same.
_RIDGE = 1.0
# The answer, where +1 is a match and -1 is none, from which the examples alone file an item; and what each
# part of an answer weighs beside terms. Measured on our own stories: they lie on a plateau from 0.6 to 0.8 and
# from 2 to 4.
_ALONE, _WEIGHT = 0.6, 3.0
_MOST_FOR, _MOST_AGAINST = 4.0, -2.0
# As near as this to an example, a text says the same and gets its answer.
_TWIN = 0.85
# Fewer examples than this teach nothing.
_FEWEST = 4
# The vectors of the shipped examples, which would take three seconds to make; written by `make teach`. It
# only saves time: an example that is not in it is given its vector when first needed.
KEPT = Path(__file__).with_name("usem3-examples.npz")

Vectors = NDArray[np.float32]


class Teacher:
    """What the examples of all themes teach; an example that only another theme lists is one that differs."""

    def __init__(self, themes: Sequence[Theme], encoder: Embedder) -> None:
        taught = [theme for theme in themes if len(theme.match) >= _FEWEST]
        self._themes = [theme.id for theme in taught]
        self._examples = examples(themes)
        at = {text: number for number, text in enumerate(self._examples)}
        self._matches = [[at[text] for text in dict.fromkeys(theme.match)] for theme in taught]
        self._known = _centred(_vectors(self._examples, encoder))
        self._weights = _fitted(self._known, self._matches)

    def lessons(self, vector: Vectors) -> dict[str, Lesson]:
        """Return what the examples say of an item, by theme."""
        like = self._known @ _centred(vector[None, :])[0]
        nearest = int(np.argmax(like))
        twin = nearest if like[nearest] >= _TWIN else None
        found = {}
        for theme, weights, rows in zip(self._themes, self._weights, self._matches, strict=True):
            answer = float((like + 1.0) @ weights)
            if twin is not None:
                answer = 1.0 if twin in rows else -1.0
            vote = min(max(FILED + _WEIGHT * (answer - _ALONE), _MOST_AGAINST), _MOST_FOR)
            found[theme] = Lesson(vote, self._examples[rows[int(np.argmax(like[rows]))]])
        return found


def examples(themes: Sequence[Theme]) -> list[str]:
    """Return the themes' examples, each once."""
    return list(dict.fromkeys(text for theme in themes for text in (*theme.match, *theme.differ)))


def keep(texts: Sequence[str], encoder: Embedder) -> None:
    """Write the vectors of these examples where a teacher looks for them."""
    np.savez(KEPT, keys=np.array([_key(text) for text in texts]), vectors=encoder.embed(texts).astype("<f2"))


@lru_cache(maxsize=1)
def kept() -> dict[str, Vectors]:
    """Return the vectors that are kept, by the key of their text."""
    if not KEPT.exists():
        return {}
    with np.load(KEPT, allow_pickle=False) as file:
        return dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float32), strict=True))


def missing(texts: Sequence[str]) -> list[str]:
    """Return the texts whose vectors are not kept."""
    return [text for text in texts if _key(text) not in kept()]


def _vectors(texts: Sequence[str], encoder: Embedder) -> Vectors:
    new = missing(texts) if encoder.model_id == "usem3" else list(texts)
    made = dict(zip(new, encoder.embed(new), strict=True)) if new else {}
    return np.array([made[text] if text in made else kept()[_key(text)] for text in texts])


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _fitted(known: Vectors, matches: Sequence[Sequence[int]]) -> list[Vectors]:
    """Return for each theme the weight of each example in its answer."""
    # What differs between themes are the ridges of the few examples that match. So one inverse, with the ridge of
    # those that do not, serves all of them, each put right by a small one (Woodbury's identity).
    system = known @ known.T + 1.0 + _RIDGE * np.eye(len(known), dtype=np.float32)
    inverse: Vectors = np.linalg.inv(system).astype(np.float32)
    found: list[Vectors] = []
    for rows in matches:
        answers = np.full(len(known), -1.0, np.float32)
        answers[rows] = 1.0
        weights = inverse @ answers
        # Few examples match and many differ; the root of their ratio evens that out without shouting.
        count = math.sqrt(max(1.0, (len(known) - len(rows)) / len(rows)))
        less = _RIDGE * (1.0 - 1.0 / count)
        inner = np.eye(len(rows), dtype=np.float32) - less * inverse[np.ix_(rows, rows)]
        found.append(weights + less * inverse[:, rows] @ np.linalg.solve(inner, weights[rows]))
    return found


def _centred(vectors: Vectors) -> Vectors:
    found: Vectors = vectors - prior_mean(vectors.shape[1]).astype(np.float32)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
    return found
