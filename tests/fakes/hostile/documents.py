"""XML and JSON, and what stands in them: entities, attributes, nesting, floods, dates, links, ids."""

import json
from collections.abc import Callable
from functools import lru_cache

from tests.fakes.hostile.fault import BARE, GOOD, Answer, Asked, Fault, feed_answer, item, rss, serves

# A number in, as many as the publisher's harm allows of it out.
Many = Callable[[int], int]


def _late(make: Callable[[Many], bytes]) -> Callable[[Asked], Answer]:
    """Serve a large body that is made when it is first asked for."""

    @lru_cache(maxsize=1)
    def made(harm: float) -> bytes:
        return make(lambda number: int(number * harm))

    async def answer(asked: Asked) -> Answer:
        yield feed_answer(made(asked.harm))

    return answer


def _doctype(declared: str, used: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>'.encode() + rss(item(f"Weights {used}"))[38:]


_LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DECLARES = "declares entities"
_ENTRIES = "over 20,000 entries|larger than"


def _entry(inside: str) -> bytes:
    return rss(f"<item><title>Weights</title><link>https://faulty.example/1</link>{inside}</item>")


def _flood(entries: int) -> bytes:
    return rss(*(item(f"Lab {number} opens the weights of its model", number) for number in range(entries)))


def _described(text: str) -> bytes:
    return _entry(f"<description>{text}</description>")


def _json(**fields: object) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": []} | fields
    return json.dumps(feed).encode()


def _json_entry(**fields: object) -> bytes:
    return _json(items=[{"id": "1", "url": "https://faulty.example/1", "title": "Weights"} | fields])


_BOMBS: dict[str, tuple[Callable[[Many], bytes], str]] = {
    # ---- what costs the square of its length, or more
    "attributes": (
        lambda many: _entry("<a " + " ".join(f'b{n}="x"' for n in range(many(40_000))) + "/>"),
        "attributes",
    ),
    "attributes-bare": (lambda many: _entry("<a " + "b " * many(200_000) + "/>"), ""),
    "attributes-with-brackets": (
        lambda many: _entry("<a " + " ".join(f'b{n}=">"' for n in range(many(40_000))) + "/>"),
        "attributes",
    ),
    "attributes-unquoted": (
        lambda many: _entry("<a " + " ".join(f"b{n}=x" for n in range(many(40_000))) + "/>"),
        "attributes",
    ),
    "attributes-on-new-lines": (
        lambda many: _entry("<a\n" + "\n".join(f"b{n}='<'" for n in range(many(40_000))) + "/>"),
        "attributes",
    ),
    "attributes-in-text": (
        lambda many: _described(
            "&lt;a " + " ".join(f'b{n}="x"' for n in range(many(40_000))) + "&gt;x&lt;/a&gt;"
        ),
        "",
    ),
    "encodings": (lambda many: b"<?" + b"encoding='" * many(50_000) + b"\n" + GOOD, ""),
    "encoding-of-names": (
        lambda many: GOOD.replace(b'"utf-8"', b'"punycode"') + b"<!-- -" + b"a" * many(5_000_000),
        "",
    ),
    "author": (lambda many: _entry(f"<author>{'a.' * many(60_000)}@</author>"), ""),
    "author-dashes": (lambda many: _entry(f"<author>{'a-' * many(60_000)}</author>"), ""),
    "creator": (lambda many: _entry(f"<dc:creator>{'a@' * many(60_000)}</dc:creator>"), ""),
    "editor": (lambda many: rss(item(), head=f"<managingEditor>{'a.' * many(60_000)}@</managingEditor>"), ""),
    "nested": (lambda many: _entry("<a>" * many(100_000) + "</a>" * many(100_000)), ""),
    "nested-millions": (
        lambda many: rss("<item><title>Weights</title>", "<b>" * many(3_000_000)),
        "more memory|longer than|",
    ),
    "nested-unclosed": (lambda many: _entry("<a>" * many(100_000)), ""),
    "nested-in-text": (lambda many: _described("&lt;div&gt;" * many(100_000)), ""),
    "nested-in-cdata": (lambda many: _described("<![CDATA[" + "<div>" * many(100_000) + "]]>"), ""),
    "nested-items": (
        lambda many: rss("<item>" * many(20_000) + "<title>Weights</title>" + "</item>" * many(20_000)),
        "",
    ),
    "items-unclosed": (lambda many: rss("<item><title>Weights</title>" * many(19_000)), ""),
    "items-opened": (lambda _: rss("<item>" * 200_000), "over 20,000 entries"),
    "items-opened-fewer": (lambda many: rss("<item>" * many(19_000)), "not a feed|"),
    "entries-opened": (
        lambda _: b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry " * 200_000,
        "over 20,000 entries",
    ),
    "entries-in-one-tag": (
        lambda many: b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry " * many(19_000),
        "not a feed|",
    ),
    "nested-xhtml": (
        lambda many: (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry><title>Weights</title><content"
            b" type='xhtml'>"
            + b"<div>" * many(50_000)
            + b"</div>" * many(50_000)
            + b"</content></entry></feed>"
        ),
        "",
    ),
    "brackets": (lambda many: _described("<" * many(500_000)), ""),
    "ampersands": (lambda many: _described("&" * many(1_000_000)), ""),
    "references": (lambda many: _described("&amp;" * many(500_000)), ""),
    "cdata-opened": (lambda many: _described("<![CDATA[" * many(100_000)), ""),
    "cdata-closed": (lambda many: _described("]]>" * many(100_000)), ""),
    "comments-opened": (lambda many: _entry("<!--" * many(100_000)), ""),
    "comments-closed": (lambda many: _entry("<!-- x -->" * many(100_000)), ""),
    "instructions": (lambda many: _entry("<?a b?>" * many(50_000)), ""),
    "instructions-opened": (lambda many: _entry("<?a " * many(100_000)), ""),
    "declarations": (lambda many: _entry("<!a " * many(100_000)), ""),
    "declared-attributes": (
        lambda many: (
            b"<!DOCTYPE rss [<!ATTLIST item "
            + b" ".join(b'a%d CDATA "x"' % n for n in range(many(100_000)))
            + b">]>"
            + rss(item())[38:]
        ),
        "attributes of its own",
    ),
    "namespaces": (
        lambda many: rss("".join(f'<x:a xmlns:x="urn:{n}"/>' for n in range(many(20_000))), item()),
        "",
    ),
    "declared-attributes-late": (
        lambda many: (
            b"<?xml version='1.0'?><!-- "
            + b"x" * 200_000
            + b" --><!DOCTYPE rss [<!ATTLIST title "
            + b" ".join(b'a%d CDATA "x"' % n for n in range(900))
            + b">]>"
            + rss("<item><title>Weights</title></item>" * many(10_000))[38:]
        ),
        "attributes of its own",
    ),
    "declared-attributes-in-ebcdic": (
        lambda many: (
            "<?xml version='1.0'?><!DOCTYPE rss [<!ATTLIST title "
            + " ".join(f'a{n} CDATA "x"' for n in range(900))
            + ">]>"
            + rss("<item><title>Weights</title></item>" * many(5_000))[38:].decode()
        ).encode("cp037"),
        "attributes of its own",
    ),
    "attributes-in-utf-16-without-mark": (
        lambda many: (
            _entry("<a " + " ".join(f'b{n}="x"' for n in range(many(40_000))) + "/>")
            .decode()
            .encode("utf-16-le")
        ),
        "not a feed",
    ),
    "line-breaks": (lambda many: b"\n" * many(2_000_000) + GOOD, ""),
    "line-breaks-inside": (
        lambda many: b"<?xml version='1.0'?><!-- x -->" + b" \n" * many(2_000_000) + BARE,
        "",
    ),
    "doctypes-opened": (
        lambda many: b"<?xml version='1.0'?>" + b"\n<!DOCTYPE" * many(500_000) + BARE,
        "",
    ),
    "doctypes": (
        lambda many: b"<?xml version='1.0'?>" + b"\n<!DOCTYPE a>" * many(500_000) + BARE,
        "more memory|",
    ),
    "entities-opened": (
        lambda many: b"<?xml version='1.0'?>" + b"\n<!ENTITY" * many(500_000) + BARE,
        "more memory|",
    ),
    "long-name": (lambda many: _entry(f"<{'a' * many(1_000_000)}/>"), ""),
    "long-value": (lambda many: _entry(f'<a b="{"x" * many(5_000_000)}"/>'), ""),
    "long-title": (lambda many: rss(item("Weights " * many(500_000))), ""),
    "long-text": (lambda many: _described("word " * many(1_500_000)), ""),
    "long-link": (lambda many: rss(item(link="https://faulty.example/" + "a" * many(1_000_000))), ""),
    "long-id": (lambda many: rss(item(guid="x" * many(1_000_000))), ""),
    "long-date": (lambda many: rss(item(pubDate="1" * many(1_000_000))), ""),
    "long-date-words": (lambda many: rss(item(pubDate="Wed, " * many(200_000))), ""),
    "spaces": (lambda many: b" " * many(9_000_000) + GOOD, ""),
    "spaces-in-tag": (lambda many: _entry("<a" + " " * many(5_000_000) + "/>"), ""),
    "quotes": (lambda many: _entry("<a " + "\"'" * many(300_000) + ">"), ""),
    "equals": (lambda many: _entry("<a " + "=" * many(500_000) + ">"), ""),
    # ---- what is simply much
    "ten-thousand-entries": (lambda many: _flood(many(10_000)), ""),
    "small-entries": (lambda _: rss(*("<item><title>a</title></item>" for _ in range(100_000))), _ENTRIES),
    "empty-entries": (lambda _: rss("<item/>" * 300_000), _ENTRIES),
    "categories": (lambda many: _entry("<category>a</category>" * many(100_000)), ""),
    "categories-all-unlike": (
        lambda many: _entry("".join(f"<category>{n}</category>" for n in range(many(100_000)))),
        "",
    ),
    "links": (lambda many: _entry('<atom:link href="https://faulty.example/"/>' * many(50_000)), ""),
    "enclosures": (
        lambda many: _entry('<enclosure url="https://faulty.example/a" length="1"/>' * many(50_000)),
        "",
    ),
    "titles": (lambda many: _entry("<title>Weights</title>" * many(100_000)), ""),
    "contents": (lambda many: _entry("<content:encoded>text</content:encoded>" * many(50_000)), ""),
    "people": (lambda many: _entry("<author><name>a</name></author>" * many(50_000)), ""),
    # ---- JSON
    "json-deep": (lambda many: b"[" * many(200_000), "JSON"),
    "json-deep-objects": (lambda many: b'{"a":' * many(100_000), "JSON"),
    "json-long-number": (
        lambda many: _json_entry(id=1)[:-2] + b', "n": ' + b"9" * many(1_000_000) + b"}]}",
        "JSON",
    ),
    "json-ten-thousand": (
        lambda many: _json(items=[{"id": str(n), "title": f"Weights {n}"} for n in range(many(10_000))]),
        "",
    ),
    "json-small-objects": (
        lambda many: b"[" + b"{}," * many(3_000_000) + b"{}]",
        "more memory|no JSON Feed",
    ),
    "json-long-html": (lambda many: _json_entry(content_html="<div>" * many(300_000)), ""),
}

_DATES = {
    "year-0": "Wed, 01 Jan 0000 00:00:00 GMT",
    "year-1": "0001-01-01T00:00:00Z",
    "year-2999": "Tue, 01 Jan 2999 00:00:00 GMT",
    "year-9999": "9999-12-31T23:59:59Z",
    "year-10000": "10000-01-01T00:00:00Z",
    "year-minus": "-2026-01-01T00:00:00Z",
    "epoch": "Thu, 01 Jan 1970 00:00:00 GMT",
    "number": "1772611200",
    "huge-number": "9" * 300,
    "words": "the day before yesterday",
    "empty": "",
    "zone": "Wed, 04 Mar 2026 07:00:00 +9999",
    "zone-name": "Wed, 04 Mar 2026 07:00:00 NOWHERE",
    "month-13": "2026-13-45T99:99:99Z",
    "chinese": "2026年3月4日 上午7:00",
    "tag": "&lt;b&gt;2026&lt;/b&gt;",
}
_LINKS = {
    "script": "javascript:alert(1)",
    "script-hidden": "java&#10;script:alert(1)",
    "file": "file:///etc/passwd",
    "data": "data:text/html,x",
    "user": "https://user:secret@faulty.example/",
    "private": "http://169.254.169.254/latest/meta-data",
    "relative": "../a?b=c",
    "slashes": "//faulty.example/a",
    "spaces": "https://faulty.example/a b\tc",
    "names": "https://bücher.example/ä",
    "bracket": "http://[::1",
    "percent": "https://faulty.example/%zz%",
    "port": "https://faulty.example:99999/",
    "empty": "",
    "quotes": 'https://faulty.example/"&gt;&lt;script&gt;',
}
_TYPES: dict[str, object] = {"null": None, "number": 7, "list": [[]], "object": {"a": 1}, "true": True}

FAULTS: dict[str, Fault] = {
    # ---- no feed
    "empty": Fault(serves(b""), "empty"),
    "only-spaces": Fault(serves(b"  \n\t "), "empty"),
    "only-mark": Fault(serves(b"\xef\xbb\xbf"), "empty|not a feed"),
    "one-byte": Fault(serves(b"<"), "not a feed"),
    "one-line-break": Fault(serves(b"\n"), "empty"),
    "words": Fault(serves(b"hello"), "not a feed"),
    "other-xml": Fault(serves(b"<?xml version='1.0'?><note>hello</note>"), "not a feed"),
    "sitemap": Fault(
        serves(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>"), "is a sitemap"
    ),
    "opml": Fault(
        serves(b"<opml version='2.0'><body><outline xmlUrl='http://a.example/'/></body></opml>"),
        "list of feeds",
    ),
    "css": Fault(serves(b"body { color: red }"), "not a feed"),
    "head-alone": Fault(serves(b"<?xml version='1.0' encoding='utf-8'?>"), "not a feed"),
    "no-entries": Fault(serves(rss())),
    "no-channel": Fault(serves(b"<rss version='2.0'></rss>")),
    "cut": Fault(serves(GOOD[: len(GOOD) // 2]), holds="."),
    "cut-in-tag": Fault(serves(GOOD[:-9]), holds="Lab opens"),
    "twice": Fault(serves(GOOD + GOOD), holds="Lab opens"),
    "before-xml": Fault(serves(b"\n\nWarning: mysql_connect() failed\n" + GOOD), holds="Lab opens"),
    "after-xml": Fault(serves(GOOD + b"<script>x</script>"), holds="Lab opens"),
    "wrong-nesting": Fault(serves(rss("<item><title>Weights</item></title>"))),
    "unquoted": Fault(serves(_entry("<a b=c d>x</a>")), holds="Weights"),
    "unknown-version": Fault(serves(GOOD.replace(b'version="2.0"', b'version="99"')), holds="Lab opens"),
    "shouted": Fault(serves(GOOD.replace(b"<item>", b"<ITEM>").replace(b"</item>", b"</ITEM>"))),
    # ---- entities
    "laughs": Fault(serves(_doctype(_LAUGHS, "&l9;")), _DECLARES),
    "laughs-quadratic": Fault(serves(_doctype(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 5000)), _DECLARES),
    "laughs-recursive": Fault(serves(_doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;")), _DECLARES),
    "laughs-late": Fault(serves(b"<!-- " + b"x" * 200_000 + b" -->" + _doctype(_LAUGHS, "&l9;")), _DECLARES),
    "laughs-after-a-long-comment": Fault(
        serves(_doctype(_LAUGHS, "&l9;").replace(b"?>", b"?><!-- <a " + b"x" * 200_000 + b" -->", 1)),
        _DECLARES,
    ),
    "laughs-after-a-quoted-tag": Fault(
        serves(_doctype(_LAUGHS, "&l9;").replace(b"rss [", b"rss SYSTEM '<a' [", 1)), _DECLARES
    ),
    "laughs-in-ebcdic": Fault(serves(_doctype(_LAUGHS, "&l9;").decode().encode("cp037")), _DECLARES),
    "laughs-in-utf-7": Fault(
        serves(
            _doctype(_LAUGHS, "&l9;").replace(b"?>", b' encoding="utf-7"?>', 1).replace(b"<!", b"+ADwAIQ-")
        ),
        _DECLARES,
    ),
    "laughs-in-utf-16-without-mark": Fault(
        serves(_doctype(_LAUGHS, "&l9;").decode().encode("utf-16-le")), "not a feed"
    ),
    "laughs-in-utf-32-without-mark": Fault(
        serves(_doctype(_LAUGHS, "&l9;").decode().encode("utf-32-be")), "not a feed"
    ),
    "entities-written-of": Fault(
        serves(_described("<![CDATA[An attack begins with <!ENTITY xxe SYSTEM 'file:///etc/passwd'>.]]>")),
        holds="Weights",
    ),
    "entities-in-a-comment": Fault(
        serves(b"<?xml version='1.0'?><!-- <!ENTITY a 'b'> -->" + BARE), holds="Lab opens"
    ),
    "laughs-in-utf-16": Fault(
        serves(b"\xff\xfe" + _doctype(_LAUGHS, "&l9;").decode().encode("utf-16-le")),
        f"{_DECLARES}|not a feed",
    ),
    "laughs-in-utf-16-that-says-so": Fault(
        serves(
            b'<?xml version="1.0" encoding="utf-16"?>'.decode().encode("utf-16")
            + _doctype(_LAUGHS, "&l9;").decode().encode("utf-16-le")
        ),
        _DECLARES,
    ),
    "external-file": Fault(serves(_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")), _DECLARES),
    "external-address": Fault(serves(_doctype('<!ENTITY a SYSTEM "http://10.0.0.1/">', "&a;")), _DECLARES),
    "external-parameter": Fault(
        serves(_doctype('<!ENTITY % a SYSTEM "http://10.0.0.1/"> %a;', "")), _DECLARES
    ),
    "external-dtd": Fault(
        serves(b'<!DOCTYPE rss SYSTEM "http://10.0.0.1/x.dtd">' + rss(item("Weights"))[38:]), holds="Weights"
    ),
    "external-stylesheet": Fault(
        serves(b'<?xml-stylesheet href="http://10.0.0.1/x.xsl"?>' + rss(item("Weights"))[38:]),
        holds="Weights",
    ),
    "external-include": Fault(
        serves(_entry('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')),
        holds="Weights",
    ),
    "external-base": Fault(
        serves(b'<rss version="2.0" xml:base="http://10.0.0.1/">' + rss(item("Weights"))[57:]),
        holds="Weights",
    ),
    # ---- bombs, made when they are first asked for
    **{name: Fault(_late(make), said, holds="" if said else ".") for name, (make, said) in _BOMBS.items()},
    # ---- dates, links, ids
    **{
        f"date-{name}": Fault(serves(rss(item(pubDate=date))), holds="Lab opens")
        for name, date in _DATES.items()
    },
    "date-missing": Fault(serves(_entry("")), holds="Weights"),
    **{
        f"link-{name}": Fault(serves(rss(item(link=link))), holds="Lab opens")
        for name, link in _LINKS.items()
    },
    "ids-alike": Fault(
        serves(rss(item(guid="1"), item("US tightens controls", 2, guid="1"))), holds="tightens"
    ),
    "ids-missing": Fault(serves(rss("<item><title>Weights</title></item>")), holds="Weights"),
    "nothing-said": Fault(serves(rss("<item></item>" * 5))),
    "markup-in-title": Fault(
        serves(rss(item("&lt;script&gt;x()&lt;/script&gt;&lt;img src=x onerror=y()&gt;Weights"))),
        holds="^Weights",
    ),
    "pings-in-title": Fault(serves(rss(item("@everyone &lt;!channel&gt; Weights"))), holds="Weights"),
    # ---- JSON
    "json": Fault(serves(b'{"a": 1}'), "no JSON Feed"),
    "json-list": Fault(serves(b"[1, 2, 3]"), "no JSON Feed"),
    "json-cut": Fault(serves(_json_entry()[:-10]), "JSON that cannot be read"),
    "json-error": Fault(serves(b'{"error": "rate limited"}'), "no JSON Feed"),
    "json-not-a-number": Fault(serves(_json_entry(id=1).replace(b'"id": 1', b'"id": NaN')), holds="Weights"),
    "json-endless-reference": Fault(serves(_json_entry(content_html=f"&#{'1' * 5_000};")), holds="Weights"),
    "json-surrogate": Fault(serves(_json_entry(title="Weights \ud83d")), holds="Weights"),
    "json-mark": Fault(serves(b"\xef\xbb\xbf" + _json_entry()), holds="Weights"),
    **{
        f"json-items-{name}": Fault(
            serves(_json(items=value)), "" if isinstance(value, list) else "no JSON Feed"
        )
        for name, value in _TYPES.items()
    },
    **{f"json-title-{name}": Fault(serves(_json_entry(title=value))) for name, value in _TYPES.items()},
    **{
        f"json-date-{name}": Fault(serves(_json_entry(date_published=value)), holds="Weights")
        for name, value in _TYPES.items()
    },
    "json-date-overflow": Fault(
        serves(_json_entry(date_published="9999-12-31T23:59:59-23:59")), holds="Weights"
    ),
}
