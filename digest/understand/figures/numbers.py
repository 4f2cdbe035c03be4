"""Numbers as people write them, in digits and in words, as amounts.

Digits come with the separators of their language: 1,234.5 and 1.234,5 and 1 234,5 are one number, and
1,00,000 is one too. Words are read in English, French, German and Spanish; Chinese, Japanese and Korean
numbers mix digits with characters for ten, a hundred, ten thousand and its powers.
"""

import re
from collections.abc import Iterable, Mapping

# Longer runs of digits are keys, hashes and telephone numbers.
_LONGEST_NUMBER = 24

# Where the comma is the decimal point; elsewhere it parts the thousands.
COMMA_DECIMAL = frozenset(
    {"fr", "de", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "nb", "fi", "cs", "tr", "id", "uk"}
)

_THREES = re.compile(r"\d{1,3}(?:[^\d]\d{3})+")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SPACES = re.compile("[\u0020\u00a0\u202f\u2009'’]")
_WIDE = str.maketrans("0123456789,.", "0123456789,.")


def read_digits(text: str, language: str) -> float | None:
    """Return what digits with separators amount to; None for versions, dates and other non-numbers."""
    if len(text) > _LONGEST_NUMBER:
        return None
    text = text.translate(_WIDE)
    if _SPACES.search(text):
        text = _SPACES.sub("", text)
    commas, stops = text.count(","), text.count(".")
    if not commas and not stops:
        # 007 and 0199 are names and telephone numbers.
        return float(text) if text[0] != "0" or len(text) == 1 else None
    if commas and stops:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        whole, _, part = text.rpartition(decimal)
        if decimal in whole or not (_THREES.fullmatch(whole) or _LAKHS.fullmatch(whole)):
            return None
        return float(f"{re.sub(r'[.,]', '', whole)}.{part}")
    mark = "," if commas else "."
    if commas + stops > 1:
        if _THREES.fullmatch(text) or _LAKHS.fullmatch(text):
            return float(text.replace(mark, ""))
        return None
    whole, _, part = text.partition(mark)
    parts_thousands = (mark == ".") == (language in COMMA_DECIMAL)
    # Nobody writes three noughts behind a decimal point: 100,000 parts thousands in any language.
    if len(part) == 3 and len(whole) <= 3 and whole[0] != "0" and (parts_thousands or part == "000"):
        return float(whole + part)
    return float(f"{whole}.{part}")


# ---- number words ---------------------------------------------------------------------------------


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, float]:
    return {word: float(start + step * place) for place, word in enumerate(words.split())}


_ENGLISH = (
    _counted("two three four five six seven eight nine ten eleven twelve", 2)
    | _counted("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13)
    | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
)
_FRENCH = (
    _counted("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2)
    | _counted("vingt trente quarante cinquante soixante septante", 20, 10)
    | {"vingts": 20.0, "cent": 100.0, "cents": 100.0, "mille": 1000.0, "huitante": 80.0, "nonante": 90.0}
)
_SPANISH = (
    _counted("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis", 2)
    | _counted("diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro", 17)
    | _counted("veinticinco veintiséis veintisiete veintiocho veintinueve", 25)
    | _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien", 30, 10)
    | _counted("cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos", 100, 100)
    | {"ciento": 100.0, "ochocientos": 800.0, "novecientos": 900.0, "mil": 1000.0}
    | {"doscientas": 200.0, "trescientas": 300.0, "cuatrocientas": 400.0, "quinientas": 500.0}
)

_ITALIAN = (
    _counted(
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici",
        2,
    )
    | _counted("diciassette diciotto diciannove venti", 17)
    | _counted("venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento", 20, 10)
    | {
        "duecento": 200.0,
        "trecento": 300.0,
        "quattrocento": 400.0,
        "cinquecento": 500.0,
        "mille": 1000.0,
        "duemila": 2000.0,
    }
)
_PORTUGUESE = (
    _counted("dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis", 2)
    | _counted("dezessete dezoito dezenove vinte", 17)
    | _counted("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem", 20, 10)
    | {"duas": 2.0, "dezasseis": 16.0, "dezassete": 17.0, "dezanove": 19.0, "cento": 100.0}
    | {"duzentos": 200.0, "duzentas": 200.0, "trezentos": 300.0, "quinhentos": 500.0, "mil": 1000.0}
)

_POLISH = (
    _counted("dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście", 2)
    | _counted(
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt", 20, 10
    )
    | {"dwie": 2.0, "piętnaście": 15.0, "dziewięćdziesiąt": 90.0, "sto": 100.0}
)
_RUSSIAN = (
    _counted("два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать", 2)
    | _counted("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто", 20, 10)
    | {"две": 2.0, "пятнадцать": 15.0}
)


def _german() -> dict[str, float]:
    """German writes its numbers in one word; these are the ones below a hundred, and the round ones."""
    ones = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    words = {word: float(place) for place, word in enumerate(ones, 2)}
    words |= _counted("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 10)
    for place, ten in enumerate(tens, 2):
        words[ten] = place * 10.0
        for one, name in enumerate(["ein", *ones], 1):
            words[f"{name}und{ten}"] = place * 10.0 + one
    small = dict(words)
    words |= {"hundert": 100.0, "einhundert": 100.0, "tausend": 1000.0, "eintausend": 1000.0}
    words |= {f"{name}hundert": (place + 2) * 100.0 for place, name in enumerate(ones)}
    return words | {f"{name}tausend": value * 1000.0 for name, value in small.items()}


WORDS: Mapping[str, Mapping[str, float]] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "de": _german(),
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "pl": _POLISH,
    "ru": _RUSSIAN,
}

# What opens a number before a scale word only: "a million", "une", "half a billion".
ONE: Mapping[str, frozenset[str]] = {
    "en": frozenset({"a", "one"}),
    "fr": frozenset({"un", "une"}),
    "de": frozenset({"ein", "eine", "einer", "einem", "einen", "eines"}),
    "es": frozenset({"un", "una", "uno"}),
    "it": frozenset({"un", "una", "uno"}),
    "pt": frozenset({"um", "uma"}),
}
HALF: Mapping[str, frozenset[str]] = {
    "en": frozenset({"half"}),
    "fr": frozenset({"demi"}),
    "de": frozenset({"halbe", "halben", "halbes"}),
    "es": frozenset({"medio", "media"}),
    "it": frozenset({"mezzo", "mezza"}),
    "pt": frozenset({"meio", "meia"}),
}

# Abbreviations mean the same everywhere; words do not: a French billion is a million millions.
_SHORT = {
    "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "mld": 1e9, "mrd": 1e9, "mds": 1e9, "md": 1e9,
    "tn": 1e12, "trn": 1e12, "bio": 1e12,
}  # fmt: skip
SCALES: Mapping[str, Mapping[str, float]] = {
    language: _SHORT | words
    for language, words in {
        "en": {
            "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
            "trillion": 1e12, "trillions": 1e12, "quadrillion": 1e15, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
        },
        "fr": {
            "dizaine": 10.0, "douzaine": 12.0, "quinzaine": 15.0, "vingtaine": 20.0, "trentaine": 30.0, "quarantaine": 40.0,
            "cinquantaine": 50.0, "soixantaine": 60.0, "centaine": 100.0, "cent": 100.0, "cents": 100.0, "millier": 1e3,
            "milliers": 1e3, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
            "billion": 1e12, "billions": 1e12,
        },
        "de": {
            "dutzend": 12.0, "hundert": 100.0, "tausend": 1e3, "tsd": 1e3, "million": 1e6, "millionen": 1e6, "mill": 1e6, "milliarde": 1e9,
            "milliarden": 1e9, "mia": 1e9, "billion": 1e12, "billionen": 1e12,
        },
        "es": {
            "decena": 10.0, "docena": 12.0, "docenas": 12.0, "veintena": 20.0, "treintena": 30.0, "centenar": 100.0,
            "centenares": 100.0, "millar": 1e3, "millares": 1e3, "mil": 1e3, "millón": 1e6, "millon": 1e6, "millones": 1e6, "mill": 1e6, "millardo": 1e9,
            "millardos": 1e9, "billón": 1e12, "billones": 1e12,
        },
        "it": {
            "decina": 10.0, "dozzina": 12.0, "ventina": 20.0, "trentina": 30.0, "cinquantina": 50.0, "centinaio": 100.0,
            "migliaio": 1e3, "mila": 1e3, "mille": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9,
        },
        "pt": {
            "dezena": 10.0, "dúzia": 12.0, "centena": 100.0, "milhar": 1e3, "mil": 1e3, "milhão": 1e6, "milhões": 1e6, "mi": 1e6, "bilhão": 1e9, "bilhões": 1e9, "bi": 1e9,
            "mil milhões": 1e9, "trilhão": 1e12, "trilhões": 1e12,
        },
        "pl": {
            "tys": 1e3, "tysięcy": 1e3, "tysiące": 1e3, "milion": 1e6, "miliony": 1e6, "milionów": 1e6,
            "miliard": 1e9, "miliardy": 1e9, "miliardów": 1e9, "bilion": 1e12, "bilionów": 1e12,
        },
        "nl": {"duizend": 1e3, "miljoen": 1e6, "miljard": 1e9, "biljoen": 1e12},
        "ru": {
            "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "млн": 1e6, "миллион": 1e6, "миллиона": 1e6,
            "миллионов": 1e6, "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "трлн": 1e12,
        },
    }.items()
}  # fmt: skip


def read_words(values: Iterable[float]) -> tuple[float, int]:
    """Add up number words in their order; return the sum, and how many of them belong to one number.

    "two", "hundred", "thousand" is 200,000; "twenty", "five" is 25; of "five", "six" only the first.
    """
    whole = current = 0.0
    used = 0
    for value in values:
        if value >= 1000:
            # "mil millones": a scale upon a scale.
            whole = whole + current * value if current else (whole or 1.0) * value
            current = 0.0
        elif value == 100:
            if current >= 100:
                break
            current = (current or 1.0) * 100
        elif current == 4 and value == 20:
            current = 80.0
        elif value == _DOZEN and 1 < current < 10:
            current *= _DOZEN
        else:
            room = current % 100
            fits = not room or (room in _TENS and value < 10) or (room in (60, 80) and value < 20)
            # dix-sept, dix-huit, dix-neuf
            fits = fits or (room == 10 and 7 <= value <= 9)
            if used and not fits:
                break
            current += value
        used += 1
    return whole + current, used


_TENS = frozenset(range(20, 100, 10))
_DOZEN = 12


# ---- Chinese, Japanese, Korean --------------------------------------------------------------------

_HAN_DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5},
    **{"陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9},
}
_SMALL_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
    "십": 10,
    "백": 100,
    "천": 1000,
}
_LARGE_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12}
HAN_NUMERALS = "".join(_HAN_DIGITS) + "十百千拾佰仟"
EAST_SCALES = "十百千万萬亿億兆십백천만억조"
_PARTS = re.compile(rf"[\d0-9][\d0-9,,]*(?:[..][\d0-9]+)?|[{HAN_NUMERALS}万萬亿億兆십백천만억조点點]")


def read_east_number(text: str) -> float | None:
    """Return what digits mixed with characters amount to: 1.2万亿, 3万5000, 三百五十七万, 1조 2,000억."""
    total = section = 0.0
    digit: float | None = None
    point = 0.0
    for part in _PARTS.findall(text):
        if part in _HAN_DIGITS:
            if point:
                digit = (digit or 0.0) + _HAN_DIGITS[part] * point
                point /= 10
            elif digit is not None and digit < 1e6:
                digit = digit * 10 + _HAN_DIGITS[part]
            else:
                digit = float(_HAN_DIGITS[part])
        elif part in "点點":
            point = 0.1
        elif part in _SMALL_SCALES:
            section += (1.0 if digit is None else digit) * _SMALL_SCALES[part]
            digit, point = None, 0.0
        elif part in _LARGE_SCALES:
            section += digit or 0.0
            digit, point = None, 0.0
            # 万亿 is a scale upon a scale; 1亿2000万 are two sections.
            if not section and total:
                total *= _LARGE_SCALES[part]
            elif total and _LARGE_SCALES[part] > total:
                total = (total + section) * _LARGE_SCALES[part]
            else:
                total += (section or 1.0) * _LARGE_SCALES[part]
            section = 0.0
        else:
            value = read_digits(part.rstrip(","), "zh")
            if value is None or digit is not None:
                return None
            digit = value
    return total + section + (digit or 0.0)
