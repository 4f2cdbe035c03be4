"""An item's text in, the figures that it states out: amount, unit, subject, date and sentence.

A figure is a number with a unit: per cent, money, "17 times cheaper", an SI measure, or counted things; written in
digits or in words, so that "sales tripled" states 3 x, "a dozen firms" 12 and "35 cents" 0.35 USD. What is no figure:
years, dates, times, ages, ordinals, names of models and versions, numbers in names, scores, telephone numbers, "dozens"
without a number, and whatever stands beside the article. When in doubt a number is left out: a ledger with a wrong line
is worth less than one that lacks a line.

The way of a sentence begins in `find.py`, where a text goes in and its Figures come out:

1. `find.py` cuts the text into sentences; `dates.py` says where dates and times stand in one, which are no figures.
2. A sentence in Chinese, Japanese or Korean goes to `east/`, any other one to `west/`; each has a `read.py`, where to
   begin. In the east nothing parts the words, so that patterns do what a grammar does in the west. Parts of a whole
   (`parts.py`) and what was multiplied (`times.py`) are looked for first; then every number (`numbers.py`), with what
   touches it: a unit (`measures.py`, after `units.py`), how large a model is (`sizes.py`), a counter (`counters.py`) and
   the noun that it counts (`nouns/`, a module for each language). What has no noun is said of the words around it
   (`subjects.py`, `said_before.py`); what has no unit may take its neighbour's (`ranges.py`).
3. In the west a sentence is tokens with a grammar (`sentence.py`, `grammar/`), read from left to right: a number in
   digits (`digits.py`, for both) or in words (`spelled.py`) that is no part of a name (`names.py`); its scale
   (`scales.py`); then what it measures: per cent, money, SI (`percent.py`, `money.py`, `measures.py`, after `units.py`),
   a part of a whole (`parts.py`, `odds.py`), by how much (`times.py`), or what is counted (`nouns/`, a module for each
   order of words). That makes it a Found (`found.py`).
4. A number that is left without a unit may take its neighbour's (`neighbours.py`, `from_next.py`, `from_last.py`), or
   what the words before it count (`said_before.py`); one without a subject takes it from the words around it
   (`subjects.py`, of `phrases.py`). Then it is Stated (`stated.py`), as in the east.
5. `find.py` makes Figures of what was stated, each once, as far as `agreement.py` says that two are the same.

What items state of one story is compared in `disagreements.py`.
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
