"""What is built once a machine."""

import numpy as np
import pytest

from digest.kept import kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "parallax"


def built_each_time():
    numbers = iter(range(9))
    return lambda: [next(numbers)]


def test_what_was_built_is_not_built_again(folder):
    build = built_each_time()

    assert [kept("x", "numpy", build), kept("x", "numpy", build)] == [[0], [0]]
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "found",
    [b"", b"nonsense", b"[[4096, 9]]", b"[[4096, 20]]".ljust(4096) + b"\x80\x05cposix\nnothing_there\n."],
)
def test_a_file_that_cannot_be_read_is_built_anew(folder, found):
    build = built_each_time()
    kept("x", "numpy", build)
    [file] = folder.iterdir()
    file.write_bytes(found)

    assert kept("x", "numpy", build) == [1]
    assert kept("x", "numpy", build) == [1]


def test_a_file_that_others_may_write_is_not_trusted(folder):
    build = built_each_time()
    kept("x", "numpy", build)
    folder.chmod(0o777)

    assert kept("x", "numpy", build) == [1]


def test_where_nothing_can_be_kept_it_is_built(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert kept("x", "numpy", built_each_time()) == [0]


def test_arrays_come_back_as_they_were(folder):
    made = {"table": np.arange(1000, dtype=np.uint8).reshape(10, 100), "weights": np.ones((3, 7), np.float32)}
    kept("x", "numpy", lambda: made)

    found = kept("x", "numpy", dict)

    assert all((found[name] == made[name]).all() for name in made)
