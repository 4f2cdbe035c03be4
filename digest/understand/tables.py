"""Words and patterns that are data: each of them lies in a TOML file beside the module that reads it."""

import tomllib
from pathlib import Path
from typing import Any


def table(module: str) -> dict[str, Any]:
    """Return the tables of a module of this package, by its `__name__`."""
    name = module.rpartition(".")[-1]
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
