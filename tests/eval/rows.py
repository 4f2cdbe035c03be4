"""A file of JSON Lines in, its rows out, and the groups that they are looked at in."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

Row = dict[str, Any]
# The themes that the targets are of.
REQUIRED = frozenset({"open_source", "export_controls", "talent"})
Found = TypeVar("Found")


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_labelled(path: Path) -> list[Row]:
    """Return a file's rows with their themes under `labels`, as some files call them."""
    return [{"labels": row.get("themes")} | row for row in read_rows(path)]


def half(row: Row) -> int:
    """Return 0 for a row that may be tuned on, 1 for one that is held back."""
    return int(hashlib.sha256((row.get("url") or row["title"]).encode()).hexdigest(), 16) % 2


def groups(judged: Sequence[tuple[Row, Found]]) -> dict[str, list[tuple[Row, Found]]]:
    """Return rows with what was found in each: all, by halves, and those in English and in other languages."""
    return {
        "all": list(judged),
        "tuned half": [pair for pair in judged if half(pair[0]) == 0],
        "held half": [pair for pair in judged if half(pair[0]) == 1],
        "English": [pair for pair in judged if pair[0]["language"] == "en"],
        "other languages": [pair for pair in judged if pair[0]["language"] != "en"],
    }
