"""What stands on the archive's pages around what they show; their templates name it by these names."""

from digest.tell.phrases import Words


class PagePhrase(Words):
    DIGESTS = "Digests", "Les points"
    SEARCH = "Search", "Recherche"
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
