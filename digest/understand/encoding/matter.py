"""What of a text's vector tells happenings apart.

The encoder puts what is about one subject near each other, and keeps language and tone apart besides, in which the
tellings of one happening differ. What was learned from such tellings leaves the matter, whatever the manner.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.understand.encoding.encoder import SIZE

# Written by `tests/eval/teach_weights.py`, as `tests/eval/matter.py` learns it.
MATTER = Path(__file__).with_name("usem3-matter.f2")


Matter = Callable[[int], NDArray[np.float32]]
"""Gives, by the size of vectors, the map by which their matter is seen: a row for each of their numbers."""


@lru_cache(maxsize=4)
def matter(size: int) -> NDArray[np.float32]:
    """Return the map from centred vectors into fewer numbers, in which the tellings of one happening are near each
    other; for an encoder that none was learned for, one that changes nothing.
    """
    if size != SIZE:
        return np.eye(size, dtype=np.float32)
    return np.frombuffer(MATTER.read_bytes(), "<f2").astype(np.float32).reshape(size, -1)
