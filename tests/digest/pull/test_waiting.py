"""Bodies wait for their reader, wherever there is room for them."""

import pytest

from digest.errors import FetchError
from digest.pull import waiting
from digest.pull.waiting import Room, WaitingBody

LARGE = b"x" * 1_000_000


def test_a_body_comes_back_whole_where_nothing_may_be_written(monkeypatch):
    def nowhere():
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setattr(waiting, "gettempdir", nowhere)
    monkeypatch.setattr("tempfile.TemporaryFile", nowhere)
    waiting._has_disk.cache_clear()
    kept = WaitingBody(Room())
    kept.write(LARGE)
    waiting._has_disk.cache_clear()

    assert kept.read() == LARGE


def test_a_large_body_waits_on_disk():
    kept = WaitingBody(Room())
    kept.write(LARGE)

    assert kept.is_on_disk
    assert kept.read() == LARGE


def test_a_body_that_grew_too_large_for_memory_leaves_its_place_there_to_others():
    room = Room(memory=10_000, disk=50_000)
    kept = WaitingBody(room)
    kept.write_all([b"x" * 6000, b"y" * 6000])

    assert (room.memory, room.disk) == (10_000, 38_000)
    assert kept.read() == b"x" * 6000 + b"y" * 6000


def test_a_large_body_is_known_again_by_all_that_it_holds_though_it_was_read():
    first, again, other = (WaitingBody(Room()) for _ in range(3))
    for body, last in ((first, b"a"), (again, b"a"), (other, b"b")):
        body.write_all([LARGE, last])
    first.read()

    assert first.hash() == again.hash() != other.hash()


def test_small_bodies_wait_on_disk_where_many_wait_at_once():
    room = Room(memory=10_000)
    first, second = WaitingBody(room), WaitingBody(room)
    first.write(b"x" * 6000)
    second.write(b"y" * 6000)

    assert (first.is_on_disk, second.is_on_disk) == (False, True)
    assert second.read() == b"y" * 6000


def test_the_room_of_a_body_that_was_read_is_anothers():
    room = Room(memory=10_000)
    first = WaitingBody(room)
    first.write(b"x" * 6000)
    del first
    second = WaitingBody(room)
    second.write(b"y" * 6000)

    assert not second.is_on_disk


def test_where_the_disk_is_taken_large_bodies_are_turned_away_and_others_are_not():
    room = Room(memory=0, disk=2_500_000)
    first, second, small = WaitingBody(room), WaitingBody(room), WaitingBody(room)
    first.write_all([LARGE, LARGE])
    with pytest.raises(FetchError, match="too many large answers wait"):
        second.write_all([LARGE, LARGE, LARGE])
    small.write(LARGE)

    assert (first.size, small.read()) == (2_000_000, LARGE)
    del first, second, small
    assert (room.memory, room.disk) == (0, 2_500_000)
