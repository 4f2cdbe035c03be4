"""Who is named, in any script. The longest alias wins; what could mean something else needs company."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model import Actor, ActorMatch, Knowledge
from digest.understand.lexicon import Case, Hit, Lexicon, is_in_runs, stands_alone

# An alias of so few letters is written as it is or not at all: "Arm", "BIS", "Yi".
_SHORT = 4
# "Nvidias Chips", "decyzja Trumpa", "чипы Самсунга": a name bends as the words around it ask.
_LATIN_ENDINGS = ("s", "a", "owi", "em")
_CYRILLIC_ENDINGS = ("а", "у", "ом", "ем", "е", "и", "ы", "я", "ю", "ей", "ой")
_CYRILLIC = re.compile("[А-Яа-яЁё]+")


@dataclass(frozen=True, slots=True)
class _Company:
    """A word that must, or must not, stand in the same text for an actor's alias to count."""

    actor: str
    is_wanted: bool


class Names:
    """The actors' aliases, compiled once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.kinds = {actor.id: actor.kind for actor in knowledge.actors}
        self._aliases: Lexicon[str] = Lexicon()
        self._company: Lexicon[_Company] = Lexicon()
        self._needy = frozenset(actor.id for actor in knowledge.actors if actor.needs_any)
        for actor in knowledge.actors:
            for alias in dict.fromkeys(form for spelling in actor.aliases for form in _forms(spelling)):
                self._aliases.add(alias, actor.id, _case(actor, alias))
            for word in actor.needs_any:
                self._company.add(word, _Company(actor.id, is_wanted=True))
            for word in actor.avoid:
                self._company.add(word, _Company(actor.id, is_wanted=False))

    def find(self, found: Sequence[str]) -> list[Hit[str]]:
        """Return the actors named in a text's tokens, where they stand; the longest alias wins."""
        hits = [hit for hit in self._aliases.scan(found) if stands_alone(found, hit.start, hit.end)]
        if not hits:
            return []
        company = {hit.value for hit in self._company.scan(found)}
        taken: list[tuple[int, int]] = []
        named = []
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            span = (hit.start, hit.end)
            if any(start < hit.end and hit.start < end and (start, end) != span for start, end in taken):
                continue
            taken.append(span)
            actor = hit.value
            if actor in self._needy and _Company(actor, True) not in company:
                continue
            if _Company(actor, False) in company:
                continue
            named.append(hit)
        return sorted(named, key=lambda hit: hit.start)


def most_named(hits: Iterable[Hit[str]]) -> tuple[str, ...]:
    """Return the actors' ids, most often named first."""
    named = Counter(hit.value for hit in hits)
    return tuple(actor for actor, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))


def _forms(alias: str) -> list[str]:
    """Return an alias with the endings that a single word takes in German, Polish and Russian."""
    if len(alias) <= _SHORT or not alias.isalpha():
        return [alias]
    if alias.isascii():
        return [alias, *(alias + ending for ending in _LATIN_ENDINGS)]
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
