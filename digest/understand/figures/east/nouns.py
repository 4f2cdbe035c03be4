"""What a number counts in Chinese, Japanese and Korean."""

import re

from digest.scripts import HANGUL
from digest.understand.figures.east import words
from digest.understand.figures.east.said_before import said_before

Noun = tuple[str, str]
"""The unit and the subject."""

_KOREAN_NOUN = re.compile(f"[{HANGUL}A-Za-z]{{2,}}")
_LONGEST_NOUN_ZH = 8


def counted(sentence: str, language: str, start: int, end: int, counter: str) -> Noun | None:
    """Return what a number with its counter counts; None where that is nothing that is looked up."""
    match language[:2]:
        case "ja":
            return None if words.EMPTY_JA.match(sentence, end) else _japanese(sentence, start, end, counter)
        case "ko":
            return korean_noun(sentence, start, end, counter)
        case _:
            if words.EMPTY_ZH.match(sentence, end):
                return None
            more = words.AT_LEAST.match(sentence, end)
            noun = chinese_noun(sentence, more.end() if more else end)
            if counter in words.NOUN_COUNTERS and not words.NOUNS_ZH.fullmatch(noun):
                return counter, said_before(sentence, start) or counter
            return noun or counter, noun or said_before(sentence, start) or counter


def chinese_noun(sentence: str, at: int) -> str:
    """Return the noun that begins at the place, as far as it can be told where it ends; empty if none does."""
    if sentence.startswith((" ", "的"), at):
        at += 1
    if clause := words.RELATIVE_ZH.match(sentence, at):
        at = clause.end()
    if forms := words.FORMS_ZH.match(sentence, at):
        at = forms.end()
    match = words.NOUN_ZH.match(sentence, at)
    if match is None:
        return ""
    run = match.group().strip()
    stop = words.STOPS_ZH.search(run)
    if stop and stop.start() == 0:
        return ""
    known = words.NOUNS_ZH.match(run)
    if known and (stop is None or known.end() <= stop.end()):
        return known.group()
    if stop:
        run = run[: stop.start()]
    return run if len(run) <= _LONGEST_NOUN_ZH and run[-1:] not in "性化" else ""


def _japanese(sentence: str, start: int, end: int, counter: str) -> Noun:
    if sentence.startswith("の", end) and (noun := words.NOUN_JA.match(sentence, end + 1)):
        return noun.group(), noun.group()
    return counter, said_before(sentence, start) or counter


def korean_noun(sentence: str, start: int, end: int, counter: str) -> Noun:
    if noun := words.COUNTED_KO.match(sentence, end):
        return noun[1], noun[1]
    if sentence.startswith("의 ", end) and (noun := words.NOUN_KO.match(sentence, end + 2)):
        return _korean_behind(noun.group().split())
    before = sentence[max(0, start - 20) : start].rstrip()
    word = before.split(" ")[-1] if before else ""
    is_noun = _KOREAN_NOUN.fullmatch(word) and not words.PARTICLE_KO.search(word)
    if is_noun and not words.VERB_KO.search(word):
        return word, word
    return counter, said_before(sentence, start) or counter


def _korean_behind(behind: list[str]) -> Noun:
    """Read "명의 반도체 전문가가": the particle ends the noun."""
    first = behind[0]
    if len(behind) > 1 and len(first) > 2 and words.PARTICLE_KO.search(first):
        noun = words.NOUN_PARTICLE_KO.sub("", first)
        return noun, noun
    last = behind[-1]
    last = words.NOUN_PARTICLE_KO.sub("", last) if len(last) > 1 else last
    return last, " ".join([*behind[:-1], last])


def known_before(sentence: str, start: int) -> Noun | None:
    """Return the counted noun that stands before the verb: "日活用户突破3000万"."""
    subject = said_before(sentence, start)
    match = words.NOUN_AT_END.search(subject)
    return (match.group(), subject) if match else None
