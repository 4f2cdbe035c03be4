"""Items in, Readings out: what each is about, who is named, what it counts, and whether it is grouped.

A team's knowledge is compiled for it, and that is kept: in memory, and on the machine for the next child.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.cache import cached, sources
from digest.model.item import Item, Reading
from digest.model.knowledge import Knowledge
from digest.model.theme import Filing
from digest.understand.actors import Names, most_named
from digest.understand.figures import find_figures
from digest.understand.language import UNKNOWN, detect, detect_all
from digest.understand.lead import lead
from digest.understand.lexicon import glued, normal, spans, tokens
from digest.understand.outlets import describe
from digest.understand.spelling import Spelling
from digest.understand.teacher import Teacher
from digest.understand.themes import Evidence, Lesson, ThemeTerms, file
from digest.understand.traits import traits
from digest.understand.vectors import ENCODER, Embedder, embedder, pack, text_of

# A long text's end is its footer; what it is about stands before.
_TEXT_CHARACTERS = 12_000
_OPENING = 160
# Readers of other knowledge, or of other code, that stay kept: another installation of this user's may be in use.
_OTHERS = 8

Vector = NDArray[np.float32]


def read(items: Sequence[Item], knowledge: Knowledge) -> list[Reading]:
    """Read items, in their order; only those that some gate lets through get figures and a vector."""
    return _reader(knowledge).read(items)


def file_text(title: str, summary: str, knowledge: Knowledge) -> list[Filing]:
    """Return the themes that an item of these words is filed under, strongest first."""
    return _reader(knowledge).file(title, summary)


def kept_reader(key: str, knowledge: Callable[[], Knowledge]) -> "Reader":
    """Return the reader of the knowledge of this key; it is asked for only where this machine has none kept."""
    built_of = (key, version(ENCODER), sources(*code()))
    return cached("reader", "numpy", lambda: Reader(knowledge()), of=built_of, others=_OTHERS)


def code() -> list[Path]:
    """Return where the code lies that a reader is made of: here, in the words of the project, and beside both."""
    here = Path(__file__).parent
    return [here, here.parent / "model", *sorted(here.parent.glob("*.py"))]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What an item's words alone tell."""

    language: str
    actors: tuple[str, ...]
    evidence: Evidence


class Reader:
    """A team's knowledge, compiled: names and terms at once, the encoder and its examples when first needed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._outlets = knowledge.outlets
        self._group_all = knowledge.group_all
        self._embedder = knowledge.embedder
        self._names = Names(knowledge)
        self._spelling = Spelling(knowledge, self._names)
        self._themes = ThemeTerms(knowledge, self._names.kinds)
        self._taught_by = knowledge.themes, knowledge.examples

    def __getstate__(self) -> dict[str, object]:
        """Return what is to be kept: where there is an encoder, the examples' lessons in place of the examples."""
        kept = {name: value for name, value in vars(self).items() if name != "_encoder"}
        return kept | ({"_teacher": self._teacher, "_taught_by": ((), ())} if self._encoder else {})

    def read(self, items: Sequence[Item]) -> list[Reading]:
        """Read items, in their order; only those that some gate lets through get figures and a vector."""
        texts = [_text(item) for item in items]
        languages = detect_all(
            [_told(item.title, text) for item, text in zip(items, texts, strict=True)],
            [None if item.language == UNKNOWN else item.language for item in items],
        )
        looked = [
            self._look(item.title, text, language, on_topic=item.on_topic)
            for item, text, language in zip(items, texts, languages, strict=True)
        ]
        grouped = [at for at, one in enumerate(looked) if one.evidence.gate_open or self._group_all]
        vectors = self._vectors([(items[at].title, items[at].summary, looked[at].language) for at in grouped])
        lessons = self._lessons(vectors)
        taught = dict(zip(grouped, zip(vectors, lessons, strict=True), strict=True))
        readings = []
        for at, (item, text, one) in enumerate(zip(items, texts, looked, strict=True)):
            known = describe(item, self._outlets, language=one.language, actors=one.actors)
            if at not in taught:
                readings.append(Reading(known, is_grouped=False))
                continue
            vector, lesson = taught[at]
            filed = replace(
                known,
                themes=file(one.evidence, lesson),
                figures=tuple(find_figures(item.id, item.title, text, one.language)),
            )
            packed = None if vector is None else pack(vector)
            readings.append(Reading(filed, is_grouped=True, vector=packed, traits=traits(filed)))
        return readings

    def file(self, title: str, summary: str) -> list[Filing]:
        """Return the themes that an item of these words is filed under, strongest first."""
        text = summary[:_TEXT_CHARACTERS]
        looked = self._look(title, text, detect(_told(title, text)))
        if not looked.evidence.gate_open:
            return []
        [lesson] = self._lessons(self._vectors([(title, summary, looked.language)]))
        return list(file(looked.evidence, lesson))

    def _look(self, title: str, text: str, language: str, *, on_topic: bool = False) -> _Looked:
        """Tell who is named, and what the terms say."""
        head = tokens(title)
        found = [*head, "\n", *tokens(text)]
        named = self._names.find(found, lambda: _joints(title, text, len(head) + 1))
        evidence = self._themes.weigh(found, len(head), named, language=language, on_topic=on_topic)
        return _Looked(language, most_named(named.sure), evidence)

    def _vectors(self, texts: Sequence[tuple[str, str, str]]) -> Sequence[Vector | None]:
        """Return the vectors of titles with their summaries, in a language each; None of each without an encoder."""
        if not texts or self._encoder is None:
            return [None] * len(texts)
        spelled = self._spelling.spelled
        return list(self._encoder.embed([spelled(text_of(*text), language) for *text, language in texts]))

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


_reader = lru_cache(maxsize=2)(Reader)


def _joints(title: str, text: str, text_starts: int) -> frozenset[int]:
    """Return the joints of a title and of the text whose first token is the one of that number."""
    head, rest = (glued(spans(normal(part))) for part in (title, text))
    return head | {text_starts + at for at in rest}


def _told(title: str, text: str) -> str:
    """Return what tells an item's language: a text that opens with addresses may be all furniture."""
    return f"{title}\n{lead(title, text) if '://' in text[:_OPENING] else text}"


def _text(item: Item) -> str:
    if item.content and item.summary[:80] not in item.content:
        return f"{item.summary}\n{item.content}"[:_TEXT_CHARACTERS]
    return (item.content or item.summary)[:_TEXT_CHARACTERS]
