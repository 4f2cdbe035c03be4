"""What stands on a page beside the article: bylines, "read also", credits, cookie notices, footers.

Figures are not read out of it and summaries are not made of it. Most patterns are data, in `furniture.toml` beside this
module.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from digest.understand.tables import table

_COOKIES = re.compile(r"\bcookies?\b")
_COOKIE_WORDS = re.compile(
    r"\b(?:accept|consent|we use|this (?:site|website)|settings|policy|accepter|utilisons|consentement|akzeptieren|"
    r"verwenden|zustimm\w+|aceptar|utilizamos|consentimiento)\b"
)
_BYLINE = re.compile(
    r"(?:by|par|von|por|di|texte?|words)\s*:?\s+(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|,|&)"
    r"(?:[\s,]+(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|&)){0,7}\s*",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|and|et|und|y|&|,|\s|:|\||[Bb]y|[Pp]ar|[Vv]on|[Pp]or)+"
)
# A price box: a short name or code, a price, a change in per cent, and nothing that is a sentence.
_PRICES = re.compile(r"(?:[A-Z^.]{1,8}\s+)?[$€£]?[\d.,]+\s*[-+▲▼][\d.,]+\s*\(?[-+]?[\d.,]+\s?%\)?\s*$")
_ADDRESS_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+\W*$")
# A list of related headlines is made of lines that do not end as sentences do.
_ENDS = re.compile(r"[.!?。!?…][\"'”’»」』)\]]*$")
# What stands beside an article is short, but for legal notices; nothing longer is looked at whole.
_LOOKED_AT = 400
# A longer line is a sentence, though it is made of names, of numbers or of the words above a list.
_LONGEST_BYLINE, _LONGEST_PRICES, _LONGEST_HEADING = 90, 80, 60
# As much stands behind "appeared first": where, and who may copy it.
_LONGEST_CLOSER = 160


def is_furniture(piece: str) -> bool:
    """Say whether a sentence belongs to the page and not to the article."""
    return _opens_so(piece) or _holds_mark(piece)


def _opens_so(piece: str) -> bool:
    start = piece[:_LOOKED_AT].strip()
    if not start or _patterns().opener.match(start) or _ADDRESS_ONLY.match(start):
        return True
    if len(start) < _LONGEST_BYLINE and _BYLINE.fullmatch(start) and _CAPITALISED.fullmatch(start):
        return True
    return len(start) < _LONGEST_PRICES and _PRICES.match(start) is not None


def _holds_mark(piece: str) -> bool:
    folded, patterns = piece[:_LOOKED_AT].lower(), _patterns()
    if any(mark in folded for mark in patterns.marks) or patterns.on_air.search(folded):
        return True
    return "cookie" in folded and bool(_COOKIES.search(folded) and _COOKIE_WORDS.search(folded))


def article_lines(text: str) -> Iterator[str]:
    """Walk through the lines of a text that are the article's own, without those under "Related stories".

    Of a line that is the article's own some sentences may still be furniture.
    """
    in_list = False
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if len(stripped) < _LONGEST_HEADING and _patterns().heading.fullmatch(stripped):
            in_list = True
            continue
        if in_list and not _ENDS.search(stripped):
            continue
        in_list = False
        # A notice at a line's end speaks for itself alone: "... The post X appeared first on Y."
        if not _opens_so(stripped) or len(stripped) > _LOOKED_AT:
            yield _patterns().closer.sub("", stripped).rstrip()


class _Patterns(NamedTuple):
    opener: re.Pattern[str]
    closer: re.Pattern[str]
    heading: re.Pattern[str]
    marks: tuple[str, ...]
    on_air: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    tables = table(__name__)
    openers, closers = (list(chain.from_iterable(tables[name].values())) for name in ("openers", "closers"))
    return _Patterns(
        opener=re.compile(rf"\W{{0,4}}(?:{_any_of(openers + closers)})", re.IGNORECASE),
        closer=re.compile(rf"\s(?:{_any_of(closers)}).{{0,{_LONGEST_CLOSER}}}$", re.IGNORECASE),
        heading=re.compile(rf"\W*(?:{_any_of(tables['headings']['alone'])})\W*", re.IGNORECASE),
        marks=tuple(tables["marks"]["anywhere"]),
        on_air=re.compile(_any_of(tables["on_air"]["patterns"])),
    )


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(patterns).replace(" ", r"\s")
