"""The noun that a number counts in Korean: 300명의 전문가."""

import re

from digest.scripts import HANGUL
from digest.understand.figures.east.nouns import Noun
from digest.understand.figures.east.said_before import said_before

_LOOKED_AT = 20
_WORD = re.compile(f"[{HANGUL}A-Za-z]{{2,}}")
_NOUN = re.compile(rf"[{HANGUL}A-Za-z0-9]+(?:\s[{HANGUL}A-Za-z0-9]+)?")
_COUNTED = re.compile(
    r"\s(기업|회사|국가|나라|업체|대학|기관|도시|모델|제품|지역|스타트업|은행|단체|품목|공장|매장|언어|대학교|연구소|계열사|협력사|데이터센터|일자리|칩)"
)
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|에|의|로|와|과|도|만|서|며|고|한|해|인|된|할|약|총|등|중|가운데)$"
)
# A verb that goes on: 62% 늘어 1500만 건.
_VERB = re.compile(
    r"(?:늘|줄)어(?:나|난|든)?$|(?:올라|내려|뛰어|높여|늘려|줄여)$|(?:으로|에서|까지|부터|보다)$"
)
_NOUN_PARTICLE = re.compile(r"(?:을|를|이|가|은|는|에|도|로|으로|와|과)$")


def counted(sentence: str, start: int, end: int, counter: str) -> Noun:
    """Return what a number with its counter counts."""
    if noun := _COUNTED.match(sentence, end):
        return noun[1], noun[1]
    if behind := noun_behind_of(sentence, end):
        return _without_particle(behind.split())
    before = sentence[max(0, start - _LOOKED_AT) : start].rstrip()
    word = before.split(" ")[-1] if before else ""
    is_noun = _WORD.fullmatch(word) and not _PARTICLE.search(word)
    if is_noun and not _VERB.search(word):
        return word, word
    return counter, said_before(sentence, start) or counter


def noun_behind_of(sentence: str, end: int) -> str:
    """Return the one or two words behind 의; empty if none stand there."""
    noun = _NOUN.match(sentence, end + 2) if sentence.startswith("의 ", end) else None
    return noun.group() if noun else ""


def _without_particle(behind: list[str]) -> Noun:
    """Read "명의 반도체 전문가가": the particle ends the noun."""
    first = behind[0]
    if len(behind) > 1 and len(first) > 2 and _PARTICLE.search(first):
        noun = _NOUN_PARTICLE.sub("", first)
        return noun, noun
    last = behind[-1]
    last = _NOUN_PARTICLE.sub("", last) if len(last) > 1 else last
    return last, " ".join([*behind[:-1], last])
