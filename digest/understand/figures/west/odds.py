"""Parts of a whole as odds: "one in five", "two out of every three", "une entreprise sur cinq"."""

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.shape import NONE, NounOrder
from digest.understand.figures.west.measures import unit_at
from digest.understand.figures.west.nouns.find import noun_at
from digest.understand.figures.west.nouns.noun import Number
from digest.understand.figures.west.phrases import whole_after
from digest.understand.figures.west.sentence import Sentence
from digest.understand.figures.west.spelled import read_spelled

# One in a thousand is a share; five out of 190 are five, and 190.
_MOST_PARTS, _MOST_OF = 1000, 100
# Between the numbers of odds, with the word that makes them odds.
_MOST_BETWEEN, _MOST_WITH_OF = 4, 7


def odds(sentence: Sentence, first: int, place: int, value: float) -> Found | None:
    """Read "one in five", "two out of every three", "one firm in ten", "une entreprise sur cinq", "zwei von drei"."""
    stop, at = _odds_word(sentence, place)
    token = sentence.token(at) if at > place else None
    if token is None or sentence.in_date(token):
        return None
    if stop > place and sentence.low(first) == "a":
        # "a citizen in 1990"
        return None
    if sentence.is_hyphen(first - 1) and sentence.touches(first):
        # A score: 211-3 in 45 overs.
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
    if stop > place:
        subject = sentence.slice(place, stop - 1)
    else:
        subject = whole_after(sentence, after)
    return Found(first, after, round(100.0 * value / many, 2), "%", subject)


def _odds_word(sentence: Sentence, place: int) -> tuple[int, int]:
    """Return where "in", "sur", "von", "de cada" begins and ends behind the number; the place itself where none does."""
    grammar = sentence.grammar
    if sentence.is_hyphen(place):
        # "one-in-five"
        is_joined = (sentence.low(place + 1),) in grammar.odds and sentence.is_hyphen(place + 2)
        return place, place + 3 if is_joined else place
    # "deux jeunes pousses de l'IA sur trois"
    may_hold_of = grammar.order is NounOrder.FIRST
    most = (_MOST_WITH_OF if may_hold_of else _MOST_BETWEEN) if grammar.has_noun_before_odds else 1
    inside = grammar.of | grammar.articles if may_hold_of else NONE
    for at in range(place, place + most):
        for phrase in grammar.odds:
            if sentence.says(at, phrase):
                return at, at + len(phrase)
        is_in_noun = sentence.is_word(at) or sentence.is_hyphen(at) or sentence.low(at) in inside
        if not is_in_noun or sentence.low(at) in grammar.ends - inside:
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
