"""The demo: it shows a digest before anything is set up."""

import errno
import json
import shlex

import pytest

from bot.demo import to_try
from digest.model.digest import Coverage, Digest, Section, Telling
from digest.model.subscription import Edition
from digest.model.window import Window
from tests.builders import NOW
from tests.program import called_apart


def test_the_demo_says_what_it_shows_and_tells_a_digest_and_three_commands_that_work(call, tmp_path):
    done = called_apart(tmp_path, "demo")

    said = done.stdout
    assert done.returncode == 0
    assert said.startswith(
        "This is what a team that follows the contest over AI reads one morning.\n14 feeds of"
    )
    assert "Open source ─" in said
    assert "Update: " in said
    commands = [line.split("--db ")[1] for line in said.splitlines() if "--db" in line]
    assert len(commands) == 3
    for command in commands:
        db, *words = shlex.split(command)
        assert len(call("--db", db, *words).splitlines()) > 5


def test_the_commands_can_be_pasted_where_the_program_lies_in_a_folder_with_a_space(monkeypatch):
    telling = Telling("abcdef0123456789", "Title", "en", (), (), {}, 1, 1)
    sections, day = (Section("talent", (telling,)),), NOW.date()
    digest = Digest("d", "demo", Edition.DAILY, day, Window(NOW, NOW), sections, Coverage())
    monkeypatch.setattr("sys.argv", ["/my tools/bin/parallax"])

    assert "  '/my tools/bin/parallax' --db var/demo.db compare abcdef\n" in to_try(digest)


def test_the_demo_tells_a_machine_its_digest_and_leaves_alone_the_database_that_is_named(filled, tmp_path):
    kept = tmp_path / "var" / "parallax.db"
    before = kept.read_bytes()

    digest = json.loads(filled("demo", "--db", "var/parallax.db", "--json"))

    assert digest["date"] == "2025-01-30"
    owners = {told["title"]: told["owners"] for section in digest["sections"] for told in section["stories"]}
    # Beside it four told that OpenAI accused the same lab.
    assert owners["DeepSeek's engineers were trained in China, and stayed there"] == 2
    assert kept.read_bytes() == before


@pytest.mark.parametrize("place", ["var", "var/demo.db"])
def test_the_demo_says_where_it_may_be_called_when_it_cannot_make_its_file(call, tmp_path, place):
    there = tmp_path / place
    there.parent.mkdir(exist_ok=True)
    # A file where a folder must be, and a folder where a file must be: also the administrator is kept from these.
    there.touch() if place == "var" else there.mkdir()

    said = call("demo", status=1)

    assert said.startswith("parallax: var/demo.db: cannot be made (")
    assert said.endswith("); call the demo in a folder that may be written\n")


def test_the_demo_says_what_keeps_it_from_reading_its_feeds(call, monkeypatch):
    def no_process(*_):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    # As where the system has no process left for us.
    monkeypatch.setattr("multiprocessing.context.SpawnProcess._Popen", no_process)

    said = call("demo", status=1)

    assert said.startswith(
        "parallax: none of its feeds could be read: the child process could not be started; "
    )
