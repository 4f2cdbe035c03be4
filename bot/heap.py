"""What the process gives back to the system when it is done with it."""

import ctypes
from contextlib import suppress

# glibc's number for the size from which on a block is mapped by itself, and is given back when it is freed. Left
# alone, glibc raises it with each large block, up to 32 MiB, and then keeps the room of every body that came.
_M_MMAP_THRESHOLD = -3
_LARGE = 256 * 1024
# Its number for how many heaps there may be. Left alone each thread has one of its own, and what one frees the others
# do not get.
_M_ARENA_MAX = -8


def give_back_large_blocks() -> None:
    """Have large blocks given back as soon as they are free, and all threads share one heap.

    Does nothing where the C library is another.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, 1)
