"""HTML in, the text that a reader of it sees out. The only module that knows nh3."""

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.text import LONGEST, clean

if TYPE_CHECKING:
    import nh3

# More tags than these are no text. Of 1,611 real ones the fullest has 1,105; twice as many as these cost a parser
# six times as much.
_MOST_TAGS = 2_000

_UNSEEN_TAGS = frozenset("""
    script style template noscript iframe object svg math title textarea select audio video canvas
""".split())  # fmt: skip
_BLOCK_TAGS = frozenset("""
    address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol
    p pre section table tr ul
""".split())  # fmt: skip
_CELL = re.compile(r"</?t[dh]\b[^>]*>")
_TAG = re.compile(r"<[^>]*>?")
# An element's parser looks at all its attributes for each of them, and we keep none.
_LONG_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)[^<>]{2000,}")
# A line's end in a source is a space to its reader, but in what is set line by line. A blank line may be a paragraph's
# end to whoever wrote no element for it.
_SOURCE_LINE = re.compile(r"(<pre>.*?(?:</pre>|\Z))|(?<![\r\n])\r?\n(?![ \t]*\r?\n)", re.DOTALL)
_ODD_TAG = re.compile(r"<(?!/?p>|br ?/?>)", re.IGNORECASE)
# Some publishers put their HTML into a section twice; the inner one is no comment, as HTML takes it for.
_SECTION = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Python refuses to read a number of thousands of digits, and no character has one of more than seven.
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{1000,};?")
# The rough way, for what would cost a parser dearly.
_UNSEEN = re.compile(
    rf"<({'|'.join(_UNSEEN_TAGS)})\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE
)
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCK_TAGS, reverse=True))})\b[^>]*>?", re.IGNORECASE)


def plain_text(source: str, *, limit: int = LONGEST) -> str:
    """Return the text that a reader of the HTML sees, a paragraph a line, in at most `limit` characters."""
    # Half of some sources is markup, of few more than three quarters.
    source = source[: limit * 4]
    if "<![CDATA[" in source:
        source = _SECTION.sub(r"\1", source)
    if "<" not in source and "&" not in source:
        return clean(source)[:limit].rstrip()
    if source.count("<") > _MOST_TAGS:
        # So many tags are an attack on whatever builds a tree of them.
        stripped = _TAG.sub(" ", _BLOCK.sub("\n", _UNSEEN.sub(" ", source)))
    elif "<" in source and not _ODD_TAG.search(source):
        # Nothing but paragraphs, which need nobody who knows HTML.
        stripped = _TAG.sub("\n", _unwrapped(source))
    elif "<" in source:
        source = _SURROGATES.sub("", _LONG_TAG.sub(r"<\1 ", source))
        stripped = _TAG.sub("\n", _unwrapped(_CELL.sub(" ", _cleaner().clean(source))))
    else:
        stripped = source
    # Once: nh3 escapes what it keeps, and what a feed escaped twice was meant to be read as it then is.
    return clean(html.unescape(without_endless_references(stripped)))[:limit].rstrip()


def _unwrapped(source: str) -> str:
    """Return HTML of which no line ends but where its reader sees one; what has no elements has its own lines."""
    if "\n" not in source or "<" not in source:
        return source
    return _SOURCE_LINE.sub(lambda found: found[1] or " ", source)


def without_endless_references(source: str) -> str:
    """Return HTML without the references to characters that Python's own readers of HTML would stumble over."""
    return _ENDLESS_REFERENCE.sub("", source)


@lru_cache(maxsize=1)
def _cleaner() -> "nh3.Cleaner":
    """Make the cleaner that leaves nothing but text and the ends of its paragraphs."""
    import nh3

    return nh3.Cleaner(
        tags={*_BLOCK_TAGS, "td", "th"},
        attributes={},
        generic_attribute_prefixes=set(),
        clean_content_tags=set(_UNSEEN_TAGS),
        link_rel=None,
    )
