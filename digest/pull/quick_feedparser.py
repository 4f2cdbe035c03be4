"""feedparser without the work that is dear and of no use to us. The only module that knows feedparser.

What an element means, and what becomes of its text, is still decided by feedparser.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any
from xml.sax.expatreader import ExpatParser

import feedparser
from feedparser.api import LooseFeedParser, StrictFeedParser

from digest.pull.raw import refuse_hostile
from digest.pull.sure_feedparser import SureFooted

# Those that feedparser takes for others, of Windows.
_OF_WINDOWS = re.compile("[\x80-\x9f]")
# An element as expat names it: its namespace, its name, and its prefix in the document.
_ELEMENT = re.compile(r"(?:(\S+) )?(\S+)(?: \S+)?")
# The encoding that a document declares. feedparser's own pattern backtracks over the whole first line. Punycode, which
# is for names, is left out: Python takes quadratic time to read it.
_ENCODING = re.compile(
    rb"""<\?[^>\n]{0,200}?encoding=['"](?!punycode\b)([a-z\d](?:[\w.:-]{0,40}[a-z\d])?)['"]""", re.IGNORECASE
)
# A document's type, which feedparser takes out. Its own patterns backtrack over the lines before it, and over all that
# follows where it has no end. Entities that a document declares are refused before.
_DOCTYPE = re.compile(rb"^[^\S\n]*+<!DOCTYPE([^>]{0,500}+)>", re.MULTILINE)
_NO_ENTITY = re.compile(rb"(?!)")

# More than any feed has of them.
_NAMES = 256


@lru_cache(maxsize=1)
def quick_feedparser() -> Any:
    """Return feedparser, made quick."""
    api, mixin, urljoin = feedparser.api, feedparser.mixin, feedparser.urls._urljoin
    api.StrictFeedParser, api.LooseFeedParser = _Parser, _LooseParser
    api.PREFERRED_XML_PARSERS = [__name__]
    feedparser.encodings.RE_XML_PI_ENCODING = _ENCODING
    feedparser.sanitizer.RE_DOCTYPE_PATTERN, feedparser.sanitizer.RE_ENTITY_PATTERN = _DOCTYPE, _NO_ENTITY
    api.replace_doctype = partial(_replace_doctype, api.replace_doctype)
    # We keep no authors, and to look for an address in one takes quadratic time.
    mixin._FeedParserMixin._sync_author_detail = lambda *_: None
    # Nor do we keep tags, each of which is compared with all before it. feedparser only asks whether there are any.
    mixin._FeedParserMixin._add_tag = lambda self, *_: self._get_context().setdefault("tags", [])
    # Few addresses have a base or too many slashes. All others are left as they are by joining.
    mixin._urljoin = lambda base, uri: urljoin(base, uri) if uri and (base or "///" in uri) else uri or base
    # A shallow copy is enough: what is copied holds only texts, or is thrown away afterwards.
    kept = feedparser.FeedParserDict
    mixin.copy = feedparser.namespaces._base.copy = SimpleNamespace(deepcopy=kept)
    # Its dictionaries know some keys by several names, and give one date for another. They are set under one name, and
    # we ask only for that.
    kept.get, kept.setdefault, kept.__contains__ = dict.get, dict.setdefault, dict.__contains__
    kept.__hash__ = object.__hash__
    # Nor do we keep places, of which some cost the whole document.
    geo = feedparser.namespaces.georss.Namespace
    geo._end_gml_pos = geo._end_gml_poslist = lambda self: self.pop("pos")
    # Tried first, as it was registered last. Neither of the two common forms of a date can be read as the other.
    feedparser.registerDateHandler(feedparser.datetimes.rfc822._parse_date_rfc822)
    return feedparser


def _replace_doctype(replace: Callable[[bytes], Any], document: bytes) -> Any:
    """Do what feedparser does, having looked at the document again: it is in UTF-8 only now, whatever it was in."""
    refuse_hostile(document)
    return replace(document)


def create_parser() -> ExpatParser:
    """Return a new driver; the name is the one that `xml.sax` asks a module of drivers for."""
    return _Events()


class _Events(ExpatParser):
    """expat's events, passed on without the wrappings of SAX where feedparser only takes them off."""

    _parser: Any
    _cont_handler: Any

    def reset(self) -> None:
        super().reset()
        # One event a text, however many lines it has.
        self._parser.buffer_text = True
        # Kept while the document is read and no longer, for a name may be as long as that.
        self._tag = lru_cache(maxsize=_NAMES)(_tag)

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        tag, parser = self._tag(name), self._cont_handler
        # What has a space in it is of a namespace.
        if tag is None or parser.decls or " " in "".join(attrs):
            super().start_element_ns(name, attrs)
        else:
            lower = {attribute.lower(): value for attribute, value in attrs.items()}
            parser.unknown_starttag(tag, list(lower.items()))

    def end_element_ns(self, name: str) -> None:
        if tag := self._tag(name):
            self._cont_handler.unknown_endtag(tag)
        else:
            super().end_element_ns(name)


def _tag(name: str) -> str | None:
    """Return what feedparser calls an element of a namespace that it knows, or of none; None for all others."""
    found = _ELEMENT.fullmatch(name)
    prefix = StrictFeedParser._matchnamespaces.get((found[1] or "").lower()) if found else None
    if not found or prefix is None:
        return None
    return f"{prefix}:{found[2]}".lower() if prefix else found[2].lower()


class _Text(str):
    """A text that is translated only where there is something to translate."""

    __slots__ = ()

    def translate(self, table: Any) -> str:
        return super().translate(table) if _OF_WINDOWS.search(self) else str(self)


class _LooseParser(SureFooted, LooseFeedParser):  # type: ignore[misc]
    """feedparser's own, for documents that are no XML."""


class _Parser(SureFooted, StrictFeedParser):  # type: ignore[misc]
    """feedparser's own, for texts that it need not change."""

    @staticmethod
    def decode_entities(_element: str, data: str) -> str:
        """Change nothing: expat has decoded them all. But this is the last before all is translated."""
        return data if data.isascii() else _Text(data)

    characters = StrictFeedParser.handle_data
