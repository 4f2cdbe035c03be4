"""Per cent and its points: 5 %, per cent, Prozentpunkte, points de base."""

import re

from digest.understand.figures import units
from digest.understand.figures.west.found import Measured
from digest.understand.figures.west.sentence import HYPHENS, Sentence

_GERMAN_PERCENT = re.compile(r"(?:prozentig(?:e[rsnm]?)?|prozentpunkt(?:e|en)?)$")


def percent_at(sentence: Sentence, place: int) -> Measured | None:
    """Return %, or the points in which per cent are compared, with the place behind; None where neither stands there."""
    token = sentence.tokens[place]
    low, follower = token.low, sentence.low(place + 1)
    if token.text in ("%", "‰"):
        if follower in HYPHENS and sentence.low(place + 2).startswith("punkt"):
            return sentence.tokens[place + 2].text, place + 3
        return "%", place + 1
    if low in units.PERCENT:
        return "%", place + 1
    if (low, follower) in units.PERCENT_PAIRS:
        return "%", place + 2
    if low in ("percentage", "basis") and follower in ("points", "point"):
        return sentence.slice(place, place + 1), place + 2
    if token.text in ("bps", "bp"):
        return "basis points", place + 1
    if low in ("points", "point", "puntos", "punto"):
        return _points(sentence, place)
    if low.startswith("prozent") and _GERMAN_PERCENT.fullmatch(low):
        return (token.text if "punkt" in low else "%"), place + 1
    return None


def _points(sentence: Sentence, place: int) -> Measured | None:
    """Read "points de pourcentage", "puntos porcentuales", "points de base", "points de PIB"."""
    follower, last = sentence.low(place + 1), sentence.low(place + 2)
    if follower in ("porcentuales", "porcentual"):
        return sentence.slice(place, place + 1), place + 2
    if follower in ("de", "del") and last in ("pourcentage", "base", "pib"):
        return sentence.slice(place, place + 2), place + 3
    if follower == "de" and last == "%":
        return "points de %", place + 3
    return None
