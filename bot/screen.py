"""What the screen can show that we print to."""

import os
from typing import TextIO


def takes_styles(stream: TextIO) -> bool:
    """Say whether bold text and links may be written there: it is a terminal, and one that knows of them."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def takes_colour(stream: TextIO) -> bool:
    """As `takes_styles`, of colour, which its user may not want (no-color.org)."""
    return takes_styles(stream) and not os.environ.get("NO_COLOR")
