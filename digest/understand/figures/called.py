"""What somebody calls a unit in, the unit as figures have it out."""

from digest.understand.figures.currencies import MONEY, SYMBOLS
from digest.understand.figures.units import PERCENT, SI_WORDS


def unit_called(name: str) -> str:
    """Return the unit that a sign or a word stands for, USD for "$" and "dollars"; else the name as it is."""
    word = name.casefold()
    if word in PERCENT:
        return "%"
    return SYMBOLS.get(name) or MONEY.get(word) or SI_WORDS.get(word) or name
