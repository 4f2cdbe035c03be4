"""The noun that a number counts in Japanese: 300社の企業, 6850億パラメーター."""

import re

from digest.scripts import HAN, KATAKANA
from digest.understand.figures.east.nouns import Noun
from digest.understand.figures.east.said_before import said_before
from digest.understand.figures.things import thing_of

_OF = re.compile(r"(?:(?<=[割%])(?:以上|以下|未満|近く|[超弱強]))?の(?!\d)")
_NOUN = re.compile(rf"[{KATAKANA}{HAN}A-Za-z0-9・]{{1,16}}")
# What headlines count, and what is no thing.
_EMPTY = re.compile(r"の?(?:理由|方法|ポイント|課題|段階|点|特徴|コツ|要因|視点|疑問|教訓|時間帯)")
# What is done with things and people, which their counter counts: 2000台の販売, 300人の採用.
_DONE = re.compile(
    "販売|出荷|生産|増産|導入|受注|納入|調達|購入|供給|輸出|輸入|採用|雇用|募集|育成|増員|削減|解雇|派遣"
)
# What is no particle goes on with the word before it, a verb's or an adjective's: 2000人の受け入れ, 3つの新しいモデル.
_INFLECTED = re.compile(rf"[{HAN}](?![はがをにでのともへやかなだまよさ])[ぁ-ゖ]")
# Behind a scale a noun needs no counter: 6850億パラメーター.
_KATAKANA = re.compile(f"[{KATAKANA}]{{3,}}")


def counted(sentence: str, start: int, end: int, counter: str) -> Noun | None:
    """Return what a number with its counter counts; None where that is nothing that is looked up."""
    if _EMPTY.match(sentence, end):
        return None
    noun = noun_behind_of(sentence, end)
    if noun and not _DONE.match(noun):
        return noun, noun
    return counter, said_before(sentence, start) or counter


def noun_behind_of(sentence: str, end: int) -> str:
    """Return the noun behind の, as in 3割の企業 and 9割以上の自治体; empty if none stands there."""
    of = _OF.match(sentence, end)
    noun = _NOUN.match(sentence, of.end()) if of else None
    return noun.group() if noun and not _INFLECTED.match(sentence, noun.end() - 1) else ""


def katakana_at(sentence: str, at: int) -> str:
    """Return the noun in katakana that stands right behind a scale; empty if none does."""
    noun = _KATAKANA.match(sentence, at)
    return noun.group() if noun else ""


def thing_behind_of(sentence: str, end: int) -> str:
    """Return the noun behind の where it is known to be counted, and so needs no counter: 300の大学."""
    noun = noun_behind_of(sentence, end)
    return noun if thing_of(noun) else ""
