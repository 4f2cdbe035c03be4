"""A Message's texts on Slack, in three ways. Pure; no text can mark, link or mention anything by itself.

What a feed says stands in rich text, which has no markup to escape; small print is mrkdwn, whose marks cannot be
escaped, so they give way to look-alikes; labels and headings are plain.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from digest.tell.message import Line, Span, Weight, address
from digest.text import visible

Json = dict[str, Any]

# Slack's limit; a longer address is left out.
URL_LIMIT = 3_000

# Marks of mrkdwn and their look-alikes; `&gt;` at the start of a line would still quote it.
_LOOK_ALIKES = {"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", ">": "›"}
# Emphasis marks nothing inside a word.
_MARKS = re.compile(r"[`>]|(?<![^\W_])[*_~]|[*_~](?![^\W_])")
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
# An address in a text is for reading: with these slashes nothing takes it for one.
_SCHEME = "://"
# Characters in an address that would end it, or begin something else.
_IN_ADDRESS = '<>|"`\\'


def rich_line(line: Line) -> list[Json]:
    """Return a line as elements of rich text."""
    return [element for span in line if span.text for element in rich_span(span, {})]


def rich_span(span: Span, style: dict[str, bool]) -> list[Json]:
    """Return a span as elements of rich text, in this style and its own."""
    own = dict(style)
    if span.weight is Weight.STRONG:
        own["bold"] = True
    if span.weight is Weight.CODE:
        # Nothing in code is taken for an address, and what is to be typed can be copied.
        return [rich_text(visible(span.text), own | {"code": True})]
    said, url = visible(span.text), _url(span)
    if not url or not said.strip():
        return [rich_text(shown(said), own)]
    if _SCHEME in said:
        # No reader should take an address for the label of another.
        return [rich_text(f"{shown(said)} ", own), _link(urlsplit(url).netloc, url, own)]
    return [_link(said, url, own)]


def _link(label: str, url: str, style: dict[str, bool]) -> Json:
    element: Json = {"type": "link", "url": url, "text": label}
    return element | ({"style": style} if style else {})


def rich_text(text: str, style: dict[str, bool] | None = None) -> Json:
    element: Json = {"type": "text", "text": text or " "}
    return element | ({"style": style} if style else {})


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(span: Span) -> str:
    """Return a span as small print has it."""
    text = visible(span.text)
    if span.weight is Weight.CODE and text.strip():
        return f"`{escaped(text.replace('`', 'ˋ'))}`"
    unmarked = _MARKS.sub(lambda mark: _LOOK_ALIKES[mark[0]], shown(text))
    said = escaped(_EMOJI.sub("∶", unmarked))
    if (url := _url(span)) and text.strip():
        if _SCHEME in text:
            said = urlsplit(url).netloc
        return f"<{url.replace('&', '&amp;')}|{said.replace('|', '¦')}>"
    return said


def shown(text: str) -> str:
    """Return a text that is for reading alone: no client makes a link of an address in it."""
    return visible(text).replace(_SCHEME, ":∕∕")


def escaped(text: str) -> str:
    """Return a text without Slack's own three signs, which open links and mentions."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _url(span: Span) -> str:
    return address(span, _IN_ADDRESS, URL_LIMIT)
