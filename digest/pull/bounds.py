"""How much memory an answer may take while it comes in: it is read in sips, and hardly more than its body is taken.

aiohttp bounds the length of one header and their number. That still allows two MiB of headers to an answer, which are
ten MiB as Python's text; a few hundred hosts that send them at once would take gigabytes.
"""

import functools
import socket
from asyncio.sslproto import SSLProtocol
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError

from digest.causes import Cause

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Bytes read from a socket at a time. asyncio reads 256 KiB, from each of hundreds that may be open.
SIP = 16 * 1024
# Bytes that may come in a row without any of the body: the head, interim answers, trailers, the frame of a chunk.
# Node.js takes no larger head either.
MOST_BESIDE = 16 * 1024
# Headers of one answer, since each costs more memory than its length. Some sites set two hundred cookies.
MOST_HEADERS = 300
# Bytes that may come beside a body in all, and in addition a quarter of its size. Each chunk costs us time: ten MiB in
# chunks of two bytes would take seconds. A server that sends each line by itself stays well below.
MOST_FRAMING = 128 * 1024
_FRAMING_PART = 4


class SippedSocket(socket.socket):
    """A socket from which no more than a sip is read at a time, with TLS too."""

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        return super().recv(min(size, SIP), flags)

    def recv_into(self, buffer: "Buffer", size: int = 0, flags: int = 0) -> int:
        return super().recv_into(buffer, min(size or memoryview(buffer).nbytes, SIP), flags)


class BesideBodyError(HttpProcessingError, aiohttp.ClientError):
    """Too much of an answer is not its body; the message says what, in plain words."""


MUCH_BESIDE = Cause.MUCH_BESIDE.of(size=f"{MOST_BESIDE // 1024} KiB")


class BoundedAnswers(ResponseHandler):
    """Reads one connection's answers: one to each request, with little beside its body."""

    _is_answered = False
    _beside = 0
    """Since the last byte of body."""
    _beside_in_all = 0
    _body_before = 0

    def set_response_params(self, **params: Any) -> None:
        """Begin anew, with the next request."""
        self._is_answered = False
        self._beside = self._beside_in_all = 0
        self._body_before = 0
        # Otherwise the previous answer's body would be taken for this one's until its own begins.
        self._payload = None
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        body = self._payload.total_bytes if self._payload is not None else 0
        came = max(body - self._body_before, 0)
        self._beside_in_all += max(len(data) - came, 0)
        self._beside = 0 if came else self._beside + len(data)
        self._body_before = max(body, self._body_before)
        if self._beside > MOST_BESIDE:
            self._refuse(MUCH_BESIDE)
        elif self._beside_in_all > MOST_FRAMING + body // _FRAMING_PART:
            self._refuse(Cause.SMALL_PIECES)

    def feed_data(self, data: tuple[Any, Any], size: int = 0) -> None:
        """Take the answer itself. Interim ones tell us nothing, and what comes after it was not asked for."""
        message, _ = data
        if self._is_answered:
            self.close()
        elif sum(len(name) + len(value) for name, value in message.raw_headers) > MOST_BESIDE:
            self._refuse(MUCH_BESIDE)
        elif not 100 <= message.code < 200 or message.code == 101:
            self._is_answered = True
            super().feed_data(data, size)

    def _refuse(self, why: str) -> None:
        self.set_exception(BesideBodyError(message=why))
        if self._payload is not None:
            self._payload.set_exception(BesideBodyError(message=why))
        if self.transport is not None:
            self.transport.close()


def in_bounds(connector: aiohttp.TCPConnector) -> aiohttp.TCPConnector:
    """Return the connector, with these bounds on all its connections from now on."""
    # asyncio gives each connection with TLS 256 KiB to read into, all of it filled with zeros at once.
    SSLProtocol.max_size = SIP
    # There is no other way in: aiohttp lets its users choose sockets, but not what reads them.
    connector._factory = cast(
        functools.partial[ResponseHandler], functools.partial(BoundedAnswers, loop=connector._loop)
    )
    return connector
