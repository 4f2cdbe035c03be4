"""A Message's texts in Discord's Markdown. Pure.

All of a text's marks are escaped, or in a link's label replaced, so that only a Link links.
"""

import re
from urllib.parse import urlsplit

import regex

from digest.tell.message import Line, Span, Weight, address
from digest.text import visible

# A longer address is left out.
URL_LIMIT = 2_000
# Emphasis, code, spoilers, links, mentions and times; emoji by name, also one that the next text would end; an
# address that would link by itself. The pattern of some clients knows no escapes: to it a link of ours that stands
# before ends where this `](` does.
_BEFORE_MARK = re.compile(r"(?=[\\*_~`|<\[\]@]|(?:(?<=\])|^)\(|:(?://|[\w+~-]*(?::|$)))")
# What makes a line a heading, a quotation, a list or small print.
_OPENS_BLOCK = re.compile(r"[#>+-]|\d+(?=[.)](?:\s|$))")
# A label knows no escapes: their backslashes would be seen (discord-api-docs#6185). What would be a mark there is
# written with a sign that looks like it; and with a bracket of its own it is no label to every client.
_IN_LABEL = str.maketrans({"[": "(", "]": ")", "*": "∗", "`": "ˋ", "<": "‹", "\\": "∖"})
_MARK_IN_LABEL = re.compile(
    r"\|(?=\|)|(?<=\|)\||~(?=~)|(?<=~)~|_(?![^\W_])|(?<![^\W_])_|@(?=everyone|here)|:(?=[\w+~-]+:)"
)
_LOOKS_LIKE = {"|": "∣", "~": "∼", "_": "ˍ", "@": "＠", ":": "∶"}
# Nor does any client take a label with an emoji in it for one (discord-api-docs#7673).
_EMOJI = r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}--[©®™]]"
_PICTURES = regex.compile(rf"(?V1)\s*(?:{_EMOJI}|[#*\d]\ufe0f?\u20e3)(?:\u200d?{_EMOJI}|\ufe0f)*")
# Signs in an address that would end it, or begin something else.
_IN_ADDRESS = "()<>[]\\`|*"


def written_line(line: Line) -> str:
    return opening_escaped("".join(map(written_span, line)).strip()) or "–"


def written_span(span: Span) -> str:
    text = visible(span.text)
    if span.weight is Weight.CODE:
        return f"`{code(text) or ' '}`"
    bare = text.strip()
    if not bare:
        return " " if text else ""
    # Marks of emphasis must touch the words that they emphasise.
    said = linked(bare, url_of(span))
    if span.weight is Weight.STRONG:
        said = f"**{said}**"
    return f"{text[: len(text) - len(text.lstrip())]}{said}{text[len(text.rstrip()) :]}"


def linked(text: str, url: str) -> str:
    """Return the text as the label of a link; without an address, the text alone."""
    if not (url and text):
        return escaped(text)
    if "://" in text:
        # No client shows an address as the label of another, and no reader should trust it.
        return f"{escaped(text)} {linked(urlsplit(url).netloc, url)}"
    if not (label := _PICTURES.sub("", text).strip()):
        return f"{escaped(text)} {linked(urlsplit(url).netloc, url)}"
    said = _MARK_IN_LABEL.sub(lambda mark: _LOOKS_LIKE[mark[0]], label.translate(_IN_LABEL))
    return f"[{said}](<{url}>)"


def escaped(text: str) -> str:
    return _BEFORE_MARK.sub(r"\\", text)


def opening_escaped(line: str) -> str:
    """Return the line with its first characters escaped where they would make it a heading, a list or the like."""
    return _OPENS_BLOCK.sub(_escape_last, line, count=1) if _OPENS_BLOCK.match(line) else line


def _escape_last(found: re.Match[str]) -> str:
    # After a number it is the full stop that makes a list.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def code(text: str) -> str:
    """Return the text without what would end a span or a block of code, in which nothing can be escaped."""
    return text.replace("`", "ˋ").replace("](", "] (")


def url_of(span: Span) -> str:
    return address(span, _IN_ADDRESS, URL_LIMIT)
