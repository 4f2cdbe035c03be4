"""Who is named, in any script. The longest alias wins; what could mean something else needs company."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from digest.model.actor import Actor, ActorMatch
from digest.model.knowledge import Knowledge
from digest.scripts import HAN, HANGUL, HIRAGANA, KATAKANA, is_of
from digest.understand.lexicon import Case, Lexicon
from digest.understand.selection import Hit
from digest.understand.tokens import is_in_runs

# An alias of at most this many letters takes no endings, and in Latin letters no other capitals: "Arm", "BIS", "Yi".
_SHORT = 4
# "Nvidias Chips", "decyzja Trumpa", "чипы Самсунга": a name is inflected as the words around it require.
_LATIN_ENDINGS = ("s", "a", "owi", "em")
_CYRILLIC_ENDINGS = ("а", "у", "ом", "ем", "е", "и", "ы", "я", "ю", "ей", "ой")
# Where the letters of the Latin script end, with all their accents.
_LATIN_ENDS = "\u0250"
_KATAKANA = re.compile(f"[{KATAKANA}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_CYRILLIC = re.compile("[А-Яа-яЁё]+")
# A model's name grows a number with every generation: "Qwen4", "GLM6".
_GENERATIONS = tuple(map(str, range(2, 13)))
# Behind a name these say that it is a product's: "Kimi creator".
_MAKERS = frozenset({"maker", "creator", "developer"})
# What is sold under its name keeps its letters in every script, where people, winds and months are written in its own.
_SOLD = frozenset({"lab", "model", "chip", "product", "company"})


@dataclass(frozen=True, slots=True)
class _Companion:
    """A word that must, or must not, stand in the same text for an actor's alias to count."""

    actor: str
    is_wanted: bool


class Named(NamedTuple):
    """Who is named in a text, by where they stand in it."""

    sure: list[Hit[str]]
    unsure: list[Hit[str]]
    """Names that could mean something else, where nothing near them says which."""


class Names:
    """The actors' aliases, compiled once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.kinds = {actor.id: actor.kind for actor in knowledge.actors}
        self._aliases: Lexicon[str] = Lexicon()
        self._companions: Lexicon[_Companion] = Lexicon()
        self._needing = frozenset(actor.id for actor in knowledge.actors if actor.needs_any)
        self._avoiding = frozenset(actor.id for actor in knowledge.actors if actor.avoid)
        for actor in knowledge.actors:
            for alias in dict.fromkeys(
                form for spelling in actor.aliases for form in _forms(spelling, actor.kind)
            ):
                self._aliases.add(alias, actor.id, _case(actor, alias))
            for words, companion in (
                (actor.needs_any, _Companion(actor.id, is_wanted=True)),
                (actor.avoid, _Companion(actor.id, is_wanted=False)),
            ):
                for word in words:
                    self._companions.add(word, companion)

    def find(self, tokens: Sequence[str], joints: Callable[[], Collection[int]]) -> Named:
        """Return the actors named in a text's tokens, where they stand; the longest alias wins.

        `joints` tells which tokens follow the one before with nothing between them.
        """
        hits = self._aliases.scan(tokens)
        if hits:
            joints = cache(joints)
            hits = [hit for hit in hits if _stands_alone(tokens, hit.start, hit.end, joints)]
        if not hits:
            return Named([], [])
        is_asked = any(hit.value in self._needing or hit.value in self._avoiding for hit in hits)
        companions = {hit.value for hit in self._companions.scan(tokens)} if is_asked else set()
        taken: list[tuple[int, int]] = []
        named = Named([], [])
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            span = (hit.start, hit.end)
            if any(start < hit.end and hit.start < end and (start, end) != span for start, end in taken):
                continue
            taken.append(span)
            if _Companion(hit.value, is_wanted=False) in companions:
                continue
            (named.sure if self._is_sure(tokens, hit, companions) else named.unsure).append(hit)
        named.sure.sort(key=lambda hit: hit.start)
        return named

    def _is_sure(self, tokens: Sequence[str], hit: Hit[str], companions: Set[_Companion]) -> bool:
        """Say whether a name means nothing else: by itself, in its company, or by its letters or what is behind it."""
        actor, kind = hit.value, self.kinds[hit.value]
        if actor not in self._needing or _Companion(actor, is_wanted=True) in companions:
            return True
        if kind in _SOLD and _keeps_its_letters(tokens, hit):
            return True
        return kind == "model" and (_is_numbered(tokens, hit) or _is_made(tokens, hit))


def _is_numbered(tokens: Sequence[str], hit: Hit[str]) -> bool:
    """Say whether a generation's number stands behind a name: people, winds and zodiac signs have none."""
    return hit.end < len(tokens) and tokens[hit.end] in _GENERATIONS


def _is_made(tokens: Sequence[str], hit: Hit[str]) -> bool:
    """Say whether a name is that of a product, whose maker is spoken of."""
    return hit.end < len(tokens) and tokens[hit.end].lower() in _MAKERS


def _keeps_its_letters(tokens: Sequence[str], hit: Hit[str]) -> bool:
    """Say whether a name is in Latin letters within a text that is mostly of another script."""
    if tokens[hit.start] > _LATIN_ENDS:
        return False
    words = [token for token in tokens if token.isalpha()]
    elsewhere = sum(len(word) for word in words if word > _LATIN_ENDS)
    return 2 * elsewhere > sum(map(len, words))


def _stands_alone(tokens: Sequence[str], start: int, end: int, joints: Callable[[], Collection[int]]) -> bool:
    """Say whether a name in katakana or Hangul, or of one Chinese character, is more than a part of a longer word.

    What follows a Korean name is a particle as often as not, so only its left side counts. Behind a number such a
    character counts: 日 is a day, 米 a metre. `joints` tells which tokens follow the one before at once; it is asked
    only where a word may go on.
    """
    first, last = tokens[start], tokens[end - 1]
    before = tokens[start - 1] if start else ""
    after = tokens[end] if end < len(tokens) else ""
    if end - start == 1 and is_of(HAN, first):
        return not (
            before.isdigit()
            or (before.isalnum() and start in joints())
            or (is_of(HAN + HIRAGANA, after) and end in joints())
        )
    if (_are_both(_KATAKANA, before, first) or _are_both(_HANGUL, before, first)) and start in joints():
        return False
    return not (_are_both(_KATAKANA, last, after) and end in joints())


def _are_both(script: re.Pattern[str], one: str, other: str) -> bool:
    return script.match(one) is not None and script.match(other) is not None


def most_named(hits: Iterable[Hit[str]]) -> tuple[str, ...]:
    """Return the actors' ids, most often named first."""
    named = Counter(hit.value for hit in hits)
    return tuple(actor for actor, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))


def _forms(alias: str, kind: str) -> list[str]:
    """Return an alias with the endings that a single word takes in German, Polish and Russian, and its generations."""
    if not alias.isalpha() or len(alias) < _SHORT - 1:
        return [alias]
    numbered = [f"{alias}{number}" for number in _GENERATIONS] if kind == "model" and alias.isascii() else []
    if len(alias) <= _SHORT:
        return [alias, *numbered]
    if alias.isascii():
        return [alias, *(alias + ending for ending in _LATIN_ENDINGS), *numbered]
    if _CYRILLIC.fullmatch(alias):
        stem = alias.rstrip("аяйь")
        return [alias, *(stem + ending for ending in _CYRILLIC_ENDINGS)]
    return [alias]


def _case(actor: Actor, alias: str) -> Case:
    if is_in_runs(alias):
        return Case.ANY
    if actor.match is ActorMatch.CASE or (len(alias) <= _SHORT and alias.isascii()):
        return Case.EXACT
    return Case.NAME
