"""Texts in, as the index holds them: in a form that finds Chinese, Japanese and Korean words too.

Those scripts are written without spaces (or, in Korean, with endings glued on), so a run of them is
indexed as its overlapping pairs, and last its last character: every word of two characters or more is
then a phrase of pairs, and every single character begins some token. What is looked for passes through
the same function.
"""

import re
import unicodedata
from itertools import pairwise

from digest.scripts import IN_RUNS

RUN = re.compile(f"[{IN_RUNS}]+")
# The last character for private use, which the index takes for a letter. With it begin the words that the index
# holds besides those of the texts: none of a text or a query does.
RESERVED = "\U0010fffd"


def fold(text: str) -> str:
    """Return the text with its characters in one form: full-width letters become plain ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).replace(RESERVED, " ")


def index_text(text: str) -> str:
    """Return the text as it is indexed; case and diacritics are left to the index."""
    # As most titles and texts of a Latin script: nothing to do, and no copy made.
    if text.isascii():
        return text
    return RUN.sub(_spaced, fold(text))


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters; of a single one, itself."""
    return [one + other for one, other in pairwise(run)] or [run]


def _spaced(run: re.Match[str]) -> str:
    joined = [one + other for one, other in pairwise(run[0])]
    return f" {' '.join([*joined, run[0][-1]])} "
