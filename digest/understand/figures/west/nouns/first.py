"""The noun that is the first word that is no adjective: 300 ingénieurs chinois. French, Spanish, Italian, Portuguese."""

from digest.understand.figures import units
from digest.understand.figures.west.grammar.shape import words
from digest.understand.figures.west.nouns.noun import (
    Noun,
    Number,
    is_advice,
    is_told,
    states_percent,
    unless_points,
)
from digest.understand.figures.west.sentence import Sentence, Token

_SINGULAR = words("le la l' l’ el")
# Plurals that look like singulars, and one that is written with a hyphen.
_PLURALS = words("start-up gens personnel")
# Papers that are called after a number.
_NEWSPAPERS = words("minutes heures millions jours")


def noun_at(sentence: Sentence, place: int, number: Number) -> Noun | None:
    grammar = sentence.grammar
    if sentence.low(number.first - 1) in grammar.of_which:
        # "dont 37 milliards actifs": how, not what.
        return None
    if sentence.low(number.first - 1) in _SINGULAR and not number.is_scaled:
        # Le 737 MAX: one that is called so.
        return Noun(place)
    has_de = sentence.low(place) in ("de", "d'", "d’", "di")
    if has_de and (not number.is_scaled or _is_whose(sentence, number)):
        return None
    start = at = place + has_de
    while sentence.low(at) in grammar.adjectives and at < place + 4:
        at += 1
    token = sentence.token(at)
    if token is None or token.kind != "word" or token.low in grammar.ends:
        return None
    is_point = token.low in grammar.points and states_percent(sentence)
    if token.low in grammar.durations or (token.low in grammar.idle and not is_point):
        is_machine = token.low in units.HOURS and sentence.low(at + 2) in grammar.machine_hours
        return Noun(at + 3, token.text, sentence.slice(at, at + 2)) if is_machine else Noun(at + 1)
    last = sentence.after_hyphens(at)
    noun = sentence.slice(at, last)
    if noun.lower() not in _PLURALS and not _may_be_counted(sentence, token, number):
        return None
    if is_advice(sentence, last) or is_told(sentence, number, noun.lower()):
        return Noun(last + 1)
    phrase = sentence.slice(start, _end_of_phrase(sentence, last))
    return Noun(last + 1, noun, unless_points(sentence, token.low, phrase))


def _is_whose(sentence: Sentence, number: Number) -> bool:
    """ "910 millions de téléchargements par rapport aux 125 millions de DeepSeek": whose, not what."""
    is_told_of = sentence.low(number.first - 1) in ("aux", "les", "los", "las")
    return number.follows_figure and is_told_of and sentence.low(number.first - 2) in sentence.grammar.against


def _may_be_counted(sentence: Sentence, token: Token, number: Number) -> bool:
    low = token.low
    is_acronym = len(token.text) > 1 and token.text[:2].isupper()
    is_plural = low.endswith(sentence.grammar.plural_endings)
    if not (is_plural or is_acronym):
        return False
    if not token.text[0].isupper() or is_acronym:
        return True
    # A capital is a paper's, a town's behind its code, or a people's: 20 Minutes, 75004 Paris, 300 Chinois.
    digits = sentence.tokens[number.first].text
    is_code = digits.isdigit() and len(digits) > 4
    return is_plural and low not in _NEWSPAPERS and not is_code


def _end_of_phrase(sentence: Sentence, last: int) -> int:
    """Return the last place of the adjectives that follow a noun in its number: modèles dérivés."""
    stop = last
    while stop < last + 3 and sentence.is_word(stop + 1):
        follower = sentence.low(stop + 1)
        if follower in sentence.grammar.ends or not follower.endswith(("s", "x")):
            break
        stop += 1
    return stop
