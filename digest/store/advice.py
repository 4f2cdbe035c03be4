"""What to do about a database that cannot be used: put its newest backup back, or name another."""

from pathlib import Path

from digest.store.header import is_ours, missing_bytes, read_header
from digest.store.schema import STEPS


def advice_on(path: Path, version: int = len(STEPS)) -> str:
    """Return what to do, with the name of the newest backup that a Parallax of this version can use."""
    backup = _newest_backup(path, version)
    which = "the newest backup beside it back" if backup else "a backup back"
    return (
        f"put {which} with: parallax --db {path} restore {backup or 'FILE'}, or name another file with --db"
    )


def _newest_backup(path: Path, version: int) -> Path | None:
    """Return the newest other database of ours in the folder that is of this version or an older one, and not cut off.

    It is known by its header, not by its name.
    """

    def is_fit(beside: Path) -> bool:
        if beside == path or not is_ours(beside):
            return False
        header = read_header(beside)
        return header.version <= version and not missing_bytes(beside, header)

    try:
        others = [beside for beside in path.parent.iterdir() if is_fit(beside)]
        return max(others, key=lambda beside: beside.stat().st_mtime, default=None)
    except OSError:
        return None
