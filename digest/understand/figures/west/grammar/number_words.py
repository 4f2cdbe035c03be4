"""Number words, language by language: what each amounts to, what opens one, and the scales behind it."""

from collections.abc import Mapping


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
    words |= {f"{name}hundert": place * 100.0 for place, name in enumerate(ones, 2)}
    words |= {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5}
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
    "en": frozenset({"a", "an", "one"}),
    "fr": frozenset({"un", "une"}),
    "de": frozenset({"ein", "eine", "einer", "einem", "einen", "eines"}),
    "es": frozenset({"un", "una", "uno"}),
    "it": frozenset({"un", "una", "uno"}),
    "pt": frozenset({"um", "uma"}),
    "pl": frozenset({"jedna", "jedną", "jednej"}),
    "ru": frozenset({"одна", "одну", "одной"}),
}
HALF: Mapping[str, frozenset[str]] = {
    "en": frozenset({"half"}),
    "fr": frozenset({"demi", "demie"}),
    "de": frozenset({"halbe", "halben", "halbes"}),
    "es": frozenset({"medio", "media"}),
    "it": frozenset({"mezzo", "mezza"}),
    "pt": frozenset({"meio", "meia"}),
}

# Abbreviations mean the same everywhere; words do not: a French billion is a million millions.
_SHORT = {
    "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "mld": 1e9, "mrd": 1e9, "mds": 1e9, "md": 1e9,
    "tn": 1e12, "trn": 1e12, "tln": 1e12, "trln": 1e12, "bio": 1e12,
}  # fmt: skip
SCALES: Mapping[str, Mapping[str, float]] = {
    language: _SHORT | words
    for language, words in {
        "en": {
            "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9,
            "trillion": 1e12, "trillions": 1e12, "quadrillion": 1e15, "mil": 1e6, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
        },
        "fr": {
            "dizaine": 10.0, "dizaines": 10.0, "douzaine": 12.0, "douzaines": 12.0, "quinzaine": 15.0, "vingtaine": 20.0, "trentaine": 30.0, "quarantaine": 40.0,
            "cinquantaine": 50.0, "soixantaine": 60.0, "centaine": 100.0, "centaines": 100.0, "cent": 100.0, "cents": 100.0, "millier": 1e3,
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
            "trilhão": 1e12, "trilhões": 1e12,
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

# Scales only right behind their digits; of some a metre or a tonne is the other meaning.
GLUED: Mapping[str, float] = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
