"""The log lines of Slack's libraries, made readable: no tracebacks for what Slack itself can cause."""

import logging
import re
import sys
import time

from digest.pull.faults import unanswered

# The library tries every few seconds to open a lost socket again; each reason is logged at most once in this time.
_QUIET_S = 600.0
# How it says that it could not: in up to three lines for one try.
_UNOPENED = re.compile(
    r"Failed to (retrieve WSS URL|connect|check the current session|run message listeners|receive or enqueue)\b"
)
# Slack's own word for the reason, where it has given one.
_WORD = re.compile(r"'error': '(\w+)'")
# Bolt finds the token in the environment by itself, and warns that it does not use it. It is not meant to.
_UNUSED = "`token` will be unused"


def listen_to_libraries() -> None:
    """Filter the libraries' lines from now on; all of them come through one logger."""
    logger = logging.getLogger("slack_bolt.AsyncApp")
    if not any(isinstance(one, _Reader) for one in logger.filters):
        logger.addFilter(_Reader())


class _Reader(logging.Filter):
    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if _UNUSED in said:
            return False
        if not _UNOPENED.match(said):
            return True
        found = _WORD.search(said)
        # It says so where it has caught the error.
        error = sys.exception()
        reason = found[1] if found else unanswered(error) if error else "no reason given"
        record.msg, record.args = "the socket to Slack could not be opened (%s); it is tried again", (reason,)
        record.exc_info = None
        return self._is_news(reason)

    def _is_news(self, reason: str) -> bool:
        now = time.monotonic()
        if now - self._told.get(reason, -_QUIET_S) < _QUIET_S:
            return False
        self._told[reason] = now
        return True
