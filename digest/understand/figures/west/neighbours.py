"""Numbers without a unit of their own, and what their neighbours lend them: "from 3 to 5 million users"."""

from collections.abc import Sequence

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.from_last import from_last, from_money
from digest.understand.figures.west.from_next import from_next, opening
from digest.understand.figures.west.said_before import from_number_of, from_subject
from digest.understand.figures.west.sentence import Sentence


def with_units(sentence: Sentence, found: Sequence[Found], money: str) -> list[Found]:
    """Return the numbers that have a unit, or are lent one."""
    whole: list[Found] = list(found)
    # Backwards, so that the 400 of "the number of users rose from 400 to 800 million" has its next one's scale.
    for place in range(len(whole) - 1, -1, -1):
        if not (one := whole[place]).unit:
            whole[place] = (
                from_next(sentence, whole, place)
                or from_number_of(sentence, one)
                or from_subject(sentence, one)
                or one
            )
    for place, one in enumerate(whole):
        if not one.unit:
            whole[place] = (
                from_next(sentence, whole, place)
                or from_last(sentence, whole, place)
                or from_money(sentence, whole, one, money)
                or one
            )
    for place in range(len(whole) - 1):
        whole[place] = opening(sentence, whole[place], whole[place + 1])
    return [one for one in whole if one.unit]
