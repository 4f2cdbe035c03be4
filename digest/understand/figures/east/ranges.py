"""Lists and ranges, in which one number has what others are lent: 10亿、70亿和300亿参数, 3至5万人, 10~20%."""

import re
from collections.abc import Sequence

from digest.understand.figures import currencies
from digest.understand.figures.east.numbers import EAST_SCALES, HAN_NUMERALS, value_of
from digest.understand.figures.east.subjects import subject
from digest.understand.figures.stated import Stated

# Between numbers that count one thing, which only the last of them names: 10亿、70亿和300亿参数.
_LIST = re.compile(r"\s?(?:[、,]|和|及|与|與)\s?")
_RANGE = re.compile(r"\s?(?:至|到|~|〜|-|–|—|から|에서|와|과)\s?")
_OPENS_RANGE = re.compile(rf"(?:{_RANGE.pattern})[\d{HAN_NUMERALS}]")
_TENTHS = "成割할"
_SCALES = "万萬亿億兆만억조"
_LISTED = _SCALES + "BMTKk"


def is_listed(sentence: str, one: Stated, following: Stated) -> bool:
    """Say whether two numbers stand side by side in a list."""
    return _LIST.fullmatch(sentence, one.end, following.start) is not None


def opens_range(sentence: str, end: int) -> bool:
    """Say whether what ends there is followed by the other end of a range."""
    return _OPENS_RANGE.match(sentence, end) is not None


def may_be_lent(sentence: str, one: Stated) -> bool:
    """Say whether a number without a unit, with a scale, may be of what the last one of its list counts."""
    return not one.unit and sentence[one.end - 1] in _LISTED


def lent(listed: Sequence[Stated], last: Stated) -> list[Stated]:
    """Return the bare numbers of a list as what its last one counts."""
    return [Stated(one.start, one.end, one.amount, last.unit, last.subject) for one in listed if not one.unit]


def join_range(sentence: str, first: Stated, second: Stated, found: list[Stated]) -> None:
    """Lend one end of a range what the other has: 3至5万人, 10~20%, 1.2亿至1.5亿用户, 用户1.2亿至1.5亿."""
    if not _RANGE.fullmatch(sentence, first.end, second.start):
        return
    if first.unit and not second.unit:
        second.unit, second.subject = first.unit, first.subject
        return
    if not second.unit or (
        first.unit and (first.unit != second.unit or first.unit not in currencies.CURRENCIES)
    ):
        return
    written = sentence[second.start : second.end]
    scale = value_of("1" + "".join(char for char in written if char in _SCALES)) or 1.0
    if any(char in _TENTHS for char in written):
        scale = 10.0
    has_own = any(char in EAST_SCALES for char in sentence[first.start : first.end])
    if not has_own and first.amount * scale <= second.amount:
        first.amount *= scale
    if sentence[first.start : first.end] in second.subject:
        second.subject = subject(sentence, first.start, second.end)
    if not first.unit:
        first.unit, first.subject = second.unit, second.subject
        found.append(first)
