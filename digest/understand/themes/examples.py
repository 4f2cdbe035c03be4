"""The themes' examples in, what they say out: their texts, each once, and which of them each theme is taught by."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model.theme import Example, Theme

# Fewer examples than this teach nothing.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher is taught by."""

    texts: list[str]
    """Those of all examples, each once."""
    matches: dict[str, list[int]]
    """By theme, for those that have enough of them to be taught: which of the texts are of it; all others are not."""
    silent: list[frozenset[int]]
    """For each of these themes, which of the texts say nothing of it."""

    @property
    def key(self) -> str:
        """What tells it from what others are taught by."""
        return key_of(repr((self.texts, self.matches, [sorted(rows) for rows in self.silent])))


def taught_by(themes: Sequence[Theme], examples: Sequence[Example]) -> Taught:
    """Return what themes are taught by: an example that only another theme lists is one that differs."""
    own = (text for theme in themes for text in (*theme.match, *theme.differ))
    texts = list(dict.fromkeys((*own, *(example.text for example in examples))))
    at = {text: number for number, text in enumerate(texts)}
    matches = {
        theme.id: {at[text] for text in theme.match} for theme in themes if len(theme.match) >= _FEWEST
    }
    for example in examples:
        for theme in matches.keys() & set(example.themes):
            matches[theme].add(at[example.text])
    silent = [
        frozenset(at[example.text] for example in examples if theme in example.silent_on) for theme in matches
    ]
    return Taught(texts, {theme: sorted(rows) for theme, rows in matches.items()}, silent)


def key_of(text: str) -> str:
    """Return a short text that stands for a long one."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
