"""What was large is given back to the system."""

import subprocess
import sys

import pytest

# Blocks that were freed raise the size from which on glibc gives back, unless it is told not to.
_MANY_LARGE_BODIES = """
import re
from pathlib import Path
from bot.heap import give_back_large_blocks

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

give_back_large_blocks()
before, kept = resident(), []
for _ in range(5):
    bodies = [bytearray(9_000_000 + n) for n in range(8)]
    kept.append(bytearray(5000))
    bodies.clear()
print(resident() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of a process")
def test_room_of_large_bodies_is_given_back():
    ran = subprocess.run(
        [sys.executable, "-c", _MANY_LARGE_BODIES], capture_output=True, text=True, check=True
    )

    assert int(ran.stdout) < 5
