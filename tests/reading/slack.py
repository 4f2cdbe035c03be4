"""Slack's blocks, as its clients read them: rich text by its elements, mrkdwn by its marks."""

import html
import re
from collections.abc import Iterator
from typing import Any

from tests.reading import Piece, Row

_TOKEN = re.compile(r"<([^<>]*)>|:([\w+'-]+):|`([^`\n]+)`")
_MARKS = {"*": "bold", "_": "italic", "~": "strike"}
_MARKED = re.compile(r"(?<![^\W_])([*_~])(?=\S)((?:(?!\1)[^\n])+)(?<=\S)\1(?![^\W_])")
# What Slack makes a link of where it is left to: only `verbatim` and rich text keep it from that.
BARE = re.compile(r"\w://\S")


def rows(blocks: list[dict[str, Any]]) -> Iterator[Row]:
    for block in blocks:
        yield from block_rows(block)


def block_rows(block: dict[str, Any]) -> Iterator[Row]:
    match block["type"]:
        case "header":
            yield Row("heading1", tuple(_of_text(block["text"])))
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element)
        case "context":
            yield Row("quiet", tuple(piece for text in block["elements"] for piece in _of_text(text)))
        case "section":
            yield Row("text", tuple(_of_text(block["text"])))
        case "actions":
            for button in block["elements"]:
                yield Row("button", tuple(_of_text(button["text"])))
        case "image":
            yield Row("alt", (Piece(block["alt_text"]),))


def _rich(element: dict[str, Any]) -> Iterator[Row]:
    match element["type"]:
        case "rich_text_list":
            for section in element["elements"]:
                yield Row("bullet", tuple(map(_leaf, section["elements"])))
        case "rich_text_preformatted":
            yield Row("code", tuple(map(_leaf, element["elements"])))
        case _:
            yield Row("text", tuple(map(_leaf, element["elements"])))


def _leaf(leaf: dict[str, Any]) -> Piece:
    marks = frozenset(name for name, is_on in leaf.get("style", {}).items() if is_on)
    match leaf["type"]:
        case "text":
            return Piece(
                leaf["text"],
                "bare" if BARE.search(leaf["text"]) and "code" not in marks else "text",
                None,
                marks,
            )
        case "link":
            return Piece(leaf.get("text", leaf["url"]), "link", leaf["url"], marks)
        case "emoji":
            return Piece(f":{leaf['name']}:", "emoji", None, marks)
        case "date":
            return Piece(leaf["fallback"], "time", None, marks)
        case _:
            return Piece(str(leaf), "mention", None, marks)


def _of_text(text: dict[str, Any]) -> list[Piece]:
    if text["type"] == "plain_text":
        kind = "emoji" if text.get("emoji", True) and re.search(r":[\w+'-]+:", text["text"]) else "text"
        return [Piece(text["text"], kind)]
    return mrkdwn(text["text"], verbatim=text.get("verbatim", False))


def mrkdwn(text: str, *, verbatim: bool = False) -> list[Piece]:
    found: list[Piece] = []
    if re.match(r"\s*(?:&gt;|>)", text):
        found.append(Piece("", "quote"))
    end = 0
    for token in _TOKEN.finditer(text):
        found += _marked(text[end : token.start()], verbatim)
        end = token.end()
        inside, emoji, code = token.groups()
        if emoji:
            found.append(Piece(f":{emoji}:", "emoji"))
        elif code:
            found.append(Piece(html.unescape(code), marks=frozenset({"code"})))
        elif inside[:1] in ("@", "#", "!"):
            found.append(Piece(inside, "time" if inside.startswith("!date") else "mention"))
        else:
            url, _, label = inside.partition("|")
            found.append(Piece(html.unescape(label or url), "link", html.unescape(url)))
    return found + _marked(text[end:], verbatim)


def _marked(text: str, verbatim: bool, marks: frozenset[str] = frozenset()) -> list[Piece]:
    if not text:
        return []
    if found := _MARKED.search(text):
        return [
            *_marked(text[: found.start()], verbatim, marks),
            *_marked(found[2], verbatim, marks | {_MARKS[found[1]]}),
            *_marked(text[found.end() :], verbatim, marks),
        ]
    shown = html.unescape(text)
    return [Piece(shown, "bare" if not verbatim and BARE.search(shown) else "text", None, marks)]
