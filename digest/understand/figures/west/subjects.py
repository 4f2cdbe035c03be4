"""What a number is said of: the noun's phrase behind it, or the words before its verb."""

from collections.abc import Sequence

from digest.understand.figures import currencies
from digest.understand.figures.stated import OPENING, Stated
from digest.understand.figures.units import is_symbol
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.phrases import is_sum_before, phrase_after, phrase_before, phrase_of
from digest.understand.figures.west.sentence import HYPHENS, Sentence

# "chips worth more than $40 million bound for Shanghai": what is priced stands before these.
_PRICED_BEFORE = words("worth than at by")
_MOVED = words("up down to")
# Behind a measure these say where or how: 40 km north, 30 cm long, 90 per cent ready.
_NO_NOUNS = words(
    "north south east west northwest northeast southwest southeast above below underground long high wide deep tall "
    "thick old ready adrift feel due"
)
# The first 200 MW, in the first 20 days: what stands before a number and names nothing.
_ORDERS = words(
    "first second next last latest initial final another further full premier première premiers premières dernier dernière "
    "derniers dernières prochains prochaines ersten letzten nächsten weitere primer primera primeros primeras últimos últimas "
    "largest biggest smallest highest lowest best höchste größte kleinste niedrigste mayor menor"
)
# "A 9% drop in profit" is one of the profit.
_CHANGES = words(
    "drop rise fall increase decrease decline jump gain growth cut slump surge climb dip slide plunge reduction slowdown"
)
_AGO = words("hace il y vor ago")
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday")


def subject_of(sentence: Sentence, first: int, after: int, unit: str, found: Sequence[Stated]) -> str:
    """Return what an amount is said of; `found` are the numbers of the sentence, in its order."""
    start = sentence.tokens[first].start
    earlier = [stated for stated in found if stated.end <= start and stated.subject]
    last = max(earlier, key=lambda stated: stated.end, default=None)
    if last and unit in currencies.CURRENCIES and sentence.low(first - 1) == "(":
        # "51.8 billion yuan (US$7.4 billion)"
        return last.subject
    if last and any(sentence.says(after, phrase) for phrase in sentence.grammar.of_them):
        # "2,750 staff, nearly half of them"
        return last.subject
    if last and unit in currencies.CURRENCIES and is_sum_before(sentence, first):
        return last.subject
    if whole := _whole_of(sentence, after, found):
        return whole
    named = phrase_of(sentence, first) if unit in currencies.CURRENCIES else ""
    behind = _named(_phrase_behind(sentence, after, unit)) or _phrase_around(sentence, first, after, unit)
    is_listed = sentence.low(first - 1) in sentence.grammar.ands
    phrase = named or behind or ("" if last and is_listed else _named(phrase_before(sentence, first)))
    if _is_time(sentence, phrase):
        phrase = ""
    # A clause that opens with the number says it of what the last one spoke of.
    if last and not phrase:
        return last.subject
    if spoken_of := next((stated for stated in earlier if _stands_in(sentence, phrase, stated)), None):
        return spoken_of.subject
    return (
        phrase
        or _named(phrase_before(sentence, first, clauses=2))
        or phrase_after(sentence, after)
        or sentence.text[:OPENING].strip()
    )


def _whole_of(sentence: Sentence, after: int, found: Sequence[Stated]) -> str:
    """Return what is counted in the whole that an amount is of: a third of the 660 layoffs."""
    grammar = sentence.grammar
    at = after + (sentence.low(after) in grammar.of | grammar.of_whole)
    while at > after and sentence.low(at) in grammar.articles:
        at += 1
    token = sentence.token(at) if at > after else None
    return next((stated.subject for stated in found if token and stated.start == token.start), "")


def _named(phrase: str) -> str:
    return "" if phrase.lower() in _ORDERS else phrase


def _is_time(sentence: Sentence, phrase: str) -> bool:
    """Say whether a phrase is only a time: five years, an plus tôt."""
    first, *others = phrase.lower().split() or [""]
    durations = sentence.grammar.durations
    # "hace diez años", "il y a quinze ans"
    is_ago = first in _AGO and bool(others) and others[-1] in durations
    return first in durations or is_ago or (len(others) == 1 and others[0] in durations)


def _stands_in(sentence: Sentence, phrase: str, stated: Stated) -> bool:
    """Say whether an amount is what the phrase tells of: "the margin widened 140 points", but "an index of 30 stocks"."""
    at = sentence.text.find(phrase)
    if stated.end <= at or at + len(phrase) <= stated.start:
        return False
    grammar = sentence.grammar
    before = next(place for place, token in enumerate(sentence.tokens) if token.start == stated.start) - 1
    while sentence.low(before) in (grammar.about | grammar.articles) - grammar.of:
        before -= 1
    return not (sentence.low(before) in grammar.ends | grammar.of or sentence.is_genitive(before))


def _phrase_behind(sentence: Sentence, after: int, unit: str) -> str:
    """Read "38% of the experts", "144GB of memory", "$5 billion in loans", "3 milliards d'euros d'aides", "1.5x the memory"."""
    low = sentence.low(after)
    grammar = sentence.grammar
    if unit not in currencies.CURRENCIES | {"x"} and low in grammar.of | grammar.of_whole:
        return phrase_after(sentence, after)
    if sentence.low(after - 1).startswith("prozentig"):
        # "mit 60-prozentiger Auslastung"
        return phrase_after(sentence, after)
    if grammar.nouns_have_capitals and _is_noun_of_measure(sentence, after, unit):
        # "2,5 Milliarden Euro Umsatz", "340 Gigabyte E-Mails"
        return sentence.slice(after, sentence.after_hyphens(after))
    if unit == "%" and low in _CHANGES and sentence.low(after + 1) == "in":
        phrase = phrase_after(sentence, after + 1)
        return phrase if _is_what(sentence, phrase) else ""
    if unit == "x" and (low in grammar.possessives or low == "the"):
        return phrase_after(sentence, after)
    if unit in currencies.CURRENCIES and low in grammar.of_money:
        phrase = phrase_after(sentence, after)
        return phrase if _is_what(sentence, phrase) or low in grammar.of else ""
    return ""


def _is_noun_of_measure(sentence: Sentence, place: int, unit: str) -> bool:
    is_measure = unit in currencies.CURRENCIES or is_symbol(unit)
    return is_measure and sentence.is_word(place) and sentence.tokens[place].text[0].isupper()


def _is_what(sentence: Sentence, phrase: str) -> bool:
    """Tell what stands behind an "in" from where and when: "in loans", but "in China", "in the quarter"."""
    return phrase[:1].islower() and not sentence.grammar.durations & set(phrase.split())


def _phrase_around(sentence: Sentence, first: int, after: int, unit: str) -> str:
    """Read "a $250,000 fine", "its 4% stake", "a 150-megawatt plant", "$45 million deal"."""
    grammar = sentence.grammar
    at = after + (sentence.low(after) in HYPHENS)
    if unit == "x" or not sentence.is_word(at):
        return ""
    before = sentence.low(first - 1)
    is_behind_article = before in grammar.articles
    is_inside = is_behind_article or at != after
    if not is_inside and not (
        _may_stand_beside(sentence, at, unit) and before not in _no_attribute(sentence, unit)
    ):
        return ""
    # Behind an article even a verb is a noun, the 1.5 trillion yen cost; a 5 % rise is still one of something.
    is_verb = sentence.low(after) in grammar.verbs and not (is_behind_article and unit != "%")
    if sentence.low(after) in grammar.ends or is_verb:
        return ""
    return phrase_after(sentence, at)


def _no_attribute(sentence: Sentence, unit: str) -> frozenset[str]:
    """Return the words before an amount that is no attribute of what follows it: "fell 5% overnight"."""
    return (
        _PRICED_BEFORE if unit in currencies.CURRENCIES else _PRICED_BEFORE | _MOVED | sentence.grammar.verbs
    )


def _may_stand_beside(sentence: Sentence, at: int, unit: str) -> bool:
    """Say whether a noun stands behind an amount without an article: "$887 price tags", "64GB RAM"."""
    if not sentence.grammar.nouns_stand_beside_amounts:
        return False
    token = sentence.tokens[at]
    # "is $30 cheaper", but "a $30 dimmer switch"; "27% returned", but "a 5% reduced rate", "80W wired charging".
    is_told = token.low.endswith("er") or (unit == "%" and token.low.endswith("ed"))
    is_adverb = token.low.endswith("ly") or token.low in sentence.grammar.durations or token.low in _NO_NOUNS
    is_noun = token.text.islower() or token.text.isupper() or sentence.is_title_case
    return not is_told and not is_adverb and (is_noun or _names_what_follows(sentence, at))


def _names_what_follows(sentence: Sentence, at: int) -> bool:
    """Say whether a name stands before the noun that it belongs to: "$1bn Oracle deal", but "$1bn Monday"."""
    grammar = sentence.grammar
    noun = sentence.token(at + 1)
    if noun is None or not noun.text.islower() or sentence.is_link(at + 1) or noun.low.endswith(("ed", "ly")):
        return False
    return noun.low not in grammar.verbs | grammar.ends and sentence.low(at) not in _DAYS
