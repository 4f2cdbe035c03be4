"""What is built once a machine."""

import gc
import os
import time
import weakref
from itertools import pairwise
from typing import ClassVar

import numpy as np
import pytest

from digest.cache import cached, sources


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    # Garbage is collected after each build: not that of all other tests, too.
    gc.freeze()
    yield tmp_path / "parallax"
    gc.unfreeze()


def built_each_time():
    numbers = iter(range(9))
    return lambda: [next(numbers)]


def test_what_was_built_is_not_built_again(folder):
    build = built_each_time()

    assert [cached("x", "numpy", build), cached("x", "numpy", build)] == [[0], [0]]
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"nonsense",
        b"[[4096, 9]]",
        b"[[4096, 999999999999999]]",
        b"[[4096, 99999999999999999999]]",
        b"[[4096, 20]]".ljust(4096) + b"\x80\x05cposix\nnothing_there\n.",
    ],
)
def test_a_file_that_cannot_be_read_is_built_anew(folder, found):
    build = built_each_time()
    cached("x", "numpy", build)
    [file] = folder.iterdir()
    file.write_bytes(found)

    assert cached("x", "numpy", build) == [1]
    assert cached("x", "numpy", build) == [1]


def test_a_file_that_others_may_write_is_not_trusted(folder):
    build = built_each_time()
    cached("x", "numpy", build)
    folder.chmod(0o777)

    assert cached("x", "numpy", build) == [1]


def test_what_other_versions_kept_goes_when_a_version_builds_its_own(folder):
    cached("x", "numpy", list)
    [file] = folder.iterdir()
    kept = [f"y{file.name}", file.name.replace("x-", "x-y-", 1), "x-notes.txt", "x-1.0-0.1.0-cpython-311.py"]
    for name in ["x-1.0-0.1.0-cpython-311.kept", "x-1.0-0.1.0-pypy39.kept", *kept]:
        (folder / name).touch()
    (folder / "x-9.9-0.1.0-cpython-311.kept").mkdir()
    file.unlink()
    cached("x", "numpy", list)

    assert {found.name for found in folder.iterdir()} == {
        *kept,
        file.name,
        "x-9.9-0.1.0-cpython-311.kept",
    }


def test_what_was_built_of_other_things_stays_until_there_is_much_of_it(folder):
    build = built_each_time()
    for of in "abcdefghijkl":
        cached("x", "numpy", list, of=of, others=8)

    assert cached("x", "numpy", build, of="e", others=8) == []
    assert cached("x", "numpy", build, of="a", others=8) == [0]
    assert len(list(folder.iterdir())) == 9


def test_what_a_link_leads_to_stays(folder, tmp_path):
    treasure = tmp_path / "treasure"
    treasure.write_text("gold")
    folder.mkdir(mode=0o700)
    (folder / "x-1.0-0.1.0-cpython-311.kept").symlink_to(treasure)
    cached("x", "numpy", list)

    assert treasure.read_text() == "gold"


def test_where_nothing_can_be_kept_it_is_built(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert cached("x", "numpy", built_each_time()) == [0]


def test_arrays_come_back_as_they_were(folder):
    made = {"table": np.arange(1000, dtype=np.uint8).reshape(10, 100), "weights": np.ones((3, 7), np.float32)}
    cached("x", "numpy", lambda: made)

    found = cached("x", "numpy", dict)

    assert all((found[name] == made[name]).all() for name in made)


def test_sources_are_others_when_one_of_them_changes_comes_or_goes(tmp_path):
    (tmp_path / "inside").mkdir()
    one, other = tmp_path / "inside" / "one.py", tmp_path / "inside" / "other.toml"
    seen = [sources(tmp_path)]
    for change in (lambda: one.write_text("1"), lambda: one.write_text("2"), other.touch, one.unlink):
        change()
        seen.append(sources(tmp_path))

    assert all(before != after for before, after in pairwise(seen))
    assert sources(other) == sources(tmp_path)


def test_the_same_code_elsewhere_is_the_same_source_and_what_python_compiled_is_none(tmp_path):
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.py").write_text("1")
    (tmp_path / "there" / "one.pyc").touch()

    assert sources(tmp_path / "here") == sources(tmp_path / "there")


def test_what_a_killed_process_left_half_written_goes_when_nobody_can_be_at_it_any_more(folder):
    folder.mkdir(mode=0o700)
    for name, age_s in [("unfinished-old", 7200), ("unfinished-new", 60)]:
        (folder / name).touch()
        then = time.time() - age_s
        os.utime(folder / name, (then, then))

    cached("x", "numpy", list)

    assert [file.name for file in folder.glob("unfinished-*")] == ["unfinished-new"]


def test_what_nobody_has_read_for_months_goes_and_what_is_read_stays(folder):
    build = built_each_time()
    long_ago = time.time() - 70 * 86_400
    for name in ("gone", "read"):
        cached(name, "numpy", build)
    for file in folder.iterdir():
        os.utime(file, (long_ago, long_ago))
    foreign = folder / "notes.txt"
    foreign.write_text("ours")
    os.utime(foreign, (long_ago, long_ago))

    cached("read", "numpy", build)
    cached("new", "numpy", build)

    assert sorted(file.name.partition("-")[0] for file in folder.iterdir()) == ["new", "notes.txt", "read"]


def test_what_it_took_to_build_is_given_back_before_the_kept_one_is_loaded(folder):
    cached("x", "numpy", Counted)

    assert Counted.most_at_once == 1


class Counted:
    """Counts how many of its kind there are."""

    there: ClassVar[weakref.WeakSet["Counted"]] = weakref.WeakSet()
    most_at_once = 0

    def __new__(cls):
        made = super().__new__(cls)
        cls.there.add(made)
        cls.most_at_once = max(cls.most_at_once, len(cls.there))
        return made


def test_what_was_built_is_used_as_it_lies_in_the_file(folder):
    built = cached("x", "numpy", lambda: {"table": np.zeros((10, 100), np.uint8)})

    assert not built["table"].flags.owndata
    assert not built["table"].flags.writeable
