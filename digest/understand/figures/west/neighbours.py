"""Numbers without a unit of their own, and what their neighbours lend them: "from 3 to 5 million users"."""

from collections.abc import Sequence
from dataclasses import replace

from digest.understand.figures import units
from digest.understand.figures.agreement import is_counted
from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.number_words import GLUED
from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.phrases import phrase_before
from digest.understand.figures.west.said_before import (
    LEVELS,
    from_number_of,
    from_subject,
    head_of,
    is_year_like,
)
from digest.understand.figures.west.sentence import STOPS, Sentence

_DASHES = frozenset(("-", "–", "—", "‑", "~"))
# Further away than this a number lends nothing.
_FAR = 12
# With one of these before the number, what it is set against may stand a little further back.
_LEADS = words("with to con mit zu a only just about à hasta auf")
# "instead of", "au lieu de", "en lugar de", "anstelle von".
_INSTEAD = words("instead lieu lugar vez anstelle")
# "15,000 more", "300 others", "300 autres", "weitere 900", "otros 300".
_MORE_BEHIND = words("more others autres más")
_MORE_BEFORE = words("weitere weiteren otros otras")
_SMALLEST_AGAINST = 10
_MILLION = 1e6


def with_units(sentence: Sentence, found: Sequence[Found], money: str) -> list[Found]:
    """Return the numbers that have a unit, or are lent one."""
    whole: list[Found] = list(found)
    # Backwards, so that the 400 of "the number of users rose from 400 to 800 million" has its next one's scale.
    for place in range(len(whole) - 1, -1, -1):
        if not (one := whole[place]).unit:
            whole[place] = (
                _from_next(sentence, whole, place)
                or from_number_of(sentence, one)
                or from_subject(sentence, one)
                or one
            )
    for place, one in enumerate(whole):
        if not one.unit:
            whole[place] = (
                _from_next(sentence, whole, place)
                or _from_last(sentence, whole, place)
                or _from_money(sentence, whole, one, money)
                or one
            )
    for place in range(len(whole) - 1):
        whole[place] = _opening(sentence, whole[place], whole[place + 1])
    return [one for one in whole if one.unit]


def _opening(sentence: Sentence, one: Found, following: Found) -> Found:
    """Return the first of a range of money, with the scale that only the second writes: "$60-65 billion"."""
    between = [sentence.low(at) for at in range(one.after, following.first) if not sentence.is_money_sign(at)]
    joints = _DASHES | sentence.grammar.ranges
    if sentence.low(one.first - 1) in sentence.grammar.between:
        joints |= sentence.grammar.ands
    is_range = len(between) == 1 and between[0] in joints
    if not is_range or one.unit not in units.CURRENCIES or one.unit != following.unit or one.part < 1:
        return one
    if any(sentence.is_word(at) for at in range(one.first + 1, one.after)):
        # It has a scale, or a word for its currency, of its own.
        return one
    return replace(one, amount=_scaled_as(sentence, one, following))


def _lent(one: Found, lender: Found) -> Found:
    return Found(one.first, one.after, one.amount, lender.unit, lender.subject)


# ---- what the next number lends -------------------------------------------------------------------


def _from_next(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Read the first of "3 to 5 million users", "between 7 and 9 %", "25 et 50 %"."""
    one = found[place]
    following = found[place + 1] if place + 1 < len(found) else None
    if following is None or not following.unit or _is_multiplied(sentence, following):
        return None
    grammar = sentence.grammar
    joint = sentence.low(one.after)
    gap = range(one.after, following.first)
    if joint in grammar.ranges:
        gap = range(one.after, _before_about(sentence, one.after + 1, following.first))
    is_part = joint in grammar.of or joint == "out"
    if not 1 <= len(gap) <= (1 if following.unit == "x" else 3 if is_part else 2):
        return None
    is_listed = joint == "," and _goes_on_in_list(sentence, following) and not is_year_like(sentence, one)
    if not is_listed and any(not _is_joint(sentence, at) and not sentence.is_money_sign(at) for at in gap):
        return None
    if is_part:
        # "40 of the 118 firms", "two of the firm's five patents"
        return Found(one.first, one.after, one.amount, following.unit, following.subject, as_next=True)
    if not (is_listed or joint in grammar.ranges or joint in grammar.ands or joint in _DASHES):
        return None
    last = next(each for each in found[place + 1 :] if not each.as_next)
    amount = _scaled_as(sentence, one, last)
    return Found(
        one.first, one.after, amount, following.unit, following.subject, part=following.part, as_next=True
    )


def _before_about(sentence: Sentence, least: int, place: int) -> int:
    """Return the place of the words that only make a number vague: "nearly", "plus de", "up to"; the place if none do."""
    grammar = sentence.grammar
    while place > least and sentence.low(place - 1) in grammar.about | grammar.of:
        place -= 1
    return place


def _goes_on_in_list(sentence: Sentence, one: Found) -> bool:
    """Say whether it is one of a list that only the last names: the 25 of "10, 25 and 50 percent"."""
    return one.as_next and sentence.low(one.after) in sentence.grammar.ands | {","}


def _is_multiplied(sentence: Sentence, one: Found) -> bool:
    """Say whether it is a verb, which lends nothing: "ended at 3 and doubled"."""
    return sentence.low(one.first) in sentence.grammar.multiplied


def _is_joint(sentence: Sentence, at: int) -> bool:
    grammar = sentence.grammar
    low = sentence.low(at)
    return (
        low in grammar.ranges
        or low in grammar.ands
        or low in _DASHES
        or low in grammar.of
        or low in grammar.articles
        or low.endswith(("'s", "’s"))
        or low in ("sur", "against", "from", "out")
    )


def _scaled_as(sentence: Sentence, smaller: Found, larger: Found) -> float:
    """Return the amount with the other's scale: 3 is 3 million in "3 to 5 million", unless it would be the larger."""
    if larger.part < 1:
        # "from 8 to 3 cents"
        return smaller.amount * larger.part
    scale = 1.0
    for at in range(larger.first, larger.after):
        low = sentence.low(at)
        if sentence.is_word(at):
            scale *= sentence.scales.get(low, 1.0)
        is_glued = sentence.touches(at) or sentence.is_money_sign(at + 1)
        if low not in sentence.scales and is_glued and sentence.low(at - 1)[-1:].isdigit():
            is_metre = low in ("m", "t") and larger.unit not in units.CURRENCIES
            scale *= 1.0 if is_metre else GLUED.get(low, 1.0)
    scaled = smaller.amount * scale
    return scaled if scale > 1 and scaled <= larger.amount else smaller.amount


# ---- what the last number lends -------------------------------------------------------------------------


def _from_last(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    one = found[place]
    last = _said_last(sentence, found, place)
    if last is None or not last.unit:
        return None
    between = [sentence.low(at) for at in range(last.after, one.first)]
    is_range = len(between) == 1 and (between[0] in _DASHES or between[0] in sentence.grammar.ranges)
    if is_range and last.unit in units.CURRENCIES:
        # "$5-10 billion": the currency stands before the first, whose scale is the second's.
        return _lent(one, last)
    if len(between) > _FAR or STOPS & set(between):
        return None
    if is_counted(last.unit) and _is_more(sentence, one):
        return _lent(one, last)
    if last.unit != "x" and (
        _is_part(sentence, one) or _is_out_of(sentence, one, last) or _is_rate(sentence, one)
    ):
        unit = head_of(sentence, last.subject) if last.unit == "%" else last.unit
        return Found(one.first, one.after, one.amount, unit, last.subject) if unit else None
    if subject := _said_again(sentence, one, last):
        return Found(one.first, one.after, one.amount, subject, last.subject)
    if _is_set_against(sentence, one, last, between):
        return None if is_year_like(sentence, one) else _lent(one, last)
    if last.unit in ("%", "x") or not _is_scaled(sentence, one) or one.amount < _MILLION:
        return None
    # "2,500 million dollars, at a valuation of 30,000 million"; "a trillion parameters, but uses only 32 billion".
    subject = "" if last.unit in units.CURRENCIES else last.subject
    return Found(one.first, one.after, one.amount, last.unit, subject)


def _from_money(sentence: Sentence, found: Sequence[Found], one: Found, money: str) -> Found | None:
    """Read "fell by 1.3 billion, to 7.6 billion euros": a large sum where nothing but one currency is spoken of.

    Where the sentence speaks of none, the one that was spoken of before it may be meant.
    """
    spoken_of = {each.unit for each in found} - {"", "%", "x"} or {_carried(sentence, one, money)}
    if len(spoken_of) != 1 or not spoken_of <= units.CURRENCIES:
        return None
    if not _is_scaled(sentence, one) or one.amount < _MILLION:
        return None
    return Found(one.first, one.after, one.amount, spoken_of.pop())


def _carried(sentence: Sentence, one: Found, money: str) -> str:
    """Return the currency of the text before where it may be left out: "elle n'avait levé que 12,5 millions".

    English repeats its sign, and what counts people or things has no currency.
    """
    grammar = sentence.grammar
    counted = head_of(sentence, phrase_before(sentence, one.first)).lower()
    may_omit = grammar.order in (NounOrder.FIRST, NounOrder.CAPITAL)
    return money if may_omit and counted not in grammar.counted | grammar.tallied else ""


def _said_last(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Return the number before, but not one in brackets: "310 trillion won ($213bn), up from 240 trillion"."""
    if not place:
        return None
    last, one = found[place - 1], found[place]
    is_bracketed = sentence.low(last.first - 1) == "(" and sentence.low(last.after) == ")"
    is_passed_over = (is_bracketed and one.first > last.after) or _is_multiplied(sentence, last)
    return found[place - 2] if place > 1 and is_passed_over else last


def _is_part(sentence: Sentence, one: Found) -> bool:
    """Read "of which 37 billion", "three of them", "and 1.6 million by 2027"."""
    grammar = sentence.grammar
    before = sentence.low(one.first - 1)
    if before in grammar.of_which or (before in grammar.ands and _is_scaled(sentence, one)):
        return True
    return any(sentence.says(one.after, phrase) for phrase in grammar.of_them)


def _is_out_of(sentence: Sentence, one: Found, last: Found) -> bool:
    """Read "Of 1,200 applicants, 45 were chosen"."""
    grammar = sentence.grammar
    opens = sentence.low(last.first - 1) in grammar.of | {"sur", "von"} and last.first == 1
    follows = sentence.low(last.after) == "," and one.first == last.after + 1
    return (
        opens
        and follows
        and last.unit not in units.CURRENCIES
        and sentence.low(one.after) in grammar.verbs | grammar.ends
    )


def _is_rate(sentence: Sentence, one: Found) -> bool:
    """Read "1.5 million developers, and 10,000 more a day"."""
    at = one.after + (sentence.low(one.after) in ("more", "new"))
    return (
        sentence.low(at) in ("a", "per", "par", "pro") and sentence.low(at + 1) in sentence.grammar.durations
    )


def _is_more(sentence: Sentence, one: Found) -> bool:
    """Read "7,100 satellites, and plans to add 15,000 more": more of the same."""
    if sentence.low(one.first - 1) in _MORE_BEFORE:
        return True
    follower = sentence.low(one.after + 1)
    is_alone = not sentence.is_word(one.after + 1) or follower in sentence.grammar.ends
    return sentence.low(one.after) in _MORE_BEHIND and is_alone and follower != "than"


def _said_again(sentence: Sentence, one: Found, last: Found) -> str:
    """Return what is counted in "54 per cent of the downloads, or 540 million"."""
    if last.unit != "%" or not _is_scaled(sentence, one):
        return ""
    is_said = sentence.low(one.first - 1) in sentence.grammar.that_is
    return head_of(sentence, last.subject) if is_said else ""


def _is_set_against(sentence: Sentence, one: Found, last: Found, between: Sequence[str]) -> bool:
    """Read "45 offices, up from 38": the second is compared with the first, and is of the same."""
    if last.unit == "x" or not _is_against(sentence, one, between):
        return False
    if last.unit != "%":
        return one.amount >= _SMALLEST_AGAINST
    if sentence.low(one.first - 1) in LEVELS:
        # "from 12 per cent to 15", but not "2.1 per cent, to 4,402".
        return sentence.low(last.first - 1) in sentence.grammar.against
    return True


def _is_against(sentence: Sentence, one: Found, between: Sequence[str]) -> bool:
    against = sentence.grammar.against
    has_article = sentence.low(one.first - 1) in sentence.grammar.articles
    at = one.first - 1 - has_article
    at -= sentence.low(at) in sentence.grammar.of and sentence.low(at - 1) in _INSTEAD
    before = sentence.low(at)
    return before in against or (before in _LEADS and any(word in against for word in between[-4:]))


def _is_scaled(sentence: Sentence, one: Found) -> bool:
    return any(sentence.is_scale(at) for at in range(one.first, one.after))
