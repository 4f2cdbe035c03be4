"""A feed's bytes before a parser sees them: hostile ones are refused, entries told apart, impossible ones mended."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, pairwise

from digest.causes import Cause
from digest.errors import ParseError
from digest.pull.encodings import OF_MANY_BYTES, in_utf_8, readable
from digest.pull.parsed import check_number

# feedparser takes quadratic time over the attributes of one element. The pattern does not backtrack, so that looking
# for them takes linear time.
_MOST_ATTRIBUTES = 1_000
_ATTRIBUTES = re.compile(
    rb"<[A-Za-z][^\s<>=]*+(?:\s++[^\s<>=\"']++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"']++)){%d}"
    % _MOST_ATTRIBUTES
)
# Attributes that a document declares for all elements of a name cost as much as those written in each. It can declare
# anything only before its first element; what an entry says of declarations is its text.
_DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST)", re.IGNORECASE)
_DOCTYPE_WITH_MORE = re.compile(
    rb"""(?:\xef\xbb\xbf)*+(?:\s++|<!--.*?-->|<\?.*?\?>)*+<!DOCTYPE(?:[^"'\[>]|"[^"]*+"|'[^']*+')*+\[""",
    re.IGNORECASE | re.DOTALL,
)
# What a document says of its own encoding, and characters that it names by their numbers.
_DECLARED = re.compile(rb"""(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]*["']""")
_DECLARATION = re.compile(rb"^<\?xml[^>]{0,200}>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,20})["']""")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_NO_CHARACTER = b"\xef\xbf\xbd"
# An ampersand that begins no reference. One in a section that is taken as it stands is what it is.
_AMPERSAND = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!#?\w{1,32};)", re.DOTALL)
# A document in which what looks like one may be a half of another character: UTF-16, ISO-2022.
_NOT_BYTE_BY_BYTE = re.compile(rb"[\x00\x1b]")
# A text that is taken as it stands, with the tag before it, whose element holds it.
_SECTION = re.compile(rb"(?:<([A-Za-z][\w:.-]*+)[^<>]*+>\s*+)?<!\[CDATA\[")
_BEGINNING = re.compile(rb"<(?:item|entry)[\s>]")
# How a raw entry begins and ends.
_ENTRIES = (
    (re.compile(rb"<item[\s>]"), re.compile(rb"</item\s*+>")),
    (re.compile(rb"<entry[\s>]"), re.compile(rb"</entry\s*+>")),
)


def refuse_hostile(body: bytes) -> None:
    """Raise ParseError for bytes that are known to cost a parser dearly, before it sees them."""
    if not body.strip():
        raise ParseError(Cause.EMPTY)
    doctype = _DOCTYPE_WITH_MORE.match(body)
    if doctype and _DECLARES.search(body, doctype.end()):
        raise ParseError(Cause.OWN_ENTITIES)
    check_number(body.count(b"<item") + body.count(b"<entry"))
    if _ATTRIBUTES.search(body):
        raise ParseError(Cause.MANY_ATTRIBUTES.of(number=f"{_MOST_ATTRIBUTES:,}"))


def cut_up(body: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return what stands before, in and after the raw entries; no entries where they cannot be told apart."""
    nothing: tuple[bytes, list[bytes], bytes] = (body, [], b"")
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\x00" in body[:200]:
        return nothing
    for begin, end in _ENTRIES:
        starts = [found.start() for found in begin.finditer(body)]
        ends = [found.end() for found in end.finditer(body)]
        if not starts and not ends:
            continue
        # An end tag within CDATA, entries within entries or text between them: read the whole.
        if len(starts) != len(ends) or any(start > end for start, end in zip(starts, ends, strict=True)):
            return nothing
        between = zip(ends, starts[1:], strict=False)
        if any(start < end or body[end:start].strip() for end, start in between):
            return nothing
        chunks = [body[start:end] for start, end in zip(starts, ends, strict=True)]
        if any(chunk.count(b"<![CDATA[") != chunk.count(b"]]>") for chunk in chunks):
            return nothing
        return body[: starts[0]], chunks, body[ends[-1] :]
    return nothing


def mended(body: bytes) -> bytes:
    """Return a document without its wrong name of an encoding and its impossible characters."""
    plain = in_utf_8(body)
    found = _REFERENCE.sub(_real_character, plain)
    with suppress(UnicodeDecodeError):
        plain.decode()
        found = _DECLARED.sub(rb"\1", found, count=1)
    return found


def with_encoding(body: bytes, charset: str) -> bytes:
    """Return a document that names the encoding that its answer named, where it names none itself and needs one."""
    plain = body.lstrip()
    if charset in ("", "utf-8") or not plain.startswith(b"<") or _ENCODING.match(plain[:300]):
        return body
    with suppress(UnicodeDecodeError):
        body.decode()
        return body
    return b'<?xml version="1.0" encoding="%s"?>' % charset.encode() + _DECLARATION.sub(b"", plain)


def with_broken_characters(body: bytes) -> bytes:
    """Return a document in UTF-8 that has some broken characters in the encoding that it names, or else in UTF-8.

    So is one whose encoding Python knows by another name, or not all of. Where more are broken than whole, and where it
    is in UTF-8 whatever it says, it stays as it is.
    """
    named = _ENCODING.match(body.removeprefix(BOM_UTF8).lstrip()[:300])
    encoding = OF_MANY_BYTES.get(named[1].decode().lower()) if named else "utf-8"
    if encoding is None:
        return body
    with suppress(UnicodeDecodeError):
        body.decode()
        return body
    text = readable(body, encoding)
    if text is None:
        return body
    return _DECLARED.sub(rb"\1", text.encode(), count=1)


def with_ampersands_escaped(body: bytes) -> bytes:
    """Return a document in which each ampersand that begins no reference is written as one.

    feedparser gives it an end that it does not have: AT&T; at R&D;.
    """
    if _NOT_BYTE_BY_BYTE.search(body):
        return body
    return _AMPERSAND.sub(lambda found: found[1] or b"&amp;", body)


def with_sections_closed(body: bytes) -> bytes:
    """Return a document in which each CDATA section ends with the element that holds it, where it did not end before.

    One that is not closed takes in all entries up to the end of another's. For documents that are no XML: in one that
    is, whoever wrote a comment may have put that there, to be taken for entries.
    """
    starts = [0, *(found.start() for found in _BEGINNING.finditer(body)), len(body)]
    pieces: list[bytes] = []
    done = 0
    for place in chain.from_iterable(_unclosed(body, *ends) for ends in pairwise(starts)):
        pieces += [body[done:place], b"]]>"]
        done = place
    return b"".join([*pieces, body[done:]])


def _unclosed(body: bytes, start: int, end: int) -> Iterator[int]:
    """Yield where the sections of one raw entry should have ended that are still open at the next, or at its end."""
    before: re.Match[bytes] | None = None
    for section in chain(_SECTION.finditer(body, start, end), [None]):
        until = section.start() if section else end
        if before and before[1] and body.find(b"]]>", before.end(), until) < 0:
            place = body.find(b"</" + before[1], before.end(), until)
            if place >= 0:
                yield place
        before = section


def _real_character(reference: re.Match[bytes]) -> bytes:
    """Return the reference, or what stands for a character where it names none that there is."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    number = int(digits, base) if len(digits) <= 8 else -1
    is_one = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return reference[0] if is_one else _NO_CHARACTER
