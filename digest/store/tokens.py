"""Texts in, as the index holds them: in a form that finds Chinese, Japanese and Korean words too.

Those scripts are written without spaces (or, in Korean, with endings glued on), so a run of them is
indexed as its overlapping pairs, and last its last character: every word of two characters or more is
then a phrase of pairs, and every single character begins some token. What is looked for passes through
the same function.
"""

import re
import sys
import unicodedata
from array import array
from operator import add

from digest.scripts import IN_RUNS, may_be_in_runs

RUN = re.compile(f"[{IN_RUNS}]+")
# Four bytes a character, as this machine holds a number.
_CODES = f"utf-32-{sys.byteorder[0]}e"
# The last character for private use, which the index takes for a letter. With it begin the words that the index
# holds besides those of the texts: none of a text or a query does.
RESERVED = "\U0010fffd"


def fold(text: str) -> str:
    """Return the text with its characters in one form: full-width letters become plain ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).replace(RESERVED, " ")


def index_text(text: str) -> str:
    """Return the text as it is indexed; case and diacritics are left to the index."""
    return in_pairs(fold(text))


def in_pairs(folded: str) -> str:
    """Return a folded text as it is indexed: its runs as pairs. Without any it is the same text, and no copy."""
    if not may_be_in_runs(folded):
        return folded
    # Cut out of the whole text, spread at once: to make each pair by itself takes three times as long.
    spread = _spread(folded)
    return RUN.sub(lambda run: f" {spread[3 * run.start() : 3 * run.end() - 2]} ", folded)


def holds_runs(folded: str) -> bool:
    return may_be_in_runs(folded) and RUN.search(folded) is not None


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters; of a single one, itself."""
    return list(map(add, run, run[1:])) or [run]


def _spread(text: str) -> str:
    """Return every character with the next one and a space after it: `abc` as `ab bc c  `."""
    codes = array("I", text.encode(_CODES, "surrogatepass"))
    spread = array("I", [ord(" ")]) * (3 * len(codes))
    spread[::3] = codes
    spread[1:-3:3] = codes[1:]
    return spread.tobytes().decode(_CODES, "surrogatepass")
