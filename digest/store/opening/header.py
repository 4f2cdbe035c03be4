"""What can be told of a database file from its first bytes, without opening it."""

from pathlib import Path
from typing import NamedTuple

# "Prlx": in the file's header, so that a database of ours is known from any other.
APPLICATION_ID = 0x50726C78
# A larger page size does not fit in its two bytes; it is written as 1.
_LARGEST_PAGE = 65_536
_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
# How the header says that its database is not in WAL mode.
_WITHOUT_WAL = 1


class Header(NamedTuple):
    is_database: bool
    application_id: int
    version: int
    """How many steps of the schema it has seen."""
    size: int
    """How many bytes the file should have, unless a WAL lies beside it; 0 when it does not say."""
    is_copy: bool
    """Whether a backup left it so; who works with a database has it in WAL mode."""


def read_header(path: Path) -> Header:
    """Read the first bytes of a file; raise OSError when it cannot be read."""
    with path.open("rb") as file:
        head = file.read(_LENGTH)

    def number(start: int, length: int = 4) -> int:
        return int.from_bytes(head[start : start + length])

    page_size = number(16, 2)
    # What it says of its size holds if the last writer was one that keeps it.
    knows_size = number(24) == number(92)
    return Header(
        is_database=len(head) == _LENGTH and head.startswith(_MAGIC),
        application_id=number(68),
        version=number(60),
        size=number(28) * (_LARGEST_PAGE if page_size == 1 else page_size) if knows_size else 0,
        is_copy=number(18, 1) == _WITHOUT_WAL,
    )


def missing_bytes(path: Path, header: Header) -> int:
    """Return how many bytes a file lacks at its end, by its own header; what its WAL holds is not looked at."""
    # Asked after the header was read: another process may be making the file.
    return max(header.size - path.stat().st_size, 0)


def is_ours(path: Path) -> bool:
    """Say whether the file begins as a Parallax database does."""
    try:
        # Nothing that would hold us up, as a pipe does.
        if not path.is_file():
            return False
        header = read_header(path)
    except OSError:
        return False
    return header.is_database and header.application_id == APPLICATION_ID
