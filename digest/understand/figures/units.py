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

# ---- Chinese, Japanese, Korean --------------------------------------------------------------------

# Longest first where one begins another; matched right behind the number.
EAST_UNITS: Mapping[str, str] = {
    "%": "%", "﹪": "%", "パーセント": "%", "퍼센트": "%", "프로": "%",
    "个百分点": "百分点", "個百分點": "百分點", "百分点": "百分点", "百分點": "百分點",
    "个基点": "基点", "個基點": "基點", "基点": "基点", "基點": "基點",
    "ポイント": "ポイント", "%ポイント": "ポイント", "%포인트": "%포인트", "포인트": "포인트",
    "美元": "USD", "美金": "USD", "美刀": "USD", "米ドル": "USD", "ドル": "USD", "달러": "USD", "弗": "USD",
    "人民币": "CNY", "人民幣": "CNY", "人民元": "CNY", "위안": "CNY",
    "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "台湾ドル": "TWD", "대만달러": "TWD",
    "港元": "HKD", "港币": "HKD", "港幣": "HKD", "香港ドル": "HKD", "홍콩달러": "HKD",
    "欧元": "EUR", "歐元": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "英镑": "GBP", "英鎊": "GBP", "ポンド": "GBP", "파운드": "GBP",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "円": "JPY", "엔": "JPY",
    "韩元": "KRW", "韓元": "KRW", "韩圆": "KRW", "韓圓": "KRW", "韓圜": "KRW", "ウォン": "KRW", "원": "KRW",
    "卢比": "INR", "盧比": "INR", "ルピー": "INR", "루피": "INR", "卢布": "RUB", "盧布": "RUB", "ルーブル": "RUB", "루블": "RUB",
    "加元": "CAD", "澳元": "AUD", "新元": "SGD", "新加坡元": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF", "スイスフラン": "CHF",
    "纳米": "nm", "納米": "nm", "奈米": "nm", "ナノメートル": "nm", "ナノ": "nm", "나노미터": "nm", "나노": "nm",
    "微米": "µm", "マイクロメートル": "µm", "毫米": "mm", "厘米": "cm", "公里": "km", "千米": "km", "キロメートル": "km", "キロ": "km",
    "킬로미터": "km", "平方公里": "km²", "平方米": "m²", "平方公尺": "m²", "平方メートル": "m²", "제곱미터": "m²", "㎡": "m²",
    "吉瓦时": "GWh", "吉瓦": "GW", "兆瓦时": "MWh", "兆瓦": "MW", "百萬瓦": "MW", "千瓦时": "kWh", "千瓦時": "kWh", "千瓦": "kW",
    "度电": "kWh", "太瓦时": "TWh", "太瓦": "TW", "瓦": "W",
    "ギガワット時": "GWh", "ギガワット": "GW", "メガワット": "MW", "キロワット時": "kWh", "キロワット": "kW", "テラワット時": "TWh",
    "기가와트": "GW", "메가와트": "MW", "킬로와트": "kW", "테라와트시": "TWh",
    "ギガバイト": "GB", "テラバイト": "TB", "기가바이트": "GB", "테라바이트": "TB", "公斤": "kg", "千克": "kg", "킬로그램": "kg",
    "毫秒": "ms", "ミリ秒": "ms", "纳秒": "ns", "兆赫": "MHz", "吉赫": "GHz",
}  # fmt: skip
