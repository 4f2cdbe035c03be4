"""The program as a user calls it, knowing nothing of what this machine is set up for: in a real process, or here."""

import gc
import io
import logging
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import IO
from unittest.mock import patch

import pytest

from bot.cli import main
from bot.logs import set_up

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "bot")
# Ours would set the program up; and what one of many processes has compiled, the next finds.
_NOT_HANDED_ON = ("SLACK", "DISCORD", "PARALLAX", "PORT", "PYTHONDONTWRITEBYTECODE")


def environment(**variables: str) -> dict[str, str]:
    """Return what a program started anywhere needs to find itself, with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_HANDED_ON)}
    return kept | {"PYTHONPATH": str(ROOT)} | variables


def started(folder: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    """Start the program in a process of its own, whose streams are ours."""
    return subprocess.Popen(
        [*PROGRAM, *words],
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def called_apart(
    folder: Path, *words: str, stdout: int | IO[bytes] = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Call the program in a process of its own."""
    return subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env=environment(**variables),
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )


def called_here(
    folder: Path, *words: str, text: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Call the program within this process: it answers as in one of its own, for a thirtieth of what a start costs."""
    stdin, stdout, stderr = (
        io.TextIOWrapper(io.BytesIO(held), encoding="utf-8", write_through=True)
        for held in (text.encode(), b"", b"")
    )
    thresholds = gc.get_threshold()
    with (
        chdir(folder),
        patch.dict(os.environ, environment(**variables), clear=True),
        patch.multiple(sys, stdin=stdin, stdout=stdout, stderr=stderr),
        patch.object(logging.getLogger(), "handlers", []),
    ):
        # What it logs goes to this call's standard error.
        set_up(level=logging.WARNING)
        with pytest.raises(SystemExit) as end:
            main(words)
    # This process goes on, and so does its collecting of garbage.
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    said, aside = (stream.buffer.getvalue().decode() for stream in (stdout, stderr))
    return subprocess.CompletedProcess(words, end.value.code, said, aside)
