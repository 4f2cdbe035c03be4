"""Terms in, compiled once; a text's tokens in, the terms that it says out, and where it says them.

A term is one part ("Entity List") or several that must stand close together in one sentence, in any order
("@limit ~ chip|chips ~ @place"). A part is a choice of phrases; `@name` in it stands for all words of a
concept, and for the actors of a kind. Terms of the language `any` are patterns made of concepts alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from digest.model.theme import Term
from digest.tags import UNKNOWN, language_of
from digest.understand.lexicon import Case, Lexicon
from digest.understand.selection import Hit, Kept, Selection
from digest.understand.themes.occurrences import Rule, Said, occurrences
from digest.understand.tokens import is_in_runs

ANY = "any"
_ENGLISH = "en"
# Chinese is written in a mix of both scripts; a short Spanish title is easily taken for a Portuguese one.
_SIBLINGS = {
    "zh-Hans": ("zh-Hant",),
    "zh-Hant": ("zh-Hans",),
    "es": ("pt",),
    "pt": ("es",),
}
# A team may write its terms for `pt-BR`; which country a text is from nobody finds out.
_REGION = re.compile(r"-[A-Z]{2}$")


class Found(NamedTuple):
    """What the patterns find in a text."""

    said: list[Said]
    concepts: frozenset[str]
    """Those that its first tokens name."""


class Among(StrEnum):
    """Which of the terms are looked for."""

    ALL = "all"
    OPENING = "opening"
    """The few without which no theme opens."""
    STRONG = "strong"


class _Word(NamedTuple):
    """That a phrase stands for a part of a term, or for a concept, where texts of its language are read."""

    part: int
    language: str
    is_concept: bool


class Patterns:
    """Terms by owner, and the concepts that they are made of."""

    def __init__(self, concepts: Mapping[str, Iterable[Term]]) -> None:
        self._lexicon: Lexicon[_Word] = Lexicon()
        self._concepts: dict[str, int] = {}
        self._parts = 0
        self._choices: dict[int, list[int]] = defaultdict(list)
        """From a concept to the parts in which it is a choice."""
        self._rules: dict[Among, dict[int, list[Rule]]] = {among: defaultdict(list) for among in Among}
        """By their first part."""
        self._needed: dict[Among, set[int]] = {among: set() for among in Among}
        """The parts of those rules."""
        # The words of a concept are looked for only where some term is made of it.
        self._unused = dict(concepts)

    def __getstate__(self) -> dict[str, object]:
        """What was selected stays behind: it is selected again."""
        return {name: value for name, value in vars(self).items() if name != "_selections"}

    def add(self, owner: str, term: Term, *, opens: bool = False) -> None:
        language = _REGION.sub("", term.language)
        parts = tuple(self._add_part(side, language) for side in term.text.split("~"))
        rule = Rule(owner, term, parts)
        is_among = {Among.ALL: True, Among.OPENING: opens, Among.STRONG: term.strength == "strong"}
        for among in filter(is_among.__getitem__, Among):
            self._rules[among][parts[0]].append(rule)
            self._needed[among].update(parts)

    def find(
        self,
        tokens: Sequence[str],
        language: str,
        named: Iterable[Hit[str]] = (),
        *,
        first: int = 0,
        among: Among = Among.ALL,
    ) -> Found:
        """Return the terms that these tokens say, and the concepts that the `first` of them name; `named` are the
        kinds of the actors, where they stand.

        Terms of the text's language and of English count, for a word may mean less in another: "open source"
        is a French paper's word for models, and an English one's for any program. A concept's words are
        plainer, and an English "sale" is dirt in French: there the text's language alone counts.
        """
        hits: dict[int, list[Hit[_Word]]] = defaultdict(list)
        for hit in self._selections[among, language].scan(tokens):
            self._take(hits, hit)
        for name in named:
            if (part := self._concepts.get(name.value)) is not None:
                self._take(hits, Hit(name.start, name.end, _Word(part, ANY, is_concept=True)))
        said = []
        there = hits.keys()
        rules = self._rules[among]
        for part in list(hits):
            for rule in rules.get(part, ()):
                # Most terms have but one part.
                if len(rule.parts) == 1 or there >= set(rule.parts):
                    said += occurrences(rule, hits, tokens)
        return Found(said, self._named_before(first, hits) if first else frozenset())

    @cached_property
    def _selections(self) -> Kept[tuple[Among, str], Selection[_Word]]:
        """By what is looked for, and the language of the text."""
        return Kept(lambda key: self._select(*key))

    def _select(self, among: Among, language: str) -> Selection[_Word]:
        """Return the words that count in a text of the language."""
        spoken = _spoken_in(language)
        own = spoken - {_ENGLISH} if language != _ENGLISH else spoken
        needed = self._needed[among]
        needed = needed | {part for part, choices in self._choices.items() if not needed.isdisjoint(choices)}
        return self._lexicon.only(
            lambda word: (
                word.part in needed and (not spoken or word.language in (own if word.is_concept else spoken))
            )
        )

    def _named_before(self, first: int, hits: Mapping[int, Sequence[Hit[_Word]]]) -> frozenset[str]:
        return frozenset(
            name
            for name, part in self._concepts.items()
            if part in hits and any(hit.end <= first for hit in hits[part])
        )

    def _take(self, hits: dict[int, list[Hit[_Word]]], hit: Hit[_Word]) -> None:
        hits[hit.value.part].append(hit)
        for part in self._choices.get(hit.value.part, ()):
            hits[part].append(hit)

    def _concept(self, name: str) -> int:
        if name not in self._concepts:
            part = self._concepts[name] = self._new_part()
            terms = self._unused.pop(name, ())
            # One for all phrases of a language: whoever starts unpacks each.
            words = {term.language: _Word(part, term.language, is_concept=True) for term in terms}
            for term in terms:
                self._lexicon.add(term.text, words[term.language], _case_of(term.text))
        return self._concepts[name]

    def _add_part(self, side: str, language: str) -> int:
        ways = [way.strip() for way in side.split("|")]
        if len(ways) == 1 and ways[0].startswith("@"):
            return self._concept(ways[0][1:])
        part = self._new_part()
        word = _Word(part, language, is_concept=False)
        for way in ways:
            if way.startswith("@"):
                self._choices[self._concept(way[1:])].append(part)
            else:
                self._lexicon.add(way, word, _case_of(way))
        return part

    def _new_part(self) -> int:
        self._parts += 1
        return self._parts


def _case_of(phrase: str) -> Case:
    """Return how the capitals of a term matter: "US", "AI" and "SI" are words too when written small."""
    return Case.EXACT if len(phrase) <= 3 and phrase.isupper() and not is_in_runs(phrase) else Case.ANY


@lru_cache
def _spoken_in(language: str) -> frozenset[str]:
    """Return the languages whose terms count in a text; none when any may."""
    if language == UNKNOWN:
        return frozenset()
    # What is given for Chinese, in no script, is for both.
    whole = language_of(language)
    return frozenset({language, whole, _ENGLISH, ANY, *_SIBLINGS.get(language, ())})
