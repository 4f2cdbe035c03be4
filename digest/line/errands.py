"""What the child process is sent to do. Each errand imports its work when it runs, so that we do not."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from digest.errors import ParseError
from digest.model.item import Item, Reading
from digest.model.knowledge import Knowledge

if TYPE_CHECKING:
    from digest.pull.parse import Body
    from digest.pull.parsed import Parsed
    from digest.understand.reader import Reader

# Items read in the trip in which they were parsed; what is more has a trip of its own, with time of its own.
_READ_TOGETHER = 300


@dataclass(frozen=True, slots=True)
class Taught:
    """What a team taught, as it crosses to the child: its key alone, which is enough for most trips, or the whole."""

    key: str
    packed: bytes | None = field(default=None, compare=False, repr=False)

    @classmethod
    def whole(cls, knowledge: Knowledge) -> "Taught":
        # Packed, so that its thousands of terms are taken apart only by a child that needs them.
        return cls(knowledge.key, pickle.dumps(knowledge, pickle.HIGHEST_PROTOCOL))


class UntaughtError(Exception):
    """The child does not know what this key stands for, and must be sent the whole."""


def parse(bodies: "Sequence[Body]", now: datetime) -> "list[Parsed | ParseError]":
    """Parse feeds' bodies, in their order; what cannot be read is an error in its place."""
    from digest.pull.parse import parse_all

    return parse_all(bodies, now)


def parse_and_read(bodies: "Sequence[Body]", now: datetime, taught: Taught) -> "list[Parsed | ParseError]":
    """Parse feeds' bodies and read their items in the same trip, so that texts cross once; raise UntaughtError.

    Items beyond what one trip may read are left unread.
    """
    reader = _reader(taught)
    found = parse(bodies, now)
    together: dict[int, Parsed] = {}
    room = _READ_TOGETHER
    for at, parsed in enumerate(found):
        if not isinstance(parsed, ParseError) and 0 < len(parsed.items) <= room:
            together[at] = parsed
            room -= len(parsed.items)
    # All in one go: the texts of several feeds share words, and with them some of the work.
    readings = iter(reader.read([item for parsed in together.values() for item in parsed.items]))
    for at, parsed in together.items():
        own = list(islice(readings, len(parsed.items)))
        # The same objects in both places, so that they are pickled only once.
        found[at] = replace(parsed, items=[reading.item for reading in own], readings=own)
    return found


def read(items: Sequence[Item], taught: Taught) -> list[Reading]:
    """Read items, in their order; raise UntaughtError."""
    return _reader(taught).read(items)


@lru_cache(maxsize=2)
def _reader(taught: Taught) -> "Reader":
    from digest.understand.read import kept_reader

    return kept_reader(taught.key, lambda: _unpacked(taught))


def _unpacked(taught: Taught) -> Knowledge:
    if taught.packed is None:
        raise UntaughtError
    knowledge: Knowledge = pickle.loads(taught.packed)  # noqa: S301 - ours, from the process that started us
    return knowledge
