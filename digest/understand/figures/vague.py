"""Two amounts in, out whether they may be one as vaguely as they are told: "over 1,000" and 1,140, 近半数 and 46 %.

The figure's sentence is all that is left of how it was told, so that a word before any of its numbers counts.
"""

import re
from functools import lru_cache

from digest.model.figure import Figure
from digest.understand.figures.agreement import is_one_amount

# What is told as more than an amount, as nearly that, or as about that, is so many times it at the most.
_MORE, _NEARLY, _ABOUT = 1.5, 1.25, 1.12
_MOST_KEPT = 1_000
# Words that say other things, too, say it of a number right behind them.
_NUMBER = (
    r"(?=\s+(?:[$€£¥]|US\$|\d|(?:an?|one|two|three|half|un[ae]?|deux|mille|cent|eine[nrm]?|los|mil|uma?)\b))"
)
_TOLD_AS_MORE = re.compile(
    rf"\b(?:more than|at least|plus d[e']|au moins|mehr als|mindestens|más de|al menos|più di|almeno|mais de|pelo menos|"
    rf"ponad|co najmniej|более|больше|свыше|(?:over|über|oltre){_NUMBER})"
    r"|逾|超(?:[过過え]|(?=[\d一二三四五六七八九十百千近]))|至少|[\d十百千万萬亿億兆][多余餘]|[十百千万]数|以上|超の|を超|上回|넘[는은어]|이상",
    re.IGNORECASE,
)
_TOLD_AS_NEARLY = re.compile(
    rf"\b(?:nearly|almost|close to|just under|less than|fewer than|up to|presque|près d[e']|moins d[e']|jusqu['’]à|knapp|"
    rf"beinahe|weniger als|bis zu|casi|menos de|hasta|roza|quasi|meno di|fino a|quase|até|prawie|niemal|почти|менее|"
    rf"(?:under|fast|cerca de){_NUMBER})"
    r"|近(?:[くい]|(?=[\d一二三四五六七八九十百千半]))|不到|不足|未満|最多|最大|육박|미만|가까[이운]",
    re.IGNORECASE,
)
_TOLD_AS_ABOUT = re.compile(
    rf"\b(?:roughly|approximately|environ|etwa|circa|alrededor de|aproximadamente|około|около|примерно|"
    rf"(?:dix|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|dozens?|Dutzend|docenas?|"
    rf"(?:about|around|some|quelque|rund|un[oa]s){_NUMBER})|[约約]|左右|ほど|前後|약\s",
    re.IGNORECASE,
)


def may_be_one(a: Figure, b: Figure) -> bool:
    """Say whether two amounts may be the same number, one of them rounded, or told as more, nearly or about so much."""
    if is_one_amount(a.amount, b.amount):
        return True
    less, more = sorted((a, b), key=lambda figure: abs(figure.amount))
    if a.amount * b.amount <= 0:
        return False
    times = more.amount / less.amount
    return (
        (times <= _MORE and _says(_TOLD_AS_MORE, less.sentence))
        or (times <= _NEARLY and _says(_TOLD_AS_NEARLY, more.sentence))
        or (times <= _ABOUT and any(_says(_TOLD_AS_ABOUT, figure.sentence) for figure in (a, b)))
    )


@lru_cache(maxsize=_MOST_KEPT)
def _says(how: re.Pattern[str], sentence: str) -> bool:
    return how.search(sentence) is not None
