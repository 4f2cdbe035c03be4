"""What an address answered, and what that means: a Reply, or a FetchError in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from digest.causes import Cause
from digest.errors import FetchError
from digest.pull.headers import retry_after
from digest.pull.validators import Validators
from digest.pull.waiting import WaitingBody

_SAID = {
    401: Cause.ASKS_PASSWORD,
    403: Cause.REFUSES,
    404: Cause.NOTHING_THERE,
    406: Cause.NO_FORM,
    410: Cause.GONE,
    429: Cause.TOO_OFTEN,
    451: Cause.WITHHELD,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered: 304 without a body, or 2xx with one."""

    url: str
    status: int
    headers: Mapping[str, str]
    """With their names in lower case; those of a 304 hold the validators that it confirmed."""
    kept: WaitingBody | None = None
    permanent_target: str | None = None
    """Where a chain of permanent redirects alone led."""
    took_s: float = 0.0
    """How long it took, waits for the host's turn left out."""

    @property
    def is_unchanged(self) -> bool:
        """True for a 304: what we have is what there is."""
        return self.status == 304

    @property
    def body(self) -> bytes:
        """The body, unpacked; read anew each time, so that a large one is in memory only while it is needed."""
        return self.kept.read() if self.kept else b""

    @property
    def body_hash(self) -> str:
        """What tells this body from others; empty without a body."""
        return self.kept.hash() if self.kept else ""

    @property
    def size(self) -> int:
        return self.kept.size if self.kept else 0


def checked(reply: Reply, known: Validators) -> Reply:
    """Return a good reply, with the validators that still hold; raise FetchError for any other."""
    status = reply.status
    if _is_wall(reply.headers):
        wall = Cause.WALL.of(status=status)
        raise FetchError(wall, status=status, retry_after=retry_after(reply.headers))
    if reply.is_unchanged:
        if not known.conditions:
            raise FetchError(Cause.NEVER_CHANGED, status=304)
        return replace(reply, headers=known.with_headers(reply.headers))
    if 200 <= status < 300:
        return reply
    said = _SAID.get(status) or (
        Cause.SERVER_FAILED.of(status=status) if status >= 500 else Cause.OTHER_STATUS.of(status=status)
    )
    raise FetchError(said, status=status, retry_after=retry_after(reply.headers))


def _is_wall(headers: Mapping[str, str]) -> bool:
    """Say whether Cloudflare's or Amazon's firewall asks for a person instead of answering."""
    return "challenge" in (
        headers.get("cf-mitigated", "").lower(),
        headers.get("x-amzn-waf-action", "").lower(),
    )
