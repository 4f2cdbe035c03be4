"""What is measured, but for money: SI units and their like, and per cent, as they are written in print."""

from collections.abc import Mapping

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

PERCENT: frozenset[str] = frozenset(
    "percent pct prozent porcento percento procent proc procento процент процента процентов".split()
)
# "pour cent", "per cent", "por ciento".
PERCENT_PAIRS: frozenset[tuple[str, str]] = frozenset(
    {("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento")}
)


def is_symbol(unit: str) -> bool:
    return unit in SI or unit in SPACED_SI
