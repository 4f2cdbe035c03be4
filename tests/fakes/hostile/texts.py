"""Encodings: real ones, wrongly named ones, and bytes that are no text."""

from tests.fakes.hostile.fault import GOOD, Fault, http, item, pieces, rss, serves

_CHINESE = "中国开放模型权重"
_TRADITIONAL = "中國開放模型權重"
_JAPANESE = "中国がモデルの重みを公開"
_KOREAN = "중국이 모델 가중치를 공개"
_RUSSIAN = "Китай открыл веса модели"
_FRENCH = "La Chine libère les poids de son modèle"


def _in(encoding: str, title: str, *, named: str | None = None, bom: bytes = b"") -> bytes:
    """Return a feed in one encoding, which may name another."""
    text = rss(item(title), encoding=named or encoding).decode()
    return bom + text.encode(encoding)


def _served(encoding: str, title: str, **how: object) -> Fault:
    return Fault(serves(_in(encoding, title, **how)), holds=title)


def _entitled(reference: str) -> bytes:
    return rss(item(f"Weights {reference} opened"))


FAULTS: dict[str, Fault] = {
    # ---- what is what it says
    "text-gb2312": _served("gb2312", _CHINESE),
    "text-gbk": _served("gbk", _CHINESE),
    "text-gb18030": _served("gb18030", _CHINESE),
    "text-big5": _served("big5", _TRADITIONAL),
    "text-shift-jis": _served("shift_jis", _JAPANESE),
    "text-euc-jp": _served("euc_jp", _JAPANESE, named="euc-jp"),
    "text-iso-2022-jp": _served("iso2022_jp", _JAPANESE, named="iso-2022-jp"),
    "text-euc-kr": _served("euc_kr", _KOREAN, named="euc-kr"),
    "text-koi8-r": _served("koi8_r", _RUSSIAN, named="koi8-r"),
    "text-windows-1251": _served("cp1251", _RUSSIAN, named="windows-1251"),
    "text-latin-1": _served("latin-1", _FRENCH, named="iso-8859-1"),
    "text-utf-16-le": _served("utf-16-le", _CHINESE, named="utf-16", bom=b"\xff\xfe"),
    "text-utf-16-be": _served("utf-16-be", _CHINESE, named="utf-16", bom=b"\xfe\xff"),
    "text-utf-16-without-mark": _served("utf-16-le", _CHINESE, named="utf-16"),
    "text-utf-32": _served("utf-32-le", _CHINESE, named="utf-32", bom=b"\xff\xfe\x00\x00"),
    "text-utf-8-mark": _served("utf-8", _CHINESE, bom=b"\xef\xbb\xbf"),
    "text-utf-8-two-marks": _served("utf-8", _CHINESE, bom=b"\xef\xbb\xbf\xef\xbb\xbf"),
    # ---- what is not
    "lie-utf-8-named-utf-16": _served("utf-8", _CHINESE, named="utf-16"),
    "lie-utf-16-named-utf-8": _served("utf-16-le", _CHINESE, named="utf-8", bom=b"\xff\xfe"),
    "lie-utf-16-be-named-utf-8": _served("utf-16-be", _CHINESE, named="utf-8", bom=b"\xfe\xff"),
    "lie-utf-32-named-utf-8": _served("utf-32-le", _CHINESE, named="utf-8", bom=b"\xff\xfe\x00\x00"),
    "lie-utf-8-named-gb2312": Fault(serves(_in("utf-8", _CHINESE, named="gb2312")), holds="."),
    "lie-utf-8-named-shift-jis": Fault(serves(_in("utf-8", _CHINESE, named="shift_jis")), holds="."),
    "lie-utf-8-named-ascii": _served("utf-8", _CHINESE, named="us-ascii"),
    "lie-gb2312-named-utf-8": Fault(serves(_in("gb2312", _CHINESE, named="utf-8")), holds="."),
    "lie-latin-1-named-utf-8": Fault(serves(_in("latin-1", _FRENCH, named="utf-8")), holds="La Chine"),
    "lie-shift-jis-named-utf-8": Fault(serves(_in("shift_jis", _JAPANESE, named="utf-8")), holds="."),
    "lie-mark-of-utf-16": Fault(serves(b"\xff\xfe" + GOOD), holds="Lab opens"),
    "lie-mark-of-utf-16-be": Fault(serves(b"\xfe\xff" + GOOD), holds="Lab opens"),
    "lie-mark-of-utf-8": Fault(
        serves(b"\xef\xbb\xbf" + _in("utf-16-le", _CHINESE)), "not a feed|cannot be read"
    ),
    "lie-mark-of-utf-32": Fault(serves(b"\x00\x00\xfe\xff" + GOOD), holds="Lab opens"),
    "lie-unknown-name": _served("utf-8", _CHINESE, named="x-no-such-thing"),
    "lie-long-name": Fault(serves(_in("utf-8", _CHINESE, named="x" * 5000)), holds="."),
    "lie-codec-of-bytes": Fault(serves(_in("utf-8", _CHINESE, named="zlib_codec")), holds="."),
    "lie-codec-idna": Fault(serves(_in("utf-8", _CHINESE, named="idna")), holds="."),
    "lie-codec-undefined": Fault(serves(_in("utf-8", _CHINESE, named="undefined")), holds="."),
    "lie-codec-escape": Fault(serves(_in("utf-8", _CHINESE, named="unicode_escape")), holds="."),
    "lie-utf-7": Fault(serves(rss(item("+ADw-script+AD4-"), encoding="utf-7"))),
    "text-ebcdic": Fault(serves(rss(item()).decode().encode("cp037")), holds="Lab opens"),
    "lie-in-header": Fault(
        pieces(http(GOOD, Content_Type="application/xml; charset=utf-16")), holds="Lab opens"
    ),
    "lie-in-header-nonsense": Fault(
        pieces(http(GOOD, Content_Type='text/xml; charset="\xff\x00"; x')), "form of the web"
    ),
    "lie-odd-header": Fault(
        pieces(http(GOOD, Content_Type="text/xml; charset=klingon; =;;")), holds="Lab opens"
    ),
    # ---- no text at all
    "surrogate-reference": Fault(serves(_entitled("&#xD83D;")), holds="Weights"),
    "surrogate-pair": Fault(serves(_entitled("&#xD83D;&#xDE00;")), holds="Weights"),
    "surrogate-undeclared": Fault(
        serves(
            b"<rss version='2.0'><channel><title>x</title><item><title>&#xD83D; on</title></item></channel></rss>"
        ),
        holds="on",
    ),
    "surrogate-raw": Fault(serves(rss(item("Weights \ud83d opened"))), holds="Weights"),
    "reference-zero": Fault(serves(_entitled("&#0;")), holds="Weights"),
    "reference-beyond": Fault(serves(_entitled("&#x110000;")), holds="Weights"),
    "reference-huge": Fault(serves(_entitled(f"&#{'9' * 5000};")), holds="Weights"),
    "reference-nonsense": Fault(serves(_entitled("&#xZZ; &nosuch; & &;")), holds="Weights"),
    "controls": Fault(serves(rss(item("Weights \x01\x02\x08\x1b[31m opened"))), holds="Weights"),
    "turned-direction": Fault(serves(rss(item("Weights \u202egnp.exe\u202c opened"))), holds="Weights"),
    "zeros": Fault(serves(b"\x00" * 100_000), "not a feed|empty|cannot be read"),
    "zeros-within": Fault(serves(GOOD.replace(b"weights", b"wei\x00ghts")), holds="."),
    "overlong": Fault(serves(GOOD.replace(b"Lab", b"\xc0\xbcLab")), holds="opens"),
    "noise": Fault(serves(bytes(range(256)) * 400), "not a feed|cannot be read"),
    "noise-after-head": Fault(serves(GOOD[:150] + bytes(range(128, 256)) * 200)),
    "picture": Fault(serves(b"\x89PNG\r\n\x1a\n" + bytes(5000)), "not a feed|cannot be read"),
    "document": Fault(serves(b"%PDF-1.7\n" + bytes(range(256)) * 10), "not a feed|cannot be read"),
    "archive": Fault(serves(b"PK\x03\x04" + bytes(2000)), "not a feed|cannot be read"),
}
