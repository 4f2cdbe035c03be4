"""Digits with the separators of their language, as amounts: 1,234.5 and 1.234,5 and 1 234,5 are one number.

And so is 1,00,000 a number.
"""

import re

# Longer runs of digits are keys, hashes and telephone numbers.
_LONGEST_NUMBER = 24

# Where the comma is the decimal point; elsewhere it parts the thousands.
COMMA_DECIMAL = frozenset(
    {"fr", "de", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "nb", "fi", "cs", "tr", "id", "uk"}
)

_THREES = re.compile(r"\d{1,3}(?:[^\d]\d{3})+")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SPACES = re.compile("[\u0020\u00a0\u202f\u2009'’]")


def read_digits(text: str, language: str) -> float | None:
    """Return what digits with separators amount to; None for versions, dates and other non-numbers."""
    if len(text) > _LONGEST_NUMBER:
        return None
    if _SPACES.search(text):
        text = _SPACES.sub("", text)
    commas, stops = text.count(","), text.count(".")
    if not commas and not stops:
        # 007 and 0199 are names and telephone numbers.
        return float(text) if text[0] != "0" or len(text) == 1 else None
    if commas and stops:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        whole, _, part = text.rpartition(decimal)
        if decimal in whole or not (_THREES.fullmatch(whole) or _LAKHS.fullmatch(whole)):
            return None
        return float(f"{re.sub(r'[.,]', '', whole)}.{part}")
    mark = "," if commas else "."
    if commas + stops > 1:
        if _THREES.fullmatch(text) or _LAKHS.fullmatch(text):
            return float(text.replace(mark, ""))
        return None
    whole, _, part = text.partition(mark)
    parts_thousands = (mark == ".") == (language in COMMA_DECIMAL)
    # Nobody writes three noughts behind a decimal point: 100,000 parts thousands in any language.
    if len(part) == 3 and len(whole) <= 3 and whole[0] != "0" and (parts_thousands or part == "000"):
        return float(whole + part)
    return float(f"{whole}.{part}")
