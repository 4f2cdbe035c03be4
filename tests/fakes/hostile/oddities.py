"""What is rarer than a fault and odder: corners of HTTP, XML, JSON and of dates that real servers and tools stray into."""

import gzip
import json
import zlib

from tests.fakes.hostile.fault import (
    BARE,
    GOOD,
    Answer,
    Asked,
    Fault,
    feed_answer,
    http,
    item,
    pieces,
    rss,
    serves,
)

_TITLE = "Lab opens"
_OK = b"HTTP/1.1 200 OK\r\n"
_LENGTH = b"Content-Length: %d" % len(GOOD)
_FORM = "form of the web"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_PACKED = gzip.compress(GOOD)
_ATOM = "http://www.w3.org/2005/Atom"


def _headed(*lines: bytes, body: bytes = GOOD, first: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join([first, *lines, b"", body])


def _whole(*lines: bytes, **how: bytes) -> Fault:
    """Read in spite of its head."""
    return Fault(pieces(_headed(*lines, **how)), holds=_TITLE)


def _read(body: bytes, title: str = _TITLE, **headers: str) -> Fault:
    return Fault(serves(body, **headers), holds=title)


def _to(location: bytes, status: bytes = b"302 Found") -> Fault:
    """Redirect to `/ok` in an odd manner; `{port}` is the server's own."""

    async def answer(asked: Asked) -> Answer:
        yield _headed(
            b"Location: " + location.replace(b"{port}", b"%d" % asked.port),
            b"Content-Length: 0",
            first=b"HTTP/1.1 " + status,
            body=b"",
        )

    return Fault(answer, holds=_TITLE)


def _atom(entry: str, head: str = "") -> bytes:
    return (
        f'<feed xmlns="{_ATOM}"{head}><title>Faulty</title><id>f</id><link href="https://faulty.example/"/>'
        f"<entry><title>Lab opens weights</title><id>e</id>{entry}</entry></feed>"
    ).encode()


def _said(inside: str) -> bytes:
    return rss(f"<item><title>Lab opens weights</title>{inside}</item>")


def _titled(title: str) -> bytes:
    return rss(item(title))


def _json(**fields: object) -> bytes:
    entry = {"id": "1", "url": "https://faulty.example/1", "title": "Lab opens weights"} | fields
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [entry]}
    return json.dumps(feed).encode()


_HTTP: dict[str, Fault] = {
    "odd-chunk-extension": Fault(
        pieces(_CHUNKED + b'%x;a=b;c="d e"\r\n' % len(GOOD) + GOOD + b"\r\n0;last\r\n\r\n"), holds=_TITLE
    ),
    "odd-chunk-zeros": Fault(
        pieces(_CHUNKED + b"0000%X\r\n" % len(GOOD) + GOOD + b"\r\n0000\r\n\r\n"), holds=_TITLE
    ),
    "odd-chunk-spaces": Fault(
        pieces(_CHUNKED + b"%x  \r\n" % len(GOOD) + GOOD + b"\r\n0\r\n\r\n"), f"{_FORM}|broke off|"
    ),
    "odd-chunk-line-feeds": Fault(
        pieces(_CHUNKED + b"%x\n" % len(GOOD) + GOOD + b"\n0\n\n"), f"{_FORM}|broke off|"
    ),
    "odd-trailers": Fault(
        pieces(_CHUNKED + b"%x\r\n" % len(GOOD) + GOOD + b"\r\n0\r\nX-Sum: 5\r\nETag: x\r\n\r\n"),
        holds=_TITLE,
    ),
    "odd-trailers-of-length": Fault(
        pieces(_CHUNKED + b"%x\r\n" % len(GOOD) + GOOD + b"\r\n0\r\nContent-Length: 5\r\n\r\n"), f"{_FORM}|"
    ),
    "odd-length-twice": Fault(pieces(_headed(_LENGTH, _LENGTH)), f"{_FORM}|"),
    "odd-length-list": Fault(pieces(_headed(_LENGTH + b", %d" % len(GOOD))), _FORM),
    "odd-length-plus": Fault(pieces(_headed(b"Content-Length: +%d" % len(GOOD))), _FORM),
    "odd-length-spaces": _whole(b"Content-Length:   %d  " % len(GOOD)),
    "odd-length-hexadecimal": Fault(pieces(_headed(b"Content-Length: 0x1e0")), _FORM),
    "odd-type-folded": Fault(
        pieces(_headed(b"Content-Type: application/xml;", b"\tcharset=utf-8", _LENGTH)), f"{_FORM}|"
    ),
    "odd-name-with-space": Fault(pieces(_headed(b"X Name: a", _LENGTH)), f"{_FORM}|"),
    "odd-space-before-colon": Fault(pieces(_headed(b"Content-Length : %d" % len(GOOD))), f"{_FORM}|"),
    "odd-early-hints": Fault(
        pieces(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * 3 + feed_answer(GOOD)),
        holds=_TITLE,
    ),
    "odd-continue": Fault(pieces(b"HTTP/1.1 100 Continue\r\n\r\n" * 10 + feed_answer(GOOD)), holds=_TITLE),
    "odd-processing": Fault(pieces(b"HTTP/1.1 102 Processing\r\n\r\n", feed_answer(GOOD)), holds=_TITLE),
    "odd-1-0": _whole(first=b"HTTP/1.0 200 OK"),
    "odd-1-0-kept": _whole(b"Connection: keep-alive", _LENGTH, first=b"HTTP/1.0 200 OK"),
    "odd-1-0-chunks": Fault(
        pieces(_CHUNKED.replace(b"1.1", b"1.0") + b"%x\r\n" % len(GOOD) + GOOD + b"\r\n0\r\n\r\n"),
        f"{_FORM}|",
    ),
    "odd-reason-bytes": _whole(_LENGTH, first="HTTP/1.1 200 Très bien ✓".encode()),
    "odd-reason-long": _whole(_LENGTH, first=b"HTTP/1.1 200 " + b"fine " * 1500),
    "odd-encoding-of-transfer": Fault(
        pieces(
            _headed(
                b"Transfer-Encoding: gzip, chunked",
                body=b"%x\r\n" % len(_PACKED) + _PACKED + b"\r\n0\r\n\r\n",
            )
        ),
        f"{_FORM}|",
    ),
    "odd-transfer-identity": Fault(pieces(_headed(b"Transfer-Encoding: identity", _LENGTH)), f"{_FORM}|"),
    "odd-transfer-twice": Fault(
        pieces(
            _headed(
                b"Transfer-Encoding: chunked",
                b"Transfer-Encoding: chunked",
                body=b"%x\r\n" % len(GOOD) + GOOD + b"\r\n0\r\n\r\n",
            )
        ),
        f"{_FORM}|",
    ),
    "odd-204-with-body": Fault(pieces(http(GOOD, "204 No Content")), "empty|form of the web"),
    "odd-203": _whole(_LENGTH, first=b"HTTP/1.1 203 Non-Authoritative"),
    "odd-206": _whole(_LENGTH, b"Content-Range: bytes 0-479/480", first=b"HTTP/1.1 206 Partial"),
    "odd-226": _whole(_LENGTH, b"IM: feed", first=b"HTTP/1.1 226 IM Used"),
    "odd-300-with-place": Fault(pieces(http(b"", "300 Many", Location="/ok")), "status 300"),
    "odd-401-digest": Fault(
        pieces(http(b"", "401 No", WWW_Authenticate='Digest realm="x", nonce="y"')), "password"
    ),
    "odd-cookies-many": Fault(
        pieces(_headed(*(b"Set-Cookie: c%d=%d; Path=/" % (n, n) for n in range(250)), _LENGTH)), holds=_TITLE
    ),
    "odd-mixed-replace": Fault(
        serves(
            b"--b\r\nContent-Type: application/xml\r\n\r\n" + GOOD + b"\r\n--b--",
            Content_Type="multipart/x-mixed-replace; boundary=b",
        ),
        holds=_TITLE,
    ),
    "odd-attachment": _read(GOOD, Content_Disposition='attachment; filename="../../etc/passwd"'),
    "odd-refresh": _read(GOOD, Refresh="0; url=http://10.0.0.1/"),
    "odd-content-location": _read(GOOD, Content_Location="http://10.0.0.1/"),
    # ---- validators and lifetimes
    "odd-etag-star": _read(GOOD, ETag="*"),
    "odd-etag-empty": _read(GOOD, ETag=""),
    "odd-etag-twice": _whole(b'ETag: "a"', b'ETag: "b"', _LENGTH),
    "odd-modified-bytes": _read(GOOD, Last_Modified="\xff\xfe"),
    "odd-age-huge": _read(GOOD, Age="9" * 400, Cache_Control="max-age=60"),
    "odd-expires-overflow": _read(
        GOOD, Expires="Fri, 31 Dec 9999 23:59:59 -9959", Date="Mon, 01 Jan 0001 00:00:00 +9959"
    ),
    "odd-wait-twice": Fault(
        pieces(
            _headed(
                b"Retry-After: 60",
                b"Retry-After: 120",
                b"Content-Length: 0",
                first=b"HTTP/1.1 429 No",
                body=b"",
            )
        ),
        "less often",
    ),
    "odd-wait-two-digit-year": Fault(
        pieces(http(b"", "429 No", Retry_After="Sunday, 06-Nov-94 08:49:37 GMT")), "less often"
    ),
    "odd-wait-overflow": Fault(
        pieces(
            http(
                b"",
                "503 No",
                Retry_After="Fri, 31 Dec 9999 23:59:59 -9959",
                Date="Mon, 01 Jan 0001 00:00:00 GMT",
            )
        ),
        "server failed",
    ),
    # ---- redirects
    "odd-to-fragment": Fault(_to(b"#part").answer, "circle"),
    "odd-to-here": Fault(_to(b"?").answer, "circle"),
    "odd-to-shouted": _to(b"HTTP://127.0.0.1:{port}/ok"),
    "odd-to-host-alone": _to(b"//127.0.0.1:{port}/ok"),
    "odd-to-dots": _to(b"/a/b/../../ok/./x/.."),
    "odd-to-spaces": _to(b"  /ok\t"),
    "odd-to-query": _to(b"/ok?a=b c&d=\xc3\xa9"),
    "odd-to-port-zeros": Fault(
        _to(b"http://127.0.0.1:00{port}/ok").answer, "private address|no address|no http|"
    ),
    "odd-to-one-slash": Fault(_to(b"http:/ok").answer, "no http|no address|"),
    "odd-to-no-slash": Fault(_to(b"http:ok").answer, "no http|no address|circle|"),
    "odd-to-three-slashes": Fault(_to(b"http:///ok").answer, "no http|no address|"),
    "odd-to-backslashes": Fault(
        _to(b"http:\\\\10.0.0.1\\ok").answer, "no http|no address|private|not a feed|"
    ),
    "odd-to-back-and-slash": Fault(_to(b"/\\10.0.0.1/ok").answer, "no http|no address|private|"),
    "odd-to-at": Fault(_to(b"http://127.0.0.1:{port}@10.0.0.1/").answer, "no http|no address|private"),
    "odd-to-at-empty": Fault(_to(b"http://@127.0.0.1:{port}/ok").answer, "no http|no address|"),
    "odd-to-percent-host": Fault(_to(b"http://%31%30.0.0.1/").answer, "no http|no address|private"),
    "odd-to-soft-hyphen": Fault(_to("http://10\u00ad.0.0.1/".encode()).answer, "no http|no address|private"),
    "odd-to-zone": Fault(_to(b"http://[fe80::1%25lo]/").answer, "no http|no address|private"),
    "odd-to-ipv6-future": Fault(
        _to(b"http://[v1.fe]/").answer, "no http|no address|private|not known|looked up"
    ),
    "odd-to-two-places": Fault(
        pieces(
            _headed(
                b"Location: /ok",
                b"Location: http://10.0.0.1/",
                b"Content-Length: 0",
                first=b"HTTP/1.1 302 Found",
                body=b"",
            )
        ),
        "private",
    ),
    "odd-to-view-source": Fault(_to(b"view-source:http://127.0.0.1:{port}/ok").answer, "no http|no address"),
    "odd-to-feed": Fault(_to(b"feed:http://127.0.0.1:{port}/ok").answer, "no http|no address"),
    "odd-to-jar": Fault(_to(b"jar:http://10.0.0.1!/").answer, "no http|no address"),
    "odd-to-unix": Fault(_to(b"http+unix://%2Fvar%2Frun%2Fdocker.sock/").answer, "no http|no address"),
}

_packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, 0, b"<rss><channel><item>")
_WITH_DICTIONARY = _packer.compress(GOOD) + _packer.flush()
_PACKINGS: dict[str, Fault] = {
    "odd-packed-twice-in-two-lines": Fault(
        pieces(_headed(b"Content-Encoding: gzip", b"Content-Encoding: gzip", body=gzip.compress(_PACKED))),
        "not a feed|did not ask for",
    ),
    "odd-packed-and-identity": Fault(
        serves(_PACKED, Content_Encoding="identity, gzip"), "did not ask for|", holds=""
    ),
    "odd-packed-with-name": _read(
        b"\x1f\x8b\x08\x1c" + bytes(6) + b"\x04\x00abcdfeed.xml\x00a comment\x00" + _PACKED[10:],
        Content_Encoding="gzip",
    ),
    "odd-packed-then-words": _read(_PACKED + b"<!-- served in 0.1 s -->", Content_Encoding="gzip"),
    "odd-packed-then-a-magic-byte": Fault(
        serves(_PACKED + b"\x1fgarbage", Content_Encoding="gzip"), "not packed as it says|broke off|"
    ),
    "odd-packed-with-dictionary": Fault(
        serves(_WITH_DICTIONARY, Content_Encoding="deflate"), "not packed as it says"
    ),
    "odd-zlib-labelled-gzip": Fault(
        serves(zlib.compress(GOOD), Content_Encoding="gzip"), "not packed as it says|not a feed|"
    ),
    "odd-brotli-bomb": Fault(
        serves(bytes.fromhex("cbffff3f00ac0a"), Content_Encoding="br"), "did not ask for"
    ),
    "odd-zstd-bomb": Fault(
        serves(bytes.fromhex("28b52ffd00880300"), Content_Encoding="zstd"), "did not ask for"
    ),
    "odd-compress": Fault(serves(b"\x1f\x9d\x90<", Content_Encoding="compress"), "did not ask for"),
    "odd-zip": Fault(serves(b"PK\x03\x04" + b"x" * 500), "not a feed"),
    "odd-xz": Fault(serves(b"\xfd7zXZ\x00" + b"x" * 500), "not a feed"),
    "odd-pdf": Fault(serves(b"%PDF-1.7\n" + b"x" * 500), "not a feed"),
    "odd-picture": Fault(serves(b"\x89PNG\r\n\x1a\n" + bytes(500)), "not a feed"),
}


def _in(encoding: str, named: str | None, mark: bytes = b"") -> bytes:
    text = GOOD.decode().replace(' encoding="utf-8"', f' encoding="{named}"' if named else "")
    return mark + text.encode(encoding)


_TEXTS: dict[str, Fault] = {
    "odd-utf-7": _read(_in("ascii", "utf-7")),
    "odd-utf-16-be-without-mark": _read(_in("utf-16-be", "utf-16")),
    "odd-utf-16-be-named": _read(_in("utf-16-be", "utf-16be")),
    "odd-utf-32-be": _read(_in("utf-32-be", "utf-32", b"\x00\x00\xfe\xff")),
    "odd-utf-16-two-marks": Fault(
        serves(_in("utf-16-le", "utf-16", b"\xff\xfe\xff\xfe")), "not a feed|", holds=""
    ),
    "odd-ebcdic": _read(_in("cp037", "cp037")),
    "odd-rot-13": Fault(serves(_in("ascii", "rot13")), holds=_TITLE),
    "odd-idna": Fault(serves(_in("ascii", "idna")), holds=_TITLE),
    "odd-unicode-escape": Fault(serves(_in("ascii", "unicode_escape")), holds=_TITLE),
    "odd-mbcs": Fault(serves(_in("ascii", "mbcs")), holds=_TITLE),
    "odd-xml-1-1": _read(GOOD.replace(b'version="1.0"', b'version="1.1"')),
    "odd-xml-standalone": _read(GOOD.replace(b"?>", b' standalone="yes"?>', 1)),
    "odd-xml-twice": _read(GOOD[:38] + GOOD),
    "odd-xml-late": _read(b"<!-- x -->" + GOOD),
    "odd-php": _read(b"<?php echo 'x'; ?>" + GOOD),
    "odd-lone-returns": _read(GOOD.replace(b"><", b">\r<")),
    "odd-next-lines": _read(GOOD.replace(b"><", ">\x85<".encode())),
    "odd-separators": _read(GOOD.replace(b"><", ">\u2028<".encode())),
    "odd-zeros-between": _read(GOOD.replace(b"><", b">\x00<")),
    "odd-zero-in-title": _read(_titled("Lab \x00opens")),
    "odd-controls-in-title": _read(_titled("".join(map(chr, range(1, 32))) + "Lab opens"), "^Lab opens$"),
    "odd-backspace-reference": _read(_titled("Lab &#8;opens"), "Lab ?.?opens"),
    "odd-non-characters": _read(_titled("Lab \ufffe\uffff opens"), "Lab .{0,3} ?opens"),
    "odd-right-to-left": _read(_titled("\u202eLab \u2066opens\u2069\u202c"), "^Lab opens$"),
    "odd-zero-widths": _read(_titled("L\u200ba\u200db\ufeff o\u2060pens"), "^Lab opens$"),
    "odd-marks-piled": _read(_titled("Lab opens" + "\u0301" * 50_000), "^Lab open.{1,5}$"),
    "odd-overlong": _read(_titled("Lab opens @@").replace(b"@@", b"\xc0\xaf")),
    "odd-surrogate-bytes": _read(_titled("Lab opens @@").replace(b"@@", b"\xed\xa0\xbd\xed\xb8\x80")),
    "odd-tags-of-language": _read(_titled("Lab opens" + "\U000e0041" * 100), "^Lab opens$"),
    "odd-references-twice": _read(_titled("Lab opens &amp;amp;lt;b&amp;amp;gt;")),
    "odd-cdata-split": _read(_titled("<![CDATA[Lab ]]>op<![CDATA[en]]>s<![CDATA[]]>"), "^Lab opens$"),
    "odd-cdata-in-cdata": _read(
        _titled("<![CDATA[Lab opens ]]]]><![CDATA[> weights]]>"), r"^Lab opens \]\]> weights$"
    ),
    "odd-comment-in-title": _read(_titled("Lab <!-- x -->opens"), "^Lab opens$"),
    "odd-comment-with-dashes": _read(_titled("Lab opens")[:-16] + b"<!-- a -- b ---></channel></rss>"),
    "odd-instruction-in-title": _read(_titled("Lab <?x y?>opens"), "^Lab opens$"),
    "odd-title-of-elements": _read(_titled("<b>Lab</b> <i>opens</i>"), "Lab"),
    "odd-title-html-entities": _read(_titled("Lab&nbsp;opens&hellip;"), "^Lab.opens"),
}

_SHAPES: dict[str, Fault] = {
    "odd-rss-0-91": _read(
        b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        b' "http://my.netscape.com/publish/formats/rss-0.91.dtd">' + BARE.replace(b'"2.0"', b'"0.91"')
    ),
    "odd-rss-no-version": _read(GOOD.replace(b' version="2.0"', b"")),
    "odd-rss-1-0": _read(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="x"><title>x</title></channel><item rdf:about="https://faulty.example/1"><title>Lab opens</title>'
        b"<link>https://faulty.example/1</link></item></rdf:RDF>"
    ),
    "odd-atom-0-3": _read(
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>x</title><entry><title mode="escaped">Lab opens</title>'
        b'<link rel="alternate" href="https://faulty.example/1"/><issued>2026-03-04T07:00:00Z</issued></entry></feed>'
    ),
    "odd-items-outside": _read(b"<rss><channel><title>x</title></channel>" + item().encode() + b"</rss>"),
    "odd-two-channels": _read(GOOD.replace(b"</rss>", b"<channel><title>Other</title></channel></rss>")),
    "odd-feed-in-feed": _read(GOOD.replace(b"</channel>", BARE + b"</channel>")),
    "odd-feed-in-page": Fault(serves(b"<html><body>" + BARE + b"</body></html>"), "web page|", holds=""),
    "odd-namespace-redefined": _read(GOOD.replace(b"<item>", b'<item xmlns="urn:other">')),
    "odd-namespace-empty": _read(GOOD.replace(b"<rss ", b'<rss xmlns="" ')),
    "odd-namespace-unknown": _read(GOOD.replace(b"<rss ", b'<rss xmlns="urn:mine" ')),
    "odd-prefix-unbound": _read(GOOD.replace(b"</item>", b"<dc:creator>a</dc:creator><x:y/></item>")),
    "odd-prefix-swapped": _read(
        GOOD.replace(b"<rss ", b'<rss xmlns:media="http://www.w3.org/2005/Atom" xmlns:atom="urn:x" ').replace(
            b"</item>", b'<media:link href="https://faulty.example/other"/></item>'
        )
    ),
    "odd-prefix-on-all": _read(
        f'<a:feed xmlns:a="{_ATOM}"><a:title>x</a:title><a:entry><a:title>Lab opens</a:title></a:entry></a:feed>'.encode()
    ),
    "odd-attribute-twice": _read(GOOD.replace(b"<item>", b'<item a="1" a="2">')),
    "odd-names-of-other-scripts": _read(GOOD.replace(b"</item>", "<标题 属性='x'>是</标题></item>".encode())),
    "odd-stylesheets": _read(b'<?xml version="1.0"?>' + b'<?xml-stylesheet href="x.xsl"?>' * 500 + BARE),
    "odd-atom-xhtml": _read(
        _atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x<br/></p></div></content>')
    ),
    "odd-atom-src": _read(_atom('<content type="video/mp4" src="file:///etc/passwd"/>')),
    "odd-atom-binary": _read(_atom(f'<content type="image/png">{"QUJD" * 1000}</content>')),
    "odd-atom-links": _read(
        _atom('<link rel="self" href="x"/><link/><link href=""/><link rel="alternate"/>')
    ),
    "odd-atom-source": _read(_atom("<source><title>Other</title><id>o</id></source>")),
    "odd-xml-base": _read(_atom('<link href="a"/>', ' xml:base="https://faulty.example/b/"')),
    "odd-xml-base-chain": _read(
        _atom('<link href="a" xml:base="../c/"/>', ' xml:base="b/"').replace(
            b"<entry>", b'<entry xml:base="d/">'
        )
    ),
    "odd-xml-base-script": _read(_atom('<link href="a"/>', ' xml:base="javascript:alert(1)//"')),
    "odd-xml-base-broken": _read(_atom('<link href="a"/>', ' xml:base="http://[::1"')),
    "odd-enclosure-alone": _read(_said('<enclosure url="javascript:x()" length="-1" type="x"/>')),
    "odd-enclosure-length": _read(_said(f'<enclosure url="https://a.example/a" length="{"9" * 5000}"/>')),
    "odd-media": _read(
        _said(
            '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="data:x" width="1e9"><media:title>No</media:title></media:content>'
        )
    ),
    "odd-georss": _read(
        _said('<georss:point xmlns:georss="http://www.georss.org/georss">NaN inf 1e999</georss:point>')
    ),
    "odd-gml": _read(
        _said('<gml:posList xmlns:gml="http://www.opengis.net/gml" srsDimension="0">1 2 3</gml:posList>')
    ),
    **{
        f"odd-place-{name}": _read(
            _said(f'<gml:{place} xmlns:gml="http://www.opengis.net/gml">1 2</gml:pos>')
        )
        for name, place in {"bare": "pos", "named": "pos srsName='EPSG:x'"}.items()
    },
    "odd-cloud": _read(
        rss(
            item(),
            head='<cloud domain="10.0.0.1" port="x" protocol="y"/><ttl>-5</ttl><skipHours><hour>99</hour></skipHours>',
        )
    ),
    "odd-ttl-words": _read(rss(item(), head="<ttl>soon</ttl>")),
    "odd-ttl-digits": _read(rss(item(), head="<ttl>٣٠</ttl>")),
    "odd-image": _read(
        rss(item(), head="<image><title>No</title><link>http://10.0.0.1/</link><url>x</url></image>")
    ),
    "odd-textinput": _read(
        rss(item(), head="<textInput><title>No</title><link>javascript:x</link></textInput>")
    ),
    "odd-head-title-huge": _read(rss(item(), head=f"<title>{'x' * 300_000}</title>")),
    "odd-sitemap-news": Fault(
        serves(
            b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
            b"<url><loc>https://faulty.example/1</loc><news:news><news:title>Lab opens</news:title></news:news></url></urlset>"
        ),
        "sitemap",
    ),
    "odd-sitemap-index": Fault(serves(b"<sitemapindex><sitemap/></sitemapindex>"), "sitemap"),
    "odd-wsdl": Fault(serves(b"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>"), "not a feed"),
    "odd-svg": Fault(
        serves(b"<svg xmlns='http://www.w3.org/2000/svg'><title>Lab</title></svg>"), "not a feed"
    ),
    "odd-plist": Fault(serves(b"<plist version='1.0'><dict/></plist>"), "not a feed"),
}

_DATES = {
    "leap-second": "Sat, 31 Dec 2016 23:59:60 GMT",
    "hour-24": "2026-03-04T24:00:00Z",
    "hour-24-words": "Wed, 04 Mar 2026 24:00:00 GMT",
    "two-digits": "Wed, 04 Mar 26 07:00:00 GMT",
    "two-digits-old": "Wed, 04 Mar 70 07:00:00 GMT",
    "three-digits": "Wed, 04 Mar 126 07:00:00 GMT",
    "zone-unknown": "Wed, 04 Mar 2026 07:00:00 XYZ",
    "zone-military": "Wed, 04 Mar 2026 07:00:00 Z",
    "zone-comment": "Wed, 04 Mar 2026 07:00:00 +0000 (UTC (nested))",
    "zone-half": "Wed, 04 Mar 2026 07:00:00 +0545",
    "zone-minus": "Wed, 04 Mar 2026 07:00:00 -1200",
    "zone-far": "Wed, 04 Mar 2026 07:00:00 -9959",
    "zone-twice": "Wed, 04 Mar 2026 07:00:00 GMT+01:00",
    "fractions": "2026-03-04T07:00:00.123456789123Z",
    "week": "2026-W10-3",
    "day-of-year": "2026-063",
    "basic": "20260304T070000Z",
    "year-alone": "2026",
    "comma": "2026-03-04 07:00:00,5",
    "french": "mer., 04 mars 2026 07:00:00 +0100",
    "korean": "2026년 3월 4일 07:00",
    "greek": "Τετ, 04 Μαρ 2026 07:00:00 EET",
    "hungarian": "2026-március-04T07:00+01:00",
    "arabic-digits": "٢٠٢٦-٠٣-٠٤",
    "feb-31": "Tue, 31 Feb 2026 07:00:00 GMT",
    "day-0": "Wed, 00 Mar 2026 07:00:00 GMT",
    "wrong-weekday": "Mon, 04 Mar 2026 07:00:00 GMT",
    "no-seconds": "Wed, 04 Mar 2026 07:00 GMT",
    "minutes-99": "Wed, 04 Mar 2026 07:99:99 GMT",
    "slashes": "03/04/2026 7:00 AM",
    "milliseconds": "1772611200000",
    "float": "1772611200.5",
    "negative": "-1",
    "infinity": "inf",
    "nan": "NaN",
    "line-breaks": "\nWed,\n04 Mar\n2026 07:00:00 GMT\n",
    "markup": "<b>Wed</b>, 04 Mar 2026",
    "spaces-wide": "Wed,\u300004\u3000Mar\u30002026",
    "asctime": "Wed Mar  4 07:00:00 2026",
    "perforce": "Wed, 2026/03/04 07:00:00 GMT",
    "colons": ":" * 1000,
    "digits-and-colons": "1:" * 5000,
    "plus": "2026-03-04T07:00:00+99:99",
    "minus-zero": "2026-03-04T07:00:00-00:00",
    "bc": "44 BC",
}

_LINKS = {
    "shouted": "HTTPS://FAULTY.EXAMPLE/1",
    "cdata": "<![CDATA[ https://faulty.example/1 ]]>",
    "line-breaks": "\n\n  https://faulty.example/1\n",
    "broken-in-two": "https://faulty.example/a\nb",
    "ampersand": "https://faulty.example/?a=1&b=2",
    "tracked": "https://faulty.example/1?utm_source=a&amp;fbclid=b#x",
    "emoji-host": "https://💩.example/",
    "bad-punycode": "https://xn--a-ecp.xn--99999999999.example/",
    "dots": "https://faulty.example/../../../etc",
    "dot-host": "https://.../",
    "empty-host": "https:///x",
    "port-0": "https://faulty.example:0/",
    "port-empty": "https://faulty.example:/",
    "port-words": "https://faulty.example:http/",
    "at": "https://a@faulty.example/",
    "backslash": "https://faulty.example\\@evil.example/",
    "question": "?x=1",
    "fragment": "#top",
    "vbscript": "vbscript:x",
    "tab-in-scheme": "java\tscript:x",
    "blob": "blob:https://faulty.example/x",
    "intent": "intent://x#Intent;end",
    "zero": "https://faulty.example/\x00",
    "right-to-left": "https://faulty.example/\u202egpj.exe",
    "wide": "https://faulty.example/\uff0f\uff0e\uff0e",
    "long-query": "https://faulty.example/?" + "a=1&amp;" * 400,
    "long-host": f"https://{'a' * 64}.example/",
    "many-labels": f"https://{'a.' * 126}example/",
    "underscore": "https://a_b.example/",
    "hyphens": "https://-a-.example/",
    "number-host": "https://2130706433/",
    "ipv6": "https://[2606:4700::1111]/",
    "two": "https://faulty.example/1 https://faulty.example/2",
    "markup": "&lt;a href='https://faulty.example/1'&gt;x&lt;/a&gt;",
}

_GUIDS = {
    "empty": "",
    "spaces": " \n\t ",
    "long": "x" * 100_000,
    "zero": "a\x00b",
    "markup": "<b>1</b>",
    "address": "https://faulty.example/guid",
    "private": "http://10.0.0.1/",
    "script": "javascript:x",
    "surrogate": "&#xD800;",
}

_JSONS: dict[str, Fault] = {
    "version-1": _read(_json().replace(b"version/1.1", b"version/1")),
    "version-none": Fault(serves(_json().replace(b'"version"', b'"no"')), "no JSON Feed"),
    "version-number": Fault(
        serves(_json().replace(b'"https://jsonfeed.org/version/1.1"', b"1.1")), "no JSON Feed"
    ),
    "comma": Fault(serves(_json()[:-2] + b",]}"), "JSON that cannot be read"),
    "comments": Fault(serves(b"// hello\n" + _json()), "JSON that|not a feed"),
    "callback": Fault(serves(b"cb(" + _json() + b")"), "not a feed|JSON"),
    "lines": Fault(serves(_json() + b"\n" + _json()), "JSON that cannot be read"),
    "utf-16": Fault(serves(_json().decode().encode("utf-16")), "not a feed|JSON|", holds=""),
    "utf-16-without-mark": Fault(serves(_json().decode().encode("utf-16-le")), "not a feed|JSON|", holds=""),
    "spaces": _read(b" \n" * 100_000 + _json()),
    "same-key-twice": _read(_json().replace(b'"title": "J"', b'"title": [], "title": "J"')),
    "zero": _read(_json(title="Lab opens\x00 weights")),
    "lone-surrogates": _read(_json(content_html="\ud800" * 1000, id="\udfff")),
    "items-mixed": _read(_json().replace(b"[{", b'[null, 1, "x", [], [[]], true, {}, {"id": {}}, {')),
    "id-float": _read(_json(id=1.5, url=None)),
    "id-infinite": _read(_json(id=0).replace(b'"id": 0', b'"id": 1e999')),
    "id-list": _read(_json(id=[1])),
    "url-relative": _read(_json(url="../1")),
    "url-script": _read(_json(url="javascript:x", external_url="data:y")),
    "authors": _read(_json(authors={"name": [[]]}, author="x", tags=7, attachments=[None, {"url": []}])),
    "html-deep": _read(_json(content_html="<div>" * 20_000)),
    "html-number": _read(_json(content_html=7, summary=None, content_text=False)),
    "date-seconds": _read(_json(date_published=1772611200)),
    "date-offset": _read(_json(date_published="2026-03-04T07:00:00+99:99")),
    "date-leap": _read(_json(date_published="2016-12-31T23:59:60Z")),
    "date-year-1": _read(_json(date_published="0001-01-01T00:00:00+14:00")),
    "true": Fault(serves(b" [true]"), "no JSON Feed"),
    "keys": _read(_json(**{f"k{n}": n for n in range(50_000)})),
    "deep-in-an-item": Fault(
        serves(_json(x=0).replace(b'"x": 0', b'"x": ' + b"[" * 900 + b"]" * 900)), "JSON that|", holds=""
    ),
    "hub-error": Fault(serves(b'{"error":"Invalid username or password."}'), "no JSON Feed"),
}

FAULTS: dict[str, Fault] = {
    **_HTTP,
    **_PACKINGS,
    **_TEXTS,
    **_SHAPES,
    **{f"odd-date-{name}": _read(rss(item(pubDate=date))) for name, date in _DATES.items()},
    **{f"odd-updated-{name}": _read(_atom(f"<updated>{date}</updated>")) for name, date in _DATES.items()},
    **{f"odd-link-{name}": _read(rss(item(link=link))) for name, link in _LINKS.items()},
    **{f"odd-href-{name}": _read(_atom(f'<link href="{link}"/>')) for name, link in _LINKS.items()},
    **{f"odd-guid-{name}": _read(rss(item(guid=guid))) for name, guid in _GUIDS.items()},
    **{f"odd-json-{name}": fault for name, fault in _JSONS.items()},
}
