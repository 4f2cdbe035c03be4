"""Those phrases of a lexicon that are wanted, found in a text's tokens in one pass.

What a token can be part of is looked up once per spelling and kept, so that the cost of a scan does not grow with the
number of phrases.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K")
T = TypeVar("T")
Phrase = tuple[tuple[int, ...], T]
"""The parts of a phrase that follow on one, and its value."""

# Past this many spellings we start afresh, since feeds can invent words; for each language this is up to 4 MB.
_MOST_KEPT = 20_000


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

    def __missing__(self, key: K) -> T:
        if len(self) > _MOST_KEPT:
            self.clear()
        found = self[key] = self._find(key)
        return found


class Selection(Generic[T]):
    """The phrases of a lexicon whose values are wanted; the others cost a scan nothing."""

    def __init__(
        self,
        phrases: Mapping[int, Sequence[Phrase[T]]],
        spellings: Mapping[str, tuple[int, ...]],
        is_wanted: Callable[[T], bool],
    ) -> None:
        """`phrases` are by their first part, `spellings` the parts that a token can be."""
        self._phrases, self._spellings = phrases, spellings
        self._is_wanted = is_wanted
        self._nodes: Kept[int, _Node[T] | None] = Kept(self._node)
        self._starts: Kept[str, _Start[T] | None] = Kept(self._look_up_start)
        # Tokens that are known to begin nothing.
        self._idle: set[str] = set()

    def scan(self, tokens: Sequence[str]) -> list[Hit[T]]:
        """Return the phrases in these tokens, by where they start, then the shorter first."""
        hits: list[Hit[T]] = []
        if self._idle.issuperset(tokens):
            return hits
        # Most tokens begin no phrase; these are skipped without a step of Python's own.
        for at in compress(count(), map(self._starts.__getitem__, tokens)):
            start = self._starts[tokens[at]]
            assert start is not None, "such tokens are passed over"
            nodes, is_phrase, onward = start
            # Most others begin a phrase that the next token does not go on with.
            if is_phrase or (at + 1 < len(tokens) and not onward.isdisjoint(self._spellings[tokens[at + 1]])):
                for node in nodes:
                    self._walk(tokens, at, at + 1, node, hits)
        return hits

    def _walk(self, tokens: Sequence[str], start: int, at: int, node: _Node[T], hits: list[Hit[T]]) -> None:
        values, onward = node
        if values:
            hits.extend([Hit(start, at, value) for value in values])
        if not onward or at >= len(tokens):
            return
        for part in self._spellings[tokens[at]]:
            after = onward.get(part)
            if after is not None:
                self._walk(tokens, start, at + 1, after, hits)

    def _node(self, part: int) -> _Node[T] | None:
        """Return the node to which a part leads from the root; None where it begins nothing that is wanted."""
        wanted = [phrase for phrase in self._phrases.get(part, ()) if self._is_wanted(phrase[1])]
        return _node_of(wanted) if wanted else None

    def _look_up_start(self, token: str) -> _Start[T] | None:
        """Return the phrases that begin with the token; None where none does."""
        led_to = (self._nodes[part] for part in self._spellings[token])
        nodes = tuple(node for node in led_to if node is not None)
        if not nodes:
            if len(self._idle) > _MOST_KEPT:
                self._idle.clear()
            self._idle.add(token)
            return None
        return _Start(
            nodes, any(node.values for node in nodes), frozenset().union(*(node.onward for node in nodes))
        )


def _node_of(phrases: Sequence[Phrase[T]]) -> _Node[T]:
    """Return the node from which these phrases go on."""
    longer: dict[int, list[Phrase[T]]] = defaultdict(list)
    for parts, value in phrases:
        if parts:
            longer[parts[0]].append((parts[1:], value))
    ending = tuple(value for parts, value in phrases if not parts)
    return _Node(ending, {part: _node_of(rest) for part, rest in longer.items()})
