"""What is measured: currencies, SI units and the words for them, as they are written in print."""

from collections.abc import Mapping

# ---- money ----------------------------------------------------------------------------------------

SYMBOLS: Mapping[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "\uffe5": "CNY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₫": "VND", "₱": "PHP", "₦": "NGN", "₴": "UAH", "₪": "ILS", "฿": "THB",
}  # fmt: skip
# What stands before a dollar sign and says whose dollars they are; R$ is a real.
DOLLARS: Mapping[str, str] = {
    "US": "USD", "U.S.": "USD", "HK": "HKD", "NT": "TWD", "T": "TWD", "C": "CAD", "CA": "CAD", "CAD": "CAD", "A": "AUD",
    "AU": "AUD", "S": "SGD", "SG": "SGD", "NZ": "NZD", "R": "BRL", "MX": "MXN", "Mex": "MXN", "CDN": "CAD",
}  # fmt: skip
CODES: Mapping[str, str] = {
    code: code
    for code in (
        "USD EUR GBP JPY CNY KRW TWD HKD INR SGD AUD CAD CHF SEK NOK DKK PLN CZK HUF RUB TRY BRL MXN ILS AED SAR "
        "ZAR NGN KES EGP IDR MYR THB VND PHP PKR BDT NZD UAH KZT QAR KWD ARS CLP COP"
    ).split()
} | {"RMB": "CNY", "Rs": "INR", "Rs.": "INR", "CNH": "CNY", "FCFA": "XAF"}
CURRENCIES = frozenset(CODES.values())

# In one word, after the number. "pounds" and "won" count as money only when something else says so.
MONEY: Mapping[str, str] = {
    word: code
    for code, words in {
        "USD": "dollar dollars dólar dólares dollari dollaro dolar dolary dolarów dólares доллар доллара долларов долл",
        "EUR": "euro euros euró",
        "GBP": "sterling livres libras pfund",
        "CNY": "yuan yuans yuanes renminbi",
        "JPY": "yen yens",
        "KRW": "won wons",
        "INR": "rupee rupees roupie roupies rupie rupien rupia rupias",
        "RUB": "rouble roubles ruble rubles rubel rublo rublos рублей рубля руб",
        "CHF": "franken",
        "BRL": "real reais reales",
        "PLN": "zloty zlotys złoty złotych zł",
        "SEK": "kronor",
        "THB": "baht",
        "MYR": "ringgit",
        "IDR": "rupiah",
        "VND": "dong",
        "ILS": "shekel shekels",
        "AED": "dirham dirhams",
        "SAR": "riyal riyals",
        "NGN": "naira",
        "ZAR": "rand",
        "TRY": "lira liras",
        "MXN": "pesos",
    }.items()
    for word in words.split()
}
# Whose dollars, in a word before or after: "Hong Kong dollars", "dollars canadiens", "US-Dollar".
WHOSE: Mapping[str, str] = {
    "hong kong": "HKD", "hongkong": "HKD", "taiwan": "TWD", "taiwanese": "TWD", "taïwanais": "TWD",
    "taiwaneses": "TWD", "taiwan-": "TWD", "canadian": "CAD", "canadiens": "CAD", "kanadische": "CAD",
    "canadienses": "CAD", "australian": "AUD", "australiens": "AUD", "australische": "AUD",
    "australianos": "AUD", "singapore": "SGD", "singapour": "SGD", "singapur": "SGD",
}  # fmt: skip

# The same where a place is named: "dollars de Hong Kong"; its first word is enough.
WHOSE_PLACES: Mapping[str, str] = {
    "hong": "HKD", "taïwan": "TWD", "taiwán": "TWD", "taiwan": "TWD", "singapour": "SGD",
}  # fmt: skip

# ---- SI -------------------------------------------------------------------------------------------

# Symbols are read only with a number before them. A lone B, K, m, g, t or A is too often something else:
# billions, thousands, millions, a generation of telephones.
SI: frozenset[str] = frozenset(
    (
        "W kW MW GW TW Wh kWh MWh GWh TWh Wp kWp MWp GWp Hz kHz MHz GHz THz KB kB MB GB TB PB EB ZB KiB MiB GiB TiB "
        "Mbit Gbit Tbit kbit Kbps kbps Mbps Gbps Tbps GB/s TB/s MB/s Gb/s Mb/s Tb/s Gbit/s Mbit/s nm µm μm mm cm km "
        "km² m² m2 km2 ha kg mg kt Mt Gt kV mV mA mAh ms µs ns ps fs kPa MPa GPa dB kJ MJ GJ mph km/h kph °C °F "
        "FLOPS GFLOPS TFLOPS PFLOPS EFLOPS TOPS TFLOPs PFLOPs m³ lbs kbar eV keV MeV"
    ).split()
)
SPACED_SI: frozenset[str] = frozenset("W V m g t".split())
# Octets are bytes. In other languages than French these are words, but for the rates.
OCTETS: Mapping[str, str] = {"ko": "kB", "Ko": "kB", "Mo": "MB", "Go": "GB", "To": "TB", "Po": "PB"}
OCTET_RATES: Mapping[str, str] = {"Go/s": "GB/s", "To/s": "TB/s"}

_PREFIXES = {
    "": "", "kilo": "k", "mega": "M", "méga": "M", "giga": "G", "tera": "T", "téra": "T", "peta": "P", "péta": "P",
    "exa": "E", "zetta": "Z", "nano": "n", "nanó": "n", "micro": "µ", "micró": "µ", "mikro": "µ", "milli": "m", "mili": "m",
    "centi": "c", "kiló": "k", "centí": "c", "milí": "m", "zenti": "c", "hecto": "h",
    "centy": "c", "кило": "k", "мега": "M", "гига": "G", "санти": "c",
}  # fmt: skip
_STEMS = {
    "W": "watt watts vatio vatios watów ватт",
    "Wh": "watthour watthours wattheure wattheures wattstunde wattstunden",
    "m": "meter meters metre metres mètre mètres metern metro metros metri metrów метров метра",
    "g": "gram grams gramme grammes gramm gramo gramos",
    "Hz": "hertz hercios",
    "B": "byte bytes octet octets",
    "bit": "bit bits",
    "V": "volt volts voltios",
    "J": "joule joules julios",
    "FLOPS": "flops flop",
    "eV": "electronvolt",
}
# Without a prefix these words are other things, or too common to mean a measure.
_NOT_ALONE = {"bit", "bits", "flop", "flops"}
SI_WORDS: Mapping[str, str] = {
    prefix + word: sign + unit
    for unit, words in _STEMS.items()
    for word in words.split()
    for prefix, sign in _PREFIXES.items()
    if prefix or word not in _NOT_ALONE
}
HOURS: frozenset[str] = frozenset("hour hours heure heures stunden hora horas".split())
SQUARE: frozenset[str] = frozenset("square carré carrés cuadrado cuadrados quadrati".split())
ALONE: Mapping[str, str] = {
    "quadratmeter": "m²",
    "quadratmetern": "m²",
    "quadratkilometer": "km²",
    "kilo": "kg",
    "kilos": "kg",
    "nit": "nits",
    "nits": "nits",
}

# ---- percent --------------------------------------------------------------------------------------

PERCENT: frozenset[str] = frozenset(
    "percent pct prozent porcento percento procent proc procento процент процента процентов".split()
)
# "pour cent", "per cent", "por ciento".
PERCENT_PAIRS: frozenset[tuple[str, str]] = frozenset(
    {("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento")}
)
