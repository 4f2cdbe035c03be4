"""Finds phrases in a text's tokens, in one pass and in any script.

What a token can be part of is looked up once per spelling and kept, so that the cost of a scan does not grow with the
number of phrases.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from digest.understand.tokens import ARABIC, is_in_runs, pieces

K = TypeVar("K")
T = TypeVar("T")

# A spelling is looked up once and kept; past this many we start afresh, since feeds can invent words.
_MOST_SPELLINGS = 100_000
# Longer tokens are encoded data, not words.
_LONGEST_TOKEN = 60


class Case(StrEnum):
    """How the capitals of a phrase matter."""

    ANY = "any"
    EXACT = "exact"
    NAME = "name"
    """As written, in capitals, or with a capital where the phrase has one: never all in lower case."""


class Hit(NamedTuple, Generic[T]):
    """A phrase that was found at the tokens from `start` up to, but not including, `end`."""

    start: int
    end: int
    value: T


class _Node(NamedTuple, Generic[T]):
    """A node of the trie: a beginning that some phrases share."""

    values: tuple[T, ...]
    """The values of the phrases that end here."""
    onward: dict[int, "_Node[T]"]
    """The next nodes, by the part that a longer phrase goes on with."""


class _Start(NamedTuple, Generic[T]):
    """The phrases that begin with a token."""

    nodes: tuple[_Node[T], ...]
    """The nodes that the token leads to from the root."""
    is_phrase: bool
    """True where the token alone is a phrase."""
    onward: frozenset[int]
    """The parts that the longer phrases go on with."""


class Kept(dict[K, T]):
    """What `find` returned for each key, kept for the next time; past very many keys it starts afresh."""

    def __init__(self, find: Callable[[K], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, token: K) -> T:
        if len(self) > _MOST_SPELLINGS:
            self.clear()
        found = self[token] = self._find(token)
        return found


class Lexicon(Generic[T]):
    """Phrases, each with a value. `*` at the end of a word takes any ending."""

    def __init__(self) -> None:
        # The number of each part of a phrase, in a dictionary for each way to match; no two parts have the same number.
        self._words: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._names: dict[str, tuple[int, list[str]]] = {}
        self._prefixes: dict[str, int] = {}
        self._shortest_prefix = 99
        self._infixes: dict[str, int] = {}
        self._parts = 0
        # A trie: for each node the next node by part, and the values of the phrases that end at it.
        self._next: list[dict[int, int]] = [{}]
        self._values: list[list[T]] = [[]]
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

    def add(self, phrase: str, value: T, case: Case = Case.ANY) -> bool:
        """Add a phrase; return False for one without a single letter or digit."""
        words = pieces(phrase)
        if not words:
            return False
        node = 0
        for word in words:
            part = self._part(word, case)
            after = self._next[node].get(part)
            if after is None:
                after = len(self._next)
                self._next[node][part] = after
                self._next.append({})
                self._values.append([])
            node = after
        self._values[node].append(value)
        self._spellings.clear()
        vars(self).pop("_all", None)
        return True

    def scan(self, found: Sequence[str]) -> list[Hit[T]]:
        """Return the phrases in these tokens, by where they start, then the shorter first."""
        return self._all.scan(found)

    def only(self, is_wanted: Callable[[T], bool]) -> "Selection[T]":
        """Return a selection of the phrases whose values are wanted; phrases that are added later are not in it."""
        return Selection(self._next, self._values, self._spellings, is_wanted)

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
            part, forms = self._names.setdefault(word.lower(), (self._parts, []))
            if part == self._parts:
                self._parts += 1
            forms.append(word)
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


class Selection(Generic[T]):
    """The phrases of a lexicon whose values are wanted; the others cost a scan nothing."""

    def __init__(
        self,
        onward: Sequence[Mapping[int, int]],
        values: Sequence[Sequence[T]],
        spellings: Mapping[str, tuple[int, ...]],
        is_wanted: Callable[[T], bool],
    ) -> None:
        self._onward, self._values, self._spellings = onward, values, spellings
        self._is_wanted = is_wanted
        self._nodes: Kept[int, _Node[T] | None] = Kept(self._node)
        self._starts: Kept[str, _Start[T] | None] = Kept(self._look_up_start)
        # Tokens that are known to begin nothing.
        self._idle: set[str] = set()

    def scan(self, found: Sequence[str]) -> list[Hit[T]]:
        """Return the phrases in these tokens, by where they start, then the shorter first."""
        hits: list[Hit[T]] = []
        if self._idle.issuperset(found):
            return hits
        # Most tokens begin no phrase; these are skipped without a step of Python's own.
        for at in compress(count(), map(self._starts.__getitem__, found)):
            start = self._starts[found[at]]
            assert start is not None, "such tokens are passed over"
            nodes, is_phrase, onward = start
            # Most others begin a phrase that the next token does not go on with.
            if is_phrase or (at + 1 < len(found) and not onward.isdisjoint(self._spellings[found[at + 1]])):
                for node in nodes:
                    self._walk(found, at, at + 1, node, hits)
        return hits

    def _walk(self, found: Sequence[str], start: int, at: int, node: _Node[T], hits: list[Hit[T]]) -> None:
        values, onward = node
        if values:
            hits.extend([Hit(start, at, value) for value in values])
        if not onward or at >= len(found):
            return
        for part in self._spellings[found[at]]:
            after = onward.get(part)
            if after is not None:
                self._walk(found, start, at + 1, after, hits)

    def _node(self, number: int) -> _Node[T] | None:
        """Return a node of the lexicon with only what is wanted of it; None where nothing is."""
        values = tuple(filter(self._is_wanted, self._values[number]))
        onward = {
            part: node
            for part, after in self._onward[number].items()
            if (node := self._nodes[after]) is not None
        }
        return _Node(values, onward) if values or onward else None

    def _look_up_start(self, token: str) -> _Start[T] | None:
        """Return the phrases that begin with the token; None where none does."""
        root = self._onward[0]
        led_to = (self._nodes[root[part]] for part in self._spellings[token] if part in root)
        nodes = tuple(node for node in led_to if node is not None)
        if not nodes:
            if len(self._idle) > _MOST_SPELLINGS:
                self._idle.clear()
            self._idle.add(token)
            return None
        return _Start(
            nodes, any(node.values for node in nodes), frozenset().union(*(node.onward for node in nodes))
        )


def _is_name(token: str, forms: Iterable[str]) -> bool:
    """Say whether the token is one of the forms, is all capitals, or begins with a capital where a form does."""
    if token in forms or token.isupper():
        return True
    return token[0].isupper() and any(form[0].isupper() for form in forms)
