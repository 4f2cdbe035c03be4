"""What the words of a language do around a number: four grammars in full, and what is known of the others."""

from dataclasses import fields, replace

from digest.understand.figures.grammar.english import ENGLISH
from digest.understand.figures.grammar.french import FRENCH
from digest.understand.figures.grammar.german import GERMAN
from digest.understand.figures.grammar.shape import Grammar, NounOrder, words
from digest.understand.figures.grammar.spanish import SPANISH

__all__ = ["Grammar", "NounOrder", "grammar_of"]

_FULL = (ENGLISH, FRENCH, GERMAN, SPANISH)


def _everyone() -> Grammar:
    """Return a grammar with the words of all four, for a language that has none of its own.

    A word too many ends a phrase early there; a word too few would make a noun of a verb.
    """
    joined = {
        field.name: frozenset().union(*(getattr(grammar, field.name) for grammar in _FULL))
        for field in fields(Grammar)
        if isinstance(getattr(ENGLISH, field.name), frozenset)
    }
    return Grammar(**joined)  # type: ignore[arg-type]


_OTHERS = _everyone()
_ITALIAN = replace(
    _OTHERS,
    order=NounOrder.FIRST,
    durations=_OTHERS.durations | words("anno anni mese mesi giorno giorni ora ore settimana settimane"),
    times=words("volte x"),
    compared=words("più meno superiore il la"),
    of=_OTHERS.of | words("di"),
    adjectives=words("nuovi nuove grandi altri altre"),
)
_PORTUGUESE = replace(
    _OTHERS,
    order=NounOrder.FIRST,
    durations=_OTHERS.durations | words("ano anos mês dia dias hora horas semana semanas"),
    times=words("vezes x"),
    compared=words("mais menos maior menor o a superior"),
    of=_OTHERS.of | words("do da"),
    adjectives=words("novos novas grandes outros outras"),
)
_REST = replace(
    _OTHERS,
    durations=_OTHERS.durations | words("lat roku rok dni godzin miesięcy jaar dagen uur лет года дней"),
)
_GRAMMARS = {
    "en": ENGLISH, "fr": FRENCH, "de": GERMAN, "es": SPANISH, "it": _ITALIAN, "pt": _PORTUGUESE,
}  # fmt: skip


def grammar_of(language: str) -> Grammar:
    return _GRAMMARS.get(language, _REST)
