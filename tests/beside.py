"""What is not ours to carry: tests read it where it lies beside this checkout, and are skipped where it does not."""

import json
import os
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[2] / "shared"
_NAUGHTY = _SHARED / "blns" / "blns.json"
# Feeds as they were captured.
CAPTURED = _SHARED / "feeds"
# News that were read and labelled by hand.
LABELLED = _SHARED / "news"
# The folder `tests` of a checkout of feedparser.
FEEDPARSERS = os.environ.get("FEEDPARSER_TESTS", "")

needs_naughty = pytest.mark.skipif(
    not _NAUGHTY.exists(), reason="the naughty strings do not lie beside this checkout"
)
needs_captured = pytest.mark.skipif(
    not CAPTURED.exists(), reason="the captured feeds do not lie beside this checkout"
)
needs_feedparsers = pytest.mark.skipif(
    not FEEDPARSERS, reason="FEEDPARSER_TESTS does not name the folder `tests` of a checkout of feedparser"
)


def naughty() -> list[str]:
    """Return the strings that are known to break programs."""
    found: list[str] = json.loads(_NAUGHTY.read_text(encoding="utf-8"))
    return found
