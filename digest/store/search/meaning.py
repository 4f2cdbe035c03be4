"""A question's vector in, the keys of items that mean nearly the same out, in whatever language.

Only items that were grouped have a vector. The newest of them are looked at one by one, so that the cost does
not grow with what is stored.
"""

# ruff: noqa: S608 - what is put into SQL are conditions of `search`, never values

from collections.abc import Sequence
from dataclasses import dataclass

from digest.store.connection import Database
from digest.store.rows import many

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


def alike(
    db: Database, meaning: Meaning, keys: Sequence[int], where: str, values: Sequence[object]
) -> dict[int, float]:
    """Return the likeness, up to 1, of these items and of those that mean most nearly the same, by key.

    Where the others are sought, `where` says by conditions on the vectors' rows `v`, with their values.
    """
    # Here and not above: reading and storing need no numpy, which takes a tenth of a second to load.
    import numpy as np

    from digest.understand.encoding.matter import matter

    newest = db.execute(
        f"SELECT v.n, v.vector FROM vectors v WHERE v.model = ? AND {where} ORDER BY v.n DESC LIMIT ?",
        (meaning.model, *values, _MOST_COMPARED),
    ).fetchall()
    asked_for = db.execute(
        "SELECT n, vector FROM vectors WHERE model = ? AND n IN (SELECT value FROM json_each(?))",
        (meaning.model, many(keys)),
    )
    kept = {n: vector for n, vector in (*newest, *asked_for) if len(vector) == len(meaning.vector)}
    if not kept:
        return {}
    asked = np.frombuffer(meaning.vector, "<f2").astype(np.float32)
    vectors = np.frombuffer(b"".join(kept.values()), "<f2").astype(np.float32).reshape(len(kept), -1)
    if len(kept) >= _LEAST_TO_CENTRE:
        middle = vectors.mean(axis=0)
        vectors, asked = vectors - middle, asked - middle
    # Over 55 questions nDCG@10 is 0.89 by whole vectors, and 0.93 by their matter, in any language 0.77 and 0.83.
    of_matter = matter(len(asked))
    vectors, asked = vectors @ of_matter, asked @ of_matter
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(asked)
    likeness = dict(zip(kept, (vectors @ asked / np.maximum(lengths, 1e-9)).tolist(), strict=True))
    best = sorted(likeness, key=lambda n: -likeness[n])[:_MOST_ALIKE]
    found = {n: likeness[n] for n in best if likeness[n] >= _LEAST_LIKENESS}
    return {n: likeness[n] for n in keys if n in likeness} | found
