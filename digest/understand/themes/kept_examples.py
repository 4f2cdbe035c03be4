"""What is made of the shipped examples, kept in a file beside this module: their vectors, and what these weigh.

They would take a dozen seconds and 170 MB to make. `make teach` writes them; what is not in the file is made when it is
first needed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from digest.understand.themes.examples import Taught, key_of
from digest.understand.themes.regression import Vectors, centred, fitted
from digest.understand.vectors import Embedder

KEPT = Path(__file__).with_name("usem3-examples.npz")
# The one encoder whose vectors are kept.
_ENCODER = "usem3"


class _Kept(NamedTuple):
    vectors: Mapping[str, Vectors]
    """By the key of their text."""
    taught: str
    """Which examples, for which themes, the weights are of."""
    weights: Vectors


def keep(taught: Taught, encoder: Embedder, spelled: Callable[[str], str]) -> None:
    """Write what is made of these examples where a teacher looks for it."""
    vectors = encoder.embed([spelled(text) for text in taught.texts]).astype("<f2")
    np.savez(
        KEPT,
        keys=np.array([key_of(text) for text in taught.texts]),
        vectors=vectors,
        taught=taught.key,
        weights=fitted(centred(vectors.astype(np.float32)), list(taught.matches.values()), taught.silent),
    )


def vectors_of(texts: Sequence[str], encoder: Embedder, spelled: Callable[[str], str]) -> Vectors:
    """Return the vectors of examples, those that are kept from the file; `spelled` writes a text for the encoder."""
    new = missing(texts) if encoder.model_id == _ENCODER else list(texts)
    made = dict(zip(new, encoder.embed([spelled(text) for text in new]), strict=True)) if new else {}
    return np.array([made[text] if text in made else _kept().vectors[key_of(text)] for text in texts])


def weights_of(taught: Taught, known: Vectors, encoder: Embedder) -> Vectors:
    """Return what the examples weigh, which have these centred vectors; from the file if it was made of the same."""
    if encoder.model_id == _ENCODER and _kept().taught == taught.key:
        return _kept().weights
    return fitted(known, list(taught.matches.values()), taught.silent)


def missing(texts: Sequence[str]) -> list[str]:
    """Return the texts whose vectors are not kept."""
    return [text for text in texts if key_of(text) not in _kept().vectors]


@lru_cache(maxsize=1)
def _kept() -> _Kept:
    """Return what `make teach` wrote."""
    if not KEPT.exists():
        return _Kept({}, "", np.zeros((0, 0), np.float32))
    with np.load(KEPT, allow_pickle=False) as file:
        vectors = dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float32), strict=True))
        return _Kept(vectors, str(file["taught"]), file["weights"])
