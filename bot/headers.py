"""What a platform's answer says of when to ask again."""

import re
from collections.abc import Mapping

_SECONDS = re.compile(r"\d{1,9}(?:\.\d*)?", re.ASCII)


def asked_wait(headers: Mapping[str, object]) -> float | None:
    """Return for how many seconds we are asked to wait; None where it is not said in seconds."""
    asked = str(headers.get("Retry-After", ""))
    return float(asked) if _SECONDS.fullmatch(asked) else None
