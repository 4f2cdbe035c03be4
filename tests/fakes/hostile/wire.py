"""HTTP itself: slow, endless, broken, or something else altogether."""

from tests.fakes.hostile.fault import GOOD, Fault, dripping, endless, feed_answer, hanging, http, pieces

_OK = b"HTTP/1.1 200 OK\r\n"
_XML = b"Content-Type: application/xml\r\n"
_CHUNKED = _OK + _XML + b"Transfer-Encoding: chunked\r\n\r\n"
_FORM = "form of the web"
_LATE = "did not answer within"
_BESIDE = "beside its body"


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _headed(*lines: bytes, body: bytes = GOOD) -> bytes:
    return b"\r\n".join([_OK.strip(), *lines, b"", body])


_WHOLE = feed_answer(GOOD)
_LENGTH = b"Content-Length: %d" % len(GOOD)

FAULTS: dict[str, Fault] = {
    # ---- slow
    "hang": Fault(hanging(), _LATE),
    "hang-in-status": Fault(hanging(b"HTTP/1.1 2"), _LATE),
    "hang-in-head": Fault(hanging(_OK + _XML), _LATE),
    "hang-after-head": Fault(hanging(_OK + b"Content-Length: 5000\r\n\r\n"), _LATE),
    "hang-in-body": Fault(hanging(http(GOOD + b" " * 1000)[:-1000]), _LATE),
    "hang-in-chunk": Fault(hanging(_CHUNKED + b"500\r\n<rss"), _LATE),
    "hang-before-last-chunk": Fault(hanging(_CHUNKED + _chunk(GOOD)), _LATE),
    "hang-without-length": Fault(hanging(_OK + _XML + b"\r\n" + GOOD), _LATE),
    "drip-status": Fault(dripping(b"", b"HTTP/1.1 200 OK and what else there is to say of it "), _LATE),
    "drip-head": Fault(dripping(_OK, b"X-Drip: drop\r\n"), _LATE),
    "drip-body": Fault(dripping(_OK + b"Content-Length: 1000000\r\n\r\n", GOOD), _LATE),
    "drip-chunks": Fault(dripping(_CHUNKED, b"1\r\nx\r\n", 0.01), _LATE),
    "drip-packed": Fault(
        dripping(_OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08", b"\x00"), _LATE + "|not packed"
    ),
    "drip-continue": Fault(dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), f"{_LATE}|{_FORM}"),
    # ---- endless
    "endless-body": Fault(endless(_OK + _XML + b"\r\n", b"x" * 65_536), "larger than"),
    "endless-chunks": Fault(endless(_CHUNKED, _chunk(b"x" * 65_536)), "larger than"),
    "endless-feed": Fault(endless(_OK + _XML + b"\r\n" + GOOD[:-20], GOOD[120:-20] * 200), "larger than"),
    "endless-header": Fault(endless(_OK + b"X: ", b"x" * 65_536), _BESIDE),
    "endless-headers": Fault(endless(_OK, b"X-More: yes\r\n" * 1000), _FORM),
    "endless-status": Fault(endless(b"HTTP/1.1 200 ", b"OK " * 10_000), _BESIDE),
    "endless-continue": Fault(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), _BESIDE),
    "endless-small-chunks": Fault(endless(_CHUNKED, b"2\r\nxx\r\n" * 10_000), "too many small pieces"),
    "endless-chunk-size": Fault(endless(_CHUNKED, b"0" * 65_536), _BESIDE),
    "endless-chunk-extension": Fault(endless(_CHUNKED + b"5;", b"x" * 65_536), _BESIDE),
    "endless-trailers": Fault(
        endless(_CHUNKED + _chunk(GOOD) + b"0\r\n", b"X: y\r\n" * 1000), f"{_FORM}|broke off"
    ),
    "endless-line-ends": Fault(endless(b"", b"\r\n" * 30_000), _BESIDE),
    "endless-redirect-body": Fault(
        endless(b"HTTP/1.1 302 Found\r\nLocation: /ok\r\n\r\n", b"x" * 65_536), holds="Lab opens"
    ),
    "endless-error-body": Fault(endless(b"HTTP/1.1 500 Oh\r\n\r\n", b"x" * 65_536), "server failed"),
    "two-hundred-cookies": Fault(
        pieces(_headed(_LENGTH, *(b"Set-Cookie: c%d=%s" % (n, b"x" * 40) for n in range(200)))),
        holds="Lab opens",
    ),
    # ---- lengths
    "length-short": Fault(pieces(http(GOOD, Content_Length="300")), _FORM),
    "length-long": Fault(pieces(http(GOOD, Content_Length=str(len(GOOD) + 50))), "broke off"),
    "length-huge": Fault(pieces(http(GOOD, Content_Length="9" * 18)), "larger than"),
    "length-beyond-numbers": Fault(pieces(http(GOOD, Content_Length="9" * 4000)), f"larger than|{_FORM}"),
    "length-beyond-digits": Fault(
        pieces(http(GOOD, Content_Length="9" * 5000)), f"larger than|{_FORM}|no sense"
    ),
    "length-negative": Fault(pieces(http(GOOD, Content_Length="-1")), _FORM),
    "length-words": Fault(pieces(http(GOOD, Content_Length="many")), _FORM),
    "length-zero": Fault(pieces(http(GOOD, Content_Length="0")), _FORM),
    "length-two": Fault(pieces(_headed(_LENGTH, b"Content-Length: 12")), _FORM),
    "length-and-chunks": Fault(
        pieces(_headed(_LENGTH, b"Transfer-Encoding: chunked", body=_chunk(GOOD) + b"0\r\n\r\n")), _FORM
    ),
    "length-none": Fault(pieces(_headed(_XML.strip())), holds="Lab opens"),
    # ---- chunks
    "chunks": Fault(
        pieces(_CHUNKED + _chunk(GOOD[:99]) + _chunk(GOOD[99:]) + b"0\r\n\r\n"), holds="Lab opens"
    ),
    "chunks-of-one-byte": Fault(
        pieces(_CHUNKED + b"".join(_chunk(bytes([byte])) for byte in GOOD) + b"0\r\n\r\n"), holds="Lab opens"
    ),
    "chunk-size-words": Fault(pieces(_CHUNKED + b"many\r\n" + GOOD), f"{_FORM}|broke off"),
    "chunk-size-negative": Fault(pieces(_CHUNKED + b"-5\r\n" + GOOD), f"{_FORM}|broke off"),
    "chunk-size-huge": Fault(pieces(_CHUNKED + b"f" * 300 + b"\r\n" + GOOD), f"{_FORM}|broke off"),
    "chunk-too-short": Fault(pieces(_CHUNKED + b"5\r\n" + GOOD + b"\r\n0\r\n\r\n"), f"{_FORM}|broke off"),
    "chunk-last-missing": Fault(pieces(_CHUNKED + _chunk(GOOD)), "broke off"),
    "chunk-first-missing": Fault(pieces(_CHUNKED), "broke off"),
    "chunks-of-nothing": Fault(pieces(_CHUNKED + b"0\r\n\r\n"), "empty"),
    "chunks-unknown": Fault(pieces(_headed(b"Transfer-Encoding: juggled")), f"{_FORM}|Lab|"),
    # ---- heads
    "header-long": Fault(pieces(http(GOOD, X_Long="x" * 20_000)), _BESIDE),
    "header-many": Fault(pieces(_headed(*(b"X-%d: y" % n for n in range(5000)), _LENGTH)), _FORM),
    "header-without-colon": Fault(pieces(_headed(b"NoColonHere", _LENGTH)), _FORM),
    "header-without-name": Fault(pieces(_headed(b": value", _LENGTH)), _FORM),
    "header-zero": Fault(pieces(_headed(b"X: a\x00b", _LENGTH)), _FORM),
    "header-folded": Fault(pieces(_headed(b"X: a", b"  b", _LENGTH)), f"{_FORM}|"),
    "header-bytes": Fault(pieces(_headed(b"X: \xff\xfe\xe4", _LENGTH)), holds="Lab opens"),
    "header-line-feeds": Fault(pieces(_headed(_LENGTH).replace(b"\r\n", b"\n")), f"{_FORM}|"),
    "header-in-type": Fault(pieces(_headed(b"Content-Type: ;;;===", _LENGTH)), holds="Lab opens"),
    "header-date": Fault(
        pieces(_headed(b"Date: never", b"Age: -1", b"Expires: soon", _LENGTH)), holds="Lab opens"
    ),
    # ---- first lines
    "status-line-09": Fault(pieces(GOOD), _FORM),
    "status-line-37": Fault(pieces(_WHOLE.replace(b"HTTP/1.1", b"HTTP/3.7")), f"{_FORM}|"),
    "status-line-small": Fault(pieces(_WHOLE.replace(b"HTTP/1.1", b"http/1.1")), f"{_FORM}|"),
    "status-line-bare": Fault(pieces(_WHOLE.replace(b"200 OK", b"200")), holds="Lab opens"),
    "status-line-words": Fault(pieces(_WHOLE.replace(b"200 OK", b"OK")), _FORM),
    "status-line-99": Fault(pieces(_WHOLE.replace(b"200 OK", b"099 Low")), f"status 99|{_FORM}"),
    "status-line-huge": Fault(pieces(_WHOLE.replace(b"200 OK", b"20000 High")), _FORM),
    "status-line-negative": Fault(pieces(_WHOLE.replace(b"200 OK", b"-200 Low")), _FORM),
    "status-line-icy": Fault(pieces(_WHOLE.replace(b"HTTP/1.1", b"ICY")), _FORM),
    "http-2": Fault(pieces(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18)), _FORM),
    "secure-shell": Fault(pieces(b"SSH-2.0-OpenSSH_9.9\r\n"), f"{_FORM}|hung up"),
    "mail": Fault(pieces(b"220 mail.faulty.example ESMTP\r\n"), f"{_FORM}|hung up"),
    "raw-noise": Fault(pieces(bytes(range(256)) * 50), _FORM),
    "raw-line-ends": Fault(pieces(b"\r\n\r\n\r\n"), f"{_FORM}|hung up"),
    # ---- hung up
    "hung-up": Fault(pieces(), "hung up"),
    "hung-up-hard": Fault(pieces(None), "hung up|connection failed"),
    "hung-up-in-status": Fault(pieces(b"HTTP/1.1 20"), f"{_FORM}|hung up"),
    "hung-up-in-head": Fault(pieces(_OK + b"X: y\r\n"), f"{_FORM}|hung up"),
    "hung-up-in-body": Fault(pieces(_WHOLE[:-200], None), "broke off|connection failed"),
    "hung-up-softly-in-body": Fault(pieces(_WHOLE[:-200]), "broke off"),
    "two-answers": Fault(pieces(_WHOLE + _WHOLE), _FORM),
}
