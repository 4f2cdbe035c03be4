"""A newcomer is walked through each package by its docstring."""

import re
from importlib import import_module
from pathlib import Path

import pytest

PACKAGES = [
    "digest",
    "digest.pull",
    "digest.line",
    "digest.understand",
    "digest.understand.encoding",
    "digest.understand.figures",
    "digest.understand.figures.east",
    "digest.understand.figures.west",
    "digest.understand.grouping",
    "digest.understand.languages",
    "digest.understand.themes",
    "digest.store",
    "digest.store.opening",
    "digest.store.search",
    "digest.tell",
    "digest.tell.present",
    "config",
    "bot",
    "bot.cli",
    "bot.words",
    "bot.post",
    "bot.slack",
    "bot.discord",
    "bot.web",
]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_walk_names_every_module_and_no_other(name):
    package = import_module(name)
    folder = Path(package.__file__).parent
    named = {Path(path) for path in re.findall(r"`([\w./]+?\.py)`", package.__doc__)}

    assert {file.name for file in folder.glob("*.py")} - {"__init__.py"} <= {path.name for path in named}
    assert {path.name for path in named} <= {file.name for file in folder.rglob("*.py")}
