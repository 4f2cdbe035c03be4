"""The encoder's pieces are found as the dictionary that they come from finds them, also by another process."""

import pickle

import pytest

from digest.understand.encoding.pieces import Pieces

TABLE = {
    f"{start}{end}": number
    for number, (start, end) in enumerate(
        (start, end) for start in ("\u2581the", "模", "ü", "a") for end in range(500)
    )
} | {"": 7}


@pytest.mark.parametrize("pieces", [Pieces(TABLE), pickle.loads(pickle.dumps(Pieces(TABLE), 5))])
def test_each_piece_is_found_and_nothing_else(pieces):
    assert {piece: pieces.get(piece) for piece in TABLE} == TABLE
    assert [pieces.get(other) for other in ("b0", "模", "a500", "the0")] == [None] * 4
