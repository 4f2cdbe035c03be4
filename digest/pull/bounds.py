"""What an answer may take of memory on its way in: it comes in sips, and little of it may be anything but its body.

aiohttp bounds one header, and how many there are. That leaves two MiB to each answer, which are ten as Python's
text: with some hundred hosts that send them at once, gigabytes.
"""

import functools
import socket
from asyncio.sslproto import SSLProtocol
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Read from a socket at a time. asyncio's own is 256 KiB, of each of the hundreds that may be open.
SIP = 16 * 1024
# What may come without a byte of body in it: the head, interim answers, trailers, what frames a chunk. Node.js
# takes no larger head either.
MOST_BESIDE = 16 * 1024
# Headers, however short, for each costs more than its length. Some sites set two hundred cookies.
MOST_HEADERS = 300
# What may come beside a body in all, and as a part of it. Each chunk costs some time of ours: ten MiB in chunks of
# two bytes would take seconds, which a server that sends every line by itself does not need.
MOST_FRAMING = 128 * 1024
_FRAMING_PART = 4


class SippedSocket(socket.socket):
    """A socket of which no more than a sip is read at a time, also where TLS stands between."""

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        return super().recv(min(size, SIP), flags)

    def recv_into(self, buffer: "Buffer", size: int = 0, flags: int = 0) -> int:
        return super().recv_into(buffer, min(size or memoryview(buffer).nbytes, SIP), flags)


class BesideBodyError(HttpProcessingError, aiohttp.ClientError):
    """An answer is more than its body; the message says how, in plain words."""


MUCH_BESIDE = f"the answer has more than {MOST_BESIDE // 1024} KiB beside its body"
_MANY_CHUNKS = "the answer comes in too many small pieces"


class BoundedAnswers(ResponseHandler):
    """One connection's answers: one to each request, and little beside its body."""

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
        # Else the body of the answer before would be taken for this one's, until its own begins.
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
            self._refuse(_MANY_CHUNKS)

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
    """Return the connector, whose connections from now on take in no more than they should."""
    # asyncio gives each connection with TLS 256 KiB to read into, all of it filled with zeros at once.
    SSLProtocol.max_size = SIP
    # There is no other way in: aiohttp lets its users choose sockets, but not what reads them.
    connector._factory = cast(
        functools.partial[ResponseHandler], functools.partial(BoundedAnswers, loop=connector._loop)
    )
    return connector
