"""Gives back the memory that arrays in a mapped file took, such as those of `digest.cache`."""

import mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray


def let_go(array: NDArray[Any]) -> None:
    """Give back the memory of what was mapped of an array; it is mapped anew when it is next looked at."""
    holder: object = array
    while isinstance(holder, np.ndarray):
        holder = holder.base
    mapped = holder.obj if isinstance(holder, memoryview) else None
    if isinstance(mapped, mmap.mmap):
        start = array.ctypes.data - np.frombuffer(mapped, np.uint8).ctypes.data
        whole = start - start % mmap.PAGESIZE
        mapped.madvise(mmap.MADV_DONTNEED, whole, start - whole + array.nbytes)
