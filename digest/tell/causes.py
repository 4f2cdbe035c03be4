"""Why a feed could not be read or a place not be posted to: as it was noted in, in the reader's language out."""

import re
from collections.abc import Mapping
from functools import cache

from digest.causes import Cause
from digest.tell.voice import Voice, filled, unbroken

IN_FRENCH: Mapping[Cause, str] = {
    # ---- no answer ----
    Cause.CERTIFICATE: "son certificat n’est pas valable : {what}",
    Cause.INSECURE: "une connexion sécurisée n’a pas pu être établie",
    Cause.NAME_NOT_NOW: "le nom {name} n’a pas pu être cherché à l’instant",
    Cause.NAME_UNKNOWN: "le nom {name} n’est pas connu",
    Cause.NO_CONNECTION_IN: "aucune connexion n’a pu être établie en {seconds} s",
    Cause.NO_ANSWER_IN: "le serveur n’a pas répondu en {seconds} s",
    Cause.TOO_SLOW: "cela a pris trop de temps",
    Cause.NOTHING_ANSWERS: "rien ne répond à cette adresse (connexion refusée)",
    Cause.NOT_REACHED: "son serveur ne peut pas être joint d’ici",
    Cause.NO_CONNECTION: "aucune connexion n’a pu être établie ({what})",
    Cause.HUNG_UP: "le serveur a raccroché sans répondre",
    Cause.BROKE_OFF: "la réponse s’est interrompue",
    Cause.NOT_HTTP: "la réponse n’est pas dans la forme du web (HTTP)",
    Cause.NO_DISK: "le disque de cette machine n’a pas de place pour la réponse",
    Cause.CONNECTION_FAILED: "la connexion a échoué ({what})",
    Cause.NO_SENSE: "la réponse n’a aucun sens",
    Cause.COME_LATER: "son hôte nous demande de revenir plus tard",
    Cause.MANY_WAIT: "trop de grandes réponses attendent d’être lues en ce moment",
    # ---- an answer that says no ----
    Cause.ASKS_PASSWORD: (
        "il demande un mot de passe (401) ; nommez la variable qui le contient, avec `auth` dans son [[feed]] ou par "
        "`parallax feeds add URL --auth VARIABLE`"
    ),
    Cause.REFUSES_PASSWORD: "il refuse le mot de passe dans {name} (401)",
    Cause.REFUSES: "il nous refuse (403)",
    Cause.NOTHING_THERE: "il n’y a rien à cette adresse (404)",
    Cause.NO_FORM: "il n’a rien sous une forme que nous lisons (406)",
    Cause.NO_ROBOTS: "son hôte ne le laisse lire par aucun robot (robots.txt)",
    Cause.GONE: "il a disparu pour de bon (410)",
    Cause.TOO_OFTEN: "il nous demande de venir moins souvent (429)",
    Cause.WITHHELD: "il est retenu pour des raisons légales (451)",
    Cause.SERVER_FAILED: "son serveur a échoué ({status})",
    Cause.OTHER_STATUS: "il a répondu par le statut {status}",
    Cause.WALL: "un mur contre les robots le protège ({status})",
    Cause.NEVER_CHANGED: "il dit que rien n’a changé, mais nous avons demandé tout ce qu’il a (304)",
    # ---- where it leads ----
    Cause.PRIVATE_ADDRESS: (
        "il mène à une adresse privée ({address}), refusée sauf si PARALLAX_ALLOW_HOSTS nomme son host:port"
    ),
    Cause.OPENED_ADDRESS: (
        "il mène à une adresse que PARALLAX_ALLOW_HOSTS n’ouvre qu’à vos propres flux ({address})"
    ),
    Cause.PASSWORD_IN_ADDRESS: (
        "son adresse contient un mot de passe ; mettez user:password dans une variable et nommez-la "
        "avec `auth`"
    ),
    Cause.NO_LINK: "son adresse n’est pas un lien http ou https",
    Cause.LEADS_TO_NO_LINK: "il mène à une adresse qui n’est pas un lien http ou https",
    Cause.NO_TARGET: "il redirige sans dire où",
    Cause.TARGET_NO_ADDRESS: "il redirige vers ce qui n’est pas une adresse",
    Cause.CIRCLE: "il redirige en rond",
    Cause.MANY_REDIRECTS: "il redirige plus de {times} fois",
    Cause.PASSWORD_NOT_SET: "la variable {name}, qui contient son user:password, n’est pas définie",
    Cause.NOT_A_PAIR: "la variable {name} ne contient pas user:password ; écrivez les deux, séparés par deux-points",
    Cause.NOT_FOR_FEEDS: "la variable {name} est celle du programme et n’est envoyée à aucun flux ; nommez-en une "
    "autre avec `auth`",
    Cause.WAITS_FOR_LEAVE: "il attend votre permission d’envoyer à {host} le mot de passe dans {name} : "
    "parallax feeds allow {feed}",
    # ---- an answer that cannot be read ----
    Cause.TOO_LARGE: "la réponse dépasse {size}",
    Cause.MUCH_BESIDE: "la réponse a plus de {size} à côté de son contenu",
    Cause.SMALL_PIECES: "la réponse arrive en trop de petits morceaux",
    Cause.NOT_PACKED_SO: "la réponse n’est pas compressée comme elle le dit",
    Cause.PACKED_OTHERWISE: "la réponse est compressée d’une façon que nous n’avons pas demandée ({what})",
    Cause.MANY_PARTS: "la réponse est compressée en trop de parties",
    Cause.EMPTY: "la réponse était vide",
    Cause.OWN_ENTITIES: (
        "il déclare ses propres entités ou attributs, dont les attaques ont besoin et non les flux"
    ),
    Cause.MANY_ATTRIBUTES: "un de ses éléments a plus de {number} attributs",
    Cause.MANY_ENTRIES: "il a plus de {number} entrées",
    Cause.UNREADABLE: "il ne peut pas être lu comme un flux",
    Cause.WEB_PAGE: "c’est une page web, pas un flux ; `parallax feeds add` trouve le flux derrière une page",
    Cause.FEED_LIST: "c’est une liste de flux (OPML), pas un flux ; `parallax feeds import` la prend d’un fichier",
    Cause.SITEMAP: "c’est un plan de site, pas un flux : il nomme les pages d’un site, sans leurs titres",
    Cause.NO_FEED: "ce n’est pas un flux que nous savons lire",
    Cause.NO_FEED_BEHIND: "aucun flux n’a été trouvé là ni derrière ; cherchez un lien RSS sur le site",
    Cause.BAD_JSON: "c’est du JSON illisible",
    Cause.NO_MODELS: "ce n’est pas une liste de modèles",
    Cause.NO_JSON_FEED: "c’est du JSON, mais pas un JSON Feed",
    # ---- our own doing ----
    Cause.TOOK_LONG: "sa lecture a pris plus de {seconds} s",
    Cause.STOPPED: "il a été arrêté avant d’être lu",
    Cause.KILLED: "sa lecture a pris plus de mémoire que permis, ou le processus a été tué",
    Cause.MUCH_MEMORY: "sa lecture a pris plus de mémoire que permis",
    Cause.CHILD_ENDS: "le processus de lecture ne reste pas en vie",
    Cause.NO_CHILD: "le processus de lecture n’a pas pu démarrer",
    Cause.BUG: "le programme a échoué sur ce flux ; le journal en dit plus",
    # ---- a place that takes nothing ----
    Cause.PLATFORM_REFUSED: "{platform} l’a refusé : {what}",
    Cause.REFUSES_TOKEN: "{platform} refuse le jeton",
    Cause.NOT_INSTALLED: "{platform} : pas installé dans {where}",
}


def told_cause(reason: str, spoken: Voice) -> str:
    """Return a cause in the reader's language; one that we have no words for stays as it was noted."""
    for pattern, cause in _patterns():
        if found := pattern.fullmatch(reason):
            said = unbroken(IN_FRENCH[cause]) if spoken.language == "fr" else cause
            return filled(said, found.groupdict())
    return reason


@cache
def _patterns() -> list[tuple[re.Pattern[str], Cause]]:
    """Return how each cause is noted, with what stands for its values."""
    return [(re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(cause))), cause) for cause in Cause]
