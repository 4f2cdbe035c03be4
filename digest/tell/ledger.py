"""Stated amounts in, what a ledger shows out: equal statements folded, series over time, a small chart in text.

Every number here was stated by an item; none is added, averaged or converted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from digest.model.figure import Figure, Statement
from digest.text import cut, cut_around
from digest.understand.figures import agree, grouped, is_counted, is_one_series

# Fewer statements are no series, and one that never changes needs no chart.
_LEAST_POINTS, _LEAST_AMOUNTS = 3, 2
# More statements than these are not sorted into series: it costs by the square.
_MOST_SORTED = 200
# Statements of one amount this near each other are one, repeated.
_REPEATED_DAYS = 3
# Fewer of something may be others.
MANY = 10
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A statement and those that repeat it: the same amount of the same unit, within a few days."""

    first: Statement
    others: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One subject's amounts of one unit over time, a point a day, the oldest first."""

    subject: str
    unit: str
    days: tuple[date, ...]
    amounts: tuple[float, ...]


def excerpt(figure: Figure, limit: int) -> str:
    """Return a figure's sentence in at most so many characters, with what it is said of still in them."""
    sentence = figure.sentence
    at = sentence.find(figure.subject) if figure.subject else 0
    if len(sentence) <= limit or at + len(figure.subject) < limit:
        return cut(sentence, limit)
    return cut_around(sentence, at, limit, before=limit // 2)


def folded(statements: Sequence[Statement]) -> list[Repeated]:
    """Return the statements, oldest first, with those folded that say what one of them says."""
    ordered = sorted(statements, key=lambda statement: statement.published)
    return [Repeated(group[0], tuple(group[1:])) for group in grouped(ordered, _is_repeated)]


def _is_repeated(first: Statement, later: Statement) -> bool:
    if later.figure.amount != first.figure.amount or not agree(later.figure, first.figure):
        return False
    # Three models in two stories need not be the same three.
    is_handful = is_counted(first.figure.unit) and first.figure.amount < MANY
    if is_handful and later.story != first.story:
        return False
    return (later.published - first.published).days <= _REPEATED_DAYS


def split_by_story(statements: Sequence[Statement]) -> list[list[Figure]]:
    """Return the figures of each story: only those who tell one happening can disagree on it."""
    found: dict[str, list[Figure]] = {}
    for statement in statements:
        if statement.story:
            found.setdefault(statement.story, []).append(statement.figure)
    return [figures for figures in found.values() if len(figures) > 1]


def longest_series(statements: Sequence[Statement]) -> Series | None:
    """Return the amounts of the subject that was stated on the most days, if they make a series."""
    groups = grouped(statements[-_MOST_SORTED:], lambda one, other: is_one_series(one.figure, other.figure))
    found = [series for group in groups if (series := _series(group))]
    return max(found, key=lambda series: len(series.days), default=None)


def _series(group: Sequence[Statement]) -> Series | None:
    by_day: dict[date, float] = {}
    for statement in sorted(group, key=lambda statement: (_day(statement), statement.published)):
        by_day[_day(statement)] = statement.figure.amount
    if len(by_day) < _LEAST_POINTS or len(set(by_day.values())) < _LEAST_AMOUNTS:
        return None
    figure = group[-1].figure
    return Series(figure.subject, figure.unit, tuple(by_day), tuple(by_day.values()))


def _day(statement: Statement) -> date:
    """Return the day that the amount is said to be of, as far as that is told, else the day it was stated.

    It may be told as 2025 or 2025-06; one that is still to come is no day of a statement.
    """
    stated = statement.published.date()
    if not statement.figure.as_of:
        return stated
    year, month, day = (*map(int, statement.figure.as_of.split("-")), 1, 1)[:3]
    try:
        told = date(year, month, day)
    except ValueError:
        return stated
    return told if told <= stated else stated


def sparkline(amounts: Sequence[float]) -> str:
    """Return the amounts as a row of bars that begin at nothing, so that a small change looks small."""
    top = max(amounts, default=0.0)
    if top <= 0:
        return ""
    last = len(_BARS) - 1
    return "".join(_BARS[max(0, min(last, round(amount / top * last)))] for amount in amounts)
