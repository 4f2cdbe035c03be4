"""An Item in, the news agency whose report it is out: by its credit, or because the agency published it.

A paper that prints an agency's report credits it in brackets ("(Reuters)", "（共同）"), in the dateline
("新华社北京1月5日电") or as its source at the end. That an agency is merely quoted is no credit.

The agencies are data, in `wires.toml` beside this module.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from digest.model.item import Item
from digest.scripts import HAN, HIRAGANA, KATAKANA
from digest.understand.tables import table

# A credit stands in the first or the last so many characters.
_HEAD, _TAIL = 200, 120


def wire(item: Item) -> str | None:
    """Return the agency whose report the item is; None when it names none."""
    agencies = _agencies()
    if (own := agencies.by_outlet.get(item.outlet)) is not None:
        return own
    for text in filter(None, (item.summary.strip(), item.content.strip())):
        parts = (text,) if len(text) <= _HEAD + _TAIL else (text[:_HEAD], text[-_TAIL:])
        for part in parts:
            # Most texts name no agency at all, and looking for a name costs a tenth of looking for a credit.
            if not any(spelling in part for spelling in agencies.by_spelling):
                continue
            found = _credits().search(part)
            if found is not None:
                return agencies.by_spelling[next(filter(None, found.groups()))]
    return None


class _Agencies(NamedTuple):
    by_outlet: Mapping[str, str]
    by_spelling: Mapping[str, str]


@lru_cache(maxsize=1)
def _agencies() -> _Agencies:
    tables = table(__name__)
    by_spelling = {
        spelling: agency
        for agency, table in tables.items()
        for spelling in (agency, *table.get("written", ()))
    }
    by_outlet = {outlet: agency for agency, table in tables.items() for outlet in table.get("outlets", ())}
    return _Agencies(by_outlet, by_spelling)


# Made when a text first holds an agency's name: few do.
@cache
def _credits() -> re.Pattern[str]:
    """Return the pattern of a credit; in each of its groups a spelling may stand."""
    names = "|".join(sorted(map(re.escape, _agencies().by_spelling), key=len, reverse=True))
    return re.compile(
        # (Reuters), (AFP/Getty), (PARIS, AFP), （共同）, 【北京共同】, (서울=연합뉴스)
        rf"[(\[（【〔](?:[^()\[\]（）【】]{{0,24}}[\s,/=-]|[{HIRAGANA}{KATAKANA}{HAN}]{{1,8}})?(?P<bracket>{names})"
        rf"(?:[\s,/=-][^()\[\]（）【】]{{0,24}})?[)\]）】〕]"
        # 新华社北京1月5日电, 中央社記者某台北5日電
        rf"|(?P<east>{names})[{HAN}\d]{{2,16}}[电電]"
        # At the head: "Reuters - ", "МОСКВА, 5 янв — ТАСС.", "BEIJING, Jan 5, Xinhua --"
        rf"|^(?:[^\W\d_][\w .,'’-]{{1,40}}[,—–-]\s*)?(?P<head>{names})\s*(?:[—–-]|\.\s)"
        # At the end: "Source: Reuters", "Quelle: dpa", "/dpa", "来源:新华社"
        rf"|(?:[Ss]ource|Quelle|Fuente|Fonte|Źródło|Источник|来源|來源|出典)\s*[:：]\s*(?P<source>{names})"
        rf"|[/—–]\s?(?P<tail>{names})\s*$"
    )
