"""Who may read the pages: this machine, whoever holds a signed link from chat, whoever knows the password.

A link and a session are the same kind of token: what it is for and whose pages it opens, signed and dated
(Fernet). The key comes from `PARALLAX_SECRET_KEY`, else from the store, which draws one; the password is
part of it, so that a new password ends every session and link.
"""

import hmac
import ipaddress
import secrets
from base64 import b64decode, urlsafe_b64encode
from functools import cached_property

from aiohttp import web
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.web.guesses import Guesses, address_of
from digest.store import Store, notes

COOKIE = "parallax"
KEY = "key"
"""The parameter of a link that carries its token."""
HOME = ""
"""The team that the configuration names, whose pages this machine and the password open."""

_NOTE = "page secret"
# A link in chat can be followed for a month, as long as the digest beside it is likely to be read.
LINK_S = 31 * 24 * 3600
SESSION_S = 7 * 24 * 3600
# How what a proxy adds begins: then the peer that we see is not the reader.
_FORWARDED = ("forwarded", "x-forwarded-", "x-real-ip", "via")


class Access:
    """Tells readers from strangers, and makes the tokens that open the pages."""

    def __init__(
        self, *, secret: str | None = None, password: str | None = None, public_url: str = ""
    ) -> None:
        """Without a secret, `remember` has to be called first."""
        self._secret = secret
        self._password = password
        self._public_url = public_url
        self._guesses = Guesses()

    async def remember(self, store: Store) -> None:
        """Where no secret was given, take the one that was drawn at an earlier start, or draw one."""
        if self._secret is None:
            self._secret = await store.read(notes.get, _NOTE) or secrets.token_urlsafe(32)
            await store.write(notes.keep, _NOTE, self._secret)

    @cached_property
    def _fernet(self) -> Fernet:
        assert self._secret is not None, "the secret is remembered before the first request"
        derived = HKDF(SHA256(), 32, salt=None, info=b"parallax pages " + (self._password or "").encode())
        return Fernet(urlsafe_b64encode(derived.derive(self._secret.encode())))

    @property
    def has_password(self) -> bool:
        return self._password is not None

    def team_of(self, request: web.Request) -> str | None:
        """Return the team whose pages a request may have; None for a stranger."""
        if (team := self._opened(request.cookies.get(COOKIE, ""), "session", SESSION_S)) is not None:
            return team
        typed = _password_of(request)
        if typed is not None and self._is_right(typed, address_of(request)):
            return HOME
        return HOME if not self._public_url and _is_from_here(request) else None

    def link(self, path: str, team: str) -> str:
        """Return the public address of a page, with the token that opens it; empty without a public address."""
        if not self._public_url:
            return ""
        return f"{self._public_url}{path}?{KEY}={self._token('link', team)}"

    def session_by_link(self, token: str) -> str | None:
        """Return a session for a link's token; None when it is none of ours or has expired."""
        team = self._opened(token, "link", LINK_S)
        return None if team is None else self._token("session", team)

    def session_by_password(self, typed: str, address: str) -> str | None:
        """Return a session for the right password; None for a wrong one, and for any while we are weary of the
        address."""
        return self._token("session", HOME) if self._is_right(typed, address) else None

    def is_weary_of(self, address: str) -> bool:
        """Say whether so many wrong passwords came from an address that none of its is looked at."""
        return self._guesses.are_many(address)

    def _is_right(self, typed: str, address: str) -> bool:
        if self._password is None or self.is_weary_of(address):
            return False
        if hmac.compare_digest(typed.encode(), self._password.encode()):
            return True
        self._guesses.note_wrong(address)
        return False

    def _token(self, use: str, team: str) -> str:
        return self._fernet.encrypt(f"{use}:{team}".encode()).decode()

    def _opened(self, token: str, use: str, longest_s: int) -> str | None:
        """Return the team whose pages a token opens for this use; None when it is none of ours, or too old."""
        try:
            said: str = self._fernet.decrypt(token.encode(), ttl=longest_s).decode()
        except (InvalidToken, UnicodeError):
            return None
        return said.removeprefix(f"{use}:") if said.startswith(f"{use}:") else None


def _password_of(request: web.Request) -> str | None:
    """Return the password that a feed reader sends along (Basic); the name before it does not matter."""
    kind, _, packed = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        return b64decode(packed).decode().partition(":")[2]
    except ValueError:
        return None


def _is_from_here(request: web.Request) -> bool:
    """Say whether a reader is on this machine, and asked for it by a name of this machine.

    A foreign page can make a browser ask us under a name of its own (DNS rebinding): then the Host is that name.
    Without one, as an old proxy on this machine may ask, nobody can tell.
    """
    if "Host" not in request.headers or any(name.lower().startswith(_FORWARDED) for name in request.headers):
        return False
    host = request.url.host or ""
    return _is_loopback(request.remote or "") and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_loopback)
