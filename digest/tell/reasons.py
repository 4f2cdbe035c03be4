"""Why a story is held back: the words that a Verdict keeps, and what they are in the reader's language.

They are kept in English. What kind of filler a story is, `digest.understand.fillers` says.
"""

from digest.tell.phrases import Phrase
from digest.tell.voice import Voice, speaker

_ENGLISH = speaker("en")

NO_THEME = _ENGLISH.say(Phrase.HELD_NO_THEME)
NO_ROOM = _ENGLISH.say(Phrase.HELD_ROOM)
WEAK = _ENGLISH.say(Phrase.HELD_WEAK)
TOLD_BEFORE = _ENGLISH.say(Phrase.HELD_TOLD)
DOUBLE = _ENGLISH.say(Phrase.HELD_DOUBLE)
# What stands for a reason with a story that no digest has judged.
NOT_JUDGED = _ENGLISH.say(Phrase.HELD_NOT_JUDGED)

_PHRASES = {phrase.value[0]: phrase for phrase in Phrase if phrase.name.startswith("HELD_")}
_MUTED = (Phrase.HELD_MUTED_OUTLET, Phrase.HELD_MUTED_ACTOR, Phrase.HELD_MUTED_TERM)


def muted_outlet(outlet: str) -> str:
    return _ENGLISH.say(Phrase.HELD_MUTED_OUTLET, what=outlet)


def muted_actor(actor: str) -> str:
    return _ENGLISH.say(Phrase.HELD_MUTED_ACTOR, what=actor)


def muted_term(term: str) -> str:
    return _ENGLISH.say(Phrase.HELD_MUTED_TERM, what=term)


def is_muted(reason: str) -> bool:
    """Say whether the team has muted what the story is from or about."""
    return _phrase_of(reason)[0] in _MUTED


def held_back(reason: str, spoken: Voice) -> str:
    """Return what held a story back in the reader's language; what an older version wrote stays as it is."""
    phrase, what = _phrase_of(reason)
    return spoken.say(phrase, what=what) if phrase else reason


def _phrase_of(reason: str) -> tuple[Phrase | None, str]:
    """Return the phrase that a reason is, and what it names."""
    if phrase := _PHRASES.get(reason):
        return phrase, ""
    kind, _, what = reason.partition(": ")
    return _PHRASES.get(f"{kind}: {{what}}"), what
