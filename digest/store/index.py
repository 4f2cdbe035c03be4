"""Texts into the search index, in a form that finds Chinese, Japanese and Korean words too.

Those scripts are written without spaces (or, in Korean, with endings glued on), so a run of them is
indexed as its overlapping pairs, and last its last character: every word of two characters or more is
then a phrase of pairs, and every single character begins some token. What is looked for passes through
the same function.
"""

import re
import unicodedata
from collections.abc import Iterable

from digest.store.connection import Database

# Han with its extensions, kana, Hangul, and the marks that stand for a repeated character or zero.
RUN = re.compile(
    "[\u3005-\u3007\u3040-\u3098\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)

# So many items say how long one usually is.
_SAMPLE = 1_000

Row = tuple[int, str, str, str]
"""An item's key, title, summary and content."""


def fold(text: str) -> str:
    """Return the text with its characters in one form: full-width letters become plain ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def index_text(text: str) -> str:
    """Return the text as it is indexed; case and diacritics are left to the index."""
    # As most titles and texts of a Latin script: nothing to do, and no copy made.
    if text.isascii():
        return text
    return RUN.sub(_spaced, fold(text))


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters; of a single one, itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def _spaced(run: re.Match[str]) -> str:
    text = run[0]
    whole = pairs(text) if len(text) == 1 else [*pairs(text), text[-1]]
    return f" {' '.join(whole)} "


def index_texts(db: Database, rows: Iterable[Row]) -> None:
    """Index the rows, which come in the order of their keys."""
    db.executemany("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)", map(_indexed, rows))


def forget_text(db: Database, rows: Iterable[Row]) -> None:
    """Take the rows out of the index, which is told what it holds of them: it keeps no texts itself."""
    db.executemany(
        "INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        map(_indexed, rows),
    )


def _indexed(row: Row) -> tuple[int, str, str]:
    n, title, summary, content = row
    # A content that begins with the summary, as many do, is indexed once.
    body = content if summary and content.startswith(summary) else f"{summary}\n{content}"
    return n, index_text(title), index_text(body)


def usual_length(db: Database) -> float:
    """Return how many words an item has, on average of the newest.

    FTS5 keeps the number of each column's tokens beside each row, as varints, for its own ranking.
    """
    rows = db.execute("SELECT sz FROM search_index_docsize ORDER BY id DESC LIMIT ?", (_SAMPLE,))
    lengths = [sum(_varints(row[0])) for row in rows]
    return max(1.0, sum(lengths) / max(1, len(lengths)))


def _varints(record: bytes) -> list[int]:
    """Return the numbers of a record: seven bits a byte, the highest first, until one without the eighth."""
    numbers, number = [], 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return numbers
