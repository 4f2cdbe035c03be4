"""The body of an answer, unpacked in bounded steps."""

import zlib
from collections.abc import Iterator

from digest.causes import Cause
from digest.errors import FetchError

# Unpacked at a time, so that many large ones at once do not fill the memory.
_STEP = 256 * 1024
# A gzip file may be many files in a row; each costs us an unpacker.
_MOST_MEMBERS = 100
_GZIP = b"\x1f\x8b"
_NOT_PACKED, _PACKED = ("", "identity"), ("gzip", "x-gzip", "deflate")
# How every feed and page begins that is not packed: with XML, HTML or JSON, after spaces or a mark of its encoding.
_PLAIN = (b"<", b"{", b"[", b" ", b"\n", b"\r", b"\t", b"\xef\xbb", b"\xff\xfe", b"\xfe\xff")


def too_large(most: int) -> FetchError:
    size = f"{most // 1024**2} MiB" if most >= 1024**2 else f"{most // 1024} KiB"
    return FetchError(Cause.TOO_LARGE.of(size=size))


class Unpacker:
    """Unpacks a body piece by piece, as its first bytes say, and never more than `most`.

    The header is believed only where the bytes do not contradict: some servers label plain text as
    packed, or as something that is no packing, others serve a packed file without saying so.
    """

    def __init__(self, encoding: str, most: int) -> None:
        self._encoding = encoding.strip(" ,").lower()
        self._most = most
        self._packed = 0
        self._plain = 0
        self._start = b""
        self._members = 0
        self._inner: zlib._Decompress | None = None
        self._is_known = False

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        """Yield what the piece holds; raise FetchError when it is too much, or cannot be unpacked."""
        self._packed += len(piece)
        # Counted as sent, too: a stream that unpacks to nothing could go on for ever.
        if self._packed > self._most:
            raise too_large(self._most)
        if not self._is_known:
            self._start += piece
            if len(self._start) < 2:
                return
            piece, self._start = self._start, b""
            self._know(piece)
        if self._inner is None:
            yield self._counted(piece)
            return
        try:
            yield from self._inflate(piece)
        except zlib.error as error:
            raise FetchError(Cause.NOT_PACKED_SO) from error

    def finish(self) -> Iterator[bytes]:
        """Yield what is left; raise FetchError when the body ended before what was packed in it did."""
        if self._start and self._encoding not in _PACKED and self._start != _GZIP[:1]:
            # One byte that is no packing: the line break of an empty page.
            yield self._start
        elif self._start or (self._inner is not None and not self._inner.eof):
            raise FetchError(Cause.BROKE_OFF)

    def _know(self, start: bytes) -> None:
        self._is_known = True
        if self._encoding not in _NOT_PACKED + _PACKED and not start.startswith(_PLAIN):
            raise FetchError(Cause.PACKED_OTHERWISE.of(what=_one_word(self._encoding)))
        if start.startswith(_GZIP):
            self._next_member()
        elif self._encoding == "deflate":
            # Two formats go by this name: with zlib's header, as the standard wants, and without.
            has_header = start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
            self._inner = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)

    def _inflate(self, packed: bytes) -> Iterator[bytes]:
        while packed and self._inner is not None:
            if self._inner.eof:
                # One byte tells: the piece may end after it. What else follows is padding.
                if not packed.startswith(_GZIP[:1]):
                    return
                self._next_member()
            room = min(_STEP, self._most + 1 - self._plain)
            yield self._counted(self._inner.decompress(packed, room))
            packed = self._inner.unconsumed_tail or self._inner.unused_data

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise FetchError(Cause.MANY_PARTS)
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def _counted(self, plain: bytes) -> bytes:
        self._plain += len(plain)
        if self._plain > self._most:
            raise too_large(self._most)
        return plain


def _one_word(text: str) -> str:
    """Return what may be quoted of a publisher's header."""
    return "".join(char for char in text[:20] if char.isascii() and (char.isalnum() or char in "-,"))
