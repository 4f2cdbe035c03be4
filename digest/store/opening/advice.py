"""What to do about a database that cannot be used: put its newest backup back, or name another."""

import shlex
from pathlib import Path

from digest.store.files import real_path
from digest.store.opening.header import is_ours, missing_bytes, read_header
from digest.store.schema import STEPS

# How the name of a copy ends that is being made, or was when its maker was killed.
HALF = ".part"


def advice_on(path: Path, version: int = len(STEPS), *, into: Path | None = None) -> str:
    """Return what to do, with the name of the newest backup that a Parallax of this version can use.

    Where the file is a backup itself, `into` is the database that it was to be put into.
    """
    backup = _newest_backup(path, version, into)
    which = "the newest backup beside it" if backup else "another backup" if into else "a backup"
    named = shlex.join(["parallax", "--db", str(into or path), "restore", str(backup or "FILE")])
    advice = f"put {which} back with: {named}"
    return advice if into else f"{advice}, or name another file with --db"


def _newest_backup(path: Path, version: int, into: Path | None) -> Path | None:
    """Return the newest backup in the folder that is of this version or an older one, and not cut off.

    It is known by its header, not by its name, unless that says that it is not whole yet. A database in
    use is none: `parallax demo` leaves its own beside the team's.
    """
    used = {real_path(path), real_path(into or path)}

    def is_fit(beside: Path) -> bool:
        if beside.suffix == HALF or real_path(beside) in used or not is_ours(beside):
            return False
        header = read_header(beside)
        return header.is_copy and header.version <= version and not missing_bytes(beside, header)

    try:
        others = [beside for beside in path.parent.iterdir() if is_fit(beside)]
        return max(others, key=lambda beside: beside.stat().st_mtime, default=None)
    except OSError:
        return None
