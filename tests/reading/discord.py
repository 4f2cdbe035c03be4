"""Discord's marks, as its clients read them: blocks by line, then the first rule that matches at each place."""

import re
from collections.abc import Iterator
from typing import Any

import regex

from tests.reading import Piece, Row

_FENCE = re.compile(r"```(?:[\w+\-.#]*\n)?(.*?)\n*```", re.DOTALL)
_BLOCKS = (
    ("heading", re.compile(r"(#{1,3})\s+(.+)")),
    ("quiet", re.compile(r"(-#)\s+(.+)")),
    ("quote", re.compile(r"(\s*>(?:>>)?)\s+(.*)")),
    ("bullet", re.compile(r"(\s*[*-])\s+(.+)")),
    ("number", re.compile(r"(\s*\d+\.)\s+(.+)")),
)
# An emoji, as far as it tells in a label.
_PICTURE = regex.compile(r"(?V1)[\p{Extended_Pictographic}\p{Regional_Indicator}--[©®™]]")
# What no mark begins with.
_PLAIN = re.compile(r"[^\\<\[hH@:*_~|`]+")
_INLINE = (
    ("escape", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("auto", re.compile(r"<((?:https?|steam|discord|mailto|tel|sms):[^\s>]+)>")),
    ("link", re.compile(
        r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]"
        r"\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['\"].*?['\"])?\s*\)")),
    ("bare", re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]", re.IGNORECASE)),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|</[^:>]+:\d+>|<id:\w+>|@everyone|@here")),
    ("time", re.compile(r"<t:-?\d{1,17}(?::[tTdDfFR])?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[\w+~-]+:")),
    ("bold", re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    ("underline", re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    ("italic", re.compile(r"\b_((?:__|\\.|[^\\_])+?)_\b")),
    ("italic", re.compile(r"\*(?=\S)((?:\*\*|\\.|\s+(?:\\.|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)")),
    ("strike", re.compile(r"~~((?:\\.|[^\\])+?)~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|(.+?)\|\|", re.DOTALL)),
    ("code", re.compile(r"(`+)(.*?[^`])\1(?!`)", re.DOTALL)),
)  # fmt: skip


def texts(components: list[dict[str, Any]]) -> Iterator[str]:
    """Return the texts of a message's components, from top to bottom."""
    for component in walk(components):
        if component["type"] == 10:
            yield component["content"]


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def rows(content: str) -> list[Row]:
    found: list[Row] = []
    end = 0
    for fence in _FENCE.finditer(content):
        found += _lines(content[end : fence.start()])
        found.append(Row("code", (Piece(fence[1]),)))
        end = fence.end()
    return found + _lines(content[end:])


def _lines(text: str) -> list[Row]:
    return [_line(line) for line in text.strip("\n").split("\n")] if text.strip("\n") else []


def _line(line: str) -> Row:
    for kind, pattern in _BLOCKS:
        if found := pattern.match(line):
            # A list's line and a quotation may open another block.
            inner = _line(found[2]) if kind in ("bullet", "number", "quote") else None
            if inner and inner.kind != "text":
                return inner
            return Row(f"heading{len(found[1])}" if kind == "heading" else kind, tuple(inline(found[2])))
    return Row("text", tuple(inline(line)))


def inline(text: str, marks: frozenset[str] = frozenset(), *, escapes: bool = True) -> list[Piece]:
    found: list[Piece] = []
    plain = ""
    at = 0
    while at < len(text):
        if words := _PLAIN.match(text, at):
            plain += words[0]
            at = words.end()
            continue
        for kind, pattern in _INLINE:
            match = pattern.match(text, at)
            is_none = (kind == "link" and not re.match(r"https?:", match[2])) if match else True
            if not is_none and (escapes or kind != "escape"):
                break
        else:
            plain += text[at]
            at += 1
            continue
        at = match.end()
        if kind == "escape":
            plain += match[1]
            continue
        found += [Piece(plain, marks=marks)] if plain else []
        plain = ""
        match kind:
            case "link":
                # A label knows no escapes (discord-api-docs#6185).
                inner = inline(match[1], escapes=False)
                label = "".join(piece.text for piece in inner)
                if any(piece.kind != "text" for piece in inner) or _PICTURE.search(label):
                    # Clients show no label that is an address itself, or has an emoji in it (#7673).
                    found.append(Piece(match[2], "bare", match[2], marks))
                else:
                    found.append(
                        Piece(label, "link", match[2], marks.union(*(piece.marks for piece in inner)))
                    )
            case "bare" | "auto":
                url = match[1] if kind == "auto" else match[0]
                found.append(Piece(url, "bare", url, marks))
            case "mention" | "time" | "emoji":
                found.append(Piece(match[0], kind, None, marks))
            case "code":
                found.append(Piece(match[2], marks=marks | {"code"}))
            case _:
                found += inline(match[1], marks | {kind}, escapes=escapes)
    return [*found, Piece(plain, marks=marks)] if plain else found
