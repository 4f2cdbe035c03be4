"""Parts of a whole: "two thirds of", "half the", "la moitié", "jeder fünfte"."""

import re
from collections.abc import Sequence

from digest.understand.figures.west.found import Found
from digest.understand.figures.west.grammar.shape import NounOrder, words
from digest.understand.figures.west.phrases import phrase_after, phrase_before, whole_after
from digest.understand.figures.west.sentence import HYPHENS, Sentence

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
# Before one nothing need say "by": imports rose a third.
_MOVED = words(
    "rose rise rises fell fall falls grew grow grows jumped dropped climbed slid declined shrank up down"
)
# "à moitié prix": no share of anything.
_NOT_ALONE = words("prix temps chemin precio tempo")
# la cuarta parte de
_PARTS = words("parte partes")
_BEFORE_LONE_SHARE = words("le la du au")
_WHOLE = words("the la le les l' der des los las el all its their")
_BEHIND_BARE_HALF = words("the its their all")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MILLION = 1e6
# Quarters are times, too, but for three-quarters.
_QUARTER = 4


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
    ends_there = follower not in grammar.of and sentence.begins_no_noun(after)
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


def another_share(sentence: Sentence, place: int, found: Sequence[Found]) -> Found | None:
    """Read "half went to Korea and a quarter to Japan": a share behind another one."""
    grammar = sentence.grammar
    parts = grammar.shares.get(sentence.low(place + 1))
    is_listed = sentence.low(place - 1) in grammar.ands and any(each.unit == "%" for each in found)
    if parts is None or not is_listed or sentence.low(place + 2) not in grammar.ends:
        return None
    return Found(place, place + 2, round(100.0 / parts, 2), "%")


def _grew_by(sentence: Sentence, first: int, word: str) -> bool:
    """Say whether something grew or fell by what begins there."""
    if sentence.low(first - 1) in _MOVED:
        return True
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
    if sentence.begins_no_noun(after) or sentence.low(after) in sentence.grammar.durations:
        return None
    return Found(first, after, percent, "%", phrase_after(sentence, after))


def lone_share(sentence: Sentence, place: int) -> Found | None:
    """Read a share that has no number before it: "треть компаний", "le tiers des puces", "la cuarta parte de"."""
    grammar = sentence.grammar
    low, follower = sentence.low(place), sentence.low(place + 1)
    if (parts := grammar.lone_shares.get(low)) is not None:
        return _genitive_share(sentence, place, place, round(100.0 / parts, 2))
    if sentence.low(place - 1) not in _BEFORE_LONE_SHARE:
        return None
    if follower not in grammar.behind_lone_share and not _is_share_of_last(sentence, place):
        return None
    after = place + 1 + (follower in _PARTS)
    return Found(place, after, round(100.0 / grammar.shares[low], 2), "%", phrase_after(sentence, after))


def _is_share_of_last(sentence: Sentence, place: int) -> bool:
    """Read "dont le tiers à l'étranger", "la part dépasse le tiers": a share of what was spoken of."""
    grammar = sentence.grammar
    leads_up = sentence.low(place - 2) in grammar.of_which | grammar.verbs
    return leads_up and sentence.low(place + 1) not in grammar.of and sentence.begins_no_noun(place + 1)


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
    if sentence.low(place - 1) in _NOT_OF_ALL or _is_halfway(sentence, place):
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


def _is_halfway(sentence: Sentence, place: int) -> bool:
    """Tell "zur Hälfte der Laufzeit", a time, from "zur Hälfte bezahlt"."""
    grammar = sentence.grammar
    return sentence.low(place - 1) == "zur" and sentence.low(place + 1) in grammar.articles | grammar.of


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
    if sentence.low(place - 1) == "zur":
        return True
    if sentence.low(before) in _BY:
        return sentence.begins_no_noun(place + 1)
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
    return Found(place, place + 2, round(100.0 / nth, 2), "%", whole_after(sentence, place + 2))
