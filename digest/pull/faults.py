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

_NOT_THERE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


def in_words(error: BaseException, url: URL, *, connect_s: float, total_s: float) -> FetchError:
    """Return what a request failed of, for which a connection and the whole had so many seconds."""
    for cause in _causes(error):
        if isinstance(cause, RefusedError):
            return refusal(cause.address)
        if isinstance(cause, BesideBodyError):
            return FetchError(cause.message)
        if isinstance(cause, LineTooLong):
            return FetchError(MUCH_BESIDE)
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return FetchError(f"its certificate is not valid: {_short(error.certificate_error)}")
        case aiohttp.ClientConnectorSSLError() | ssl.SSLError():
            return FetchError("a secure connection could not be made")
        case aiohttp.ClientConnectorDNSError():
            if getattr(error.os_error, "errno", None) == socket.EAI_AGAIN:
                return FetchError(f"the name {url.raw_host} could not be looked up just now")
            return FetchError(f"the name {url.raw_host} is not known")
        case aiohttp.ConnectionTimeoutError():
            return FetchError(f"no connection could be made within {connect_s:g} s")
        case TimeoutError():
            return FetchError(f"the server did not answer within {total_s:g} s")
        case aiohttp.ClientConnectorError() if error.os_error.errno == errno.ECONNREFUSED:
            return FetchError("nothing answers at this address (connection refused)")
        case aiohttp.ClientConnectorError() if error.os_error.errno in _NOT_THERE:
            return FetchError("its server cannot be reached from here")
        case aiohttp.ClientConnectorError():
            return FetchError(f"no connection could be made ({_short(error.os_error)})")
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


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what it came of, itself first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _short(error: BaseException) -> str:
    text = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return str(text).split("\n", 1)[0][:120] or type(error).__name__
