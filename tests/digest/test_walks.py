"""A newcomer is walked through each wing by the docstring of its package."""

import re
from importlib import import_module
from pathlib import Path

import pytest


@pytest.mark.parametrize("wing", ["pull", "line", "understand", "understand.figures", "store", "tell"])
def test_a_walk_names_every_module_and_no_other(wing):
    package = import_module(f"digest.{wing}")
    folder = Path(package.__file__).parent
    named = {Path(name) for name in re.findall(r"`([\w./]+?\.py)`", package.__doc__)}

    assert {file.name for file in folder.glob("*.py")} - {"__init__.py"} <= {path.name for path in named}
    assert {path.name for path in named} <= {file.name for file in folder.rglob("*.py")}
