"""Whether two figures agree: in their amounts, their units, their subjects."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from digest.model.figure import Figure
from digest.scripts import is_cjk
from digest.understand.figures.things import folded, noun_of, thing_of
from digest.understand.figures.units import is_symbol

T = TypeVar("T")

_WORDS = re.compile(r"[^\W_]+")
# Rounding shortens a number; it never moves it further than this.
_MOST_ROUNDING = 0.05
# Each figure is compared with many; of more than a page's the words are found anew.
_MOST_KEPT = 1_000


def agree(a: Figure, b: Figure) -> bool:
    """Say whether two amounts of one unit may be the same number, one of them rounded or cut: 3.5 and 3.57 million."""
    if folded_unit(a.unit) != folded_unit(b.unit):
        return False
    return is_one_amount(a.amount, b.amount)


def agree_across(a: Figure, b: Figure) -> bool:
    """Say whether two amounts may be the same number, what they count being named in two languages."""
    if is_counted(a.unit) and is_counted(b.unit):
        return is_one_amount(a.amount, b.amount)
    return agree(a, b)


def is_counted(unit: str) -> bool:
    """Tell a counted noun from %, x, a currency's code and an SI symbol."""
    if is_symbol(unit) or unit in ("", "x"):
        return False
    return len(unit) > 3 or unit.islower() or any(map(is_cjk, unit))


def is_one_amount(first: float, second: float) -> bool:
    """Say whether the smaller of two amounts may be the other one, rounded or cut."""
    if first == second:
        return True
    if first * second <= 0:
        return False
    first, second = abs(first), abs(second)
    if abs(first - second) > _MOST_ROUNDING * max(first, second) + 1e-9:
        return False
    coarse, fine = sorted((first, second), key=_last_place, reverse=True)
    place = _last_place(coarse)
    if place == _last_place(fine):
        return False
    steps = fine / place
    return (
        abs(round(steps) * place - coarse) < place * 1e-6 or abs(int(steps) * place - coarse) < place * 1e-6
    )


def _last_place(amount: float) -> float:
    """Return the value of the last digit that was meant: 100,000 for 3.5 million, 1 for 38, 100 for 600.

    The noughts of 30 and of 30 million are meant; those of 600 and 600 billion are a rounding.
    """
    if amount == 0:
        return 1.0
    power = 1.0
    while amount / power >= 1000:
        power *= 1000
    mantissa = float(f"{amount / power:.9g}")
    if mantissa >= 100 and mantissa % 100 == 0:
        return 100 * power
    if mantissa >= 100 and mantissa % 10 == 0:
        return 10 * power
    place = 1.0
    while place > 1e-9 and abs(mantissa / place - round(mantissa / place)) > 1e-6:
        place /= 10
    return place * power


def folded_unit(unit: str) -> str:
    """Return a unit so that "Models", "model" and 模型 are one; symbols keep their case."""
    return thing_of(unit) or (unit if is_symbol(unit) else folded(unit))


def is_named_alike(a: str, b: str) -> bool:
    """Say whether two units are named in one word, and not as one thing in two languages."""
    return folded(noun_of(a) or a) == folded(noun_of(b) or b)


@lru_cache(maxsize=_MOST_KEPT)
def _words(subject: str, unit: str) -> frozenset[str]:
    """Return the words of a figure's subject that say more than its unit does, Chinese ones as pairs."""
    # What kind they are says more: the Nvidia of "Nvidia-Chips", 昇腾 of 昇腾芯片.
    noun = noun_of(unit) or unit
    of_unit = {folded(word) for word in _WORDS.findall(noun)} | _pairs(noun)
    words = {folded(word) for word in _WORDS.findall(subject) if len(word) > 2 or is_cjk(word[0])}
    return frozenset((_pairs(subject) or words) - of_unit)


def _pairs(text: str) -> set[str]:
    return {one + other for one, other in pairwise(text) if is_cjk(one) and is_cjk(other)}


def is_alike(a: Figure, b: Figure) -> bool:
    """Say whether two subjects are one, as far as their words tell: one that only names the unit may be any."""
    first, second = _words(a.subject, a.unit), _words(b.subject, b.unit)
    if not first or not second:
        return (
            a.subject == b.subject
            or folded_unit(a.subject) == folded_unit(b.unit)
            or (folded_unit(b.subject) == folded_unit(a.unit))
        )
    return len(first & second) * 2 >= min(len(first), len(second))


def is_one_series(a: Figure, b: Figure) -> bool:
    """Say whether two figures measure plainly the same over time: more than the unit must be named alike."""
    first, second = _words(a.subject, a.unit), _words(b.subject, b.unit)
    shared = first & second
    # A name alone says who, not what: what Nvidia lost in March and pays in May is no series.
    is_named = any(word in a.subject for word in shared)
    is_one_unit = folded_unit(a.unit) == folded_unit(b.unit)
    return is_one_unit and is_named and len(shared) * 2 >= max(len(first), len(second))


def grouped(stated: Iterable[T], is_one: Callable[[T, T], bool]) -> list[list[T]]:
    """Return what is stated in groups, each of what is one with its first, in the order given."""
    groups: list[list[T]] = []
    for each in stated:
        for group in groups:
            if is_one(group[0], each):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups
