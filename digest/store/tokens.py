"""Texts in, as the index holds them: in a form that finds Chinese, Japanese and Korean words too.

Those scripts are written without spaces (or, in Korean, with endings glued on), so a run of them is
indexed as its overlapping pairs, and last its last character: every word of two characters or more is
then a phrase of pairs, and every single character begins some token. What is looked for passes through
the same function.
"""

import re
import unicodedata
from operator import add

from digest.scripts import FIRST_IN_RUNS, IN_RUNS

RUN = re.compile(f"[{IN_RUNS}]+")
# One span of characters is looked for far more quickly than a dozen, and most texts of other scripts have none of it.
_LATE = re.compile(f"[{FIRST_IN_RUNS}-\U0010ffff]")
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
    return RUN.sub(_spaced, folded) if _may_hold_runs(folded) else folded


def holds_runs(folded: str) -> bool:
    return _may_hold_runs(folded) and RUN.search(folded) is not None


def _may_hold_runs(folded: str) -> bool:
    return not folded.isascii() and _LATE.search(folded) is not None


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters; of a single one, itself."""
    return list(map(add, run, run[1:])) or [run]


def _spaced(found: re.Match[str]) -> str:
    run = found[0]
    return f" {' '.join(map(add, run, run[1:]))} {run[-1]} "
