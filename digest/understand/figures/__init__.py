"""An item's text in, the figures that it states out: amount, unit, subject, date and sentence.

A figure is a number with a unit: per cent, money, "17 times cheaper", an SI measure, or counted things; written in
digits or in words, so that "sales tripled" states 3 x, "a dozen firms" 12 and "35 cents" 0.35 USD. What is no figure:
years, dates, times, ages, ordinals, names of models and versions, numbers in names, scores, telephone numbers, "dozens"
without a number, and whatever stands beside the article. When in doubt a number is left out: a ledger with a wrong line
is worth less than one that lacks a line.

The way of a sentence begins in `find.py`, where a text goes in and its Figures come out:

1. `find.py` cuts the text into sentences; `dates.py` says where dates and times stand in one, which are no figures.
2. A sentence in Chinese, Japanese or Korean goes to `east/`, any other one to `west/`. Each tells its own way, which
   begins in a `read.py` and ends with what is Stated (`stated.py`): a number, its unit, and what it is said of. Both
   know how digits are written (`digits.py`), and which currencies and units there are (`currencies.py`, `units.py`).
3. `find.py` makes Figures of what was stated, each once, as far as `agreement.py` says that two are the same.

What items state of one story is compared in `disagreements.py`, as vaguely as it is told (`vague.py`). What is counted is
one unit in all languages by the words of `things.py`; `called.py` knows what readers call a unit.
"""

from digest.understand.figures.agreement import (
    agree,
    agree_across,
    grouped,
    is_counted,
    is_one_series,
)
from digest.understand.figures.disagreements import disagreements
from digest.understand.figures.find import find_figures

__all__ = ["agree", "agree_across", "disagreements", "find_figures", "grouped", "is_counted", "is_one_series"]
