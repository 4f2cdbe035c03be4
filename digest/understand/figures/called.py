"""What somebody calls a unit in, the unit as figures have it out."""

from digest.understand.figures.currencies import CODES, MONEY, SYMBOLS
from digest.understand.figures.east.units import BEFORE_CODES, UNITS
from digest.understand.figures.units import PERCENT, PERCENT_PAIRS, SI_WORDS

_PERCENT = dict.fromkeys([*PERCENT, *map(" ".join, PERCENT_PAIRS)], "%")
# 元 is the yuan where nothing says whose.
_CALLED = {
    word.casefold(): unit
    for words in (UNITS, {"元": "CNY"}, BEFORE_CODES, CODES, SYMBOLS, MONEY, SI_WORDS, _PERCENT)
    for word, unit in words.items()
}


def unit_called(name: str) -> str:
    """Return the unit that a sign or a word of any language stands for, USD for "$" and 美元; else the name as it is."""
    return _CALLED.get(name.casefold(), name)
