"""Readings made up for the purpose, with vectors that have nothing in common, and the stories that they are put into."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from digest.ids import derive_id
from digest.model.item import Reading
from digest.understand.encoding.senses import SIZE, pack
from digest.understand.grouping.group import Grouping, Placement, in_parts
from tests.builders import NOW, item

# One happening, and one that turns another around.
NEXPERIA = (
    "Dutch government takes control of chipmaker Nexperia",
    "Chipmaker Nexperia put under control of the Dutch government",
    "The Hague: Dutch government seizes control of Nexperia, a chipmaker",
)
STALLED = "Washington stalls Nvidia H20 export licences for Chinese buyers"
GRANTED = "Washington grants Nvidia H20 export licences for Chinese buyers"


def reading(
    title: str = "", *, vector: Sequence[float] | None = None, senses: bytes | None = None, **fields
) -> Reading:
    fields.setdefault("outlet", f"{derive_id(title)[:6]}.example")
    packed = None if vector is None else np.asarray(vector, "<f2").tobytes()
    return Reading(item(title, **fields), is_grouped=True, vector=packed, senses=senses)


def senses(*of_pieces: int) -> bytes:
    """Return a text of rare pieces that mean different things, or the same."""
    return pack([-12.0] * len(of_pieces), np.eye(SIZE, dtype=np.float32)[list(of_pieces)])


def directions(count: int, size: int = 64) -> NDArray[np.float64]:
    """Return vectors that have nothing in common."""
    made = np.random.default_rng(7).normal(size=(count, size))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def place(*readings: Reading, grouping: Grouping | None = None) -> list[Placement]:
    grouping = grouping or Grouping()
    return [one for part in in_parts(readings, NOW) for one in grouping.place(part, now=NOW)]


def stories(placements: Iterable[Placement]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for placement in placements:
        found.setdefault(placement.story_id, set()).add(placement.item_id)
    return sorted(found.values(), key=sorted)


def ids(*readings: Reading) -> set[str]:
    return {one.item.id for one in readings}


def parts_of_news(some: random.Random, parts: int) -> Iterator[list[Reading]]:
    """Yield a few items at a time, each like two of six happenings."""
    of = directions(6)
    for part in range(parts):
        yield [
            reading(
                f"Happening {part}.{n}",
                vector=some.random() * of[some.randrange(6)] + some.random() * of[some.randrange(6)],
                language=some.choice(["en", "ko", "zh-Hans", "fr"]),
                published=NOW - timedelta(hours=60 - 2 * part + some.choice([0, 0, 0, 20])),
            )
            for n in range(some.choice([1, 1, 2, 5]))
        ]


def strangers_in_one() -> tuple[list[Reading], Reading]:
    """Return what is told at home, what is told abroad and only faintly like it; and this one's fellow."""
    home, abroad = directions(2)
    told = reading("Nexperia seized", vector=home, published=NOW - timedelta(hours=3))
    odd = reading(
        "안세반도체 소식", vector=0.4 * home + abroad, language="ko", published=NOW - timedelta(hours=2)
    )
    return [told, odd], reading("안세반도체 소식 둘", vector=abroad, language="ko", published=NOW)
