"""Bodies that are packed: bombs, and labels that do not fit."""

import gzip
import zlib
from functools import lru_cache

from tests.fakes.hostile.fault import GOOD, Answer, Asked, Fault, endless, feed_answer, pieces, serves

_BOMB_MIB = 60


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@lru_cache
def _bomb_packed(wbits: int) -> bytes:
    """Many spaces after the beginning of a feed, packed."""
    packer = zlib.compressobj(1, zlib.DEFLATED, wbits)
    packed = [packer.compress(GOOD[:-20])]
    packed += [packer.compress(b" " * 1024 * 1024) for _ in range(_BOMB_MIB)]
    return b"".join([*packed, packer.flush()])


def _bomb(label: str, wbits: int) -> Fault:
    async def answer(_: Asked) -> Answer:
        yield feed_answer(_bomb_packed(wbits), Content_Encoding=label)

    return Fault(answer, "larger than")


_PACKED = gzip.compress(GOOD)
_LATE_CRC = _PACKED[:-8] + b"\0\0\0\0" + _PACKED[-4:]
_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"

FAULTS: dict[str, Fault] = {
    "bomb-gzip": _bomb("gzip", 16 + zlib.MAX_WBITS),
    "bomb-deflate": _bomb("deflate", zlib.MAX_WBITS),
    "bomb-raw-deflate": _bomb("deflate", -zlib.MAX_WBITS),
    "bomb-unlabelled": _bomb("", 16 + zlib.MAX_WBITS),
    "bomb-nested": Fault(
        serves(gzip.compress(gzip.compress(b" " * 50_000_000)), Content_Encoding="gzip"), "not a feed"
    ),
    "bomb-of-members": Fault(
        serves(gzip.compress(b" " * 200_000) * 90 + gzip.compress(GOOD), Content_Encoding="gzip"),
        "larger than",
    ),
    "members-of-nothing": Fault(
        serves(gzip.compress(b"") * 10_000, Content_Encoding="gzip"), "too many parts"
    ),
    "members-of-nothing-for-ever": Fault(
        endless(_CHUNKED, b"14\r\n" + gzip.compress(b"")[:20] + b"\r\n"),
        "too many parts|not packed as it says|broke",
    ),
    "packed-blocks-of-nothing": Fault(
        # Stored blocks of no bytes: much comes in, and nothing comes out.
        endless(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n\x78\x9c", b"\x00\x00\x00\xff\xff" * 10_000
        ),
        "larger than",
    ),
    "gzip": Fault(serves(_PACKED, Content_Encoding="gzip"), holds="Lab opens"),
    "gzip-x": Fault(serves(_PACKED, Content_Encoding="x-gzip"), holds="Lab opens"),
    "gzip-shouted": Fault(serves(_PACKED, Content_Encoding=" GZIP "), holds="Lab opens"),
    "gzip-unlabelled": Fault(serves(_PACKED), holds="Lab opens"),
    "gzip-labelled-deflate": Fault(serves(_PACKED, Content_Encoding="deflate"), holds="Lab opens"),
    "gzip-in-two-members": Fault(
        serves(gzip.compress(GOOD[:200]) + gzip.compress(GOOD[200:]), Content_Encoding="gzip"),
        holds="Lab opens",
    ),
    "gzip-padded": Fault(serves(_PACKED + b"\0" * 500, Content_Encoding="gzip"), holds="Lab opens"),
    "gzip-label-alone": Fault(serves(GOOD, Content_Encoding="gzip"), holds="Lab opens"),
    "gzip-cut": Fault(serves(_PACKED[:60], Content_Encoding="gzip"), "broke off"),
    "gzip-wrong-sum": Fault(serves(_LATE_CRC, Content_Encoding="gzip"), "not packed as it says"),
    "gzip-then-noise": Fault(
        serves(_PACKED[:40] + b"\xff" * 400, Content_Encoding="gzip"), "not packed as it says"
    ),
    "gzip-magic-alone": Fault(serves(b"\x1f\x8b", Content_Encoding="gzip"), "broke off"),
    "gzip-of-nothing": Fault(serves(gzip.compress(b""), Content_Encoding="gzip"), "empty"),
    "gzip-empty": Fault(serves(b"", Content_Encoding="gzip"), "empty"),
    "gzip-one-byte": Fault(serves(b"\x1f", Content_Encoding="gzip"), "broke off"),
    "gzip-endless-name": Fault(
        endless(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03", b"n" * 65_536
        ),
        "larger than",
    ),
    "deflate": Fault(serves(zlib.compress(GOOD), Content_Encoding="deflate"), holds="Lab opens"),
    "deflate-raw": Fault(serves(_raw_deflate(GOOD), Content_Encoding="deflate"), holds="Lab opens"),
    "deflate-cut": Fault(serves(zlib.compress(GOOD)[:80], Content_Encoding="deflate"), "broke off"),
    "deflate-label-alone": Fault(serves(GOOD, Content_Encoding="deflate"), "not packed as it says"),
    "identity": Fault(serves(GOOD, Content_Encoding="identity"), holds="Lab opens"),
    "brotli": Fault(serves(b"\x0b\x02\x80abc\x03", Content_Encoding="br"), r"did not ask for \(br\)"),
    "zstd": Fault(serves(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"), r"did not ask for \(zstd\)"),
    **{
        f"label-{name}-alone": Fault(serves(GOOD, Content_Encoding=name), holds="Lab opens")
        for name in ("none", "utf-8", "br", "aws-chunked")
    },
    "gzip-and-a-comma": Fault(serves(_PACKED, Content_Encoding="gzip,"), holds="Lab opens"),
    "packed-twice": Fault(serves(gzip.compress(_PACKED), Content_Encoding="gzip, gzip"), "did not ask for"),
    "packed-by-nonsense": Fault(serves(GOOD, Content_Encoding="\x01<b>" + "x" * 3000), "form of the web|"),
    "packed-half-then-hangs-up": Fault(
        pieces(feed_answer(_PACKED, Content_Encoding="gzip")[:-30], None), "broke off|connection failed"
    ),
}
