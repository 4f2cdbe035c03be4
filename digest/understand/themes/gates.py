"""Which Themes are open to an Item, and what its terms say for each.

Every theme is open to a text that holds an AI or chip anchor, or names a lab, a model or a chip; some themes are also
opened by a strong term beside a place. A title, or words that hint (`clues.py`), may make an item worth a look that no
theme is open to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.model.knowledge import Knowledge
from digest.model.theme import Term, Theme
from digest.tags import UNKNOWN
from digest.understand.actors import Named
from digest.understand.cut_text import CutText
from digest.understand.selection import Hit
from digest.understand.themes.clues import Clues, shipped_clues
from digest.understand.themes.occurrences import Said
from digest.understand.themes.patterns import ANY, Among, Patterns
from digest.understand.themes.term_weights import Weighed, weigh

_OPENERS = frozenset({"anchor", "opening"})
OPENING_KINDS = frozenset({"lab", "model", "chip"})
# One of these in a title is worth a look, though it opens no theme: "SoftBank buys Intel shares" belongs to a
# story that others tell with the word "chip". States, their agencies and most people are in too much other news.
_ACTING_KINDS = frozenset({
    "company", "founder", "lab", "platform", "product", "program", "university", "law", "technology", "think_tank",
})  # fmt: skip
# So is a title in which a side of the contest stands beside a slight word of a theme: "Beijing vows reprisals for a
# veto on 37 firms". On a week that nobody of ours had read, F1 over pairs across languages rose from 0.81 to 0.83 by
# it; of the news of a day, whatever it is about, one item in fifty more is looked at.
_SLIGHT = frozenset({"near", "weak"})
# The tokens of a text that are its first lines.
_FIRST_TOKENS = 120
_CONCEPT = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the terms say of one item."""

    gate_open: bool
    """True when some theme's gate let the item through, filed or not, or its title makes it worth a look."""
    about_ai: bool = False
    """True when every theme is open to it."""
    themes: tuple[Weighed, ...] = ()
    kindred: Mapping[str, int] = field(default_factory=dict)
    """How many of the things that happen in a theme's news are named in its first lines, by theme."""
    later: tuple[Weighed, ...] = ()
    """What the text after its first paragraphs says, of an item that every theme is open to."""


class Gates:
    """All themes' terms and anchors, compiled once."""

    def __init__(self, knowledge: Knowledge, kinds: Mapping[str, str], *, clues: Clues | None = None) -> None:
        """`kinds` are those of the actors, by id; the clues are those that ship where none are given."""
        self._clues = clues or shipped_clues()
        # Themes that a strong term opens by itself, and those that it opens beside a place.
        self._own = frozenset(theme.id for theme in knowledge.themes if theme.own)
        self._placed = frozenset(theme.id for theme in knowledge.themes if theme.opens_with_place)
        self._sides = knowledge.sides
        # What happens in a theme's news, by theme: who and where is the same in other news.
        self._kindred = {
            theme.id: _concepts_in(theme) - knowledge.who_and_where for theme in knowledge.themes
        }
        self._kinds = kinds
        self._patterns = Patterns(_concepts(knowledge))
        for owner, term in _terms(knowledge):
            # Anchors, and what opens a theme by itself.
            opens = term.strength in _OPENERS or (term.strength == "strong" and owner in self._own)
            self._patterns.add(owner, term, opens=opens)

    def weigh(
        self, text: CutText, named: Named, *, language: str = UNKNOWN, on_topic: bool = False
    ) -> Evidence:
        """Weigh an item by its title and text, and by who is named in them."""
        tokens, title_ends = text.tokens, text.title_ends
        kinds = [Hit(hit.start, hit.end, self._kinds[hit.value]) for hit in named.sure]
        acts = self._has_acting(named, title_ends)
        about_ai = on_topic or any(hit.value in OPENING_KINDS for hit in kinds)
        # Most items are other news. Their texts need not be searched for thousands of terms.
        if not about_ai and not self._patterns.find(tokens, language, kinds, among=Among.OPENING).said:
            return self._weigh_other_news(text, kinds, language, acts=acts)
        said, concepts = self._patterns.find(tokens, language, kinds, first=title_ends + 1 + _FIRST_TOKENS)
        anchors = {one.owner for one in said if one.term.strength == "anchor"}
        about_ai = about_ai or bool(anchors & {"ai", "chip"})
        opened = self._opened(said, about_ai=about_ai, has_place="place" in anchors)
        weighed = [weigh(theme, terms, text) for theme, terms in opened.items()]
        if about_ai or acts or opened or _tells(said, title_ends) or self._clues.tell(tokens):
            return Evidence(True, about_ai, tuple(weighed), self._kindred_among(concepts))
        # Only examples can file it, and none of its words speaks for them.
        return Evidence(gate_open=self._tells_of_a_side(tokens[:title_ends], kinds, language))

    def _weigh_other_news(
        self, text: CutText, kinds: Sequence[Hit[str]], language: str, *, acts: bool
    ) -> Evidence:
        """Weigh an item that no term opens a theme to: its title or its words may make it worth a look."""
        tokens, title_ends = text.tokens, text.title_ends
        in_title = [hit for hit in kinds if hit.end <= title_ends]
        said = self._patterns.find(tokens[:title_ends], language, in_title, among=Among.STRONG).said
        if not acts and not _tells(said, title_ends) and not self._clues.tell(tokens):
            return Evidence(gate_open=False)
        first = title_ends + 1 + _FIRST_TOKENS
        concepts = self._patterns.find(tokens[:first], language, first=first).concepts
        return Evidence(gate_open=True, kindred=self._kindred_among(concepts))

    def _tells_of_a_side(self, title: Sequence[str], kinds: Sequence[Hit[str]], language: str) -> bool:
        """True for a title that names a side of the contest beside any word of a theme."""
        in_title = [hit for hit in kinds if hit.end <= len(title)]
        said, concepts = self._patterns.find(title, language, in_title, first=len(title))
        return not concepts.isdisjoint(self._sides) and any(one.term.strength in _SLIGHT for one in said)

    def _has_acting(self, named: Named, title_ends: int) -> bool:
        """True for a title that names one of those who make it worth a look, if only perhaps."""
        hits = (*named.sure, *named.unsure)
        return any(self._kinds[hit.value] in _ACTING_KINDS and hit.end <= title_ends for hit in hits)

    def _opened(self, said: Sequence[Said], *, about_ai: bool, has_place: bool) -> dict[str, list[Said]]:
        """Return the themes that are open to a text which says these terms, each with its own."""
        by_theme: dict[str, list[Said]] = {}
        for one in said:
            if one.term.strength != "anchor":
                by_theme.setdefault(one.owner, []).append(one)
        return {
            theme: terms
            for theme, terms in by_theme.items()
            if about_ai or self._opens(theme, terms, has_place=has_place)
        }

    def _kindred_among(self, concepts: frozenset[str]) -> dict[str, int]:
        """Return how many of these say what happens in a theme's news, by theme."""
        counts = {theme: len(words & concepts) for theme, words in self._kindred.items()}
        return {theme: count for theme, count in counts.items() if count}

    def _opens(self, theme: str, terms: Sequence[Said], *, has_place: bool) -> bool:
        strengths = {one.term.strength for one in terms}
        if "opening" in strengths:
            return True
        return "strong" in strengths and (theme in self._own or (theme in self._placed and has_place))


def _tells(said: Sequence[Said], title_ends: int) -> bool:
    """True for a strong term in the title, which is worth a look: "Beijing curbs gallium exports" names no chip."""
    return any(one.term.strength == "strong" and one.at[0] < title_ends for one in said)


def _terms(knowledge: Knowledge) -> Iterator[tuple[str, Term]]:
    """Yield the terms of all themes and those of the anchors, each with whose it is."""
    for theme in knowledge.themes:
        for term in theme.terms:
            yield theme.id, term
    for anchor, terms in knowledge.anchors.items():
        for term in (Term(ANY, "anchor", f"@{anchor}"), *filter(_needs_company, terms)):
            yield anchor, replace(term, strength="anchor")


def _concepts(knowledge: Knowledge) -> dict[str, list[Term]]:
    """Return the words of each concept; the gates' anchors are concepts too, but for those that need company."""
    concepts = {name: list(terms) for name, terms in knowledge.concepts.items()}
    for anchor, terms in knowledge.anchors.items():
        concepts.setdefault(anchor, []).extend(term for term in terms if not _needs_company(term))
    return concepts


def _needs_company(anchor: Term) -> bool:
    """True for an anchor that opens a gate only beside another word: a fab that is in a place, not the fab four."""
    return "~" in anchor.text


def _concepts_in(theme: Theme) -> frozenset[str]:
    """Return the concepts that the theme's patterns are made of, but for those that speak against it."""
    named = (_CONCEPT.findall(term.text) for term in theme.terms if term.strength != "negative")
    return frozenset(name for names in named for name in names)
