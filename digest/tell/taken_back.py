"""A title in, what it takes back out: of its own text, of what somebody said or did, of which way a thing went."""

import re
from functools import lru_cache

from digest.model.change import ChangeKind
from digest.model.item import Item
from digest.understand.ways import ways_of
from digest.words import words

# A title that says its own text was mended: these words open it, or stand in brackets.
_CORRECTED = """
    correction|corrected|clarification|update and correction|rectificatif|correctif|mise au point|
    berichtigung|korrektur|richtigstellung|corrección|fe de erratas|rectificación|errata|correzione|correção|
    sprostowanie|поправка|rectifié|corrigé|korrigiert|corregido|更正|勘误|勘誤|訂正|お詫びと訂正|정정
"""
_WITHDRAWN = """
    withdrawn|retracted|retraction|removed|article (?:removed|withdrawn|retracted)|article retiré|retiré|
    zurückgezogen|artículo retirado|retirado|wycofan\\w+|отозван\\w*|撤稿|已撤回|此文已删除|取り下げ|
    記事取り消し|기사 ?삭제
"""
# Words with which one who said or did a thing takes it back, or another says that it is not so.
_TAKEN_BACK = r"""
    deny|denies|denied|reverses|reversed|reversal|u-turns? (?:on|over)|makes? (?:an? )?u-turn|backtracks?|backtracked|walks? back|walked back|
    backs? down|backed down|rescinds?|rescinded|revokes?|revoked|overturns?|overturned|retracts?|scraps|
    scrapped|calls? off|called off|disputes|refutes?|not true|no longer|
    dément(?:ent|i)?|fait marche arrière|fait volte-face|revient sur|renonce(?:nt)? à|annule(?:nt)?|
    revirement|dementier(?:t|en)|rudert zurück|kehrtwende|widerspricht|bestreitet|
    desmienten?|niegan?|da marcha atrás|rectifican?|anulan?|smentisce|dietrofront|desmentem?|
    zaprzecza|dementuje|опроверг\w*|отрица\w+
"""
# Before one of those words: that it may be, ought to be or is asked for, and so has not happened.
_ONLY_WISHED = re.compile(
    r"(?:\b(?:to|can|could|may|might|must|should|would|will|not|never|refuses? to|urges?|calls? for|demands?)|n['’]t)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TAKEN_BACK_MARKS = (
    "否认|否認|辟谣|闢謠|撤销|撤銷|反悔|逆转|逆轉|推翻|打消し|打ち消|一転|撤回|翻す|부인|번복|철회"
)


def _bare(alternatives: str) -> str:
    return re.sub(r"\|\s+", "|", alternatives).strip()


def _of_itself(alternatives: str) -> re.Pattern[str]:
    """Return what finds a title that says one of these of its own text."""
    said = f"(?:{_bare(alternatives)})"
    return re.compile(rf"^\W*{said}\s*(?:[\])】:：–—-]|$)|[\[(【]\s*{said}\s*[\])】]", re.IGNORECASE)


_IS_CORRECTED, _IS_WITHDRAWN = _of_itself(_CORRECTED), _of_itself(_WITHDRAWN)
_IS_TAKEN_BACK = re.compile(rf"(?<!\w)(?:{_bare(_TAKEN_BACK)})(?!\w)|{_TAKEN_BACK_MARKS}", re.IGNORECASE)


def said_of_itself(item: Item) -> ChangeKind | None:
    """Return what an item's title says of its own text: that it was withdrawn, or corrected; None where neither."""
    if _IS_WITHDRAWN.search(item.title):
        return ChangeKind.WITHDRAWAL
    return ChangeKind.CORRECTION if _IS_CORRECTED.search(item.title) else None


# A course asks the same of each title for every title after it.
@lru_cache(maxsize=10_000)
def turns_of(title: str) -> frozenset[tuple[str, int]]:
    return frozenset(ways_of(title, words(title)).items())


@lru_cache(maxsize=10_000)
def is_taken_back(title: str) -> bool:
    """Say whether a title says that something was taken back; one that asks or wishes it does not."""
    if title.rstrip().endswith(("?", "？")):
        return False
    return any(not _ONLY_WISHED.search(title[: found.start()]) for found in _IS_TAKEN_BACK.finditer(title))
