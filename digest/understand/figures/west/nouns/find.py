"""What a number counts: the noun behind it, with its phrase, as the order of its language has it."""

from digest.understand.figures.west.grammar import NounOrder
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.nouns import capital, first, genitive, plural_last
from digest.understand.figures.west.nouns.noun import INDIRECT, Noun, Number
from digest.understand.figures.west.sentence import Sentence

# What a hyphen may join to a number: "a 70-billion-parameter model", "a 10-member panel".
_HYPHENED = words(
    "person member page parameter token layer qubit core seat bed nation country state story card gpu node chip "
    "rack seater passenger wafer bit vote unit language city point acre room share"
)
# Behind the B of billions these speak of parameters, which nobody names: a 70B model, 22B active.
_SIZED = words(
    "model models version versions variant variants active activated baseline baselines checkpoint checkpoints llm llms "
    "network networks moe predecessor predecessors successor sibling siblings rival rivals"
)
# Behind these a context is told in tokens, which nobody names: a 128K context.
_MANY = words("k m")


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    """Return the noun that is counted; None means that nothing is counted here and the number stands bare."""
    if (
        sentence.tokens[place - 1].text == "B"
        and sentence.touches(place - 1)
        and sentence.low(place) in _SIZED
    ):
        return Noun(place + 1, "parameters", "parameters")
    if sentence.low(place - 1) in _MANY and sentence.touches(place - 1) and sentence.low(place) == "context":
        return Noun(place + 1, "tokens", "context")
    if sentence.low(place) in INDIRECT and sentence.begins_no_noun(place + 1):
        return None
    if sentence.is_hyphen(place) and sentence.is_word(place + 1):
        return _hyphened(sentence, place + 1)
    if sentence.low(place) == "+":
        place += 1
    if sentence.low(place) in ("plus", "odd", "or") and sentence.low(place + 1) == "so":
        place += 2
    place = _over_number_of(sentence, place)
    if sentence.token(place) is None:
        return None
    match sentence.grammar.order:
        case NounOrder.PLURAL_LAST:
            return plural_last.noun_at(sentence, place, number)
        case NounOrder.CAPITAL:
            return capital.noun_at(sentence, place, number)
        case NounOrder.FIRST:
            return first.noun_at(sentence, place, number)
        case NounOrder.GENITIVE:
            return genitive.noun_at(sentence, place, number)
        case NounOrder.UNKNOWN:
            return None


def _over_number_of(sentence: Sentence, place: int) -> int:
    """Return the place after "the number of", where that stands before the noun: brings to 27 the number of states."""
    grammar = sentence.grammar
    is_named = sentence.low(place) in grammar.articles and sentence.low(place + 1) in grammar.number_of
    return place + 3 if is_named and sentence.low(place + 2) in grammar.of else place


def is_hyphened_noun(sentence: Sentence, place: int) -> bool:
    return sentence.low(place) in _HYPHENED


def _hyphened(sentence: Sentence, place: int) -> Noun:
    token = sentence.tokens[place]
    if token.low not in _HYPHENED:
        return Noun(place + 1)
    following = sentence.token(place + 1)
    is_named = following and following.kind == "word" and following.low not in sentence.grammar.ends
    return Noun(place + 1, token.text, following.text if following and is_named else token.text)
