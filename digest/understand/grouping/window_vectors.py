"""The vectors of the window's items, in recycled rows, and their sums by story."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from digest.understand.encoding.matter import Matter, matter
from digest.understand.encoding.prior import prior_mean

# The mean of a few items is the items themselves; until the window has filled, a mean of other news counts
# as much as this many items. More of it keeps what all of a busy week is about in every vector: with 150, B-cubed
# F1 on the demo's three days was 0.85 instead of 0.88, and no better on our own week.
PRIOR_VECTORS = 50
# The mean is taken again when it has moved by more than this since the vectors were centred.
_DRIFT = 0.02
# Rows turned into floats at a time.
_CHUNK = 512


class WindowVectors:
    """The window's vectors: as they came, in recycled rows, and the matter of the centred ones as sums by story.

    The encoder puts all texts of one subject near each other; taking the mean of the window away leaves
    what tells them apart.
    """

    def __init__(self, matter: Matter = matter) -> None:
        self._matter_of = matter
        self.sums: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self.counts: NDArray[np.float32] = np.zeros(0, np.float32)
        """Members with a vector, by slot."""
        self._slots = 0
        self._raw: NDArray[np.float16] = np.zeros((0, 0), np.float16)
        self._free: list[int] = []
        self._total: NDArray[np.float64] = np.zeros(0)
        self._held = 0
        self._mean: NDArray[np.float32] = np.zeros(0, np.float32)
        self._matter: NDArray[np.float32] = np.zeros((0, 0), np.float32)

    def take(self, packed: Sequence[bytes | None]) -> list[int | None]:
        """Keep the vectors; return the row of each."""
        rows: list[int | None] = []
        for blob in packed:
            vector = None if blob is None else np.frombuffer(blob, "<f2")
            if vector is None or not len(vector) or (self._held and len(vector) != len(self._mean)):
                rows.append(None)
                continue
            if not len(self._mean):
                self._start(len(vector))
            if not self._free:
                self._grow()
            row = self._free.pop()
            self._raw[row] = vector
            self._total += self._raw[row].astype(np.float64)
            self._held += 1
            rows.append(row)
        return rows

    def give_back(self, row: int | None) -> None:
        if row is not None:
            self._total -= self._raw[row]
            self._held -= 1
            self._free.append(row)

    def centred(self, rows: Sequence[int | None]) -> NDArray[np.float32]:
        """Return the matter of the rows without the mean, each of length one; zeros for None."""
        whole = np.zeros((len(rows), self._matter.shape[1]), np.float32)
        there = [at for at, row in enumerate(rows) if row is not None]
        if there:
            found = self._raw[[row for row in rows if row is not None]].astype(np.float32) - self._mean
            found = found @ self._matter
            found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
            whole[there] = found
        return whole

    def means(self, slots: Sequence[int]) -> NDArray[np.float32]:
        """Return, a row each, how near the members of these slots are to those of all slots, on the whole."""
        if not self.sums.shape[1]:
            return np.zeros((len(slots), self._slots), np.float32)
        counts = np.maximum(self.counts, 1).astype(np.float32)
        own: NDArray[np.float32] = self.sums[slots] / counts[slots][:, None]
        found: NDArray[np.float32] = (own @ self.sums[: self._slots].T) / counts[: self._slots]
        return found

    def between(self, one: int, other: int) -> float | None:
        """Return how near the members of two slots are on the whole; None when one has no vectors."""
        pairs = float(self.counts[one] * self.counts[other])
        return float(self.sums[one] @ self.sums[other]) / pairs if pairs else None

    def has_drifted(self) -> bool:
        if not self._held:
            return False
        return float(np.linalg.norm(self._middle() - self._mean)) > _DRIFT

    def centre_again(self, rows_by_slot: Mapping[int, Sequence[int]]) -> None:
        self._mean = self._middle().astype(np.float32)
        self.sums[:] = 0.0
        slots = [slot for slot, rows in rows_by_slot.items() for _ in rows]
        self._sum_up(slots, [row for rows in rows_by_slot.values() for row in rows])

    def add_to(self, slots: Sequence[int], rows: Sequence[int | None]) -> None:
        """Add each row to its slot; None adds nothing."""
        there = [(slot, row) for slot, row in zip(slots, rows, strict=True) if row is not None]
        if there:
            np.add.at(self.counts, [slot for slot, _ in there], 1)
            self._sum_up([slot for slot, _ in there], [row for _, row in there])

    def _sum_up(self, slots: Sequence[int], rows: Sequence[int]) -> None:
        for start in range(0, len(rows), _CHUNK):
            part = slice(start, start + _CHUNK)
            # Sorted and summed in runs: numpy's `add.at` takes ten times as long.
            order = np.argsort(slots[part], kind="stable")
            into, starts = np.unique(np.asarray(slots[part])[order], return_index=True)
            self.sums[into] += np.add.reduceat(self.centred(rows[part])[order], starts)

    def move(self, one: int, other: int) -> None:
        """Add all of one slot to another."""
        self.counts[other] += self.counts[one]
        if self.sums.shape[1]:
            self.sums[other] += self.sums[one]

    def make_room(self, slots: int) -> None:
        self._slots = slots
        if slots > len(self.counts):
            more = max(256, len(self.counts))
            self.counts = np.concatenate([self.counts, np.zeros(more, np.float32)])
        if len(self._mean) and slots > len(self.sums):
            sums = np.zeros((len(self.counts), self._matter.shape[1]), np.float32)
            sums[: len(self.sums)] = self.sums
            self.sums = sums

    def clear(self, slot: int) -> None:
        self.counts[slot] = 0.0
        if slot < len(self.sums):
            self.sums[slot] = 0.0

    def _middle(self) -> NDArray[np.float64]:
        prior = prior_mean(len(self._mean))
        whole: NDArray[np.float64] = (self._total + PRIOR_VECTORS * prior) / (self._held + PRIOR_VECTORS)
        return whole

    def _start(self, size: int) -> None:
        self._total = np.zeros(size)
        self._mean = prior_mean(size).astype(np.float32)
        self._matter = self._matter_of(size)
        self._raw = np.zeros((0, size), np.float16)
        self.sums = np.zeros((len(self.counts), self._matter.shape[1]), np.float32)

    def _grow(self) -> None:
        rows = len(self._raw)
        more = max(256, rows)
        self._raw = np.concatenate([self._raw, np.zeros((more, self._raw.shape[1]), np.float16)])
        self._free.extend(range(rows + more - 1, rows - 1, -1))
