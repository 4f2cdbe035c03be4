"""What a share or an amount is said of in Chinese, Japanese and Korean."""

from digest.understand.figures.east import words
from digest.understand.figures.east.nouns import chinese_noun
from digest.understand.figures.east.said_before import MARKS, said_before

_LONGEST_BEHIND = 12


def subject(sentence: str, start: int, end: int) -> str:
    """Return what a number is said of: 38%的专家, 3割の企業, 5亿元融资, else the words before it."""
    if sentence.startswith("の", end) and (noun := words.NOUN_JA.match(sentence, end + 1)):
        return noun.group()
    if sentence.startswith("的", end) and (noun := words.NOUN_ZH.match(sentence, end + 1)):
        run = noun.group()
        stop = words.STOPS_ZH.search(run)
        if run := run[: stop.start()] if stop and stop.start() else run:
            return run
    if sentence.startswith("의 ", end) and (noun := words.NOUN_KO.match(sentence, end + 2)):
        return noun.group()
    if words.BROUGHT_BEHIND.search(sentence, max(0, start - 6), start) and (
        noun_behind := chinese_noun(sentence, end)
    ):
        return noun_behind
    if priced := words.PRICED_ZH.match(sentence, end):
        return priced.group().removeprefix("的")
    behind = words.CLAUSE.split(sentence[end : end + _LONGEST_BEHIND].lstrip(MARKS))[0]
    return said_before(sentence, start) or behind.strip(MARKS) or sentence[:20]
