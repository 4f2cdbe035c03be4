"""A number in words among the tokens of a sentence: two hundred thousand, vingt et un."""

from digest.understand.figures.west.grammar.number_words import read_words
from digest.understand.figures.west.sentence import Sentence

_MOST_WORDS = 12


def read_spelled(sentence: Sentence, place: int) -> tuple[float, int]:
    """Add up the number words from the place on; return the value and the place after them."""
    values: list[float] = []
    places: list[int] = []
    at = place
    while at < len(sentence) and len(values) < _MOST_WORDS:
        low = sentence.low(at)
        value = sentence.numbers.get(low)
        if value is None and values:
            value = sentence.scales.get(low)
        if value is not None:
            values.append(value)
            places.append(at)
        elif low not in ("-", "and", "et", "y", "‑") or not _goes_on(sentence, at, values[-1]):
            break
        at += 1
    value, used = read_words(values)
    return value, places[used - 1] + 1


def _goes_on(sentence: Sentence, at: int, last: float) -> bool:
    """Say whether a number word goes on behind "and": "trois et cinq" are two, "vingt et un" is one."""
    if sentence.low(at + 1) not in sentence.numbers:
        return False
    match sentence.low(at):
        case "and":
            return last >= 100
        case "et" | "y":
            return last in range(20, 100, 10)
        case _:
            return True
