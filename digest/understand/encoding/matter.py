"""What of a text's vector tells happenings apart.

The encoder puts what is about one subject near each other, and keeps language and tone apart besides, in which the
tellings of one happening differ. What was learned from such tellings leaves the matter, whatever the manner.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.understand.encoding.encoder import SIZE

# Written by `tests/eval/teach_weights.py`, as `tests/eval/matter.py` learns it.
MATTER = Path(__file__).with_name("usem3-matter.f2")


@lru_cache(maxsize=4)
def matter(size: int) -> NDArray[np.float32]:
    """Return what makes of a centred vector those fewer numbers that tell happenings apart, a row for each that it has;
    for an encoder that none was learned for, what leaves it as it is.
    """
    if size != SIZE:
        return np.eye(size, dtype=np.float32)
    return np.frombuffer(MATTER.read_bytes(), "<f2").astype(np.float32).reshape(size, -1)
