"""What a command is typed, piped or given as a file, read; and what it says, printed."""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import QueryError


def aside(text: str) -> None:
    """Say something beside the data."""
    print("parallax: " + shown(text), file=sys.stderr)


def shown(text: str) -> str:
    """Return lines in which what was typed or read shows without what could steer a terminal."""
    from digest.text import visible_lines

    return visible_lines(text)


def print_lines(lines: Iterable[str]) -> None:
    _write_for_programs()
    for line in lines:
        sys.stdout.write(line + "\n")


def print_whole(text: str) -> None:
    """Print a file's worth of OPML, JSON or Markdown, as it is to be kept."""
    _write_for_programs()
    sys.stdout.write(text)


def _write_for_programs() -> None:
    """Have what another program reads in UTF-8 whatever a terminal can show; a lone surrogate becomes its escape."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def there_already(number: int) -> str:
    return f"{number:,} {'was' if number == 1 else 'were'} there already"


def name_of(file: Path) -> str:
    """Return what a file is called where its reader is told of it."""
    return "standard input" if str(file) == "-" else str(file)


def read_text(file: Path) -> str:
    """Return what a file holds, or standard input where it is `-`; raise QueryError when it cannot be read."""
    return read_bytes(file).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def read_bytes(file: Path) -> bytes:
    """As `read_text`, for what says itself how it is encoded."""
    try:
        with ended_by_one_interrupt():
            return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise QueryError(f"{file}: cannot be read: {error.strerror}") from None


def typed_lines() -> Iterator[str]:
    """Yield the lines of standard input without their ends, none before it is asked for."""
    with ended_by_one_interrupt():
        for line in sys.stdin:
            yield line.rstrip("\r\n")


@contextmanager
def ended_by_one_interrupt() -> Iterator[None]:
    """Let an interrupt raise: asyncio would cancel, of which what waits for standard input or works on never hears."""
    handler = signal.getsignal(signal.SIGINT)
    if handler is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
