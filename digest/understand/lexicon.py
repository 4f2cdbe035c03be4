"""Phrases in, compiled; in a text's tokens they are then found in one pass (see `selection`), in any script."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from digest.understand.selection import Hit, Kept, Phrase, Selection
from digest.understand.tokens import ARABIC, is_in_runs, pieces

T = TypeVar("T")

# Longer tokens are encoded data, not words.
_LONGEST_TOKEN = 60


class Case(StrEnum):
    """How the capitals of a phrase matter."""

    ANY = "any"
    EXACT = "exact"
    NAME = "name"
    """As written, in capitals, or with a capital where the phrase has one: never all in lower case."""


class Lexicon(Generic[T]):
    """Phrases, each with a value. `*` at the end of a word takes any ending."""

    def __init__(self) -> None:
        # The number of each part of a phrase, in a dictionary for each way to match; no two parts have the same number.
        self._words: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._names: dict[str, tuple[int, tuple[str, ...]]] = {}
        self._prefixes: dict[str, int] = {}
        self._shortest_prefix = 99
        self._infixes: dict[str, int] = {}
        self._parts = 0
        # By their first part the phrases, each as the parts that follow and its value.
        self._phrases: dict[int, tuple[Phrase[T], ...]] = {}
        self._remember()

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was found for tokens: it can be found again."""
        return {name: value for name, value in vars(self).items() if name not in ("_spellings", "_all")}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._remember()

    def _remember(self) -> None:
        # The parts that each token can be.
        self._spellings: Kept[str, tuple[int, ...]] = Kept(self._look_up)

    @cached_property
    def _all(self) -> "Selection[T]":
        return self.only(lambda _: True)

    def add(self, phrase: str, value: T, case: Case = Case.ANY) -> None:
        """Add a phrase; one without a single letter or digit is never found."""
        parts = [self._part(word, case) for word in pieces(phrase)]
        if not parts:
            return
        first, *rest = parts
        self._phrases[first] = (*self._phrases.get(first, ()), (tuple(rest), value))
        self._spellings.clear()
        vars(self).pop("_all", None)

    def scan(self, tokens: Sequence[str]) -> list[Hit[T]]:
        """Return the phrases in these tokens, by where they start, then the shorter first."""
        return self._all.scan(tokens)

    def only(self, is_wanted: Callable[[T], bool]) -> "Selection[T]":
        """Return a selection of the phrases whose values are wanted; phrases that are added later are not in it."""
        return Selection(self._phrases, self._spellings, is_wanted)

    def _part(self, word: str, case: Case) -> int:
        if word.endswith("*"):
            stem = word[:-1].lower()
            self._shortest_prefix = min(self._shortest_prefix, len(stem))
            return self._number(self._prefixes, stem)
        if ARABIC.search(word):
            return self._number(self._infixes, word)
        if case is Case.EXACT:
            return self._number(self._exact, word)
        if case is Case.NAME and not is_in_runs(word):
            part, forms = self._names.get(word.lower(), (self._parts, ()))
            if not forms:
                self._parts += 1
            if word not in forms:
                self._names[word.lower()] = part, (*forms, word)
            return part
        return self._number(self._words, word.lower())

    def _number(self, kind: dict[str, int], key: str) -> int:
        if key not in kind:
            kind[key] = self._parts
            self._parts += 1
        return kind[key]

    def _look_up(self, token: str) -> tuple[int, ...]:
        """Return the parts that the token can be."""
        parts: list[int] = []
        low = token.lower()
        if len(token) <= _LONGEST_TOKEN:
            if (part := self._words.get(low)) is not None:
                parts.append(part)
            if (part := self._exact.get(token)) is not None:
                parts.append(part)
            if (named := self._names.get(low)) is not None and _is_name(token, named[1]):
                parts.append(named[0])
            parts.extend(
                part
                for length in range(self._shortest_prefix, len(low) + 1)
                if (part := self._prefixes.get(low[:length])) is not None
            )
            if self._infixes and ARABIC.search(token):
                parts.extend(part for infix, part in self._infixes.items() if infix in token)
        return tuple(parts)


def _is_name(token: str, forms: Iterable[str]) -> bool:
    """Say whether the token is one of the forms, is all capitals, or begins with a capital where a form does."""
    if token in forms or token.isupper():
        return True
    return token[0].isupper() and any(form[0].isupper() for form in forms)
