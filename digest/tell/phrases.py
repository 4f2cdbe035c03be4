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
    """What several modules say of the news and around it, the archive's pages among them."""

    DIGESTS = "Digests", "Les points"
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
    SEARCH = "Search", "Recherche"
    FOUND_ALL = "Newest stories", "Les sujets les plus récents"
    FOUND_NOTHING = "Nothing found for {query}.", "Rien trouvé pour {query}."
    TRY_FEWER_WORDS = (
        "Try fewer words, a wider span, or another spelling.",
        "Essayez moins de mots, une durée plus longue ou une autre graphie.",
    )
    PREVIOUS_PAGE = "Previous page", "Page précédente"
    NEXT_PAGE = "Next page", "Page suivante"
    UNEXPECTED = (
        "Something went wrong on our side; it was noted. Please try again in a minute.",
        "Une erreur est survenue de notre côté ; elle a été notée. Réessayez dans une minute.",
    )

    # ---- the pages ----
    SEARCH_HINT = (
        'Words, "phrases", -words, prefixes*; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh',
        'Mots, "expressions", -mots, préfixes* ; since:7d theme:talent outlet:scmp.com viewpoint:china language:zh',
    )
    SKIP_TO_TEXT = "Skip to the text", "Aller au texte"
    SIGN_IN = "Sign in", "Connexion"
    PASSWORD = "Password", "Mot de passe"
    WRONG_PASSWORD = "That is not the password.", "Ce n’est pas le mot de passe."
    MANY_WRONG = (
        "Too many wrong passwords came; wait a minute and try again.",
        "Trop de mots de passe faux ; attendez une minute puis réessayez.",
    )
    FOR_THE_TEAM = "These pages are for the team.", "Ces pages sont pour l’équipe."
    BY_LINK = (
        "Follow the link below a digest in chat.",
        "Suivez le lien sous un point dans la messagerie.",
    )
    BY_LINK_OR_PASSWORD = (
        "Follow the link below a digest in chat, or sign in.",
        "Suivez le lien sous un point dans la messagerie, ou connectez-vous.",
    )
    BY_NOTHING_YET = (
        "They open on the machine they run on alone, until whoever runs them sets public_url or "
        "PARALLAX_WEB_PASSWORD.",
        "Elles ne s’ouvrent que sur la machine où elles tournent, tant que la personne qui s’en occupe n’a pas défini "
        "public_url ou PARALLAX_WEB_PASSWORD.",
    )
    NO_SUCH_PAGE = "There is no such page.", "Cette page n’existe pas."
    NO_SUCH_DIGEST = "There is no such digest.", "Ce point n’existe pas."
    NO_SUCH_STORY = "There is no such story.", "Ce sujet n’existe pas."
    MOTTO = (
        "Parallax: the same happening, seen from several sides.",
        "Parallax : le même événement, vu de plusieurs côtés.",
    )
