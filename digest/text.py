"""What may be seen of a text, and no more of it than there is room for.

Text is cleaned once, on its way in: what leaves here holds no control or invisible character, no turned writing
direction. It is escaped once, on its way out, by each renderer.
"""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# No text of a feed is longer and worth reading.
LONGEST = 100_000
# More marks than these on one letter are there to climb over the lines above.
_MOST_MARKS = 3
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
# Between two of these a grapheme always ends.
_PLAIN = r"\p{GCB=Other}"
_GRAPHEME = r"\X"
# Nobody writes more than this without such a place. Who looks for a flag's end counts the flags before it.
_FARTHEST_BACK = 1_000
# What stands before an ellipsis and would say that more comes.
OPEN_ENDS = " \n,;:–—-、，；："


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


def visible_lines(text: str) -> str:
    """As `visible`, line by line: for a terminal, which what a publisher or a person wrote is not to steer."""
    return "\n".join(map(visible, text.split("\n")))


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


def cut_around(text: str, place: int, limit: int, *, before: int) -> str:
    """Return at most `limit` characters of a text around a place, at most `before` of them in front of it."""
    start = max(0, place - before)
    # At a word, but a script without spaces begins anywhere.
    space = text.find(" ", start, place)
    return "… " + cut(text[space + 1 if space >= 0 else start :], limit - 2)


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


@lru_cache
def _by_property(pattern: str) -> "regex.Pattern[str]":
    """Compile a pattern of what only `regex` knows of characters; most commands need not import that."""
    import regex

    return regex.compile(pattern)
