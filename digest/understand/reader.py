"""Items in, Readings out, by a team's knowledge once it is compiled: what a child process keeps, and a disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from digest.model.item import Item, Reading
from digest.model.knowledge import Knowledge
from digest.model.theme import Filing
from digest.tags import UNKNOWN, is_written_in_runs
from digest.understand.actors import Names, most_named
from digest.understand.cut_text import CutText
from digest.understand.figures import find_figures
from digest.understand.furniture import article_lines, is_furniture
from digest.understand.headline_names import headline_names
from digest.understand.languages.detect import detect_all
from digest.understand.lead import lead
from digest.understand.outlets import describe
from digest.understand.spelling import Spelling
from digest.understand.themes.filing import Lesson, file
from digest.understand.themes.gates import Evidence, Gates
from digest.understand.themes.teacher import Teacher
from digest.understand.traits import traits
from digest.understand.vectors import Embedder, embedder, pack, text_of

# A text says what it is about in its title and first paragraphs. Of 1,500 items of 37 real feeds only 19 passed a gate
# by what came after: a state visit, crystals of vortices, twenty years of a blog, a few essays on AI.
_FIRST_PARAGRAPHS, _FIRST_PARAGRAPHS_IN_RUNS = 600, 300
# The end of a long text is its footer; its figures stand before.
_TEXT_CHARACTERS = 12_000
# As much as a language is told by: with an address in it, hardly a word of the article's own may be left.
_LANGUAGE_SAMPLE = 160
# A content that holds so much of the summary holds all of it; a feed may have cut the summary off behind that.
_SAME_BEGINNING = 80

Vector = NDArray[np.float32]


class _Written(NamedTuple):
    """The words of an item; its text is all that is read behind the title."""

    title: str
    summary: str
    text: str
    hint: str | None = None
    """The language that its feed says."""
    on_topic: bool = False

    @classmethod
    def of(cls, item: Item) -> Self:
        hint = None if item.language == UNKNOWN else item.language
        return cls(item.title, item.summary, _text(item.summary, item.content), hint, item.on_topic)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is known of an item from its words alone."""

    language: str
    actors: tuple[str, ...]
    """Of the title and the first paragraphs: by these it is compared."""
    evidence: Evidence
    later_actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of an item from its words and its vector together."""

    looked: _Looked
    text: str
    is_grouped: bool = False
    vector: Vector | None = None
    senses: bytes | None = None
    themes: tuple[Filing, ...] = ()


class Reader:
    """A team's knowledge, compiled: names and terms at once, encoder and examples when they are first needed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._outlets = knowledge.outlets
        self._group_all = knowledge.group_all
        self._embedder = knowledge.embedder
        self._names = Names(knowledge)
        self._spelling = Spelling(knowledge, self._names)
        self._gates = Gates(knowledge, self._names.kinds)
        self._taught_by = knowledge.themes, knowledge.examples

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept on disk; with an encoder, what the examples teach rather than the examples."""
        kept = {name: value for name, value in vars(self).items() if name != "_encoder"}
        return kept | ({"_teacher": self._teacher, "_taught_by": ((), ())} if self._encoder else {})

    def read(self, items: Sequence[Item]) -> list[Reading]:
        """Read items, in their order; only those that some gate lets through get figures, a vector and senses."""
        judged = self._judge([_Written.of(item) for item in items])
        return [self._reading(item, one) for item, one in zip(items, judged, strict=True)]

    def file_items(self, items: Sequence[Item]) -> list[tuple[Filing, ...]]:
        """Return the themes that each item is filed under, strongest first."""
        return [judged.themes for judged in self._judge([_Written.of(item) for item in items])]

    def file_texts(self, texts: Sequence[tuple[str, str]]) -> list[tuple[Filing, ...]]:
        """Return the themes that items of these titles and summaries are filed under, strongest first."""
        written = [_Written(title, summary, _text(summary)) for title, summary in texts]
        return [judged.themes for judged in self._judge(written)]

    def _judge(self, items: Sequence[_Written]) -> list[_Judged]:
        languages = detect_all(list(map(_language_sample, items)), [item.hint for item in items])
        looked = list(map(self._look, items, languages))
        grouped = [at for at, one in enumerate(looked) if one.evidence.gate_open or self._group_all]
        vectors, senses = self._embedded(
            [(items[at].title, items[at].summary, looked[at].language) for at in grouped]
        )
        judged = [_Judged(one, item.text) for one, item in zip(looked, items, strict=True)]
        for at, vector, packed_senses, lesson in zip(
            grouped, vectors, senses, self._lessons(vectors), strict=True
        ):
            themes = file(looked[at].evidence, lesson)
            judged[at] = replace(
                judged[at], is_grouped=True, vector=vector, senses=packed_senses, themes=themes
            )
        return judged

    def _reading(self, item: Item, judged: _Judged) -> Reading:
        looked = judged.looked
        known = describe(item, self._outlets, language=looked.language, actors=looked.actors)
        if not judged.is_grouped:
            return Reading(known, is_grouped=False)
        figures = tuple(find_figures(item.id, item.title, judged.text, looked.language))
        filed = replace(known, themes=judged.themes, figures=figures)
        packed = None if judged.vector is None else pack(judged.vector)
        named = tuple(dict.fromkeys((*looked.actors, *looked.later_actors)))
        whole = replace(filed, actors=named)
        compared = traits(filed, headline_names(filed, self._names))
        return Reading(whole, is_grouped=True, vector=packed, senses=judged.senses, traits=compared)

    def _look(self, item: _Written, language: str) -> _Looked:
        """Find who is named and which terms are said: of an item about AI in its whole text."""
        limit = _FIRST_PARAGRAPHS_IN_RUNS if is_written_in_runs(language) else _FIRST_PARAGRAPHS
        opening = self._look_at(item.title, item.text[:limit], language, on_topic=item.on_topic)
        if len(item.text) <= limit or not opening.evidence.about_ai:
            return opening
        lines = [line for line in article_lines(item.text[limit:]) if not is_furniture(line)]
        rest = self._look_at("", "\n".join(lines), language, on_topic=True)
        return replace(
            opening, evidence=replace(opening.evidence, later=rest.evidence.themes), later_actors=rest.actors
        )

    def _look_at(self, title: str, text: str, language: str, *, on_topic: bool) -> _Looked:
        cut = CutText(title, text)
        named = self._names.find(cut.tokens, cut.joints)
        evidence = self._gates.weigh(cut, named, language=language, on_topic=on_topic)
        return _Looked(language, most_named(named.sure), evidence)

    def _embedded(
        self, texts: Sequence[tuple[str, str, str]]
    ) -> tuple[Sequence[Vector | None], Sequence[bytes | None]]:
        """Return the vectors and the senses of titles with their summaries, in a language each; None of each without
        an encoder.
        """
        if not texts or self._encoder is None:
            return [None] * len(texts), [None] * len(texts)
        spelled = self._spelling.spelled
        found = self._encoder.embed([spelled(text_of(*text), language) for *text, language in texts])
        return list(found.vectors), found.senses

    def _lessons(self, vectors: Sequence[Vector | None]) -> Sequence[Mapping[str, Lesson]]:
        """Return what the examples say of items by their vectors; nothing of each without an encoder."""
        known = [vector for vector in vectors if vector is not None]
        return self._teacher.lessons(np.stack(known)) if known else [{}] * len(vectors)

    @cached_property
    def _encoder(self) -> Embedder | None:
        return embedder(self._embedder)

    @cached_property
    def _teacher(self) -> Teacher:
        assert self._encoder is not None
        return Teacher(*self._taught_by, self._encoder, self._spelling.spelled)


def _language_sample(item: _Written) -> str:
    """Return the text that an item's language is recognized by; one that opens with addresses may be all furniture."""
    has_address = "://" in item.text[:_LANGUAGE_SAMPLE]
    return f"{item.title}\n{lead(item.title, item.text) if has_address else item.text}"


def _text(summary: str, content: str = "") -> str:
    """Return what is read of an item behind its title: the summary once, also where its content begins with it."""
    if content and summary[:_SAME_BEGINNING] not in content:
        return f"{summary}\n{content}"[:_TEXT_CHARACTERS]
    return (content or summary)[:_TEXT_CHARACTERS]
