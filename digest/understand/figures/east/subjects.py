"""What a share or an amount is said of in Chinese, Japanese and Korean."""

import re

from digest.understand.figures.east.nouns import chinese, japanese, korean
from digest.understand.figures.east.said_before import CLAUSE_ENDS, MARKS, said_before
from digest.understand.figures.stated import OPENING_IN_RUNS, Stated

_LONGEST_BEHIND = 12
# What these bring stands behind the amount: 另有三成申请, 涉及约180亿美元商品.
_BRINGS = re.compile("(?:另有?|涉及)(?:近|约|約|逾)?$")
# What is paid, raised or owed, behind the money: 12.5亿元融资.
_PRICED = re.compile(
    r"(?:[A-Z]\+?轮|天使轮)?(?:的)?(?:融资|融資|罚款|罰款|罰鍰|投资|投資|订单|訂單|贷款|貸款|基金|补贴|補貼|合同|合約|债券|債券|交易|奖金|獎金|赔偿|賠償|估值|收入|利润|利潤|资金|資金|关税|關稅|股份|股权|股權|\w{0,3}[费費])"
)


def said_of(sentence: str, start: int, end: int, value: float, unit: str) -> Stated:
    """Return an amount with what it is said of."""
    return Stated(start, end, value, unit, subject(sentence, start, end))


def subject(sentence: str, start: int, end: int) -> str:
    """Return what a number is said of: 38%的专家, 3割の企業, 5亿元融资, else the words before it."""
    behind = (
        japanese.noun_behind_of(sentence, end)
        or chinese.noun_behind_of(sentence, end)
        or korean.noun_behind_of(sentence, end)
        or _brought(sentence, start, end)
        or _priced(sentence, end)
    )
    if behind:
        return behind
    rest = CLAUSE_ENDS.split(sentence[end : end + _LONGEST_BEHIND].lstrip(MARKS))[0]
    return said_before(sentence, start) or rest.strip(MARKS) or sentence[:OPENING_IN_RUNS]


def _brought(sentence: str, start: int, end: int) -> str:
    return chinese.noun_at(sentence, end) if _BRINGS.search(sentence, max(0, start - 6), start) else ""


def _priced(sentence: str, end: int) -> str:
    priced = _PRICED.match(sentence, end)
    return priced.group().removeprefix("的") if priced else ""
