"""Documents that are not ours to carry: tests read them where they lie beside this checkout."""

import os
from pathlib import Path

# Feeds as they were captured.
CAPTURED = Path(__file__).parents[4] / "shared" / "feeds"
# The folder `tests` of a checkout of feedparser.
FEEDPARSERS = os.environ.get("FEEDPARSER_TESTS", "")
