"""What is kept of a reader is kept for the code that it is made of."""

import subprocess
import sys
from pathlib import Path

from digest.cache import sources
from digest.understand.read import code

# Each module of ours that a reader needs, and where it lies.
_LOADED = """
import sys, digest.understand.read
for name, module in sys.modules.items():
    if name.startswith("digest."):
        print(module.__file__)
"""


def test_all_code_that_reading_needs_tells_a_kept_reader_from_others():
    loaded = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True
    ).stdout
    known = {Path(file) for file, *_ in sources(*code())}

    assert {Path(file) for file in loaded.split()} <= known
