"""Numbers with their units, subjects and sentences.

A figure is a number that an item states with what it counts. Years, ages, dates, ordinals, versions and the
names of models and chips are none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from digest.model import Figure
from digest.text import sentences

# Sentences past these hold a page's footer more often than news.
_MOST_SENTENCES = 120
_LONGEST_SENTENCE = 600
_MOST_FIGURES = 40
_SUBJECT_WORDS = 6

_SCALES = {
    "thousand": 1e3, "mille": 1e3, "milliers": 1e3, "mil": 1e3, "tausend": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6, "mn": 1e6, "mio": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "milliard": 1e9, "milliards": 1e9, "milliarde": 1e9,
    "milliarden": 1e9, "mrd": 1e9, "md": 1e9, "mds": 1e9, "mil millones": 1e9,
    "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
    "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "万亿": 1e12, "萬億": 1e12,
    "百万": 1e6, "百萬": 1e6, "千万": 1e7, "千萬": 1e7, "만": 1e4, "억": 1e8, "조": 1e12, "천": 1e3,
}  # fmt: skip
# On the continent a billion has a million millions.
_LONG_SCALE = {"billion": 1e12, "billions": 1e12, "billón": 1e12, "billones": 1e12, "billionen": 1e12}
_LONG_SCALE_LANGUAGES = frozenset({"fr", "de", "es", "it", "pl", "pt"})
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "vingt": 20,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
}  # fmt: skip
_CURRENCY_SIGNS = {
    "US$": "USD", "NT$": "TWD", "HK$": "HKD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "RMB": "CNY", "CNY": "CNY", "USD": "USD", "EUR": "EUR",
    "GBP": "GBP", "JPY": "JPY", "KRW": "KRW", "INR": "INR", "Rs": "INR", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY", "₩": "KRW", "₹": "INR",
}  # fmt: skip
_CURRENCY_WORDS = {
    "us dollars": "USD", "dollars": "USD", "dollar": "USD", "dólares": "USD", "dólar": "USD", "usd": "USD", "美元": "USD", "ドル": "USD", "달러": "USD", "долларов": "USD", "美金": "USD",
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "欧元": "EUR", "歐元": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "yuan": "CNY", "yuans": "CNY", "renminbi": "CNY", "rmb": "CNY", "元": "CNY", "人民币": "CNY", "人民幣": "CNY", "元人民币": "CNY", "위안": "CNY",
    "yen": "JPY", "yens": "JPY", "円": "JPY", "日元": "JPY", "엔": "JPY", "won": "KRW", "원": "KRW", "韩元": "KRW", "韓元": "KRW", "ウォン": "KRW",
    "pounds": "GBP", "livres": "GBP", "英镑": "GBP", "rupees": "INR", "roupies": "INR", "卢比": "INR", "新台币": "TWD", "新台幣": "TWD", "台币": "TWD", "港元": "HKD", "港币": "HKD",
}  # fmt: skip
_TIMES = frozenset(["times", "x", "fois", "mal", "veces", "倍", "배", "раз", "volte", "razy"])
_PERCENT = frozenset(
    [
        "%",
        "％",
        "percent",
        "per cent",
        "pour cent",
        "prozent",
        "por ciento",
        "percentage points",
        "points de pourcentage",
        "个百分点",
        "百分点",
        "ポイント",
        "퍼센트",
    ]
)
_SI = re.compile(
    r"(?:[kKMGTPE]?(?:W|Wh|Hz|B|bps|FLOPS|flops)|nm|mm|cm|km|kg|kWh|MWh|GWh|TWh|petaflops|exaflops|teraflops)\b"
)

_DIGITS = r"\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted(map(re.escape, {*_SCALES, *_LONG_SCALE}), key=len, reverse=True))
_SIGN = "|".join(map(re.escape, sorted(_CURRENCY_SIGNS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?<![A-Za-zÀ-ÿ0-9_.,/:-])(?P<sign>{_SIGN})?\s?(?P<digits>{_DIGITS}|\b(?:{'|'.join(_WORDS)})\b(?=[\s-](?:{_SCALE}|times|fois|mal|veces)))"
    rf"(?:\s?[-–—~]\s?(?P<to>{_DIGITS}))?(?P<scale>[\s\u00a0-]?(?:{_SCALE})(?![A-Za-zÀ-ÿ]))?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(one|two|three|four|1|2|3|4) (?:in|out of) (two|three|four|five|six|seven|eight|nine|ten|\d{1,4})\b"
    r"|\b(un|une|deux|trois) (?:sur|des) (deux|trois|quatre|cinq|six|dix|\d{1,4})\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"([一二三四五六七八九十]|\d{1,3})分之([一二三四五六七八九十]|\d{1,3})")
_HAN_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
_MONTHS = re.compile(
    r"^\s*(?:jan|feb|f[ée]v|mar|apr|avr|abr|may|mai|mayo|jun|juin|jul|juil|aug|ao[uû]t|ago|sep|oct|okt|nov|dec|d[ée]c|dez|dic|enero)[a-zéûä]*\b|^\s?(?:年|月|日|时|時|分|岁|歲|歳|년|월|일|시|분|세|st\b|nd\b|rd\b|th\b|er\b|ème\b|e\b|[.:/-]\d)",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s$|(?:in|since|by|until|from|year|en|depuis|d'ici|im jahr|seit|desde|art(?:icle|\.)|section|chapter|no\.|nr\.|version|v|phase|top|page|q|第)\s?$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"^[\s-]?(?:years? old|year-old|ans\b(?! d)|jahre alt|años de edad|-year|-day|-month|-jährig|p\.m\.|a\.m\.|pm\b|am\b|o'clock|h\b|Uhr)",
    re.IGNORECASE,
)
_NOUN = re.compile(r"^[\s\u00a0]?(?:of\s|de\s|d['’]|des\s)?((?:[^\W\d_][\w'’-]*[ \u00a0]?){1,4})")
_CJK_NOUN = re.compile(
    r"^\s?[多余餘]?(个|名|家|款|项|項|台|枚|片|块|篇|次|人|件|位|种|所|国|個|社|万人|명|개|대|건|곳)?([\u4e00-\u9fff\u3040-\u30ffー가-힣]{0,8})"
)
_FOOTER = re.compile(
    r"©|all rights reserved|read also|lire aussi|related|continue reading|subscribe|newsletter|cookies?|延伸阅读|相关阅读|関連記事",
    re.IGNORECASE,
)
_STOP_NOUNS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "in",
        "on",
        "at",
        "for",
        "to",
        "from",
        "by",
        "with",
        "as",
        "than",
        "more",
        "less",
        "over",
        "about",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "has",
        "have",
        "had",
        "le",
        "la",
        "les",
        "et",
        "ou",
        "en",
        "dans",
        "sur",
        "par",
        "pour",
        "que",
        "qui",
        "est",
        "sont",
        "der",
        "die",
        "das",
        "und",
        "im",
        "am",
        "mit",
        "von",
        "zu",
        "el",
        "los",
        "y",
        "por",
        "para",
        "con",
        "una",
        "del",
        "al",
        "last",
        "next",
        "contre",
        "gegen",
        "against",
        "versus",
        "pro",
        "per",
        "chez",
        "chaque",
        "each",
    ]
)


def find_figures(item_id: str, title: str, text: str, language: str) -> list[Figure]:
    """Return what an item states in numbers, in order; a figure that it states twice is one."""
    found: dict[tuple[float, str], Figure] = {}
    for sentence in [title, *sentences(text)[:_MOST_SENTENCES]]:
        if len(sentence) > _LONGEST_SENTENCE or _FOOTER.search(sentence):
            continue
        for figure in _of_sentence(item_id, sentence, language):
            known = found.get((figure.amount, figure.unit))
            # A sentence tells more of a number than a headline does.
            if known is None or (known.sentence == title and sentence != title):
                found[figure.amount, figure.unit] = figure
        if len(found) >= _MOST_FIGURES:
            break
    return list(found.values())


def agree(one: Figure, other: Figure) -> bool:
    """True when two amounts are one, said with more or fewer digits: 3.5 million and 3.57 million."""
    if one.unit.casefold() != other.unit.casefold():
        return False
    step = max(_step(one.amount), _step(other.amount))
    return abs(one.amount - other.amount) <= step


def disagreements(figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """Return the groups of figures that state different amounts for one subject and unit."""
    groups: list[tuple[Figure, ...]] = []
    for one, other in combinations(figures, 2):
        if one.item == other.item or one.unit.casefold() != other.unit.casefold() or agree(one, other):
            continue
        if _shared_subject(one, other) and 0.2 < (one.amount or 1) / (other.amount or 1) < 5:
            groups.append((one, other))
    return groups


def _shared_subject(one: Figure, other: Figure) -> bool:
    first = set(re.findall(r"\w{4,}|[\u4e00-\u9fff]{2}", one.subject.lower()))
    second = set(re.findall(r"\w{4,}|[\u4e00-\u9fff]{2}", other.subject.lower()))
    return bool(first) and len(first & second) * 2 >= min(len(first), len(second))


def _step(amount: float) -> float:
    """Return half a unit of the last digit that is not zero, with room for one rounding."""
    text = f"{abs(amount):.10g}"
    if "e" in text or not amount:
        return abs(amount) * 0.01
    if "." in text:
        return 0.75 * 10.0 ** -len(text.split(".")[1])
    digits = text.rstrip("0")
    return 0.75 * 10.0 ** (len(text) - len(digits))


def _of_sentence(item_id: str, sentence: str, language: str) -> Iterator[Figure]:
    for amount, unit, start, end in [*_ratios(sentence), *_numbers(sentence, language)]:
        yield Figure(amount, unit, _subject(sentence, start, end, unit), sentence, item_id)


def _ratios(sentence: str) -> Iterator[tuple[float, str, int, int]]:
    for found in _RATIO.finditer(sentence):
        part, whole = (_count(text) for text in (found[1] or found[3], found[2] or found[4]))
        if part and whole and part < whole:
            yield round(100 * part / whole, 2), "%", found.start(), found.end()
    for found in _FRACTION.finditer(sentence):
        whole, part = (_HAN_DIGITS.get(text) or _count(text) for text in found.groups())
        if part and whole and part < whole:
            yield round(100 * part / whole, 2), "%", found.start(), found.end()


def _count(text: str) -> int:
    own = {"one": 1, "un": 1, "une": 1} | _WORDS
    return int(text) if text.isdigit() else own.get(text.lower(), 0)


def _numbers(sentence: str, language: str) -> Iterator[tuple[float, str, int, int]]:
    last_noun: str | None = None
    for found in _NUMBER.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if _RATIO.match(sentence, found.start()) or after[:1] == "分":
            continue
        scale = _scale((found["scale"] or "").strip(" \u00a0-"), language)
        unit, length = _unit(found["sign"], after)
        if unit is None and scale > 1:
            # "910 million downloads against 125 million": the noun is said once.
            unit = last_noun
        if unit is None or _is_no_figure(found, before, after, scale, unit):
            continue
        last_noun = unit
        for digits in filter(None, (found["digits"], found["to"])):
            amount = _amount(digits, language)
            if amount is not None:
                yield _tidy(amount * scale), unit, found.start(), found.end() + length


def _scale(text: str, language: str) -> float:
    if not text:
        return 1.0
    low = text.lower()
    if language in _LONG_SCALE_LANGUAGES and low in _LONG_SCALE:
        return _LONG_SCALE[low]
    return _SCALES.get(low) or _LONG_SCALE.get(low) or 1.0


def _unit(sign: str | None, after: str) -> tuple[str | None, int]:
    """Return the unit that follows a number (or stood before it), and how much of the text it takes."""
    if sign:
        return next(code for name, code in _CURRENCY_SIGNS.items() if name.lower() == sign.lower()), 0
    low = after.lower()
    for percent in sorted(_PERCENT, key=len, reverse=True):
        if low.lstrip(" \u00a0\u202f-").startswith(percent):
            return "%", len(after) - len(low.lstrip(" \u00a0\u202f-")) + len(percent)
    head = low.lstrip(" \u00a0")
    head = re.sub(r"^(?:de |d['’]|of |u\.?s\.? )", "", head)
    taken = len(low) - len(head)
    for word in sorted(_CURRENCY_WORDS, key=len, reverse=True):
        if head.startswith(word) and not head[len(word) : len(word) + 1].isalpha():
            return _CURRENCY_WORDS[word], taken + len(word)
        if head.startswith(word) and not word.isascii():
            return _CURRENCY_WORDS[word], taken + len(word)
    first = re.match(r"[^\W\d_]+", head)
    if first and (first[0] in _TIMES or head[0] in _TIMES):
        return "x", taken + len(first[0])
    stripped = after.lstrip(" \u00a0-")
    if si := _SI.match(stripped):
        return si[0], len(after) - len(stripped) + si.end()
    if cjk := _CJK_NOUN.match(after):
        noun = (cjk[2] or cjk[1] or "").strip()
        if noun or cjk[1]:
            return noun or cjk[1], cjk.end()
    noun = _noun(after)
    return (noun, 0) if noun else (None, 0)


def _noun(after: str) -> str | None:
    found = _NOUN.match(after)
    if not found:
        return None
    kept = []
    for word in found[1].split():
        if word.lower() in _STOP_NOUNS:
            break
        kept.append(word)
    return " ".join(kept[:3]) or None


def _is_no_figure(found: re.Match[str], before: str, after: str, scale: float, unit: str) -> bool:
    """True for years, dates, ages, ordinals, and for numbers that belong to a name."""
    digits = found["digits"]
    counted = unit != "%" and unit != "x" and not found["sign"]
    if _AGE.match(after) and counted:
        return True
    if not counted or scale > 1:
        return False
    if _MONTHS.match(after) or (_BEFORE_DATE.search(before) and unit not in _CURRENCY_WORDS.values()):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return True
    if unit in _CURRENCY_WORDS.values() or _SI.fullmatch(unit):
        return False
    # A capital right before makes it a name: GPT 4, Llama 3.1, Boeing 737.
    name = re.search(r"([^\W\d_][\w.-]*)[\s\u00a0]$", before)
    if name and name[1][0].isupper() and len(before.strip()) > len(name[1]) and len(digits) <= 4:
        return True
    return digits.isdigit() and int(digits) < 2


def _amount(digits: str, language: str) -> float | None:
    if digits.lower() in _WORDS:
        return float(_WORDS[digits.lower()])
    plain = re.sub(r"[\s\u00a0\u202f']", "", digits)
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        decimal = max(plain.rfind(","), plain.rfind("."))
        plain = re.sub(r"[.,]", "", plain[:decimal]) + "." + plain[decimal + 1 :]
    elif commas > 1 or dots > 1:
        plain = re.sub(r"[.,]", "", plain)
    elif commas or dots:
        mark = "," if commas else "."
        thousands = bool(re.fullmatch(rf"\d{{1,3}}\{mark}\d{{3}}", plain))
        continental = language in _LONG_SCALE_LANGUAGES or language == "ru"
        if thousands and (mark == ".") == continental:
            plain = plain.replace(mark, "")
        else:
            plain = plain.replace(mark, ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _tidy(amount: float) -> float:
    return round(amount, 6) if abs(amount) < 1e6 else float(round(amount))


def _subject(sentence: str, start: int, end: int, unit: str) -> str:
    """Return the words that say what is counted: those after the number, else those before it."""
    after = _noun(sentence[end:]) if unit in {"%", "x"} or unit.isupper() else unit
    before = re.findall(r"[^\W\d_][\w'’-]*|[\u4e00-\u9fff\u3040-\u30ff]+", sentence[:start])
    kept = [word for word in before if word.lower() not in _STOP_NOUNS][-_SUBJECT_WORDS:]
    return " ".join(filter(None, [" ".join(kept), after]))[:120]
