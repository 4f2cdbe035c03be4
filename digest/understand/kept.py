"""What takes long to build, built once a machine: kept in the user's cache folder, as Python keeps compiled code.

A command of one shot starts a child of its own, and that child would spend a second of CPU on unpacking the
encoder before it reads its first text.
"""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

T = TypeVar("T")


def kept(name: str, package: str, build: Callable[[], T]) -> T:
    """Return what was kept of this name and the package's version; else build it, and keep it if we can."""
    folder = _folder()
    if folder is None:
        return build()
    file = folder / f"{name}-{version(package)}-{sys.implementation.cache_tag}.pickle"
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError):
        if _is_ours(file):
            with file.open("rb") as stream:
                found: T = pickle.load(stream)  # noqa: S301 - a file that nobody but this user can write
                return found
    built = build()
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Put in its place whole, for other processes may be looking for it.
        with NamedTemporaryFile(dir=file.parent, delete=False) as stream:
            try:
                pickle.dump(built, stream, protocol=5)
                stream.flush()
                os.replace(stream.name, file)
            except BaseException:
                os.unlink(stream.name)
                raise
    return built


def _folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # A user without a home has nowhere to keep things.
    return Path(base) / "parallax" if os.path.isabs(base) else None


def _is_ours(file: Path) -> bool:
    """True for a file that this user wrote, in a folder that nobody else can write to."""
    return all(
        found.st_uid == os.getuid() and not found.st_mode & 0o022
        for found in (file.stat(), file.parent.stat())
    )
