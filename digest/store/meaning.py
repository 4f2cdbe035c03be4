"""A question's vector in, the keys of items that mean nearly the same out, in whatever language.

Only items that were grouped have a vector. The newest of them are looked at one by one, so that the cost does
not grow with what is stored.
"""

# ruff: noqa: S608 - what is put into SQL are conditions of `search`, never values

from collections.abc import Sequence
from dataclasses import dataclass

from digest.store.connection import Database

# So many of the newest vectors are compared: 4 MB, a few milliseconds.
_MOST_COMPARED = 4_000
# Less likeness than this is chance; of the rest so many at most are worth reading.
_LEAST_LIKENESS = 0.25
_MOST_ALIKE = 60
# The middle of fewer vectors says nothing of where all of them lie.
_LEAST_TO_CENTRE = 50


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means, as an embedder gave it: little-endian float16, not yet centred."""

    model: str
    vector: bytes


def has_vectors(db: Database, model: str) -> bool:
    return db.execute("SELECT 1 FROM vectors WHERE model = ? LIMIT 1", (model,)).fetchone() is not None


def alike(db: Database, meaning: Meaning, where: str, values: Sequence[object]) -> dict[int, float]:
    """Return the likeness, up to 1, of the items that mean most nearly the same, by key.

    `where` are conditions on the items' rows `i`, with their values.
    """
    # Here and not above: reading and storing need no numpy, which takes a tenth of a second to load.
    import numpy as np

    rows = db.execute(
        f"SELECT v.n, v.vector FROM vectors v CROSS JOIN items i ON i.n = v.n WHERE v.model = ? AND {where}"
        " ORDER BY v.n DESC LIMIT ?",
        (meaning.model, *values, _MOST_COMPARED),
    ).fetchall()
    asked = np.frombuffer(meaning.vector, "<f2").astype(np.float32)
    rows = [row for row in rows if len(row[1]) == len(meaning.vector)]
    if not rows:
        return {}
    vectors = np.frombuffer(b"".join(row[1] for row in rows), "<f2").astype(np.float32).reshape(len(rows), -1)
    if len(rows) >= _LEAST_TO_CENTRE:
        middle = vectors.mean(axis=0)
        vectors, asked = vectors - middle, asked - middle
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(asked)
    likeness = vectors @ asked / np.maximum(lengths, 1e-9)
    best = np.argsort(-likeness)[:_MOST_ALIKE]
    return {rows[at][0]: float(likeness[at]) for at in best if likeness[at] >= _LEAST_LIKENESS}
