"""A file of JSON Lines in, its rows out, and the half that each belongs to."""

import hashlib
import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def half(row: Row) -> int:
    """Return 0 for a row that may be tuned on, 1 for one that is held back."""
    return int(hashlib.sha256((row.get("url") or row["title"]).encode()).hexdigest(), 16) % 2
