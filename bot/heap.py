"""What the process gives back to the system when it is done with it."""

import ctypes
from contextlib import suppress

# glibc's number for the size from which on a block is mapped by itself, and is given back when it is freed. Left
# alone, glibc raises it with each large block, up to 32 MiB, and then keeps the room of every body that came.
_M_MMAP_THRESHOLD = -3
_LARGE = 1024 * 1024


def give_back_large_blocks() -> None:
    """Have large blocks given back as soon as they are free; does nothing where the C library is another."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
