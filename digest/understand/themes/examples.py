"""The themes' examples in, what they say out: their texts, each once, and what each answers of every theme."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.model.theme import Example, Theme

# Fewer examples than this teach nothing.
_FEWEST = 4

Answers = NDArray[np.int8]
"""A row for a text, a column for a theme: 1 where the text is of it, -1 where it is not, 0 where it says neither."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher is taught by."""

    texts: list[str]
    """Those of all examples, each once."""
    themes: list[str]
    """Those that have enough examples to be taught."""
    answers: Answers

    @property
    def key(self) -> str:
        """What tells it from what others are taught by."""
        return key_of(repr((self.texts, self.themes, self.answers.tobytes())))


def taught_by(themes: Sequence[Theme], examples: Sequence[Example]) -> Taught:
    """Return what themes are taught by: an example that only another theme lists is one that differs."""
    own = (text for theme in themes for text in (*theme.match, *theme.differ))
    texts = list(dict.fromkeys((*own, *(example.text for example in examples))))
    at = {text: number for number, text in enumerate(texts)}
    taught = [theme for theme in themes if len(theme.match) >= _FEWEST]
    column = {theme.id: number for number, theme in enumerate(taught)}
    answers = np.full((len(texts), len(taught)), -1, np.int8)
    for theme in taught:
        answers[[at[text] for text in theme.match], column[theme.id]] = 1
    for example in examples:
        answers[at[example.text], [column[theme] for theme in example.themes if theme in column]] = 1
        answers[at[example.text], [column[theme] for theme in example.silent_on if theme in column]] = 0
    return Taught(texts, list(column), answers)


def key_of(text: str) -> str:
    """Return a short text that stands for a long one."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
