"""What `make` says, wherever it is typed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


def make(*words):
    # What a make that runs the tests hands on, such as `-j`, is not for this one.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "-s", *words], cwd=ROOT, env=alone, capture_output=True, text=True, timeout=60
    )


def test_help_says_each_target_in_a_line():
    said = make("help").stdout.splitlines()

    assert said[1] == "demo        the whole line on feeds that ship with the program, in the terminal"
    assert len(said) == 12


def test_a_python_that_is_too_old_is_named_before_anything_is_installed(tmp_path):
    # As `python3` is on macOS, and on Red Hat's and Amazon's Linux.
    old = tmp_path / "python3"
    played = "import sys; sys.version_info = (3, 9, 6); exec(sys.argv[1])"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{played}" "$2"\n')
    old.chmod(0o755)

    done = make(f"PYTHON={old}", f"VENV={tmp_path}/venv", "demo")

    assert done.returncode == 2
    assert done.stderr.startswith(
        f"Parallax needs Python 3.11 or newer, and {old} is 3.9; name another: make PYTHON=python3.12 demo\n"
    )
    assert list(tmp_path.iterdir()) == [old]
