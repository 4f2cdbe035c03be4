"""A name as somebody typed it in, the known one that was meant out; for one that nobody knows, what is said of it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from digest.errors import NoSuchError
from digest.model.actor import Actor
from digest.tell.phrases import Words
from digest.tell.voice import Voice
from digest.text import one_line
from digest.words import without_marks


class NameMistake(Words):
    """What a reader is told who typed a name that nobody knows."""

    BAD_VALUE = (
        "“{value}” is no {field} that I know.",
        "« {value} » n’est pas {field} que je connais.",
    )
    BAD_VALUE_NEAREST = (
        "“{value}” is no {field} that I know. Did you mean “{nearest}”?",
        "« {value} » n’est pas {field} que je connais. Vouliez-vous dire « {nearest} » ?",
    )
    # A unit is whatever was counted, so none is wrong by itself.
    NONE_IN = "No figure is given in “{value}”.", "Aucun chiffre n’est donné en « {value} »."
    NONE_IN_NEAREST = (
        "No figure is given in “{value}”. Did you mean “{nearest}”?",
        "Aucun chiffre n’est donné en « {value} ». Vouliez-vous dire « {nearest} » ?",
    )
    ONE_OF = "One of: {values}", "Au choix : {values}"
    AMONG = "Among others: {values}", "Entre autres : {values}"
    AS_A_WORD = "Look for it as a word, with `search`", "Cherchez-le comme un mot, avec `search`"


class Named(Words):
    """What a name may be of, as that is said behind `is no`."""

    THEME = "theme", "un thème"
    FIELD = "field", "un champ"
    OUTLET = "outlet", "un média"
    VIEWPOINT = "viewpoint", "un camp"
    LANGUAGE = "language", "une langue"
    ACTOR = "actor", "un acteur"
    ORDER = "order", "un ordre"


# So many known names are still a help in a sentence; more are a wall.
_FEW = 12
# A mistyped name is nearer to itself than this. Among thousands even what names none of them is near to some (nobody,
# 0.62 from Winbond); of a few, each is shown beside the one that is offered.
_NEAR_OF_FEW, _NEAR_OF_MANY = 0.5, 0.75
_MOST_SHOWN = 40
# What also stands in texts as a word.
_ALSO_WORDS = ("actor", "outlet")


def one_of(what: str, value: str, known: Sequence[str], spoken: Voice) -> str:
    """Return the known name that was meant, be it by its beginning alone; raise NoSuchError with the nearest one."""
    found = meant(value, {key(each): each for each in known})
    if found is None:
        raise no_such(spoken, value, what, known)
    return found


def named_in(words: str, actors: Iterable[Actor]) -> tuple[str, Actor] | None:
    """Return the actor whose name the words are, or one of them is, with the name as it was typed."""
    typed = {each.casefold(): each for each in (words.strip(' "'), *words.split())}
    # Only without case: with all that `key` forgives, so many names take a tenth of a second.
    known = {low: actor for actor in actors for name in actor.typed if (low := name.casefold()) in typed}
    return next(((each, known[low]) for low, each in typed.items() if low in known), None)


def meant(value: str, names: Mapping[str, str]) -> str | None:
    """Return what a name stands for, or the beginning of one name alone; None where it is no such one.

    `names` are by their `key`.
    """
    typed = key(value)
    if typed in names:
        return names[typed]
    begun = {each for name, each in names.items() if typed and name.startswith(typed)}
    return begun.pop() if len(begun) == 1 else None


def no_such(
    spoken: Voice, value: str, field: str, known: Sequence[str], names: Mapping[str, str] | None = None
) -> NoSuchError:
    """Return the error of a name that is not known, which says the nearest one, and others.

    `names` are what the known ones are also called, by their `key`.
    """
    nearest = _nearest(value, names or {key(each): each for each in known})
    return NoSuchError(_said(spoken, value, field, known, nearest), value, nearest)


def _said(spoken: Voice, value: str, field: str, known: Sequence[str], nearest: str | None) -> str:
    """Return what is said of a name that is not known: the nearest, all when they are few, else the first of them.

    For what also stands in texts as a word, where to look for it as one.
    """
    text = _not_known(spoken, shown(value), field, nearest)
    if known and len(known) <= _FEW:
        return f"{text} {spoken.say(NameMistake.ONE_OF, values=', '.join(known))}."
    if nearest:
        return text
    if field in _ALSO_WORDS:
        return f"{text} {spoken.say(NameMistake.AS_A_WORD)}."
    return f"{text} {spoken.say(NameMistake.AMONG, values=', '.join(known[:_FEW]))}." if known else text


def _not_known(spoken: Voice, typed: str, field: str, nearest: str | None) -> str:
    if field == "unit":
        phrase, kind = NameMistake.NONE_IN_NEAREST if nearest else NameMistake.NONE_IN, ""
    else:
        phrase = NameMistake.BAD_VALUE_NEAREST if nearest else NameMistake.BAD_VALUE
        kind = spoken.say(Named[field.upper()])
    return spoken.say(phrase, value=typed, field=kind, nearest=nearest or "")


def shown(value: str) -> str:
    """Return what was typed as it may be said back: short, on one line, without what nobody sees."""
    return one_line(value[:_MOST_SHOWN])


def key(text: str) -> str:
    """Return a name as it is compared: without case, accents, and signs between its words."""
    bare = without_marks(unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\s_'’.-]+", "", bare)


def _nearest(value: str, names: Mapping[str, str]) -> str | None:
    """Return what the name nearest to this one stands for; None where none is near."""
    cutoff = _NEAR_OF_FEW if len(names) <= _FEW else _NEAR_OF_MANY
    near = get_close_matches(key(value)[:80], names, n=1, cutoff=cutoff)
    return names[near[0]] if near else None
