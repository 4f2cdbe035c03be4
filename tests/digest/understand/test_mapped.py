"""What an array in a mapped file takes of memory."""

import sys
from pathlib import Path

import numpy as np
import pytest

from digest.cache import cached
from digest.understand.languages.likely_languages import likely_languages
from digest.understand.mapped import let_go

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")

TEXTS = [
    "Nvidia may sell its chips again",
    "Le gouvernement annonce un plan",
    "Die Firma stellt 300 Leute ein",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_what_is_let_go_takes_no_memory_and_can_be_looked_at_again():
    made = np.arange(1 << 20, dtype=np.uint32)
    array = cached("numbers", "numpy", lambda: made)
    assert array.sum() == made.sum()
    assert resident_kb("numbers-") > 4000

    let_go(array)

    assert resident_kb("numbers-") < 100
    assert (array == made).all()


def test_what_lies_in_memory_stays_as_it_is():
    array = np.arange(9)
    let_go(array)

    assert array.tolist() == list(range(9))


def test_telling_languages_keeps_nothing_mapped_of_the_model():
    first, again = likely_languages(TEXTS), likely_languages(TEXTS)

    assert (first == again).all()
    assert resident_kb("langid-") < 3000


def resident_kb(name: str) -> int:
    """Return how much is in memory of the mapped files whose names begin with this."""
    kept, within = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        first, *others = line.split()
        if not first.endswith(":"):
            # The file of an earlier test is gone, and still mapped.
            within = f"/{name}" in line
        elif within and first == "Rss:":
            kept += int(others[0])
    return kept
