"""A feed's XML in, out what feedparser makes of it, or of what can be saved. The only module that knows feedparser."""

from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import Any

from digest.errors import ParseError
from digest.pull.raw import cut_up, mended, refuse_hostile

# Characters that nearly all texts are written in.
_PLANE = 0x10000
# Keys for which feedparser's dictionaries make up an answer.
_ANSWERED_ANEW = ("category", "enclosures", "license", "updated", "updated_parsed")
# feedparser raises on some malformed feeds (a lone surrogate is one) instead of saying so.
_STUMBLES = (ValueError, AttributeError, LookupError, TypeError, RecursionError)


def read_xml(body: bytes) -> Any:
    """Return what feedparser makes of a document, or of what can be saved of it; raise ParseError."""
    try:
        parsed = _read(body)
    except _STUMBLES as error:
        parsed = _read_mended(body) or _read_sound(body)
        if parsed is None:
            raise ParseError(f"it cannot be read as a feed ({type(error).__name__})") from error
    if not parsed.entries and not parsed.get("version"):
        return _read_mended(body) or parsed
    return parsed


def _read(body: bytes) -> Any:
    # Wrapped, for feedparser takes bare bytes for a file name before it takes them for a feed. Its own
    # sanitiser and resolver are three fifths of its cost, and what they do is done by `digest.text`.
    return _quick_feedparser().parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


@lru_cache(maxsize=1)
def _quick_feedparser() -> Any:
    """Return feedparser without what costs it dearly and yields nothing to us."""
    import feedparser

    mixin, urljoin = feedparser.mixin, feedparser.urls._urljoin
    # We keep no authors, and looking for an address in one costs the square of its length.
    mixin._FeedParserMixin._sync_author_detail = lambda *_: None
    # Nor tags: each is compared with all that came before it. That there are some is all that feedparser asks for.
    mixin._FeedParserMixin._add_tag = lambda self, *_: self._get_context().setdefault("tags", [])
    # Each text is translated by it. With 32 characters in it each other one that is not ASCII's, and what
    # stands beside it, costs an exception: a fifth of all that parsing costs.
    mixin._cp1252 = [mixin._cp1252.get(code, code) for code in range(_PLANE)]
    # At each tag the base of its addresses is joined with the tag's own, which hardly any has.
    mixin._urljoin = lambda base, uri: urljoin(base, uri) if uri else base
    # What it copies deeply holds texts alone, or is thrown away once it is copied.
    kept = feedparser.FeedParserDict
    kept.__deepcopy__ = lambda self, _: kept(self)
    # Its dictionaries know some keys by several names, and look for each of their keys in all these ways.
    other_names, get = {*kept.keymap, *_ANSWERED_ANEW}, kept.get
    kept.get = lambda self, key, default=None: (get if key in other_names else dict.get)(self, key, default)
    return feedparser


def _read_mended(body: bytes) -> Any | None:
    """Read a document as far as it can be mended; None if in vain."""
    whole = mended(body)
    if whole == body:
        return None
    refuse_hostile(whole)
    try:
        return _read(whole)
    except _STUMBLES:
        return None


def _read_sound(body: bytes) -> Any | None:
    """Read a document without the entries that feedparser stumbles on; None where it is not for them alone."""
    head, chunks, tail = cut_up(body)

    def sound(chunks: list[bytes]) -> list[bytes]:
        """Return the entries that can be read, by halving those that cannot be read together."""
        try:
            _read(b"".join([head, *chunks, tail]))
        except _STUMBLES:
            half = len(chunks) // 2
            return sound(chunks[:half]) + sound(chunks[half:]) if half else []
        return chunks

    with suppress(*_STUMBLES):
        # What stands around the entries is in every part of them: it must be sound itself.
        _read(head + tail)
        if readable := sound(chunks):
            return _read(b"".join([head, *readable, tail]))
    return None
