"""What somebody calls a unit in, the units as figures have them out."""

from collections.abc import Iterable

from digest.understand.figures.agreement import folded_unit
from digest.understand.figures.currencies import CODES, MONEY, SYMBOLS
from digest.understand.figures.east.units import BEFORE_CODES, UNITS
from digest.understand.figures.units import PERCENT, PERCENT_PAIRS, SI_WORDS
from digest.understand.tokens import is_in_runs

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


def units_called(name: str, held: Iterable[str]) -> list[str]:
    """Return those of the units that a name stands for, however they are spelled and in whatever language."""
    asked = folded_unit(unit_called(name)).casefold()
    return [unit for unit in held if folded_unit(unit).casefold() == asked]


def told_as(held: Iterable[str]) -> dict[str, str]:
    """Return as which of those that are one with it each unit is told: the first in the letters of our voices, if any
    is.
    """
    first: dict[str, str] = {}
    folds = {unit: folded_unit(unit).casefold() for unit in held}
    for unit, fold in folds.items():
        if fold not in first or (is_in_runs(first[fold]) and not is_in_runs(unit)):
            first[fold] = unit
    return {unit: first[fold] for unit, fold in folds.items()}
