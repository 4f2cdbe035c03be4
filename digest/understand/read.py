"""Items in, Readings out: what each is about, whom it names, which figures it states, and whether it is grouped.

The Reader that does it is compiled from a team's knowledge and kept: in memory, and on disk for the next process.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from digest.cache import cached, sources
from digest.model.item import Item, Reading
from digest.model.knowledge import Knowledge
from digest.model.theme import Filing
from digest.understand.reader import Reader
from digest.understand.vectors import ENCODER

# Items read together where only their themes are asked for.
_AT_ONCE = 500
# Readers for other knowledge or other code that are kept on disk: this user may run another installation.
_OTHERS = 8

_reader = lru_cache(maxsize=2)(Reader)


def read(items: Sequence[Item], knowledge: Knowledge) -> list[Reading]:
    """Read items, in their order; only those that some gate lets through get figures and a vector."""
    return _reader(knowledge).read(items)


def file_texts(texts: Sequence[tuple[str, str]], knowledge: Knowledge) -> list[tuple[Filing, ...]]:
    """Return the themes that items of these titles and summaries are filed under, in their order, strongest first;
    many cost less together than one by one.
    """
    return _reader(knowledge).file_texts(texts)


def file_items(items: Sequence[Item], knowledge: Knowledge) -> Iterator[tuple[Item, tuple[Filing, ...]]]:
    """Yield items with the themes that each is filed under, in their order; reading many at once is far cheaper."""
    reader = kept_reader(knowledge.key, lambda: knowledge)
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        yield from zip(some, reader.file_items(some), strict=True)


def kept_reader(key: str, knowledge: Callable[[], Knowledge]) -> Reader:
    """Return the reader for the knowledge of this key; `knowledge` is called only if this machine keeps none."""
    built_of = (key, version(ENCODER), sources(*code()))
    return cached("reader", "numpy", lambda: Reader(knowledge()), of=built_of, others=_OTHERS)


def code() -> list[Path]:
    """Return where the code of a reader lies: in this package, in `digest.model`, and in the modules beside both."""
    here = Path(__file__).parent
    return [here, here.parent / "model", *sorted(here.parent.glob("*.py"))]
