"""What the last number lends: "45 offices, up from 38", "of which 37 billion", "15,000 more"."""

import re
from collections.abc import Sequence

from digest.understand.figures import currencies
from digest.understand.figures.agreement import is_counted
from digest.understand.figures.west.found import Found
from digest.understand.figures.west.from_next import is_multiplied
from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.nouns.noun import INDIRECT
from digest.understand.figures.west.phrases import phrase_before
from digest.understand.figures.west.said_before import LEVELS, head_of, is_year_like
from digest.understand.figures.west.sentence import CLAUSE_ENDS, DASHES, STOPS, Sentence

# Further away than this a number lends nothing.
_FAR = 12
# With one of these before the number, what it is set against may stand a little further back.
_LEADS = words("with to con mit zu a only just about à hasta auf")
# "instead of", "au lieu de", "en lugar de", "anstelle von".
_INSTEAD = words("instead lieu lugar vez anstelle")
# "15,000 more", "300 others", "300 autres", "weitere 900", "otros 300".
_ONLY = words("only just seulement seuls seules nur lediglich solo sólo solamente apenas")
_MORE_BEHIND = words("more others autres más") | INDIRECT
_MORE_BEFORE = words("weitere weiteren otros otras")
# What is told in money.
_SUMS = words(
    "value cost costs price budget grant worth sum valeur coût prix budget bourse montant enveloppe valor coste costo precio "
    "presupuesto beca importe dotado dotada inversión wert preis kosten summe höhe betrag volumen budget"
)
_NEAR_BEFORE = 6
_SMALLEST_AGAINST = 10
_MILLION, _LEAST_OF_MANY = 1e6, 1e3
# Thousands that are parted: 537,000, 537 000.
_PARTED = re.compile(r"\d[.,\s'’]\d{3}")


def from_last(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Return a number without a unit with what the one before it counts; None where that lends it nothing."""
    one = found[place]
    last = _said_last(sentence, found, place)
    if last is None or not last.unit or (is_counted(last.unit) and _is_of_money(sentence, one)):
        return None
    if _is_of_first(sentence, found[0], one):
        return one.counting(found[0].unit, found[0].subject)
    if (whole := _whole_of_share(sentence, found, place)) is not None:
        return one.counting(whole.unit, whole.subject)
    between = [sentence.low(at) for at in range(last.after, one.first)]
    is_range = len(between) == 1 and (between[0] in DASHES or between[0] in sentence.grammar.ranges)
    if is_range and last.unit in currencies.CURRENCIES:
        # "$5-10 billion": the currency stands before the first, whose scale is the second's.
        return one.counting(last.unit, last.subject)
    if not _are_they(sentence, one) and (len(between) > _FAR or STOPS & set(between)):
        return None
    if is_counted(last.unit) and (_is_more(sentence, one) or _is_in_brackets(sentence, one)):
        return one.counting(last.unit, last.subject)
    if last.unit != "x" and (
        _is_part(sentence, one, last) or _is_out_of(sentence, one, last) or _is_rate(sentence, one)
    ):
        unit = head_of(sentence, last.subject) if last.unit == "%" else last.unit
        return one.counting(unit, last.subject) if unit else None
    if last.unit == "%" and _is_in_brackets(sentence, one) and last.after < one.first - 1:
        # "one in eight vacancies (9,800)"
        return one.counting(head_of(sentence, last.subject), last.subject) if last.subject else None
    if subject := _said_again(sentence, one, last):
        return one.counting(subject, last.subject)
    if _is_set_against(sentence, one, last, between):
        return None if is_year_like(sentence, one) else one.counting(last.unit, last.subject)
    # Two researchers, with a grant of seven million: no seven million of them.
    is_of_many = is_counted(last.unit) and last.amount >= _LEAST_OF_MANY
    is_lent = is_of_many or last.unit in currencies.CURRENCIES
    if not is_lent or not _is_scaled(sentence, one) or one.amount < _MILLION:
        return None
    # "2,500 million dollars, at a valuation of 30,000 million"; "a trillion parameters, but uses only 32 billion".
    return one.counting(last.unit, "" if last.unit in currencies.CURRENCIES else last.subject)


def from_money(sentence: Sentence, found: Sequence[Found], one: Found, money: str) -> Found | None:
    """Read "fell by 1.3 billion, to 7.6 billion euros": a large sum where nothing but one currency is spoken of.

    Where the sentence speaks of none, the one that was spoken of before it may be meant.
    """
    spoken_of = {each.unit for each in found} - {"", "%", "x"} or {_carried(sentence, one, money)}
    if len(spoken_of) != 1 or not spoken_of <= currencies.CURRENCIES:
        return None
    if not _is_scaled(sentence, one) or one.amount < _MILLION:
        return None
    return one.counting(spoken_of.pop())


def _carried(sentence: Sentence, one: Found, money: str) -> str:
    """Return the currency of the text before where it may be left out: "elle n'avait levé que 12,5 millions".

    English repeats its sign, and what counts people or things has no currency.
    """
    grammar = sentence.grammar
    counted = head_of(sentence, phrase_before(sentence, one.first)).lower()
    may_omit = grammar.order in (NounOrder.FIRST, NounOrder.CAPITAL)
    return money if may_omit and counted not in grammar.counted | grammar.tallied else ""


def _is_of_first(sentence: Sentence, whole: Found, one: Found) -> bool:
    """Read "of 48 applicants only 5 got in": so many of those with which the sentence begins."""
    grammar = sentence.grammar
    at = whole.first - 1
    at -= sentence.low(at) in grammar.articles
    opens = at == 0 and sentence.low(0) in grammar.of | {"sur", "von"}
    if (
        not opens
        or not is_counted(whole.unit)
        or not one.amount < whole.amount
        or is_year_like(sentence, one)
    ):
        return False
    beside = {sentence.low(one.first - 1), sentence.low(one.after)}
    return bool(beside & _ONLY) or sentence.low(one.after) in grammar.verbs


def _is_of_money(sentence: Sentence, one: Found) -> bool:
    """Say whether its clause speaks of a sum: 1,100 articles worth 34,000 million."""
    for at in range(one.first - 1, max(-1, one.first - _NEAR_BEFORE), -1):
        if sentence.tokens[at].text in CLAUSE_ENDS:
            return False
        if sentence.low(at) in _SUMS:
            return True
    return False


def _whole_of_share(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Return what was counted before a share of the number: "350 euros, less than half of the 800 that he asked for"."""
    if place < 2 or found[place - 1].unit != "%":
        return None
    grammar = sentence.grammar
    between = {sentence.low(at) for at in range(found[place - 1].after, found[place].first)}
    is_of = bool(between & grammar.of) and between <= grammar.of | grammar.articles
    whole = found[place - 2]
    return whole if is_of and whole.unit not in ("", "%", "x") else None


def _said_last(sentence: Sentence, found: Sequence[Found], place: int) -> Found | None:
    """Return the number before, but not one in brackets: "310 trillion won ($213bn), up from 240 trillion"."""
    if not place:
        return None
    last, one = found[place - 1], found[place]
    if last.unit in currencies.CURRENCIES and _are_they(sentence, one) and not _is_scaled(sentence, one):
        # "640 fines for 970 million euros; two of them": no two euros.
        return next((each for each in found[place - 1 :: -1] if is_counted(each.unit)), last)
    is_bracketed = sentence.low(last.first - 1) == "(" and sentence.low(last.after) == ")"
    is_passed_over = (is_bracketed and one.first > last.after) or is_multiplied(sentence, last)
    return found[place - 2] if place > 1 and is_passed_over else last


def _is_part(sentence: Sentence, one: Found, last: Found) -> bool:
    """Read "of which 37 billion", "three of them" where they are no money, "and 1.6 million by 2027"."""
    grammar = sentence.grammar
    before = sentence.low(one.first - 1)
    if before in grammar.of_which or (before in grammar.ands and _is_scaled(sentence, one)):
        return True
    return _are_they(sentence, one) and (last.unit not in currencies.CURRENCIES or _is_scaled(sentence, one))


def _are_they(sentence: Sentence, one: Found) -> bool:
    return any(sentence.says(one.after, phrase) for phrase in sentence.grammar.of_them)


def _is_out_of(sentence: Sentence, one: Found, last: Found) -> bool:
    """Read "Of 1,200 applicants, 45 were chosen"."""
    grammar = sentence.grammar
    opens = sentence.low(last.first - 1) in grammar.of | {"sur", "von"} and last.first == 1
    follows = sentence.low(last.after) == "," and one.first == last.after + 1
    return (
        opens
        and follows
        and last.unit not in currencies.CURRENCIES
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
    is_alone = sentence.begins_no_noun(one.after + 1) and sentence.low(one.after + 1) != "than"
    return sentence.low(one.after) in _MORE_BEHIND and is_alone


def _is_in_brackets(sentence: Sentence, one: Found) -> bool:
    """Read "1,200 staff, ahead of Lidl (about 900)": of the same, where it is no year and no number of a share."""
    before = one.first - 1
    while sentence.low(before) in sentence.grammar.about:
        before -= 1
    is_alone = sentence.low(before) == "(" and sentence.low(one.after) == ")"
    return is_alone and (
        before < one.first - 1 or _PARTED.search(sentence.tokens[one.first].text) is not None
    )


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
