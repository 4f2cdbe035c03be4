"""A text in; out what is found in it, as tests compare it."""

from digest.understand.figures import find_figures


def found(text: str, language: str = "en") -> set[tuple[float, str]]:
    """Return the amounts that a text states, with their units."""
    return {(figure.amount, figure.unit) for figure in find_figures("i", "", text, language)}


def said_of(text: str, language: str = "en") -> dict[float, str]:
    """Return the amounts that a text states, with what each is said of."""
    return {figure.amount: figure.subject for figure in find_figures("i", "", text, language)}
