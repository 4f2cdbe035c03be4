"""What went wrong with a request, in words."""

import errno
import socket
import ssl
from collections.abc import Iterator

import aiohttp
from aiohttp.http_exceptions import LineTooLong

from digest.causes import Cause
from digest.errors import FetchError
from digest.pull.bounds import MUCH_BESIDE, BesideBodyError
from digest.pull.guard import RefusedError, refusal

_NOT_THERE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


def in_words(error: BaseException, *, connect_s: float, total_s: float) -> FetchError:
    """Return why a request failed that had so many seconds for a connection, and so many in all."""
    if ours := next(filter(None, map(_refused_by_us, _chain(error))), None):
        return ours
    match error:
        case aiohttp.ClientConnectorError():
            return FetchError(_unconnected(error))
        case ssl.SSLError():
            return FetchError(Cause.INSECURE)
        case aiohttp.ConnectionTimeoutError():
            return FetchError(Cause.NO_CONNECTION_IN.of(seconds=f"{connect_s:g}"))
        case TimeoutError():
            return FetchError(Cause.NO_ANSWER_IN.of(seconds=f"{total_s:g}"))
        case aiohttp.ServerDisconnectedError():
            return FetchError(Cause.HUNG_UP)
        case aiohttp.ClientPayloadError():
            return FetchError(Cause.BROKE_OFF)
        case aiohttp.ClientResponseError():
            return FetchError(Cause.NOT_HTTP)
        case OSError() if error.errno == errno.ENOSPC:
            return FetchError(Cause.NO_DISK)
        case OSError():
            return FetchError(Cause.CONNECTION_FAILED.of(what=_short(error)))
        case _:
            return FetchError(Cause.NO_SENSE)


def unanswered(error: BaseException) -> str:
    """Return why a request that a platform's library made had no answer; how long it waits is the library's own."""
    if isinstance(error, TimeoutError):
        return Cause.TOO_SLOW
    return str(in_words(error, connect_s=0, total_s=0))


def _refused_by_us(error: BaseException) -> FetchError | None:
    """Return what our own guard or our own bounds had against an address or its answer."""
    match error:
        case RefusedError():
            return refusal(error.address)
        case BesideBodyError():
            return FetchError(error.message)
        case LineTooLong():
            return FetchError(MUCH_BESIDE)
        case _:
            return None


def _unconnected(error: aiohttp.ClientConnectorError) -> str:
    """Return why there was no connection."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return Cause.CERTIFICATE.of(what=_short(error.certificate_error))
        case aiohttp.ClientConnectorSSLError():
            return Cause.INSECURE
        case aiohttp.ClientConnectorDNSError() if error.os_error.errno == socket.EAI_AGAIN:
            return Cause.NAME_NOT_NOW.of(name=error.host)
        case aiohttp.ClientConnectorDNSError():
            return Cause.NAME_UNKNOWN.of(name=error.host)
        case _ if error.os_error.errno == errno.ECONNREFUSED:
            return Cause.NOTHING_ANSWERS
        case _ if error.os_error.errno in _NOT_THERE:
            return Cause.NOT_REACHED
        case _:
            return Cause.NO_CONNECTION.of(what=_short(error.os_error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what it came of, itself first."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__


def _short(error: BaseException) -> str:
    text = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return str(text).split("\n", 1)[0][:120] or "no reason given"
