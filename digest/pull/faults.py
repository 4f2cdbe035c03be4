"""What went wrong with a request, in words."""

import errno
import socket
import ssl
from collections.abc import Iterator

import aiohttp
from aiohttp.http_exceptions import LineTooLong
from yarl import URL

from digest.errors import FetchError
from digest.pull.bounds import MUCH_BESIDE, BesideBodyError
from digest.pull.guard import RefusedError, refusal

_INSECURE = "a secure connection could not be made"
_NOT_THERE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


def in_words(error: BaseException, url: URL, *, connect_s: float, total_s: float) -> FetchError:
    """Return why a request failed that had so many seconds for a connection, and so many in all."""
    if ours := next(filter(None, map(_refused_by_us, _causes(error))), None):
        return ours
    match error:
        case aiohttp.ClientConnectorError():
            return FetchError(_unconnected(error, url))
        case ssl.SSLError():
            return FetchError(_INSECURE)
        case aiohttp.ConnectionTimeoutError():
            return FetchError(f"no connection could be made within {connect_s:g} s")
        case TimeoutError():
            return FetchError(f"the server did not answer within {total_s:g} s")
        case aiohttp.ServerDisconnectedError():
            return FetchError("the server hung up without an answer")
        case aiohttp.ClientPayloadError():
            return FetchError("the answer broke off")
        case aiohttp.ClientResponseError():
            return FetchError("the answer is not in the form of the web (HTTP)")
        case OSError() if error.errno == errno.ENOSPC:
            return FetchError("this machine's disk has no room for the answer")
        case OSError():
            return FetchError(f"the connection failed ({_short(error)})")
        case _:
            return FetchError(f"the answer made no sense ({type(error).__name__})")


def _refused_by_us(cause: BaseException) -> FetchError | None:
    """Return what our own guard or our own bounds had against an address or its answer."""
    match cause:
        case RefusedError():
            return refusal(cause.address)
        case BesideBodyError():
            return FetchError(cause.message)
        case LineTooLong():
            return FetchError(MUCH_BESIDE)
        case _:
            return None


def _unconnected(error: aiohttp.ClientConnectorError, url: URL) -> str:
    """Return why there was no connection."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return f"its certificate is not valid: {_short(error.certificate_error)}"
        case aiohttp.ClientConnectorSSLError():
            return _INSECURE
        case aiohttp.ClientConnectorDNSError() if error.os_error.errno == socket.EAI_AGAIN:
            return f"the name {url.raw_host} could not be looked up just now"
        case aiohttp.ClientConnectorDNSError():
            return f"the name {url.raw_host} is not known"
        case _ if error.os_error.errno == errno.ECONNREFUSED:
            return "nothing answers at this address (connection refused)"
        case _ if error.os_error.errno in _NOT_THERE:
            return "its server cannot be reached from here"
        case _:
            return f"no connection could be made ({_short(error.os_error)})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what it came of, itself first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _short(error: BaseException) -> str:
    text = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return str(text).split("\n", 1)[0][:120] or type(error).__name__
