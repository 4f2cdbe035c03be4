"""Where the files of a database lie: itself, whatever links lead there, and what stands beside it."""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Return where a path leads. `Path.resolve` raises where links lead in a circle; this leaves it to the opening."""
    return Path(os.path.realpath(path))


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def wal_of(path: Path) -> Path:
    """Return where the WAL of a database lies: SQLite lays it beside the file itself, not beside a link to it."""
    return beside(real_path(path), "-wal")
