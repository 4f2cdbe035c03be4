"""Whether a database that was opened still lies where it was.

A file that is deleted or replaced lives on for whoever has it open: what is then written to it is lost with the
process, unnoticed. So each write looks first.
"""

from pathlib import Path

from digest.errors import StoreError
from digest.store.files import wal_of


class OpenedFiles:
    """The files of a database as they lay when it was opened."""

    def __init__(self, path: Path) -> None:
        self._files = {file: _identity(file) for file in (path, wal_of(path))}

    def check(self) -> None:
        """Raise StoreError when one of them is another now, or none."""
        for file, identity in self._files.items():
            if identity and _identity(file) != identity:
                raise StoreError(
                    f"{file}: was deleted or replaced while it was in use; nothing more is stored: "
                    "end the program, put back the file or a backup, and start it again"
                )


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
