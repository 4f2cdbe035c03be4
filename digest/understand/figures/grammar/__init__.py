"""What the words of a language do around a number: four grammars in full, and what is known of the others."""

from digest.understand.figures.grammar.others import FULL, ITALIAN, POLISH, PORTUGUESE, REST, RUSSIAN
from digest.understand.figures.grammar.shape import Grammar, NounOrder

__all__ = ["Grammar", "NounOrder", "grammar_of"]

_GRAMMARS = dict(zip(("en", "fr", "de", "es"), FULL, strict=True)) | {
    "it": ITALIAN, "pt": PORTUGUESE, "pl": POLISH, "ru": RUSSIAN,
}  # fmt: skip


def grammar_of(language: str) -> Grammar:
    return _GRAMMARS.get(language, REST)
