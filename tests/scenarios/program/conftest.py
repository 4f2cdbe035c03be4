"""A folder to call the program in, and one in which it has taken in the three reports."""

import shutil
from functools import partial

import pytest

from tests.program import called_here
from tests.scenarios.reports import AT, ITEMS, TEAM


def called_in(folder, *words, status=0, mending=False, aside=False, text="", **variables):
    """Return what stands on standard output; `aside`, or where it must fail with `status`, on standard error.

    `mending`: the call finds something to mend, says so on standard output and ends with 1.
    """
    done = called_here(folder, *words, text=text, **variables)
    assert done.returncode == (1 if mending else status), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if aside or status else done.stdout


@pytest.fixture
def call(tmp_path):
    return partial(called_in, tmp_path)


@pytest.fixture(scope="package")
def stored(tmp_path_factory):
    """A folder in which the program has taken in the three reports, to be copied and left alone."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "parallax.toml").write_text(TEAM, encoding="utf-8")
    called_in(folder, "import", "-", "--now", AT, text=ITEMS)
    return folder


@pytest.fixture
def filled(call, stored, tmp_path):
    shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
    return call
