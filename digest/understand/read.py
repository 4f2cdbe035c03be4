"""Items in, Readings out: what each is about, who is named, what it counts, and whether it is grouped.

The one function of this wing that crosses to the child; what it compiles of a team's knowledge is kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from digest.model import Filing, Item, Knowledge, Reading
from digest.understand.actors import Names
from digest.understand.language import detect
from digest.understand.lexicon import tokens
from digest.understand.outlets import describe
from digest.understand.themes import ThemeTerms

# A long text's end is its footer; what it is about stands before.
_TEXT_CHARACTERS = 12_000


def read(items: Sequence[Item], knowledge: Knowledge) -> list[Reading]:
    """Read items, in their order; only those that some gate lets through get figures and a vector."""
    names, themes = _compiled(knowledge)
    readings = [_read_one(item, knowledge, names, themes) for item in items]
    return _with_vectors(readings, knowledge.embedder)


@lru_cache(maxsize=2)
def _compiled(knowledge: Knowledge) -> tuple[Names, ThemeTerms]:
    names = Names(knowledge)
    return names, ThemeTerms(knowledge, names)


def _read_one(item: Item, knowledge: Knowledge, names: Names, themes: ThemeTerms) -> Reading:
    text = _text(item)
    hint = None if item.language == "und" else item.language
    title, rest = tokens(item.title), tokens(text)
    actors = names.find([*title, "\n", *rest])
    language = detect(f"{item.title}\n{text}", hint)
    filings = themes.file(title, rest, actors, language=language, on_topic=item.on_topic)
    read = replace(
        describe(item, knowledge.outlets),
        language=language,
        actors=tuple(actors),
        themes=filings.themes,
    )
    is_grouped = filings.gate_open or knowledge.group_all
    if is_grouped:
        from digest.understand.figures import find_figures

        read = replace(read, figures=tuple(find_figures(item.id, item.title, text, read.language)))
    return Reading(read, is_grouped)


def _with_vectors(readings: Sequence[Reading], name: str) -> list[Reading]:
    grouped = [at for at, reading in enumerate(readings) if reading.is_grouped]
    if not grouped or name == "none":
        return list(readings)
    from digest.understand.vectors import embedder, pack, text_of

    encoder = embedder(name)
    if encoder is None:
        return list(readings)
    texts = [text_of(readings[at].item.title, readings[at].item.summary) for at in grouped]
    vectors = dict(zip(grouped, pack(encoder.embed(texts)), strict=True))
    return [replace(reading, vector=vectors.get(at)) for at, reading in enumerate(readings)]


def _text(item: Item) -> str:
    if item.content and item.summary[:80] not in item.content:
        return f"{item.summary}\n{item.content}"[:_TEXT_CHARACTERS]
    return (item.content or item.summary)[:_TEXT_CHARACTERS]


def file_text(title: str, summary: str, knowledge: Knowledge) -> list[Filing]:
    """Return the themes that an item of these words is filed under, strongest first."""
    names, themes = _compiled(knowledge)
    head, rest = tokens(title), tokens(summary[:_TEXT_CHARACTERS])
    language = detect(f"{title}\n{summary}")
    return list(themes.file(head, rest, names.find([*head, "\n", *rest]), language=language).themes)
