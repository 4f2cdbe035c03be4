"""By what an answer is known again: who sends it back is sent the body only where that has changed."""

from collections.abc import Mapping
from dataclasses import dataclass

# What is longer is no validator; it would only come back with every request.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address gave us with its last answer, if it gave any."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask only for what is not known yet; none where no validator can be sent as it came."""
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in known.items() if value and _is_sendable(value)}

    def with_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of a 304 and the validators that it confirmed; not every server repeats them."""
        known = {"etag": self.etag, "last-modified": self.last_modified}
        return {name: value for name, value in known.items() if value} | dict(headers)


def _is_sendable(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) <= _LONGEST
