"""A number in words among the tokens of a sentence: two hundred thousand, vingt et un."""

from collections.abc import Iterable

from digest.understand.figures.west.sentence import Sentence

_MOST_WORDS = 12
_TENS = frozenset(range(20, 100, 10))
# Those of which there may be several: two dozen, trois dizaines.
_COLLECTIVE = (10, 12)


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
        elif value is None and low in sentence.ones:
            # "a hundred and fifty"
            value = 1.0
        if value is not None:
            values.append(value)
            places.append(at)
        elif low not in ("-", "and", "et", "y", "‑") or not _goes_on(sentence, at, values[-1]):
            break
        at += 1
    value, used = _added_up(values)
    return value, places[used - 1] + 1


def _goes_on(sentence: Sentence, at: int, last: float) -> bool:
    """Say whether a number word goes on behind "and": "trois et cinq" are two, "vingt et un" is one."""
    if sentence.low(at + 1) not in sentence.numbers:
        return False
    match sentence.low(at):
        case "and":
            return last >= 100
        case "et" | "y":
            return last in _TENS
        case _:
            return True


def _added_up(values: Iterable[float]) -> tuple[float, int]:
    """Add up number words in their order; return the sum, and how many of them belong to one number.

    "two", "hundred", "thousand" is 200,000; "twenty", "five" is 25; of "five", "six" only the first.
    """
    whole = current = 0.0
    used = 0
    for value in values:
        if value >= 1000:
            # "mil millones", "mille cent milliards": a scale upon a scale.
            is_upon = not current or whole < value
            whole = (whole + current or 1.0) * value if is_upon else whole + current * value
            current = 0.0
        elif value == 100:
            if current >= 100:
                break
            current = (current or 1.0) * 100
        elif current == 4 and value == 20:
            current = 80.0
        elif value in _COLLECTIVE and 1 < current < 10:
            current *= value
        else:
            room = current % 100
            fits = not room or (room in _TENS and value < 10) or (room in (60, 80) and value < 20)
            # dix-sept, dix-huit, dix-neuf
            fits = fits or (room == 10 and 7 <= value <= 9)
            if used and not fits:
                break
            current += value
        used += 1
    return whole + current, used
