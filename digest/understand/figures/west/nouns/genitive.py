"""The noun that is the first word in the genitive plural: 300 chińskich inżynierów. Polish, Russian."""

from digest.understand.figures.west.nouns.noun import Noun, Number, is_told
from digest.understand.figures.west.sentence import Sentence

# How an adjective ends where many are counted: nowych, крупных.
_MANY = ("ych", "ich", "ых", "их")
# The genitive of many, where the ending tells.
_OF_MANY = ("ów", "ej", "ji", "ов", "ев", "ей", "ий")


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    at = place
    while sentence.low(at).endswith(_MANY) or sentence.low(at) in grammar.adjectives:
        at += 1
    token = sentence.token(at)
    if token is None or token.kind != "word" or not token.text.islower():
        return None
    if token.low in grammar.durations or token.low in grammar.idle:
        return Noun(at + 1)
    is_many = token.low.endswith(_OF_MANY) and token.low not in grammar.compared
    if not is_many and token.low not in grammar.counted:
        return None
    if is_told(sentence, number, token.low):
        return Noun(at + 1)
    return Noun(at + 1, token.text, sentence.slice(place, at))
