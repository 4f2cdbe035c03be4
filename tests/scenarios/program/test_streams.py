"""Standard input and output: of any encoding, closed, full, left early, and a terminal, which nothing may steer."""

import fcntl
import json
import os
import pty
import re
import shlex
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.program import PROGRAM, called_apart, environment
from tests.scenarios.reports import AT


def called_in_bytes(folder, *words, text=b"", encoding):
    """Call the program in a process of its own, whose streams are of this encoding."""
    env = environment(PYTHONIOENCODING=encoding)
    return subprocess.run(
        [*PROGRAM, *words], cwd=folder, env=env, input=text, capture_output=True, timeout=60
    )


def test_bytes_that_are_no_text_are_read_and_what_a_terminal_cannot_show_is_replaced(filled, tmp_path):
    strict = called_in_bytes(tmp_path, "search", "-", "--json", text=b"chips\xff\n", encoding="utf-8:strict")
    narrow = called_in_bytes(tmp_path, "search", "芯片", encoding="ascii")
    lines = called_in_bytes(tmp_path, "search", "芯片", "--json", encoding="ascii")

    assert (strict.returncode, strict.stderr) == (0, b"")
    assert b"???" in narrow.stdout
    assert json.loads(lines.stdout)["title"] == "美国收紧对华AI芯片出口管制"


@pytest.mark.parametrize(
    "words",
    [
        "feeds export",
        *(f"digest --now {AT} --since 7d --as {form}" for form in ("markdown", "slack", "discord")),
    ],
)
def test_what_is_made_for_another_program_is_utf_8_wherever_it_is_written(filled, tmp_path, words):
    usual = filled(*words.split())

    narrow = called_in_bytes(tmp_path, *words.split(), encoding="ascii")

    assert not usual.isascii()
    assert narrow.stdout == usual.encode()


@pytest.mark.parametrize(
    ("closed", "words", "status", "said"),
    [
        ("<&-", "search -", 0, ""),
        (">&-", "export items", 1, "parallax: standard output is closed; open it, or send it to a file\n"),
        ("2>&-", "story abc", 1, ""),
    ],
)
def test_a_stream_that_is_closed_ends_nothing_in_a_traceback(filled, tmp_path, closed, words, status, said):
    program = f"{shlex.join(PROGRAM)} {words} {closed}"

    done = subprocess.run(
        program, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stdout, done.stderr) == (status, "", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by a device of Linux")
@pytest.mark.parametrize("words", [["export", "items"], ["status"], ["search", "chips"]])
def test_a_full_disk_under_standard_output_is_said_in_one_line(filled, tmp_path, words):
    with Path("/dev/full").open("wb") as full:
        done = called_apart(tmp_path, *words, stdout=full)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "parallax: standard output: No space left on device; what was written there is not whole"
    ]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["export", "items"], ["themes", "list"], ["backup", "b.db"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_failure(filled, tmp_path, words, unbuffered):
    reading, writing = os.pipe()
    os.close(reading)

    done = called_apart(tmp_path, *words, stdout=writing, PYTHONUNBUFFERED=unbuffered)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="only Linux has a pipe made small")
def test_nothing_is_lost_where_who_calls_lets_no_write_wait_for_a_reader(call, tmp_path):
    words = ("feeds", "list", "--json")
    usual = call(*words)
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(writing, False)

    with subprocess.Popen([*PROGRAM, *words], cwd=tmp_path, env=environment(), stdout=writing):
        os.close(writing)
        with open(reading, "rb") as reader:
            begun = reader.read(1)
            time.sleep(0.2)
            rest = reader.read()

    assert (begun + rest).decode() == usual


def test_a_line_is_waited_for_where_who_calls_lets_no_read_wait(filled, tmp_path):
    reading, writing = os.pipe()
    os.set_blocking(reading, False)

    program = [*PROGRAM, "search", "-", "--json"]
    with subprocess.Popen(
        program, cwd=tmp_path, env=environment(), stdin=reading, stdout=subprocess.PIPE
    ) as done:
        os.close(reading)
        # Until it reads; whether it does nobody can see.
        time.sleep(2)
        os.write(writing, b"zzz\n")
        os.close(writing)
        answered = done.stdout.read()

    assert json.loads(answered)["query"] == "zzz"


def test_lines_as_windows_writes_them_are_read_as_any(filled):
    windows = "\ufeff{}\r\n{}\r\n"
    asked = filled("search", "-", "--json", "--now", AT, text=windows.format("zzz", "chips"))
    titles = windows.format('{"title": "Lab opens weights of its AI model"}', "{}")
    judged = filled("themes", "test", "--json", text=titles)

    assert list(dict.fromkeys(json.loads(line)["query"] for line in asked.splitlines())) == ["zzz", "chips"]
    assert [bool(json.loads(line)["themes"]) for line in judged.splitlines()] == [True, False]


def test_a_line_of_json_has_no_other_end_than_its_own(filled):
    said = filled("search", "-", "--json", text="nothing\u2028like\x85this\n")

    assert [json.loads(line)["query"] for line in said.splitlines()] == ["nothing\u2028like\x85this"]


def test_bytes_on_the_command_line_that_are_no_text_are_a_wrong_call(filled):
    said = filled("feeds", "remove", os.fsdecode(b"\xffx"), status=2)

    assert len(said.splitlines()) == 1


def test_what_is_said_of_a_wrong_call_cannot_steer_a_terminal(filled):
    said = filled("story", "\x1b[31mred\u202e", status=1)

    assert said.startswith("parallax: “[31mred” is not the id of a story")


def test_a_terminal_of_no_width_is_not_believed(filled):
    assert filled("search", "chips", COLUMNS="0") == filled("search", "chips")


def seen_on_a_terminal(folder, *words, **variables):
    """Return the bytes that a terminal is given: what is answered, and what is logged."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, env=environment(**variables), stdout=its, stderr=its
    ) as process:
        os.close(its)
        seen = b""
        # Its end is an error on Linux.
        with suppress(OSError):
            while read := os.read(ours, 4096):
                seen += read
    os.close(ours)
    assert process.returncode == 0
    return seen


def test_a_terminal_is_given_no_more_than_it_and_its_user_want(filled, tmp_path):
    words = ("-v", "search", "AI")
    usual, uncoloured, dumb = (
        seen_on_a_terminal(tmp_path, *words, **variables)
        for variables in (
            {"TERM": "xterm", "NO_COLOR": ""},
            {"TERM": "xterm", "NO_COLOR": "1"},
            {"TERM": "dumb", "NO_COLOR": ""},
        )
    )

    coloured = re.compile(rb"\x1b\[(\d+;)*3\dm")
    assert coloured.search(usual)
    assert b"\x1b[1m" in uncoloured
    assert not coloured.search(uncoloured)
    assert b"\x1b" not in dumb
