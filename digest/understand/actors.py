"""Who is named, in any script. The longest alias wins; what could mean something else needs company."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model import Actor, ActorMatch, Knowledge
from digest.understand.lexicon import Case, Hit, Lexicon, is_in_runs, stands_alone

# An alias of so few letters is written as it is or not at all: "Arm", "BIS", "Yi".
_SHORT = 4


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
            for alias in actor.aliases:
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


def _case(actor: Actor, alias: str) -> Case:
    if is_in_runs(alias):
        return Case.ANY
    if actor.match is ActorMatch.CASE or (len(alias) <= _SHORT and alias.isascii()):
        return Case.EXACT
    return Case.NAME
