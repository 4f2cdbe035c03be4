"""What the words of a language do around a number: four grammars in full, and what is known of the others.

What its number words amount to, `number_words.py` says.
"""

from digest.understand.figures.west.grammar.english import ENGLISH
from digest.understand.figures.west.grammar.french import FRENCH
from digest.understand.figures.west.grammar.german import GERMAN
from digest.understand.figures.west.grammar.others import ITALIAN, POLISH, PORTUGUESE, REST, RUSSIAN
from digest.understand.figures.west.grammar.shape import Grammar, NounOrder
from digest.understand.figures.west.grammar.spanish import SPANISH

__all__ = ["Grammar", "NounOrder", "grammar_of"]

_GRAMMARS = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "pl": POLISH,
    "ru": RUSSIAN,
}


def grammar_of(language: str) -> Grammar:
    return _GRAMMARS.get(language, REST)
