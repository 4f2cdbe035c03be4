"""The terminal as a platform."""

import pytest

from bot.console import Console
from digest.tell.message import Message, Paragraph, Text

LONG = Message("", (Paragraph((Text("A digest is read in a window of any width. " * 5),)),))


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100)])
def test_a_digest_is_as_wide_as_the_terminal_and_no_wider_than_a_line_is_read(monkeypatch, columns, widest):
    monkeypatch.setenv("COLUMNS", columns)

    [body] = Console().render(LONG)

    assert widest - 12 < max(map(len, body["text"].splitlines())) <= widest
