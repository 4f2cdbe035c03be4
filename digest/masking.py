"""An address in, out the same as it may be shown: what of it is secret is hidden."""

import re
from urllib.parse import urlsplit, urlunsplit

# What is not to be shown of an address: parameters that are named for it, in words or run together, and parts of
# a path that nobody would choose: long, with letters after digits more than once.
_SECRET_NAME = re.compile(
    r"(?:^|[_.-])(?:key|auth|pass|pwd|pw|sig|session|sid|code|hash|h|jwt|bearer|otp|pin)s?(?:$|[_.-])"
    r"|token|secret|passw|signature|credential|(?:api|access|rss|feed|user|auth|private|pass)[_-]?key",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:\.\w{1,5})?", re.IGNORECASE)
_SECRET_SEGMENT = re.compile(
    rf"{_UUID.pattern}|(?=(?:[a-z_]*\d+[a-z]){{2}})[a-z0-9_]{{20,}}(?:\.\w{{1,5}})?", re.IGNORECASE
)
_MASK = "HIDDEN"


def masked(url: str) -> str:
    """Return an address as it may be shown: user and password, tokens and keys in it hidden."""
    try:
        parts = urlsplit(url)
        path = "/".join(map(_without_secret, parts.path.split("/")))
        query = "&".join(map(_without_value, parts.query.split("&")))
    except ValueError:
        # What is no address is no secret either, but for what stands before an @.
        return re.sub(r"[^/@\s]*@", f"{_MASK}@", url)
    _, at, place = parts.netloc.rpartition("@")
    netloc = f"{_MASK}@{place}" if at else place
    return urlunsplit(parts._replace(netloc=netloc, path=path, query=query))


def _without_secret(segment: str) -> str:
    return _MASK if _SECRET_SEGMENT.fullmatch(segment) else segment


def _without_value(pair: str) -> str:
    name, equals, value = pair.partition("=")
    is_secret = value and (_SECRET_NAME.search(name) or _UUID.fullmatch(value))
    return f"{name}={_MASK}" if equals and is_secret else pair


def is_masked(url: str) -> bool:
    """Say whether something of an address was hidden, and it so leads nowhere."""
    return _MASK in url


def secrets_in(url: str) -> set[str]:
    """Return the parts of an address that `masked` hides, as they stand there."""
    parts, shown = urlsplit(url), urlsplit(masked(url))
    pairs = [*zip(parts.path.split("/"), shown.path.split("/"), strict=True)]
    pairs += zip(parts.query.split("&"), shown.query.split("&"), strict=True)
    return {hidden.partition("=")[2] or hidden for hidden, seen in pairs if hidden != seen}
