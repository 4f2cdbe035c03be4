"""Why a story is held back: the words that a Verdict keeps, and what they are in the reader's language.

They are kept in English.
"""

from digest.tell.phrases import Words
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import speaker
from digest.understand.fillers import Filler


class Held(Words):
    """What holds a story back, in words."""

    OPINION = Filler.OPINION, "opinion"
    ANNIVERSARY = Filler.ANNIVERSARY, "anniversaire ou rétrospective"
    LIST = Filler.LIST, "liste ou récapitulatif"
    GIFTS = Filler.GIFTS, "idées de cadeaux"
    ADVERT = Filler.ADVERT, "publicité"
    DEAL = Filler.DEAL, "offre commerciale"
    JOB = Filler.JOB, "offre d’emploi"
    HOW_TO = Filler.HOW_TO, "mode d’emploi"
    EXPLAINER = Filler.EXPLAINER, "article explicatif"
    REVIEW = Filler.REVIEW, "test de produit"
    QUIZ = Filler.QUIZ, "quiz ou jeu"
    HOROSCOPE = Filler.HOROSCOPE, "horoscope ou loterie"
    TICKER = Filler.TICKER, "cours de bourse"
    LIVE = Filler.LIVE, "direct"
    PROGRAMME = Filler.PROGRAMME, "podcast, vidéo ou annonce d’émission"
    NO_THEME = "no theme of this subscription", "aucun thème de cet abonnement"
    WEAK = "weakly on theme, and told by few", "à peine dans le thème, et peu de voix"
    NOT_JUDGED = "no digest of the last month has judged it", "aucun point du dernier mois ne l’a jugé"
    TOLD = "told before, nothing new", "déjà raconté, rien de nouveau"
    ROOM = "stronger stories filled the digest", "des sujets plus forts ont rempli le point"
    DOUBLE = (
        "another story of this digest tells the same",
        "un autre sujet de ce point raconte la même chose",
    )
    MUTED_OUTLET = "muted outlet: {what}", "média mis en sourdine : {what}"
    MUTED_ACTOR = "muted actor: {what}", "acteur mis en sourdine : {what}"
    MUTED_TERM = "muted term: {what}", "terme mis en sourdine : {what}"


_ENGLISH = speaker("en")

NO_THEME = _ENGLISH.say(Held.NO_THEME)
NO_ROOM = _ENGLISH.say(Held.ROOM)
WEAK = _ENGLISH.say(Held.WEAK)
TOLD_BEFORE = _ENGLISH.say(Held.TOLD)
DOUBLE = _ENGLISH.say(Held.DOUBLE)
# What stands for a reason with a story that no digest of the last month has judged.
NOT_JUDGED = _ENGLISH.say(Held.NOT_JUDGED)

_BY_ENGLISH = {held.value[0]: held for held in Held}
_MUTED = (Held.MUTED_OUTLET, Held.MUTED_ACTOR, Held.MUTED_TERM)


def muted_outlet(outlet: str) -> str:
    return _ENGLISH.say(Held.MUTED_OUTLET, what=outlet)


def muted_actor(actor: str) -> str:
    return _ENGLISH.say(Held.MUTED_ACTOR, what=actor)


def muted_term(term: str) -> str:
    return _ENGLISH.say(Held.MUTED_TERM, what=term)


def is_muted(reason: str) -> bool:
    """Say whether the team has muted what the story is from or about."""
    return _read(reason)[0] in _MUTED


def held_back(reason: str, spoken: TeamVoice) -> str:
    """Return what held a story back in the reader's language; what an older version wrote stays as it is."""
    held, what = _read(reason)
    if held is None:
        return reason
    return spoken.say(held, what=spoken.actor(what) if held is Held.MUTED_ACTOR else what)


def _read(reason: str) -> tuple[Held | None, str]:
    """Return what a Verdict keeps as what it was made of, and what it names."""
    if held := _BY_ENGLISH.get(reason):
        return held, ""
    kind, _, what = reason.partition(": ")
    return _BY_ENGLISH.get(f"{kind}: {{what}}"), what
