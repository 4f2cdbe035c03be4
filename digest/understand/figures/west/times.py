"""By how much: "17 times cheaper", "tenfold", "das Doppelte", "sales tripled", "par trois"."""

import re

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.nouns.noun import Noun
from digest.understand.figures.west.phrases import phrase_after, phrase_before
from digest.understand.figures.west.said_before import LEVELS
from digest.understand.figures.west.sentence import Sentence

# Shorter words end so by chance: her, aber.
_SHORTEST_COMPARATIVE = 5
_TIMES_OF = words("last this")
TWICE = {"twice": 2.0, "thrice": 3.0, "doppelt": 2.0}
_AS = {"twice": words("as the that its what"), "thrice": words("as"), "doppelt": words("so")}
_WHAT_IS_TWICE = words("the its")
_FOLD = re.compile(r"(?P<many>[a-zäöüß]+)(?P<fold>fold|mal|fach|fache|facher|faches|fachen|facht)$")
_FOLDS = words("fold fach fache faches fachen")
_ROUND = {"hundred": 100.0, "thousand": 1000.0}
_MULTIPLY = ("divis", "divid", "multipl", "moltiplic", "умнож")
_FACTORS = words("factor faktor facteur fattore fator")
# Behind "double" and the like, which are adjectives elsewhere: a double room.
_WITH_WHAT = words("the its their his her our that what this those last today's today’s")
_THAN = words("que rispetto du")
# Fewer are no figure: the firm raised prices three times last year. So many are counted: downloads, views, calls.
_MANY = 1_000
# An article that has grown together with the word before it.
_IN_ARTICLES = words("aufs ums am zum vom al del au du ao do")
# Before a verb in its plain form: to double, will triple; "more than double its price" is one, too.
_BEFORE_VERB = words("to will would could can may might should must than")


def times_after(sentence: Sentence, place: int) -> int | None:
    """Return the place after "times" where a comparison follows: 17 times cheaper, 1.5x, 4-fold, 3-mal so viel."""
    token = sentence.token(place)
    if token is None:
        return None
    if token.text == "×" or (token.low == "x" and sentence.touches(place)):
        return None if sentence.is_digits(place + 1) else place + 1
    if sentence.is_hyphen(place):
        return place + 2 if _is_fold(sentence, place + 1) else None
    if sentence.touches(place):
        return place + 1 if _is_fold(sentence, place) else None
    is_times = token.low in sentence.grammar.times and token.low != "x"
    return place + 1 if is_times and (_is_by(sentence, place) or is_compared(sentence, place + 1)) else None


def _is_by(sentence: Sentence, place: int) -> bool:
    """Say whether it is by so many times, with nothing that is compared: выросли в 2,5 раза."""
    return sentence.low(place - 2) in sentence.grammar.by_times


def many_times(sentence: Sentence, place: int, value: float) -> Noun | None:
    """Return how often something was done, with nothing that is compared: downloaded 3.57 million times."""
    if sentence.low(place) in sentence.grammar.of:
        place += 1
    token = sentence.token(place)
    if value < _MANY or token is None or token.low == "x" or token.low not in sentence.grammar.times:
        return None
    return Noun(place + 1, token.text)


def factor_opens(sentence: Sentence, place: int) -> int | None:
    """Return where a factor begins: "divisé par trois", "multiplied by four", "a factor of ten"; None if it is none."""
    before = sentence.low(place - 1)
    if before in ("par", "por", "by", "per") and sentence.low(place - 2).startswith(_MULTIPLY):
        return place
    named = place - 2 if before in sentence.grammar.of else place - 1
    return named if sentence.low(named) in _FACTORS else None


def _is_fold(sentence: Sentence, place: int) -> bool:
    low = sentence.low(place)
    return low in _FOLDS or (low == "mal" and is_compared(sentence, place + 1))


def times_in_one_word(sentence: Sentence, place: int) -> Found | None:
    """Read "tenfold", "dreifach", "viermal schneller"."""
    match = _FOLD.fullmatch(sentence.low(place))
    if match is None:
        return None
    many = sentence.numbers.get(match["many"]) or _ROUND.get(match["many"])
    if many is None or (match["fold"] == "mal" and not is_compared(sentence, place + 1)):
        return None
    return Found(place, place + 1, many, "x")


def twice(sentence: Sentence, place: int) -> Found | None:
    """Read "twice as many", "doppelt so viele": only where something is compared."""
    low = sentence.low(place)
    if low not in TWICE or sentence.low(place + 1) not in _AS[low]:
        return None
    # "twice the value of the goods", but "twice as many"
    is_of_what = sentence.low(place + 1) in _WHAT_IS_TWICE
    return Found(place, place + 1, TWICE[low], "x", "" if is_of_what else phrase_before(sentence, place))


def multiplied(sentence: Sentence, place: int) -> Found | None:
    """Read "sales tripled", "will double its output", "el triple que", "hat sich verdoppelt", "выросла вдвое"."""
    grammar = sentence.grammar
    low, before, follower = sentence.low(place), sentence.low(place - 1), sentence.low(place + 1)
    if follower in grammar.undone or sentence.is_hyphen(place + 1):
        return None
    if low in grammar.multiples and _is_behind_article(sentence, place) and _is_of(sentence, place):
        return Found(place, place + 1, grammar.multiples[low], "x")
    factor = grammar.multiplied.get(low)
    if factor is not None:
        # "un doublé", "the tripled output": what is called so.
        return None if before in grammar.articles else Found(place, place + 1, factor, "x")
    factor = grammar.multiply.get(low)
    if factor is None or before in grammar.articles:
        return None
    is_verb = (
        before in _BEFORE_VERB or follower in grammar.possessives or _leads_to_level(sentence, place + 1)
    )
    if not is_verb and follower not in _WITH_WHAT:
        return None
    # "to double output to 600,000": what is doubled stands behind, if anything does.
    is_followed = is_verb and follower not in grammar.ends
    return Found(place, place + 1, factor, "x", phrase_after(sentence, place + 1) if is_followed else "")


def _leads_to_level(sentence: Sentence, place: int) -> bool:
    """Say whether the place leads to what something became: doubles to $5 billion, triple à 3 Md€."""
    at = place + 1
    return sentence.low(place) in LEVELS and (sentence.is_number(at) or sentence.is_money_sign(at))


def _is_behind_article(sentence: Sentence, place: int) -> bool:
    before = sentence.low(place - 1)
    return before in sentence.grammar.articles or before in _IN_ARTICLES


def _is_of(sentence: Sentence, place: int) -> bool:
    """Say whether a multiple is one of something: it has a noun's capital, as in German, is said of what, or ends the clause."""
    if sentence.grammar.nouns_have_capitals:
        return sentence.tokens[place].text[0].isupper()
    return not sentence.is_word(place + 1) or sentence.low(place + 1) in sentence.grammar.of | _THAN


def is_compared(sentence: Sentence, place: int) -> bool:
    grammar = sentence.grammar
    low = sentence.low(place)
    # "three times last year's level", but "three times last year"
    is_of_time = low in _TIMES_OF and sentence.is_genitive(place + 1)
    is_comparative = len(low) >= _SHORTEST_COMPARATIVE and low.endswith(grammar.comparatives)
    return is_of_time or low in grammar.compared or (is_comparative and low not in grammar.not_compared)
