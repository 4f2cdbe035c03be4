"""Words of which only the beginning was typed (`chip*`, 芯), looked for in the texts of the newest items.

The index would gather every item that holds any such word before it gives the first one, which takes half a
second where a million items hold some word that begins so. What so many hold, a few of the newest hold too.
"""

import re
from collections.abc import Callable, Sequence
from unicodedata import normalize

from digest.store.connection import Database
from digest.store.index import texts_of
from digest.store.search.typed import Typed
from digest.store.tokens import RUN, fold

# When so many texts were read in vain, the word is seldom, and the index has little to gather.
_MOST_SCANNED = 1_000
_FIRST_PAGE = 50

_MARK = re.compile("[\u0300-\u036f]")
_PIECE = re.compile(rf"{RUN.pattern}|[^\W_]+")

Newest = Callable[[int, int], list[int]]
"""The keys, below a key, of the newest items that pass all else that was asked for, so many at most."""


def scan(
    db: Database, terms: Sequence[Typed], newest: Newest, below: int, limit: int
) -> tuple[list[int], int | None]:
    """Return the keys of the newest items that hold every term, newest first.

    And the key below which the index is to be asked for the rest; None when that is not needed.
    """
    patterns = [_pattern(term) for term in terms]
    found: list[int] = []
    page, scanned = min(max(_FIRST_PAGE, 2 * limit), _MOST_SCANNED), 0
    while scanned < _MOST_SCANNED:
        keys = newest(below, page)
        texts = {n: _as_indexed(f"{title}\n{body}") for n, (title, body) in texts_of(db, keys).items()}
        found += [n for n in keys if all(pattern.search(texts.get(n, "")) for pattern in patterns)]
        if len(found) >= limit or len(keys) < page:
            return found[:limit], None
        below, scanned, page = keys[-1], scanned + page, page * 2
    return found, below


def _as_indexed(text: str) -> str:
    """Return a text as the index compares it: in lower case, without diacritics, scripts without spaces set apart."""
    if text.isascii():
        return text.lower()
    bare = normalize("NFC", _MARK.sub("", normalize("NFD", fold(text))))
    return RUN.sub(r" \g<0> ", bare.lower())


def _pattern(term: Typed) -> re.Pattern[str]:
    pieces = [
        re.escape(piece) if RUN.fullmatch(piece) else rf"(?<![^\W_]){re.escape(piece)}(?![^\W_])"
        for piece in _PIECE.findall(_as_indexed(term.text))
    ]
    begun = r"[\W_]*".join(pieces)
    return re.compile(begun.removesuffix(r"(?![^\W_])"))
