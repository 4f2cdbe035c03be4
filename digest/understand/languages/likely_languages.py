"""How likely texts in the Latin script are in which language: py3langid's model, applied to many texts at once.

The only module that knows py3langid. A text is walked byte by byte through a table of states, some of which are signs
of one language or another; the weights of the signs of many texts are added up at once.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digest.cache import cached, sources
from digest.understand.mapped import let_go

# The languages in the Latin script that config/terms.csv and the encoder know. A team's own list must not be used here:
# an item in a language that a team does not read would be taken for one in a language that it does.
LANGUAGES = ("cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "tr")

_NOWHERE = -1


class _Model(NamedTuple):
    """py3langid's model, for our languages. It has forty megabytes, of which texts need a third: mapped, not read."""

    moves: NDArray[np.uint32]
    """The next state, by row and byte."""
    rows: NDArray[np.uint16]
    """The row of each state."""
    signs: NDArray[np.int32]
    """The number of the sign that each state is; -1 where it is none."""
    weights: NDArray[np.float16]
    """The weight of each sign for each language."""
    prior: NDArray[np.float32]
    """The weight of each language before anything of a text is read."""


class _Moves:
    """The next states, whose rows are copied to lie beside each other when texts first come to them.

    If they were only mapped, all of them would soon be in memory: the system maps sixteen pages around each that is
    looked at.
    """

    def __init__(self, mapped: NDArray[np.uint32]) -> None:
        self._mapped = mapped
        # The system gives memory only to the pages that are written to.
        self._copied = np.empty_like(mapped)
        # Where each row begins among those that are copied.
        self._starts = np.full(len(mapped), _NOWHERE, np.int64)
        self._count = 0

    def after(self, rows: NDArray[np.uint16], read: NDArray[np.uint8]) -> NDArray[np.uint32]:
        """Return the states to which these bytes lead from these rows."""
        starts = self._starts.take(rows)
        if starts.min() == _NOWHERE:
            # Not by numpy's `unique`, which would first import all that it has for masked arrays.
            self._copy(np.flatnonzero(np.bincount(rows[starts == _NOWHERE])))
            starts = self._starts.take(rows)
        return self._copied.take(starts + read)

    def let_go(self) -> None:
        """Give back to the system what was mapped."""
        let_go(self._mapped)

    def _copy(self, rows: NDArray[np.int64]) -> None:
        start, self._count = self._count, self._count + len(rows)
        self._copied[start : self._count] = self._mapped[rows]
        self._starts[rows] = np.arange(start, self._count) * self._mapped.shape[1]


@lru_cache(maxsize=1)
def _model() -> tuple[_Model, _Moves]:
    model = cached(
        "langid-" + "-".join(LANGUAGES), "py3langid", _trained, of=sources(Path(__file__)), others=1
    )
    return model, _Moves(model.moves)


def _trained() -> _Model:
    # Reading the model takes half a second, and a command without new items never needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE)
    made.set_languages(LANGUAGES)
    assert tuple(made.nb_classes) == LANGUAGES
    return _Model(
        np.asarray(made.tk_nextmove, np.uint32).reshape(-1, 256),
        np.asarray(made.tk_row, np.uint16),
        np.asarray(made.tk_output, np.int32),
        np.ascontiguousarray(made.nb_ptc, np.float16),
        np.asarray(made.nb_pc, np.float32),
    )


def likely_languages(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return, a row for each text, how likely it is in each of LANGUAGES, on a scale of the model's own."""
    model, moves = _model()
    scores = np.zeros((len(texts), len(LANGUAGES)), np.float32)
    signs = _signs(model, moves, [_coded(text) for text in texts])
    at, places = np.nonzero(signs >= 0)
    kinds = len(model.weights)
    seen, times = np.unique(at * kinds + signs[at, places], return_counts=True)
    at, kind = np.divmod(seen, kinds)
    weighed = np.log1p(times.astype(np.float32))[:, None] * model.weights[kind]
    if len(at):
        # They are in the order of the texts; a text without a sign is equally likely in each language.
        starts = np.flatnonzero(np.diff(at, prepend=-1))
        scores[at[starts]] = np.add.reduceat(weighed, starts) + model.prior
    return scores


def _signs(model: _Model, moves: _Moves, texts: Sequence[bytes]) -> NDArray[np.int32]:
    """Walk the texts through the states, all at once; return, a row for each, the sign at each byte, or -1."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    longest = int(lengths.max(initial=0))
    padded = b"".join(text.ljust(longest) for text in texts)
    whole = np.frombuffer(padded, np.uint8).reshape(len(texts), longest)
    signs = np.empty(whole.shape, np.int32)
    state = np.zeros(len(texts), np.uint32)
    for place in range(longest):
        state = moves.after(model.rows.take(state), whole[:, place])
        signs[:, place] = model.signs.take(state)
    moves.let_go()
    signs[np.arange(longest) >= lengths[:, None]] = -1
    return signs


def _coded(text: str) -> bytes:
    text = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", text).encode(errors="surrogatepass")
