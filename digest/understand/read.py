"""Items in, Readings out: what each is about, who is named, what it counts, and whether it is grouped.

The one function of this wing that crosses to the child; what it compiles of a team's knowledge is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from digest.model import Filing, Item, Knowledge, Reading
from digest.understand.actors import Names, most_named
from digest.understand.figures import find_figures
from digest.understand.language import detect
from digest.understand.lexicon import glued, normal, spans, tokens
from digest.understand.outlets import describe
from digest.understand.teacher import Teacher
from digest.understand.themes import Evidence, Lesson, ThemeTerms, file
from digest.understand.traits import traits
from digest.understand.vectors import Embedder, embedder, pack, text_of

# A long text's end is its footer; what it is about stands before.
_TEXT_CHARACTERS = 12_000

Vector = NDArray[np.float32]


def read(items: Sequence[Item], knowledge: Knowledge) -> list[Reading]:
    """Read items, in their order; only those that some gate lets through get figures and a vector."""
    reader = _reader(knowledge)
    texts = [_text(item) for item in items]
    looked = [
        reader.look(item.title, text, hint=item.language, on_topic=item.on_topic)
        for item, text in zip(items, texts, strict=True)
    ]
    grouped = [at for at, one in enumerate(looked) if one.evidence.gate_open or knowledge.group_all]
    vectors = reader.vectors([(items[at].title, items[at].summary) for at in grouped])
    lessons = reader.lessons(vectors)
    taught = dict(zip(grouped, zip(vectors, lessons, strict=True), strict=True))
    readings = []
    for at, (item, text, one) in enumerate(zip(items, texts, looked, strict=True)):
        known = replace(describe(item, knowledge.outlets), language=one.language, actors=one.actors)
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


def file_text(title: str, summary: str, knowledge: Knowledge) -> list[Filing]:
    """Return the themes that an item of these words is filed under, strongest first."""
    reader = _reader(knowledge)
    looked = reader.look(title, summary[:_TEXT_CHARACTERS])
    if not looked.evidence.gate_open:
        return []
    [lesson] = reader.lessons(reader.vectors([(title, summary)]))
    return list(file(looked.evidence, lesson))


@dataclass(frozen=True, slots=True)
class _Looked:
    """What an item's words alone tell."""

    language: str
    actors: tuple[str, ...]
    evidence: Evidence


class _Reader:
    """A team's knowledge, compiled: names and terms at once, the encoder and its examples when first needed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = Names(knowledge)
        self._themes = ThemeTerms(knowledge, self._names.kinds)

    def look(self, title: str, text: str, *, hint: str = "und", on_topic: bool = False) -> _Looked:
        """Tell the language, who is named, and what the terms say; `hint` is the language that the feed says."""
        head, rest = tokens(title), tokens(text)
        named = self._names.find([*head, "\n", *rest], lambda: _joints(title, text, len(head) + 1))
        language = detect(f"{title}\n{text}", None if hint == "und" else hint)
        evidence = self._themes.weigh(head, rest, named, language=language, on_topic=on_topic)
        return _Looked(language, most_named(named.sure), evidence)

    def vectors(self, texts: Sequence[tuple[str, str]]) -> Sequence[Vector | None]:
        """Return the vectors of titles with their summaries; None of each without an encoder."""
        if not texts or self._encoder is None:
            return [None] * len(texts)
        return list(self._encoder.embed([self._names.spelled(text_of(*text)) for text in texts]))

    def lessons(self, vectors: Sequence[Vector | None]) -> Sequence[Mapping[str, Lesson]]:
        """Return what the examples say of items by their vectors; nothing of each without an encoder."""
        known = [vector for vector in vectors if vector is not None]
        return self._teacher.lessons(np.stack(known)) if known else [{}] * len(vectors)

    @cached_property
    def _encoder(self) -> Embedder | None:
        return embedder(self._knowledge.embedder)

    @cached_property
    def _teacher(self) -> Teacher:
        assert self._encoder is not None
        return Teacher(self._knowledge.themes, self._knowledge.examples, self._encoder, self._names.spelled)


@lru_cache(maxsize=2)
def _reader(knowledge: Knowledge) -> _Reader:
    return _Reader(knowledge)


def _joints(title: str, text: str, text_starts: int) -> frozenset[int]:
    """Return the joints of a title and of the text whose first token is the one of that number."""
    head, rest = (glued(spans(normal(part))) for part in (title, text))
    return head | {text_starts + at for at in rest}


def _text(item: Item) -> str:
    if item.content and item.summary[:80] not in item.content:
        return f"{item.summary}\n{item.content}"[:_TEXT_CHARACTERS]
    return (item.content or item.summary)[:_TEXT_CHARACTERS]
