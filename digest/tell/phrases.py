"""The bot's own words, in English and in French; `digest.tell.voice` speaks them.

The news keeps its language; this is what stands around it. Every phrase is one whole, so that no sentence
is put together from halves that another language would order otherwise. What a single module says stands
there, as Words of its own.
"""

from enum import Enum


class Words(Enum):
    """What a Voice can say: each member is a text in English and one in French.

    `one|many` where the number `n` decides; `{name}` where a value goes.
    """


class Phrase(Words):
    """What several modules say of the news and around it."""

    DIGEST_OF = "Digest of {day}", "Le point du {day}"
    WEEK_OF = "Week to {day}", "La semaine jusqu’au {day}"
    STORIES_COUNT = "{n} story|{n} stories", "{n} sujet|{n} sujets"
    MORE_CARDS = "{n} more: /parallax today", "{n} de plus : /parallax today"
    DETAILS = "Details", "Détails"
    COURSE = "How it went", "Le cours des choses"
    HEADLINE_ONLY = "headline only", "titre seul"
    N_MORE = "{n} more", "{n} de plus"
    ALSO_IN = "also {outlets}", "aussi {outlets}"
    FIGURES = "Figures", "Chiffres"
    THEME = "Theme", "Thème"
    THEMES = "Themes", "Thèmes"
    FEEDS = "Feeds", "Flux"
    FOUND_ALL = "Newest stories", "Les sujets les plus récents"
    TRY_FEWER_WORDS = (
        "Try fewer words, a wider span, or another spelling.",
        "Essayez moins de mots, une durée plus longue ou une autre graphie.",
    )
    UNEXPECTED = (
        "Something went wrong on our side; it was noted. Please try again in a minute.",
        "Une erreur est survenue de notre côté ; elle a été notée. Réessayez dans une minute.",
    )
