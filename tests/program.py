"""The program as a user starts it: a real process, which knows nothing of what this machine is set up for."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "bot")
# Ours would set the program up; and what one of many processes has compiled, the next finds.
_NOT_HANDED_ON = ("SLACK", "DISCORD", "PARALLAX", "PYTHONDONTWRITEBYTECODE")


def environment(**variables: str) -> dict[str, str]:
    """Return what a program started anywhere needs to find itself, with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_HANDED_ON)}
    return kept | {"PYTHONPATH": str(ROOT)} | variables
