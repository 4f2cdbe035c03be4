"""Bodies wait for their reader, wherever there is room for them."""

from digest.pull import unpack
from digest.pull.unpack import Kept

LARGE = b"x" * 1_000_000


def test_a_body_comes_back_whole_where_nothing_may_be_written(monkeypatch):
    def nowhere():
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setattr(unpack, "gettempdir", nowhere)
    monkeypatch.setattr("tempfile.TemporaryFile", nowhere)
    unpack._most_in_memory.cache_clear()
    kept = Kept()
    kept.write(LARGE)
    unpack._most_in_memory.cache_clear()

    assert kept.read() == LARGE


def test_a_large_body_waits_on_disk():
    kept = Kept()
    kept.write(LARGE)

    assert kept._file._rolled
    assert kept.read() == LARGE
