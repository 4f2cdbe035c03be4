"""What is made of the shipped examples, kept in a file beside this module: their vectors, and what these weigh.

They would take a dozen seconds and 170 MB to make, and what they weigh was taught by more than they say themselves.
`make teach` writes them; what is not in the file, as a team's own, is made when it is first needed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from digest.understand.themes.examples import Answers, Taught, key_of
from digest.understand.themes.regression import Vectors, fitted, likeness
from digest.understand.vectors import Embedder

KEPT = Path(__file__).with_name("usem3-examples.npz")
# The one encoder whose vectors are kept.
_ENCODER = "usem3"


@dataclass(frozen=True, slots=True)
class KeptExamples:
    """What `make teach` wrote. It takes 11 MB: nobody is to hold it for longer than it takes to make a teacher."""

    vectors: Mapping[str, Vectors]
    """By the key of their text, in the order of the rows below."""
    taught: str
    """By which examples the themes are taught."""
    themes: Sequence[str]
    answers: Answers
    weights: Vectors

    @classmethod
    def load(cls) -> Self:
        if not KEPT.exists():
            return cls({}, "", [], np.zeros((0, 0), np.int8), np.zeros((0, 0), np.float32))
        with np.load(KEPT, allow_pickle=False) as file:
            vectors = dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float32), strict=True))
            themes = file["themes"].tolist()
            return cls(vectors, str(file["taught"]), themes, file["answers"], file["weights"])

    def vectors_of(self, texts: Sequence[str], encoder: Embedder, spelled: Callable[[str], str]) -> Vectors:
        """Return the vectors of examples, those that are kept as they are; `spelled` writes a text for the encoder."""
        new = self.missing(texts) if encoder.model_id == _ENCODER else list(texts)
        made = (
            dict(zip(new, encoder.embed([spelled(text) for text in new]).vectors, strict=True)) if new else {}
        )
        return np.array([made[text] if text in made else self.vectors[key_of(text)] for text in texts])

    def weights_of(self, taught: Taught, known: Vectors, encoder: Embedder) -> Vectors:
        """Return what the examples weigh, which have these centred vectors.

        What those that ship weigh is kept; a team's own teach what these do not yet say.
        """
        if encoder.model_id != _ENCODER:
            return fitted(known, taught.answers)
        if self.taught == taught.key:
            return self.weights
        weights = np.zeros(taught.answers.shape, np.float32)
        said = np.zeros_like(weights)
        at = {key_of(text): row for row, text in enumerate(taught.texts)}
        if self.vectors.keys() <= at.keys():
            themes = [taught.themes.index(theme) for theme in self.themes]
            ours = np.ix_([at[key] for key in self.vectors], themes)
            weights[ours], said[ours] = self.weights, self.answers
            news = (said[:, themes] != taught.answers[:, themes]).any(axis=1)
            said[np.ix_(news, themes)] = likeness(known[news], known) @ weights[:, themes]
        weights += fitted(known, taught.answers, said)
        return weights

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Return the texts whose vectors are not kept."""
        return [text for text in texts if key_of(text) not in self.vectors]


def keep(taught: Taught, vectors: Vectors, weights: Vectors) -> None:
    """Write what is made of these examples where a teacher looks for it: their vectors, and what each weighs."""
    np.savez(
        KEPT,
        keys=np.array([key_of(text) for text in taught.texts]),
        vectors=vectors.astype("<f2"),
        taught=taught.key,
        themes=np.array(taught.themes),
        answers=taught.answers,
        weights=weights,
    )
