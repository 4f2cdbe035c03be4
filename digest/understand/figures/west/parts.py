"""Parts of a whole: "one in five", "two thirds of", "half the", "la moitié", "jeder fünfte"."""

import re

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.measures import unit_at
from digest.understand.figures.west.nouns.find import noun_at
from digest.understand.figures.west.nouns.noun import Number
from digest.understand.figures.west.number_words import read_words
from digest.understand.figures.west.sentence import HYPHENS, Sentence
from digest.understand.figures.west.subjects import phrase_after, phrase_before

_NOT_OF_ALL = words(
    "first second latter other premier première deuxième seconde ersten zweiten primera segunda"
)
# Verbs of many, which stand right behind a share of them.
_PLURAL_VERBS = words(
    "are were have say said want expect plan believe think use sont ont étaient avaient veulent sind waren haben "
    "hatten wollen sagen son eran han quieren sono hanno são eram têm"
)
_BY, _MORE = words("by de um pour par"), words("more less mehr weniger")
# Before a share that something grew or fell by, and that nothing need follow: by a third, d'un tiers, на треть.
_BY_SHARE = words("by de d' d’ di um на o")
# "à moitié prix": no share of anything.
_NOT_ALONE = words("prix temps chemin precio tempo")
# la cuarta parte de
_PARTS = words("parte partes")
_WHOLE = words("the la le les l' der des los las el all its their")
_BEHIND_BARE_HALF = words("the its their all")
_YEAR = re.compile(r"(?:19|20)\d\d")
# One in a thousand is a share; five out of 190 are five, and 190.
_MOST_PARTS, _MOST_OF = 1000, 100
_MOST_WORDS = 12
# Between the numbers of odds, with the word that makes them odds.
_MOST_BETWEEN = 4
_MILLION = 1e6
# Quarters are times, too, but for three-quarters.
_QUARTER = 4


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


# ---- shares ---------------------------------------------------------------------------------------


def share(sentence: Sentence, first: int, place: int, value: float) -> Found | None:
    """Read "two thirds of", "a quarter of", "trois quarts des", "ein Drittel der"; the number ends before `place`."""
    grammar = sentence.grammar
    is_hyphened = sentence.low(place) in HYPHENS
    at = place + is_hyphened
    word = sentence.low(at)
    parts = grammar.shares.get(word)
    if parts is None or value >= parts:
        return None
    percent = round(100.0 * value / parts, 2)
    if grammar.order is NounOrder.GENITIVE:
        return _genitive_share(sentence, first, at, percent)
    after = at + 1 + (sentence.low(at + 1) in _PARTS)
    follower, noun = sentence.low(after), sentence.low(after + 1)
    ends_there = follower not in grammar.of and (not sentence.is_word(after) or follower in grammar.ends)
    if ends_there and _grew_by(sentence, first, word):
        return Found(first, after, percent, "%")
    is_of = follower in grammar.of or follower in grammar.of_whole
    is_several = value > 1 and (parts != _QUARTER or (is_hyphened and word == "quarters"))
    is_plain = is_several or word in grammar.plain_shares
    if not is_of and (is_plain or _is_said_of_all(sentence, after)):
        return Found(first, after, percent, "%")
    is_more = value > 1 and follower in ("majority", "more", "less", "mehr", "weniger")
    if noun in ("a", "an", "the") and sentence.low(after + 2) in grammar.durations:
        return None
    if not (is_of or is_more) or noun in grammar.durations:
        return None
    if noun == "what":
        # A tenth of what rivals need: said of what needs it.
        return Found(first, after, percent, "%", phrase_before(sentence, first))
    return Found(first, after, percent, "%", phrase_after(sentence, after))


def _grew_by(sentence: Sentence, first: int, word: str) -> bool:
    """Say whether something grew or fell by what begins there."""
    if sentence.low(first - 1) not in _BY_SHARE:
        return False
    # "plus d'un dixième"
    leads_up = sentence.low(first - 2) in sentence.grammar.verbs | sentence.grammar.about
    return leads_up or word not in sentence.grammar.doubtful_shares


def _genitive_share(sentence: Sentence, first: int, last: int, percent: float) -> Found | None:
    """Read a share whose whole stands behind it in the genitive, or by which something grew: на треть."""
    after = last + 1
    if sentence.low(first - 1) == "на":
        return Found(first, after, percent, "%")
    if (
        not sentence.is_word(after)
        or sentence.low(after) in sentence.grammar.durations | sentence.grammar.ends
    ):
        return None
    return Found(first, after, percent, "%", phrase_after(sentence, after))


def lone_share(sentence: Sentence, place: int) -> Found | None:
    """Read a share that has no number before it: "треть компаний", "le tiers des puces", "la cuarta parte de"."""
    grammar = sentence.grammar
    low, follower = sentence.low(place), sentence.low(place + 1)
    if (parts := grammar.lone_shares.get(low)) is not None:
        return _genitive_share(sentence, place, place, round(100.0 / parts, 2))
    if sentence.low(place - 1) not in ("le", "la") or follower not in grammar.behind_lone_share:
        return None
    after = place + 1 + (follower in _PARTS)
    return Found(place, after, round(100.0 / grammar.shares[low], 2), "%", phrase_after(sentence, after))


def part_of_scale(sentence: Sentence, place: int) -> tuple[int, float] | None:
    """Read "quarter of a million" from the place on: the place of the scale, and how many parts it has."""
    at = place + (sentence.low(place) in HYPHENS)
    parts = sentence.grammar.shares.get(sentence.low(at))
    if parts is None or sentence.low(at + 1) not in sentence.grammar.of:
        return None
    if sentence.low(at + 2) not in sentence.ones or sentence.scales.get(sentence.low(at + 3), 0.0) < _MILLION:
        return None
    return at + 3, float(parts)


def half(sentence: Sentence, place: int) -> Found | None:
    """Read "half of the", "la moitié des", "die Hälfte der"."""
    if sentence.low(place - 1) in _NOT_OF_ALL:
        return None
    grammar = sentence.grammar
    after = place + 1
    follower = sentence.low(after)
    if grammar.order is NounOrder.GENITIVE:
        return _genitive_share(sentence, place, place, 50.0)
    is_of = follower in grammar.of
    if not is_of and not (grammar.half_is_bare and follower in _BEHIND_BARE_HALF):
        return Found(place, after, 50.0, "%") if _is_half_alone(sentence, place) else None
    at = after + is_of
    noun = sentence.low(at)
    if noun in _WHOLE:
        noun = sentence.low(at + 1)
    if noun in grammar.durations or _YEAR.fullmatch(noun):
        return None
    return Found(place, after, 50.0, "%", phrase_after(sentence, after))


def _is_half_alone(sentence: Sentence, place: int) -> bool:
    """Read "la mitad emigra", "die Hälfte ging", "réduit de moitié", "pour moitié", "cut by more than half", "half were"."""
    before = place - 1
    while sentence.low(before) not in _BY and (
        sentence.low(before) in sentence.grammar.about or sentence.low(before) in _MORE
    ):
        before -= 1
    if sentence.low(before) == "in":
        # "cut in half", but not "in half an hour"
        return not sentence.is_word(place + 1) or sentence.low(place + 1) in (
            sentence.grammar.ends - sentence.grammar.articles
        )
    if sentence.low(before) in _BY:
        return not sentence.is_word(place + 1) or sentence.low(place + 1) in sentence.grammar.ends
    if sentence.grammar.half_is_bare:
        return _is_said_of_all(sentence, place + 1)
    return sentence.low(place - 1) in sentence.grammar.articles and sentence.low(place + 1) not in _NOT_ALONE


def _is_said_of_all(sentence: Sentence, place: int) -> bool:
    """Say whether a verb in the plural follows: two thirds were, half said; "a third was" is one more."""
    return sentence.low(place) in _PLURAL_VERBS


def every_nth(sentence: Sentence, place: int) -> Found | None:
    """Read "jeder fünfte Entwickler", "co trzecia firma"; the place is that of "jeder"."""
    nth = sentence.grammar.nth.get(sentence.low(place + 1))
    if nth is None or sentence.low(place + 2) in sentence.grammar.durations:
        return None
    return Found(place, place + 2, round(100.0 / nth, 2), "%", phrase_after(sentence, place + 2))


# ---- odds -----------------------------------------------------------------------------------------


def odds(sentence: Sentence, first: int, place: int, value: float) -> Found | None:
    """Read "one in five", "two out of every three", "one firm in ten", "une entreprise sur cinq", "zwei von drei"."""
    stop, at = _odds_word(sentence, place)
    token = sentence.token(at) if at > place else None
    if token is None or sentence.in_date(token):
        return None
    if stop > place and sentence.low(first) == "a":
        # "a citizen in 1990"
        return None
    many: float | None
    if token.kind == "number":
        many, after = sentence.amount_of(token), at + 1
    elif token.low in sentence.numbers:
        many, after = read_spelled(sentence, at)
    else:
        return None
    if many is None or not value < many <= (_MOST_PARTS if value == 1 else _MOST_OF) or value % 1 or many % 1:
        return None
    if not _ends_odds(sentence, after, Number(at, many), has_words_between=stop > place):
        return None
    subject = sentence.slice(place, stop - 1) if stop > place else phrase_after(sentence, after)
    return Found(first, after, round(100.0 * value / many, 2), "%", subject)


def _odds_word(sentence: Sentence, place: int) -> tuple[int, int]:
    """Return where "in", "sur", "von", "de cada" begins and ends behind the number; the place itself where none does."""
    grammar = sentence.grammar
    if sentence.is_hyphen(place):
        # "one-in-five"
        is_joined = (sentence.low(place + 1),) in grammar.odds and sentence.is_hyphen(place + 2)
        return place, place + 3 if is_joined else place
    for at in range(place, place + (_MOST_BETWEEN if grammar.has_noun_before_odds else 1)):
        for phrase in grammar.odds:
            if sentence.says(at, phrase):
                return at, at + len(phrase)
        is_in_noun = sentence.is_word(at) or sentence.is_hyphen(at)
        if not is_in_noun or sentence.low(at) in grammar.ends:
            break
    return place, place


def _ends_odds(sentence: Sentence, after: int, many: Number, *, has_words_between: bool) -> bool:
    """Say whether what follows leaves it odds: not "in 30 days", "in 5 %", "sur 12 mois", "von 30 Ländern"."""
    noun = sentence.low(after)
    grammar = sentence.grammar
    if noun in grammar.durations or sentence.is_scale(after) or noun in ("%", "$", "€", "-"):
        return False
    if unit_at(sentence, after)[0]:
        return False
    # "one plant in two towns"
    return not has_words_between or noun_at(sentence, after, many) is None
