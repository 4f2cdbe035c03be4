"""The terminal as a platform."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from bot.chat import Target
from bot.console import Console
from digest.errors import DeliveryError
from digest.tell.message import Message, Paragraph, Text

LONG = Message("", (Paragraph((Text("A digest is read in a window of any width. " * 5),)),))


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100)])
def test_a_digest_is_as_wide_as_the_terminal_and_no_wider_than_a_line_is_read(monkeypatch, columns, widest):
    monkeypatch.setenv("COLUMNS", columns)

    [body] = Console().render(LONG)

    assert widest - 12 < max(map(len, body["text"].splitlines())) <= widest


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
async def test_a_digest_that_cannot_be_written_is_tried_again(monkeypatch):
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - to close it fails, too
    monkeypatch.setattr("sys.stdout", full)

    with pytest.raises(DeliveryError, match="standard output: No space left on device"):
        await Console().post(Target(""), {"text": "A digest."}, key="1")

    with suppress(OSError):
        full.close()


async def test_a_digest_of_which_a_part_was_written_goes_on_where_it_stopped(monkeypatch):
    """As where a full disk gets room again; here a pipe is full, for which no write waits."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    os.set_blocking(reading, False)
    body = {"text": "".join(f"{number} told.\n" for number in range(20_000))}
    console, read, posted = Console(), b"", None

    with open(reading, "rb") as reader, open(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        with pytest.raises(DeliveryError, match="standard output"):
            await console.post(Target(""), body, key="1")
        while not posted and len(read) <= len(body["text"]):
            read += reader.read()
            with suppress(DeliveryError):
                posted = await console.post(Target(""), body, key="1")
        read += reader.read()

    assert read.decode() == f"{body['text']}\n"
