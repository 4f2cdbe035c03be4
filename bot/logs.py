"""One line per event, on standard error; no line ever holds a secret."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from bot.screen import takes_colour
from digest.errors import StoreError
from digest.masking import masked
from digest.text import visible_lines

# What a token looks like, wherever a library may put it: Slack's, Discord's, those that open our pages, and a
# password in an address.
_SECRET_SHAPES = re.compile(
    r"xox[a-z]-[\w-]{6,}|xapp-[\w-]{6,}|[MNO][\w-]{22,}\.[\w-]{5,}\.[\w-]{25,}|gAAAA[\w-]{60,}=*"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
# As far as it goes in a sentence or a traceback.
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_HIDDEN = "[hidden]"
# So many characters stand in no line by chance; of fewer, only those that mix letters with digits or signs are hidden.
_SURELY_A_SECRET, _SHORTEST = 8, 4


class _Redactor:
    """Hides the secrets it was given, everything in the shape of one, and what would steer a terminal, in every value
    of a line."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted(filter(_is_hideable, set(secrets)), key=len, reverse=True)
        self._known = re.compile("|".join(map(_found_as, known))) if known else None

    def __call__(self, text: str) -> str:
        if self._known:
            text = self._known.sub(_HIDDEN, text)
        if "://" in text:
            text = _ADDRESS.sub(lambda address: masked(address[0]), text)
        return visible_lines(_SECRET_SHAPES.sub(_HIDDEN, text))

    def processor(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        for key, value in event.items():
            if isinstance(value, str):
                event[key] = self(value)
            elif value is not None and not isinstance(value, bool | int | float):
                event[key] = self(str(value))
        return event


def _is_hideable(secret: str) -> bool:
    """Say whether a secret can be told from what a line says anyway: a word or a number of a few signs cannot."""
    is_common = secret.isalpha() or secret.isdigit()
    return len(secret) >= _SURELY_A_SECRET or (len(secret) >= _SHORTEST and not is_common)


def _found_as(secret: str) -> str:
    """Return the pattern of a secret: a short one is hidden where it stands alone, and not within a word."""
    pattern = re.escape(secret)
    return pattern if len(secret) >= _SURELY_A_SECRET else rf"(?<!\w){pattern}(?!\w)"


def set_up(
    *, level: int = logging.INFO, as_json: bool = False, secrets: Iterable[str] = (), verbose: bool = False
) -> None:
    """Send our lines from `level` up, and the libraries' warnings, to standard error; `verbose` adds all else."""
    redactor = _Redactor(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:%M:%SZ", utc=True),
        structlog.processors.format_exc_info,
        redactor.processor,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    line = logging.StreamHandler(sys.stderr)
    line.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(as_json)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [line]
    root.setLevel(logging.DEBUG if verbose else logging.WARNING)
    logging.getLogger("parallax").setLevel(logging.DEBUG if verbose else level)


def _renderer(as_json: bool) -> structlog.typing.Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=takes_colour(sys.stderr), pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
    )


def log() -> structlog.stdlib.BoundLogger:
    """Return the program's logger; an event is a past participle, with its values: `pulled feed=… new=3`."""
    if not structlog.is_configured():
        # A command of one shot says what it did in its answer, and here only what went wrong.
        set_up(level=logging.WARNING)
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger("parallax")
    return logger


class LoggedBugs:
    """A block whose bugs are logged with their traceback and end there: what follows the block goes on.

    What an operator can mend, such as a full disk, is no bug, and is raised.
    """

    def __init__(self, **where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, StoreError):
            return False
        log().error("failed", exc_info=error, **self._where)
        return True
