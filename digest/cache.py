"""What takes long to build, built once a machine: kept in the user's cache folder, as Python keeps compiled code.

A command of one shot starts a child of its own, and that child would spend a second of CPU on unpacking the
encoder before it reads its first text. Arrays lie in the file as they do in memory and are mapped: loading them
costs nothing, and they are memory that the system may take back.
"""

import gc
import hashlib
import json
import mmap
import os
import pickle
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, TypeVar, cast

from digest.version import version as ours

T = TypeVar("T")

# Room for the places of all pieces.
_HEADER = 4096
_ALIGNED = 64
# What a file's name begins with until it is whole. One that a killed process left there is removed after this long.
_UNFINISHED, _LEFT_S = "unfinished-", 3600
# A file that nobody has read for so long is of a version that is gone, whatever it called it. That one was read is
# noted in its time, once a day.
_UNREAD_S, _NOTED_S = 60 * 86_400, 86_400
# What reading can raise of a file that is absent, cut short, or written by another version.
_UNUSABLE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ImportError,
    # It may say that it is larger than anything.
    MemoryError,
    OverflowError,
    pickle.UnpicklingError,
)


def cached(name: str, package: str, build: Callable[[], T], *, of: object = None, others: int = 0) -> T:
    """Return what was kept of this name by these versions of the package and of ours; else build it, and keep it.

    `of` is what else it is built of; its repr tells one from another. What other versions kept, or what was built
    of something else, is removed, but for the `others` that were read last.
    """
    folder = _folder()
    if folder is None:
        return build()
    built_of = "" if of is None else hashlib.sha256(repr(of).encode()).hexdigest()[:16]
    file = folder / f"{name}-{version(package)}{built_of}-{ours()}-{sys.implementation.cache_tag}.kept"
    with suppress(*_UNUSABLE):
        kept = _load(file)
        _note_use(file)
        return cast(T, kept)
    built = build()
    try:
        _keep(built, file)
        _remove_older(name, file, spared=others)
        is_of_use = _is_ours(file)
    except OSError:
        is_of_use = False
    if not is_of_use:
        return built
    # Given back before it is loaded, which then finds its room: what is mapped is nobody's alone.
    del built
    gc.collect()
    try:
        return cast(T, _load(file))
    except _UNUSABLE:
        return build()


def _keep(built: object, file: Path) -> None:
    """Put it in its place whole, for other processes may be looking for it; raise OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=_UNFINISHED, delete=False) as stream:
        try:
            _write(built, stream)
            stream.flush()
            os.replace(stream.name, file)
        except BaseException:
            os.unlink(stream.name)
            raise


def sources(*places: Path) -> str:
    """Return what tells the code and data in these files and folders from others, wherever they are installed."""
    told = hashlib.sha256()
    for place in places:
        files = place.rglob("*.*") if place.is_dir() else [place]
        for file in sorted(file for file in files if file.suffix != ".pyc"):
            told.update(f"{file.name}\n".encode() + file.read_bytes())
    return told.hexdigest()


def _remove_older(name: str, file: Path, *, spared: int) -> None:
    """Remove the other files of this name, but for the `spared` last read, and what is unfinished or long unread.

    What this version keeps for another Python stays. A process that has a removed file mapped reads on in it.
    """
    mine, _, _ = file.name.rpartition(f"-{sys.implementation.cache_tag}")
    shape = re.compile(rf"({re.escape(name)}-[^-]+-[^-]+)-[a-z]+-?[0-9]+\.kept")
    others = [
        other
        for other in file.parent.iterdir()
        if (found := shape.fullmatch(other.name)) and found[1] != mine and other.is_file() and _is_ours(other)
    ]
    others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
    left = _older(file, f"{_UNFINISHED}*", _LEFT_S)
    unread = [other for other in _older(file, "*.kept", _UNREAD_S) if other.is_file() and _is_ours(other)]
    for other in {*others[spared:], *left, *unread}:
        other.unlink()


def _older(file: Path, pattern: str, seconds: float) -> list[Path]:
    """Return the files beside one that are so much older."""
    now = file.stat().st_mtime
    return [other for other in file.parent.glob(pattern) if now - other.lstat().st_mtime > seconds]


def _note_use(file: Path) -> None:
    # Where the folder may not be written to, nothing is removed either.
    with suppress(OSError):
        if time.time() - file.stat().st_mtime > _NOTED_S:
            os.utime(file)


def _write(built: object, stream: IO[bytes]) -> None:
    """Write where each piece lies, then the pieces: the pickle, and the arrays that it leaves out."""
    arrays: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(built, protocol=5, buffer_callback=arrays.append)
    pieces = [memoryview(pickled), *(array.raw() for array in arrays)]
    places, end = [], _HEADER
    for piece in pieces:
        places.append((end, piece.nbytes))
        # The next one begins where a processor's line does.
        end += piece.nbytes + -piece.nbytes % _ALIGNED
    header = json.dumps(places).encode()
    assert len(header) <= _HEADER, "there are more arrays than the header has places for"
    stream.write(header.ljust(_HEADER))
    for (start, _), piece in zip(places, pieces, strict=True):
        stream.seek(start)
        stream.write(piece)


def _load(file: Path) -> Any:
    """Return what lies in a file, its arrays mapped; raise one of _UNUSABLE."""
    if not _is_ours(file):
        raise PermissionError
    with file.open("rb") as stream:
        places = json.loads(stream.read(_HEADER))
        (start, size), *others = places
        stream.seek(start)
        pickled = stream.read(size)
        memory = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    arrays = [memory[start : start + size] for start, size in others]
    return pickle.loads(pickled, buffers=arrays)  # noqa: S301 - a file that nobody but this user can write


def _folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # A user without a home has nowhere to keep things.
    return Path(base) / "parallax" if os.path.isabs(base) else None


def _is_ours(file: Path) -> bool:
    """Say whether this user wrote a file, in a folder that nobody else can write to."""
    return all(
        found.st_uid == os.getuid() and not found.st_mode & 0o022
        for found in (file.stat(), file.parent.stat())
    )
