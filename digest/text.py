"""HTML to plain text, and its words. The only module that knows nh3.

Text is cleaned once, on its way in: what leaves here holds no markup, no control or invisible character,
no turned writing direction. It is escaped once, on its way out, by each renderer.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from digest.scripts import IN_RUNS, is_cjk, may_be_in_runs

if TYPE_CHECKING:
    import nh3
    import regex

# No text of a feed is longer and worth reading; more than this many tags are no text. Of 1,611 real ones the fullest
# has 1,105; twice as many as these cost a parser six times as much.
LONGEST = 100_000
_MOST_TAGS = 2_000
# More marks than these on one letter are there to climb over the lines above.
_MOST_MARKS = 3


def _set(words_of: str) -> frozenset[str]:
    return frozenset(words_of.split())


# ---- what may be seen -------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BREAKS = re.compile(r"[\t\n]+")
# Controls, writing direction, invisible characters, tags of the Unicode tag block, lone surrogates,
# non-characters, and what selects a variant of an emoji that it cannot be.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# All combining marks lie here, with all that is hidden and yet counts as printable; but no letter of a European
# language that is in one piece does, nor its punctuation.
_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u200f\u2028-\u202f\u205f-\u2fff\u302a-\u302f\u3099\u309a\u3164\ua000-\uabff"
    "\ufb00-\U0001ffff\U000e0000-\U0010ffff]"
)
_MARKS = rf"(\p{{M}}{{{_MOST_MARKS}}})\p{{M}}+"
# Joiners belong between letters that change their form beside each other, and inside an emoji of several.
_CURSIVE = (
    r"\p{Arab}\p{Syrc}\p{Mong}\p{Nko}\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}\p{Mlym}"
    r"\p{Sinh}\p{Khmr}\p{Mymr}\p{Tibt}"
)
_EMOJI = r"\p{Extended_Pictographic}"
_JOINERS = (
    rf"((?<=[{_CURSIVE}\u064b-\u0655\u0670])[\u200c\u200d](?=[{_CURSIVE}])"
    rf"|(?<=[{_EMOJI}\p{{Emoji_Modifier}}\ufe0f])\u200d(?={_EMOJI}))|[\u200c\u200d]"
)


def clean(text: str) -> str:
    """Return text that is no HTML without what a reader could not see; lines stay lines."""
    return "\n".join(filter(None, map(_closed_up, _without_hidden(text[:LONGEST]).split("\n"))))


def _closed_up(line: str) -> str:
    # What is printable has no spaces but plain ones.
    return line.strip() if "  " not in line and line.isprintable() else " ".join(line.split())


def one_line(text: str) -> str:
    """Return cleaned text on one line."""
    return clean(text).replace("\n", " ")


def visible(text: str) -> str:
    """Return a text on one line without what a reader could not see; spaces stay, those that must not break too.

    For renderers, whose texts are pieces of lines.
    """
    return _BREAKS.sub(" ", _without_hidden(text))


def _without_hidden(text: str) -> str:
    if text.replace("\n", "").isprintable():
        if text.isascii():
            return text
        if not _MARK.search(text):
            return unicodedata.normalize("NFC", text)
    text = _HIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    if "\u200c" in text or "\u200d" in text:
        text = _by_property(_JOINERS).sub(r"\1", text)
    text = unicodedata.normalize("NFC", text)
    return str(_by_property(_MARKS).sub(r"\1", text)) if _MARK.search(text) else text


@lru_cache
def _by_property(pattern: str) -> "regex.Pattern[str]":
    """Compile a pattern of what only `regex` knows of characters; most commands need not import that."""
    import regex

    return regex.compile(pattern)


# ---- HTML -------------------------------------------------------------------------------------------------

_UNSEEN_TAGS = _set("""
    script style template noscript iframe object svg math title textarea select audio video canvas
""")
_BLOCK_TAGS = _set("""
    address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol
    p pre section table tr ul
""")
_CELL = re.compile(r"</?t[dh]\b[^>]*>")
_TAG = re.compile(r"<[^>]*>?")
# An element's parser looks at all its attributes for each of them, and we keep none.
_LONG_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)[^<>]{2000,}")
_ODD_TAG = re.compile(r"<(?!/?p>|br ?/?>)", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
# The rough way, for what would cost a parser dearly.
_UNSEEN = re.compile(
    rf"<({'|'.join(_UNSEEN_TAGS)})\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE
)
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCK_TAGS, reverse=True))})\b[^>]*>?", re.IGNORECASE)


def plain_text(source: str, *, limit: int = LONGEST) -> str:
    """Return the text that a reader of the HTML sees, a paragraph a line, in at most `limit` characters."""
    # Half of some sources is markup, of few more than three quarters.
    source = source[: limit * 4]
    if "<" not in source and "&" not in source:
        return clean(source)[:limit].rstrip()
    if source.count("<") > _MOST_TAGS:
        # So many tags are an attack on whatever builds a tree of them.
        stripped = _TAG.sub(" ", _BLOCK.sub("\n", _UNSEEN.sub(" ", source)))
    elif "<" in source and not _ODD_TAG.search(source):
        # Nothing but paragraphs, which need nobody who knows HTML.
        stripped = _TAG.sub("\n", source)
    elif "<" in source:
        source = _SURROGATES.sub("", _LONG_TAG.sub(r"<\1 ", source))
        stripped = _TAG.sub("\n", _CELL.sub(" ", _cleaner().clean(source)))
    else:
        stripped = source
    # Once: nh3 escapes what it keeps, and what a feed escaped twice was meant to be read as it then is.
    return clean(html.unescape(stripped))[:limit].rstrip()


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


# ---- shorter ----------------------------------------------------------------------------------------------

# Between two of these a grapheme always ends.
_PLAIN = r"\p{GCB=Other}"
_GRAPHEME = r"\X"
# Nobody writes more than this without such a place. Who looks for a flag's end counts the flags before it.
_FARTHEST_BACK = 1_000
# What stands before an ellipsis and would say that more comes.
OPEN_ENDS = " \n,;:–—-、，；："


def cut(text: str, limit: int) -> str:
    """Return the text in at most `limit` characters, cut at a word and never inside a grapheme, with an ellipsis."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = _whole(text, limit - 1)
    head = text[:end]
    if not text[end].isspace():
        # Scripts without spaces are cut between two characters, a long word inside it.
        space = max(head.rfind(" ", limit // 2), head.rfind("\n", limit // 2))
        head = head[:space] if space > 0 else head
    return head.rstrip(OPEN_ENDS) + "…"


def _whole(text: str, end: int) -> int:
    """Return the last place up to `end` at which a grapheme ends."""
    place, plain = end, _by_property(_PLAIN)
    first = max(end - _FARTHEST_BACK, 0)
    while place > first and not (plain.match(text[place - 1]) and plain.match(text[place])):
        place -= 1
    start = place
    for grapheme in _by_property(_GRAPHEME).finditer(text[start:]):
        if start + grapheme.end() > end:
            break
        place = start + grapheme.end()
    return place


# ---- words ------------------------------------------------------------------------------------------------

# Vowel signs and the like, inside words of Indic, Arabic and other scripts.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d57\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f87"
    "\u102b-\u103e\u17b6-\u17d3\u200c\u200d"
)
_WORDS = re.compile(rf"[^\W_]+(?:[{_SIGNS}]+[^\W_]*)*")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
# Marks of kana that make another letter, か and が. Scripts that lie behind this range bear no others.
_VOICED = "\u3099\u309a"
_MAY_BEAR_MARKS = re.compile("[\u00c0-\u2e7f]")


def words(text: str) -> list[str]:
    """Return the words in one form: NFKC, lower case, runs of Chinese, Japanese, Korean as overlapping pairs."""
    if text.isascii():
        return _ASCII_WORDS.findall(text.lower())
    found: list[str] = []
    plain = unicodedata.normalize("NFKC", text).lower()
    for word in _words_of(plain).findall(plain):
        if is_cjk(word[0]):
            found += [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        else:
            found.append(word)
    return found


def word_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word begins and ends; a run of Chinese, Japanese, Korean is one."""
    return (word.span() for word in _words_of(text).finditer(text))


def _words_of(text: str) -> re.Pattern[str]:
    return _words_and_runs() if may_be_in_runs(text) else _WORDS


@cache
def _words_and_runs() -> re.Pattern[str]:
    """Compile the pattern that names whole scripts, which takes longer than most texts' words."""
    return re.compile(rf"[{IN_RUNS}]+|[^\W_{IN_RUNS}]+(?:[{_SIGNS}]+[^\W_{IN_RUNS}]*)*")


def without_marks(text: str) -> str:
    """Return the text without the marks on its letters, é as e; in Japanese and Korean they make other letters."""
    if text.isascii() or not _MAY_BEAR_MARKS.search(text):
        return text
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(sign for sign in apart if sign in _VOICED or not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


def as_words(text: str) -> re.Pattern[str]:
    """Return what finds a text as words of its own, in any case; in a script without spaces, anywhere."""
    quoted = re.escape(text.strip())
    whole = quoted if any(map(is_cjk, text)) else rf"(?<!\w){quoted}(?!\w)"
    return re.compile(whole, re.IGNORECASE)
