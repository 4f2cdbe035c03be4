"""A feed's XML in, out what feedparser makes of it, or of what can be saved."""

import gc
from io import BytesIO
from typing import Any

from digest.causes import Cause
from digest.errors import ParseError
from digest.pull.raw import (
    mended,
    refuse_hostile,
    with_ampersands_escaped,
    with_broken_characters,
    with_sections_closed,
)
from digest.pull.sure_feedparser import STUMBLES

# Python collects garbage by the number of objects, and a document is few of them, however large: many could pile up.
# So we collect after each that left a cycle behind. Collecting the young objects costs hardly anything; a document
# larger than this has grown old by the time it is read.
_LARGE = 128 * 1024


def read_xml(body: bytes) -> Any:
    """Return what feedparser makes of a document, or of what can be saved of it; raise ParseError."""
    try:
        parsed = _read(body)
        has_stumbled = parsed.bozo
        if has_stumbled and (whole := with_ampersands_escaped(with_broken_characters(body))) != body:
            # feedparser takes one broken byte for a sign that all is in another encoding, and what is no XML for HTML.
            refuse_hostile(whole)
            parsed = _read(whole)
        if parsed.bozo and (closed := with_sections_closed(body)) != body:
            as_closed = _read(closed)
            # Only what is sound then was broken in no other way.
            parsed = parsed if as_closed.bozo else as_closed
    except STUMBLES as error:
        parsed = _read_mended(body)
        has_stumbled = True
        if parsed is None:
            raise ParseError(Cause.UNREADABLE) from error
    if not parsed.entries and not parsed.get("version"):
        parsed = _read_mended(body) or parsed
        has_stumbled = True
    if has_stumbled:
        parsed.pop("bozo_exception", None)
        forget(body)
    return parsed


def forget(body: bytes) -> None:
    """Free what feedparser made of a document that it stumbled over, which is left in a cycle."""
    gc.collect(2 if len(body) > _LARGE else 1)


def _read(body: bytes) -> Any:
    # Importing feedparser takes a tenth of a second, which a pull that brings nothing new does not spend.
    from digest.pull.quick_feedparser import quick_feedparser

    # Wrapped, for feedparser takes bare bytes for a file name before it takes them for a feed. Its own
    # sanitiser and resolver are three fifths of its cost, and what they do is done by `digest.markup`.
    return quick_feedparser().parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _read_mended(body: bytes) -> Any | None:
    """Read a document after mending what can be mended; None if that does not help."""
    whole = mended(body)
    if whole == body:
        return None
    refuse_hostile(whole)
    try:
        return _read(whole)
    except STUMBLES:
        return None
