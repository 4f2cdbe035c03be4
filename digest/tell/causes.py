"""Why a feed could not be read or a place not be posted to: as it was noted, in English, and in the reader's language.

The wings below word a cause where they meet it, and it is kept and logged so; here is what it is in French.
"""

import re
from functools import cache

from digest.tell.phrases import Words
from digest.tell.voice import Voice


class Cause(Words):
    # ---- no answer ----
    CERTIFICATE = "its certificate is not valid: {what}", "son certificat n’est pas valable : {what}"
    SECURE = (
        "a secure connection could not be made",
        "une connexion sécurisée n’a pas pu être établie",
    )
    NAME_NOT_NOW = (
        "the name {name} could not be looked up just now",
        "le nom {name} n’a pas pu être cherché à l’instant",
    )
    NAME_UNKNOWN = "the name {name} is not known", "le nom {name} n’est pas connu"
    NO_CONNECTION_IN = (
        "no connection could be made within {seconds} s",
        "aucune connexion n’a pu être établie en {seconds} s",
    )
    NO_ANSWER_IN = (
        "the server did not answer within {seconds} s",
        "le serveur n’a pas répondu en {seconds} s",
    )
    NOTHING_ANSWERS = (
        "nothing answers at this address (connection refused)",
        "rien ne répond à cette adresse (connexion refusée)",
    )
    NOT_REACHED = "its server cannot be reached from here", "son serveur ne peut pas être joint d’ici"
    NO_CONNECTION = "no connection could be made ({what})", "aucune connexion n’a pu être établie ({what})"
    HUNG_UP = "the server hung up without an answer", "le serveur a raccroché sans répondre"
    BROKE_OFF = "the answer broke off", "la réponse s’est interrompue"
    NOT_HTTP = (
        "the answer is not in the form of the web (HTTP)",
        "la réponse n’est pas dans la forme du web (HTTP)",
    )
    NO_ROOM = (
        "this machine's disk has no room for the answer",
        "le disque de cette machine n’a pas de place pour la réponse",
    )
    CONNECTION_FAILED = "the connection failed ({what})", "la connexion a échoué ({what})"
    NO_SENSE = "the answer made no sense ({what})", "la réponse n’a aucun sens ({what})"
    COME_LATER = "its host asked us to come later", "son hôte nous demande de revenir plus tard"
    MANY_WAIT = (
        "too many large answers wait to be read just now",
        "trop de grandes réponses attendent d’être lues en ce moment",
    )

    # ---- an answer that says no ----
    ASKS_PASSWORD = (
        "it asks for a password (401); name the variable that holds it with `auth`",
        "il demande un mot de passe (401) ; nommez avec `auth` la variable qui le contient",
    )
    REFUSES = "it refuses us (403)", "il nous refuse (403)"
    NOTHING_THERE = "there is nothing at this address (404)", "il n’y a rien à cette adresse (404)"
    NO_FORM = (
        "it has nothing in a form that we read (406)",
        "il n’a rien sous une forme que nous lisons (406)",
    )
    GONE = "it is gone for good (410)", "il a disparu pour de bon (410)"
    LESS_OFTEN = "it asks us to come less often (429)", "il nous demande de venir moins souvent (429)"
    WITHHELD = "it is withheld for legal reasons (451)", "il est retenu pour des raisons légales (451)"
    SERVER_FAILED = "its server failed ({status})", "son serveur a échoué ({status})"
    STATUS = "it answered with status {status}", "il a répondu par le statut {status}"
    WALL = "a wall against bots stands before it ({status})", "un mur contre les robots le protège ({status})"
    NOTHING_YET = (
        "it says that nothing has changed, but we have nothing yet (304)",
        "il dit que rien n’a changé, mais nous n’avons encore rien (304)",
    )

    # ---- where it leads ----
    PRIVATE = (
        "it leads to a private address ({address}), which is refused unless PARALLAX_ALLOW_HOSTS names its host:port",
        "il mène à une adresse privée ({address}), refusée sauf si PARALLAX_ALLOW_HOSTS nomme son host:port",
    )
    IN_ADDRESS = (
        "its address holds a password; put user:password into a variable and name that with `auth`",
        "son adresse contient un mot de passe ; mettez user:password dans une variable et nommez-la avec `auth`",
    )
    NO_LINK = "its address is no http or https link", "son adresse n’est pas un lien http ou https"
    LEADS_TO_NO_LINK = (
        "it leads to an address that is no http or https link",
        "il mène à une adresse qui n’est pas un lien http ou https",
    )
    NO_TARGET = "it redirects without saying where to", "il redirige sans dire où"
    NO_ADDRESS = (
        "it redirects to something that is no address",
        "il redirige vers ce qui n’est pas une adresse",
    )
    CIRCLE = "it redirects in a circle", "il redirige en rond"
    MANY_REDIRECTS = "it redirects more than {times} times", "il redirige plus de {times} fois"
    NOT_A_PAIR = (
        "its password is not given as user:password",
        "son mot de passe n’est pas donné sous la forme user:password",
    )
    NOT_SET = (
        "the variable {name}, which holds its user:password, is not set",
        "la variable {name}, qui contient son user:password, n’est pas définie",
    )

    # ---- an answer that cannot be read ----
    LARGE = "the answer is larger than {size}", "la réponse dépasse {size}"
    MUCH_BESIDE = (
        "the answer has more than {size} beside its body",
        "la réponse a plus de {size} à côté de son contenu",
    )
    SMALL_PIECES = (
        "the answer comes in too many small pieces",
        "la réponse arrive en trop de petits morceaux",
    )
    NOT_PACKED_SO = (
        "the answer is not packed as it says",
        "la réponse n’est pas compressée comme elle le dit",
    )
    PACKED_OTHERWISE = (
        "the answer is packed in a way that we did not ask for ({what})",
        "la réponse est compressée d’une façon que nous n’avons pas demandée ({what})",
    )
    MANY_PARTS = "the answer is packed in too many parts", "la réponse est compressée en trop de parties"
    EMPTY = "the answer was empty", "la réponse était vide"
    ENTITIES = (
        "it declares entities or attributes of its own, which feeds do not need and attacks do",
        "il déclare ses propres entités ou attributs, dont les attaques ont besoin et non les flux",
    )
    ATTRIBUTES = (
        "one of its elements has over {number} attributes",
        "un de ses éléments a plus de {number} attributs",
    )
    ENTRIES = "it has over {number} entries", "il a plus de {number} entrées"
    UNREADABLE = "it cannot be read as a feed ({what})", "il ne peut pas être lu comme un flux ({what})"
    PAGE = (
        "it is a web page, not a feed; `parallax feeds add` finds the feed behind a page",
        "c’est une page web, pas un flux ; `parallax feeds add` trouve le flux derrière une page",
    )
    OPML = (
        "it is a list of feeds (OPML), not a feed; `parallax feeds import` takes it from a file",
        "c’est une liste de flux (OPML), pas un flux ; `parallax feeds import` la prend d’un fichier",
    )
    SITEMAP = (
        "it is a sitemap, not a feed: it names a site's pages, without their titles",
        "c’est un plan de site, pas un flux : il nomme les pages d’un site, sans leurs titres",
    )
    NO_FEED = "it is not a feed that we can read", "ce n’est pas un flux que nous savons lire"
    BAD_JSON = "it is JSON that cannot be read", "c’est du JSON illisible"
    NO_MODELS = "it is no list of models", "ce n’est pas une liste de modèles"
    NO_JSON_FEED = "it is JSON, but no JSON Feed", "c’est du JSON, mais pas un JSON Feed"

    # ---- our own doing ----
    TOOK_LONG = (
        "it took longer than {seconds} s to read",
        "sa lecture a pris plus de {seconds} s",
    )
    STOPPED = "it was stopped before it was read", "il a été arrêté avant d’être lu"
    TOOK_MUCH = (
        "reading it took more memory than it may, or the child was killed",
        "sa lecture a pris plus de mémoire que permis, ou le processus a été tué",
    )
    MUCH_MEMORY = (
        "reading it took more memory than it may",
        "sa lecture a pris plus de mémoire que permis",
    )
    CHILD_ENDS = (
        "the child process cannot be kept alive",
        "le processus de lecture ne reste pas en vie",
    )
    NO_CHILD = "the child process could not be started", "le processus de lecture n’a pas pu démarrer"
    BUG = (
        "the program failed on this feed; the log has the details",
        "le programme a échoué sur ce flux ; le journal en dit plus",
    )

    # ---- a place that takes nothing ----
    PLATFORM_REFUSED = "{platform} refused it: {what}", "{platform} l’a refusé : {what}"
    REFUSES_TOKEN = "{platform} refuses the token", "{platform} refuse le jeton"
    NOT_INSTALLED = "{platform}: not installed in {where}", "{platform} : pas installé dans {where}"


def told_cause(reason: str, spoken: Voice) -> str:
    """Return a cause in the reader's language; one that we have no words for stays as it was noted."""
    for pattern, cause in _patterns():
        if found := pattern.fullmatch(reason):
            return spoken.say(cause, None, **found.groupdict())
    return reason


@cache
def _patterns() -> list[tuple[re.Pattern[str], Cause]]:
    """Return how each cause is noted, with what stands for its values."""
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(cause.value[0]))), cause)
        for cause in Cause
    ]
