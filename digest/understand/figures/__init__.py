"""An item's text in, the figures that it states out: amount, unit, subject, date and sentence.

A figure is a number with a unit: per cent, money, "17 times cheaper", an SI measure, or counted things; written in
digits or in words, so that "sales tripled" states 3 x, "a dozen firms" 12 and "35 cents" 0.35 USD. What is no figure:
years, dates, times, ages, ordinals, names of models and versions, numbers in names, scores, telephone numbers, dozens
of nobody knows how many, and whatever stands beside the article. When in doubt a number is left out, for a ledger with
a wrong line is worth less than one with a line too few.

    find.py       a text in, its figures out; begin here
    dates.py      where dates and times stand in a sentence
    numbers.py    numbers in digits and in words (number_words.py is its data); units.py currencies, SI, their words
    grammar/      what the words of each language do around a number, as data
    tokens.py     a sentence of a script with spaces, cut into tokens, with its grammar
    latin.py      reads one from left to right, with the help of
                  names.py (a number that is part of a name), measures.py (per cent, money, SI),
                  nouns.py (what is counted), parts.py (shares, odds), times.py (by how much), subjects.py (what it
                  is said of) and neighbours.py (numbers that take their unit from the next one)
    east.py       reads a sentence in Chinese, Japanese or Korean; east_words.py is its data
    agreement.py  whether two figures agree
"""

from digest.understand.figures.agreement import agree, disagreements, is_one_series
from digest.understand.figures.find import find_figures

__all__ = ["agree", "disagreements", "find_figures", "is_one_series"]
