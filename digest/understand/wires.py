"""An Item in, the news agency whose report it is out: by its credit, or because the agency published it.

A paper that prints an agency's report credits it in brackets ("(Reuters)", "（共同）"), in the dateline
("新华社北京1月5日电") or as its source at the end. That an agency is merely quoted is no credit.
"""

import re
from functools import lru_cache

from digest.model.item import Item
from digest.scripts import HAN, HIRAGANA, KATAKANA

# How papers write each agency's name; the first is its id.
_SPELLINGS = (
    ("Reuters", "路透社", "路透", "ロイター", "로이터", "Рейтер", "رويترز"),
    ("AFP", "Agence France-Presse", "法新社", "AFP時事", "فرانس برس", "أ ف ب"),
    ("AP", "Associated Press", "美联社", "美聯社", "AP通信"),
    ("Xinhua", "新华社", "新華社", "新华网", "Синьхуа", "شينخوا"),
    ("CNS", "中新社", "中新网"),
    ("CNA", "中央社"),
    ("Kyodo", "Kyodo News", "共同通信", "共同社", "共同"),
    ("Jiji", "Jiji Press", "時事通信", "時事"),
    ("Yonhap", "Yonhap News", "연합뉴스", "韩联社", "韓聯社"),
    ("Newsis", "뉴시스"),
    ("dpa", "dpa-AFX"),
    ("EFE", "Agencia EFE"),
    ("Europa Press",),
    ("ANSA",),
    ("Adnkronos",),
    ("PAP",),
    ("Lusa",),
    ("APA",),
    ("Belga",),
    ("ČTK", "CTK"),
    ("TASS", "ТАСС"),
    ("Interfax", "Интерфакс"),
    ("RIA", "РИА Новости"),
    ("Bloomberg", "ブルームバーグ", "彭博社", "彭博"),
    ("PTI", "Press Trust of India"),
    ("ANI",),
    ("IANS",),
    ("Anadolu", "AA"),
    ("Bernama",),
    ("Antara",),
    ("WAM", "وام"),
    ("SPA", "واس"),
    ("UPI",),
)
_OUTLETS = {
    "reuters.com": "Reuters",
    "afp.com": "AFP",
    "apnews.com": "AP",
    "news.cn": "Xinhua",
    "xinhuanet.com": "Xinhua",
    "chinanews.com.cn": "CNS",
    "ecns.cn": "CNS",
    "cna.com.tw": "CNA",
    "focustaiwan.tw": "CNA",
    "kyodonews.net": "Kyodo",
    "kyodonews.jp": "Kyodo",
    "jiji.com": "Jiji",
    "yna.co.kr": "Yonhap",
    "newsis.com": "Newsis",
    "dpa.com": "dpa",
    "efe.com": "EFE",
    "europapress.es": "Europa Press",
    "ansa.it": "ANSA",
    "adnkronos.com": "Adnkronos",
    "pap.pl": "PAP",
    "lusa.pt": "Lusa",
    "apa.at": "APA",
    "belga.be": "Belga",
    "tass.com": "TASS",
    "tass.ru": "TASS",
    "interfax.ru": "Interfax",
    "ria.ru": "RIA",
    "bloomberg.com": "Bloomberg",
    "ptinews.com": "PTI",
    "aninews.in": "ANI",
    "aa.com.tr": "Anadolu",
    "bernama.com": "Bernama",
    "antaranews.com": "Antara",
    "wam.ae": "WAM",
    "spa.gov.sa": "SPA",
    "upi.com": "UPI",
}
# A credit stands in the first or the last so many characters.
_HEAD, _TAIL = 200, 120
_NUMBERED = {spelling: spellings[0] for spellings in _SPELLINGS for spelling in spellings}
_NAMES = "|".join(sorted(map(re.escape, _NUMBERED), key=len, reverse=True))


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    return re.compile(
        # (Reuters), (AFP/Getty), (PARIS, AFP), （共同）, 【北京共同】, (서울=연합뉴스)
        rf"[(\[（【〔](?:[^()\[\]（）【】]{{0,24}}[\s,/=-]|[{HIRAGANA}{KATAKANA}{HAN}]{{1,8}})?(?P<bracket>{_NAMES})"
        rf"(?:[\s,/=-][^()\[\]（）【】]{{0,24}})?[)\]）】〕]"
        # 新华社北京1月5日电, 中央社記者某台北5日電
        rf"|(?P<east>{_NAMES})[{HAN}\d]{{2,16}}[电電]"
        # At the head: "Reuters - ", "МОСКВА, 5 янв — ТАСС.", "BEIJING, Jan 5, Xinhua --"
        rf"|^(?:[^\W\d_][\w .,'’-]{{1,40}}[,—–-]\s*)?(?P<head>{_NAMES})\s*(?:[—–-]|\.\s)"
        # At the end: "Source: Reuters", "Quelle: dpa", "/dpa", "来源:新华社"
        rf"|(?:[Ss]ource|Quelle|Fuente|Fonte|Źródło|Источник|来源|來源|出典)\s*[:：]\s*(?P<source>{_NAMES})"
        rf"|[/—–]\s?(?P<tail>{_NAMES})\s*$"
    )


def wire(item: Item) -> str | None:
    """Return the agency whose report the item is; None when it names none."""
    if (own := _OUTLETS.get(item.outlet)) is not None:
        return own
    for text in filter(None, (item.summary.strip(), item.content.strip())):
        parts = (text,) if len(text) <= _HEAD + _TAIL else (text[:_HEAD], text[-_TAIL:])
        for part in parts:
            # Most texts name no agency at all, and looking for a name costs a tenth of looking for a credit.
            if not any(spelling in part for spelling in _NUMBERED):
                continue
            found = _credits().search(part)
            if found is not None:
                return _NUMBERED[next(filter(None, found.groups()))]
    return None
