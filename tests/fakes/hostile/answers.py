"""Statuses, waits that are asked for, redirects, walls against bots, validators that lie."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.fakes.hostile.fault import GOOD, Answer, Asked, Fault, feed_answer, http, item, pieces, rss, serves

_STATUSES = {
    100: "hung up",
    101: "status 101|not in the form",
    204: "empty",
    205: "not a feed",
    300: "status 300",
    304: "nothing has changed, though we asked for all",
    305: "status 305",
    306: "status 306",
    400: "status 400",
    401: "password",
    402: "status 402",
    403: "refuses us",
    404: "nothing at this address",
    405: "status 405",
    406: "in a form that we read",
    407: "status 407",
    408: "status 408",
    409: "status 409",
    410: "gone for good",
    418: "status 418",
    421: "status 421",
    423: "status 423",
    425: "status 425",
    426: "status 426",
    428: "status 428",
    429: "less often",
    431: "status 431",
    444: "status 444",
    451: "legal reasons",
    500: "server failed",
    501: "server failed",
    502: "server failed",
    503: "server failed",
    504: "server failed",
    508: "server failed",
    511: "server failed",
    520: "server failed",
    525: "server failed",
    599: "server failed",
    999: "answered with status 999|server failed",
}
_WAITS = {
    "seconds": "3600",
    "date": "Wed, 04 Mar 2099 09:00:00 GMT",
    "past": "Wed, 04 Mar 1999 09:00:00 GMT",
    "zero": "0",
    "fraction": "1.5",
    "nonsense": "soon",
    "huge": "9" * 40,
    "negative": "-5",
    "digits": "\u0663\u0660".encode().decode("latin-1"),
    "empty": "",
}


def _status(status: int) -> Callable[[Asked], Answer]:
    return pieces(http(b"" if status in (100, 101, 204, 304) else b"no", f"{status} Whatever"))


def _to(target: str, status: str = "302 Found") -> Callable[[Asked], Answer]:
    """Redirect; `{here}` in the target is the server's own address."""

    async def answer(asked: Asked) -> Answer:
        where = target.replace("{here}", f"http://127.0.0.1:{asked.port}")
        yield http(b"", status, Location=where)

    return answer


async def _ever_longer(asked: Asked) -> Answer:
    yield http(b"", "302 Found", Location=f"/redirect-ever-longer/{asked.number}")


async def _hop(asked: Asked) -> Answer:
    """Redirect `/hops/4` four times, and answer then."""
    left = int(asked.path.rsplit("/", 1)[-1]) if asked.path.count("/") > 1 else 4
    yield http(b"", "301 Moved", Location=f"/hops/{left - 1}") if left else feed_answer(GOOD)


# Where a redirect must not lead, whatever it looks like.
_PRIVATE = {
    "ten": "http://10.0.0.1/feed",
    "metadata": "http://169.254.169.254/latest/meta-data",
    "loopback": "http://127.0.0.2/",
    "other-port": "http://127.0.0.1:1/",
    "localhost": "http://localhost/",
    "six": "http://[::1]/",
    "mapped": "http://[::ffff:10.0.0.1]/",
    "nat64": "http://[64:ff9b::a00:1]/",
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f.1/",
    "octal": "http://0177.0.0.1/",
    "short": "http://127.1/",
    "unspecified": "http://0/",
    "dot": "http://10.0.0.1./",
    "slashes": "//192.168.1.1/feed",
    "full-width": "http://\uff11\uff10.0.0.1/".encode().decode("latin-1"),
}
_ODD = {
    "file": "file:///etc/passwd",
    "ftp": "ftp://faulty.example/feed",
    "gopher": "gopher://faulty.example/1",
    "script": "javascript:alert(1)",
    "data": "data:text/xml,<rss/>",
    "mail": "mailto:a@faulty.example",
    "about": "about:blank",
    "user": "http://user:secret@faulty.example/",
    "long": "http://faulty.example/" + "a" * 10_000,
    "port": "http://faulty.example:99999/",
    "bracket": "http://[::1",
    "zone": "http://[fe80::1%25eth0]/",
    "percent": "http://faulty%00.example/",
}
_WALL = b"<html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>"


def _by_request(make: Callable[[Asked], bytes]) -> Callable[[Asked], Answer]:
    async def answer(asked: Asked) -> Answer:
        yield make(asked)

    return answer


def _ahead(**span: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(**span), usegmt=True)


FAULTS: dict[str, Fault] = {
    **{f"status-{status}": Fault(_status(status), said) for status, said in _STATUSES.items()},
    **{
        f"wait-{name}": Fault(pieces(http(b"", "429 Slow Down", Retry_After=value)), "less often")
        for name, value in _WAITS.items()
    },
    "wait-503": Fault(pieces(http(b"", "503 Busy", Retry_After="120")), "server failed"),
    "wait-503-date": Fault(
        pieces(http(b"", "503 Busy", Retry_After=_ahead(days=3), Date=_ahead(days=3, hours=-2))),
        "server failed",
    ),
    # ---- redirects
    "redirect-self": Fault(_to("/redirect-self"), "circle"),
    "redirect-a": Fault(_to("/redirect-b"), "circle"),
    "redirect-b": Fault(_to("/redirect-a"), "circle"),
    "redirect-ever-longer": Fault(_ever_longer, "more than 5 times"),
    "hops": Fault(_hop, holds="Lab opens"),
    "redirect-nowhere": Fault(pieces(http(b"", "302 Found")), "without saying where"),
    "redirect-empty": Fault(_to(""), "without saying where"),
    "redirect-to-a-name-too-long": Fault(_to(f"http://{'a.' * 150}example/"), "no http or https link"),
    "redirect-303": Fault(_to("/ok", "303 See Other"), holds="Lab opens"),
    "redirect-307": Fault(_to("/ok", "307 Temporary"), holds="Lab opens"),
    "redirect-308": Fault(_to("{here}/ok#part", "308 Permanent"), holds="Lab opens"),
    "redirect-with-body": Fault(pieces(http(GOOD * 100, "301 Moved", Location="/ok")), holds="Lab opens"),
    "redirect-in-page": Fault(
        serves(b'<html><meta http-equiv="refresh" content="0;url=http://10.0.0.1/"></html>'), "web page"
    ),
    **{
        f"to-private-{name}": Fault(_to(target), "private address|no http|no address")
        for name, target in _PRIVATE.items()
    },
    **{f"to-odd-{name}": Fault(_to(target), "no http|no address|private") for name, target in _ODD.items()},
    # ---- walls and pages in a feed's place
    "wall-challenge": Fault(
        pieces(http(_WALL, "403 Forbidden", Cf_Mitigated="challenge")), "wall against bots"
    ),
    "wall-200": Fault(pieces(http(_WALL, Content_Type="text/html")), "web page|wall"),
    "wall-503": Fault(pieces(http(_WALL, "503 Busy", Server="cloudflare")), "server failed"),
    "wall-accepted": Fault(
        pieces(http(b"", "202 Accepted", X_Amzn_Waf_Action="challenge")), "wall against bots"
    ),
    "wall-script": Fault(serves(b"<script>window.location='/x?' + document.cookie</script>"), "not a feed"),
    "page": Fault(
        serves(b"<!doctype html><html><head><title>Hi</title></head><body>no</body></html>"), "web page"
    ),
    "page-xhtml": Fault(
        serves(b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'), "web page"
    ),
    "page-late": Fault(
        serves(b"<!-- " + b"x" * 3000 + b" --><html><body>no feed</body></html>"), "web page|not a feed"
    ),
    "page-soft-404": Fault(serves(b"<h1>Not found</h1>"), "not a feed"),
    "page-login": Fault(_to("/page"), "web page"),
    "feed-as-page": Fault(pieces(http(GOOD, Content_Type="text/html")), holds="Lab opens"),
    "feed-as-picture": Fault(pieces(http(GOOD, Content_Type="image/png")), holds="Lab opens"),
    "feed-as-nothing": Fault(pieces(http(GOOD, Content_Type="")), holds="Lab opens"),
    # ---- validators that lie
    "etag-new-each-time": Fault(
        _by_request(lambda asked: feed_answer(GOOD, ETag=f'"{asked.number}"')), holds="Lab opens"
    ),
    "etag-long": Fault(serves(GOOD, ETag='"' + "e" * 10_000 + '"'), holds="Lab opens"),
    "etag-bare": Fault(serves(GOOD, ETag="no quotes, and a comma"), holds="Lab opens"),
    "etag-bytes": Fault(serves(GOOD, ETag='"\xe9\xff"'), holds="Lab opens"),
    "etag-weak": Fault(serves(GOOD, ETag='W/"x"'), holds="Lab opens"),
    "modified-nonsense": Fault(serves(GOOD, Last_Modified="yesterday, I think"), holds="Lab opens"),
    "modified-2999": Fault(serves(GOOD, Last_Modified="Tue, 01 Jan 2999 00:00:00 GMT"), holds="Lab opens"),
    "not-modified-with-body": Fault(
        pieces(http(GOOD, "304 Not Modified")), "nothing has changed|form of the web"
    ),
    "lifetime-nonsense": Fault(
        serves(GOOD, Cache_Control="max-age=soon, max-age=-1", Expires="0"), holds="Lab opens"
    ),
    "lifetime-huge": Fault(serves(GOOD, Cache_Control="max-age=" + "9" * 30), holds="Lab opens"),
    "lifetime-2999": Fault(serves(GOOD, Expires="Tue, 01 Jan 2999 00:00:00 GMT"), holds="Lab opens"),
    "ids-change-at-each-pull": Fault(
        _by_request(lambda asked: feed_answer(rss(item(guid=f"g-{asked.number}")))), holds="Lab opens"
    ),
    "cookies": Fault(serves(GOOD, Set_Cookie="a=" + "b" * 5000), holds="Lab opens"),
}
