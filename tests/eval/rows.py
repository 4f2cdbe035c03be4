"""A file of JSON Lines in, its rows out."""

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# The themes that the targets are of.
REQUIRED = frozenset({"open_source", "export_controls", "talent"})


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_labelled(path: Path) -> list[Row]:
    """Return a file's rows with their themes under `labels`, as some files call them."""
    return [{"labels": row.get("themes")} | row for row in read_rows(path)]
