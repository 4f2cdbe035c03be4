"""Which encoding is meant by a name, as browsers know it, and what a body says in it."""

import codecs
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from contextlib import suppress

# The marks at the start of what is not UTF-8; the longer first, for one begins as another does.
_MARKS = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
# Those in which a byte can be wrong, by their names, each with the one that holds all that browsers read by that name.
OF_MANY_BYTES = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "shift_jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "euc-jp": "euc_jis_2004",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "windows-949": "cp949",
}  # fmt: skip
# Those in which each byte is a character, as Python's names for them begin, and by which names browsers read more.
_OF_ONE_BYTE = ("cp125", "cp866", "cp874", "iso8859", "koi8", "mac")
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "windows-874": "cp874",
}  # fmt: skip


def in_utf_8(body: bytes) -> bytes:
    """Return a document in UTF-8 where its mark says what else it is in."""
    name = next((name for mark, name in _MARKS.items() if body.startswith(mark)), None)
    if name is not None:
        with suppress(UnicodeDecodeError):
            return body.decode(name).encode(errors="replace")
    return body


def meant_by(name: str) -> str | None:
    """Return Python's name for an encoding; None for one that no page is in, which might cost much to read."""
    name = name.lower()
    if name in OF_MANY_BYTES:
        return OF_MANY_BYTES[name]
    found = name
    with suppress(LookupError):
        found = codecs.lookup(name).name
    return _READ_AS.get(found) or (found if found.startswith(_OF_ONE_BYTE) else None)


def readable(body: bytes, encoding: str) -> str | None:
    """Return a body's text, some characters of which may be broken; None where more are broken than whole."""
    text = body.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    is_broken = len(text.encode("ascii", errors="ignore")) + 2 * broken > len(text)
    return None if is_broken else text
