"""Processes that go on: how `run` starts, and how what is at work ends when it is told to."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.program import called_apart, environment, started
from tests.scenarios.reports import ONE_FEED, TEAM


def taken_port():
    """Take one of all interfaces, as `run` does where one is named: macOS has two share what one has of one alone."""
    if socket.has_dualstack_ipv6():
        return socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    return socket.create_server(("", 0))


@pytest.fixture
def running(call, tmp_path):
    """One feed is on, that was added by command; a channel of Slack wants a digest, and Slack is off."""
    noon = '[[subscription]]\nname = "noon"\nplatform = "slack"\nchannel = "C1"\n'
    (tmp_path / "parallax.toml").write_text(TEAM + noon + "[feeds]\ndefaults = false\n", encoding="utf-8")
    call("feeds", "import", "-", text=ONE_FEED, PARALLAX_ALLOW_HOSTS="127.0.0.1:9")
    with started(tmp_path, "run", PORT="0") as process:
        yield process
        process.kill()


def line_of(process):
    """Return the line of the log that says what is on."""
    for line in process.stderr:
        if "running" in line:
            return line
    raise AssertionError("the program ended before it ran")


def port_in(line):
    return int(line.split("127.0.0.1:")[1].split()[0].strip("'\""))


def test_run_is_healthy_is_alone_and_ends_within_ten_seconds(running, call):
    line = line_of(running)
    assert "feeds=1 " in line
    port = port_in(line)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        assert json.load(answer)["ok"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert b"parallax_pulls" in answer.read()
        # The form that every scraper knows.
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "another" in call("run", status=1)
    began = time.monotonic()
    running.send_signal(signal.SIGTERM)

    assert running.wait(10) == 0
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", ["numbers", "gone"])
def test_a_run_leaves_alone_the_numbers_of_another_program(tmp_path, name):
    numbers = tmp_path / "numbers"
    numbers.mkdir()
    with taken_port() as other:
        port = str(other.getsockname()[1])
        # Either name of it would do: neither is to be left.
        named = dict.fromkeys(("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"), str(tmp_path / name))
        done = called_apart(tmp_path, "run", PORT=port, **named)

    # Our own are there before the port is asked for.
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(numbers.iterdir()) == []


def test_a_run_whose_port_is_taken_may_be_tried_again(tmp_path):
    with taken_port() as other:
        port = other.getsockname()[1]
        done = called_apart(tmp_path, "run", PORT=str(port))

    # With 2, systemd would not: that is for what trying again does not mend.
    assert done.returncode == 1
    assert (
        f"PORT: {port} cannot be used ({os.strerror(errno.EADDRINUSE)}); set PORT to a free one"
        in done.stderr
    )


def test_a_platform_that_is_off_is_warned_of_where_a_subscription_wants_it(running):
    slack, discord = (next(line for line in running.stderr if "is off" in line) for _ in range(2))

    assert ("platform=slack" in slack, "[warning" in slack) == (True, True)
    assert ("platform=discord" in discord, "[warning" in discord) == (True, False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_while_it_starts_ends_cleanly(tmp_path, number):
    # A configuration of which nothing comes: the program stays where it reads it.
    os.mkfifo(tmp_path / "never.toml")
    process = started(tmp_path, "--config", "never.toml", "run")
    # It is there as soon as somebody can write to it.
    with (tmp_path / "never.toml").open("w"):
        process.send_signal(number)
    # Python may have been told just before it began to read, and hears of it when there is no more to come.
    _, said = process.communicate(timeout=20)

    assert (process.returncode, said) == (0, "")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_site_that_is_told_to_end_ends_soon_and_leaves_no_part_of_it(stored, tmp_path, number, status):
    process = started(stored, "site", str(tmp_path / "public"))
    while not (tmp_path / "public").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    said = process.communicate(timeout=10)

    assert (process.returncode, said) == (status, ("", ""))
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("words", [["search", "-", "--json"], ["themes", "test", "--json"]])
def test_what_waits_for_the_next_line_is_ended_by_one_interrupt(stored, words):
    with started(stored, *words) as process:
        process.stdin.write("{}\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == ""


def test_themes_that_are_being_tested_are_ended_by_one_interrupt(stored):
    process = started(stored, "themes", "test", PYTHONUNBUFFERED="1")
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=60)

    assert "were tried" in first
    assert "All as they should be" not in rest
    assert (process.returncode, said) == (130, "")


# The second is one that C code imports, which tells of any failure at that as of an import that failed; a loop's first
# socket is made when half of it is there.
@pytest.mark.parametrize(
    ("event", "module"), [("import", "bot.cli"), ("import", "_socket"), ("socket.__new__", "")]
)
def test_an_interrupt_at_the_start_ends_the_program_without_a_word(tmp_path, event, module):
    program = f"""
import os, runpy, signal, sys

def interrupt(event, args):
    if event == {event!r} and (not {module!r} or args[0] == {module!r}):
        os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(interrupt)
runpy.run_module("bot", run_name="__main__")
"""

    done = subprocess.run(
        [sys.executable, "-c", program, "status"],
        env=environment(PARALLAX_DB=str(tmp_path / "a.db")),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_system_that_cannot_run_it_is_told_so_in_one_line():
    # As Windows, which knows no such locks.
    program = 'import runpy, sys; sys.modules["fcntl"] = None; runpy.run_module("bot", run_name="__main__")'

    done = subprocess.run(
        [sys.executable, "-c", program, "status"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "parallax: this system cannot run it; on Windows, install it within WSL\n",
    )
