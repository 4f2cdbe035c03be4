"""The noun that is the first word with a capital: 300 junge Ingenieure. German."""

from digest.understand.figures.west.nouns.noun import Noun, Number, is_told, unless_points
from digest.understand.figures.west.sentence import Sentence

_LONGEST_PHRASE = 5
# Shorter nouns end too many words by chance: Fabrikate are no Räte.
_LONG_PART = 5


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    for at in range(place, min(place + _LONGEST_PHRASE, len(sentence))):
        token = sentence.tokens[at]
        if token.kind != "word" or token.low in grammar.ends or sentence.is_scale(at):
            return None
        if not token.text[0].isupper():
            continue
        last = sentence.after_hyphens(at)
        noun = sentence.slice(at, last)
        folded = noun.lower()
        if folded in grammar.durations or folded in grammar.idle or len(folded) < 3:
            return Noun(last + 1)
        counted = folded if folded in grammar.counted | grammar.points else _last_part(sentence, folded)
        if is_told(sentence, number, counted):
            return Noun(last + 1)
        return Noun(last + 1, noun, unless_points(sentence, folded, sentence.slice(place, last)))
    return None


def _last_part(sentence: Sentence, compound: str) -> str:
    """Return the counted noun that a compound ends with: the Fabriken of Chipfabriken; itself if there is none."""
    return next(
        (noun for noun in sentence.grammar.counted if len(noun) >= _LONG_PART and compound.endswith(noun)),
        compound,
    )
