"""A Message to the bodies that post it on Discord. Pure; knows Discord's limits and its marks.

Components V2: no content, no embeds. A run of cards stands in a container with its section's heading; what
is around it stands on the channel's own ground. How a long message shrinks is in `digest.tell.parts`. All
of a text's marks are escaped, so that only a Link links.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never
from urllib.parse import urlsplit
from zlib import crc32

from digest.tell.columns import in_columns, in_sentences
from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Message,
    Note,
    Paragraph,
    Picture,
    Rule,
    Span,
    Table,
    Weight,
    address,
)
from digest.tell.parts import in_parts
from digest.tell.small_print import small_print
from digest.text import cut, visible

Json = dict[str, Any]

# ---- Discord's limits ----

COMPONENTS_LIMIT = 40
# Over all texts of a message, our escapes and addresses included.
TEXT_LIMIT = 4_000
LABEL_LIMIT = 80
CUSTOM_ID_LIMIT = 100
ROW_LIMIT = 5
ALT_LIMIT = 1_024
# The flag that makes a message one of components.
COMPONENTS_V2 = 1 << 15

# ---- ours ----

# A digest of more messages than these drowns a channel; twenty stories, the most that a form offers, fill them.
PARTS_LIMIT = 6
# A card's title, badge and small print are never dropped for want of room, so even the worst, whose every
# character is escaped, leave some: 2 x 250 + 2 x 150 + 1,000 + 2,000 of 4,000.
_TITLE_LIMIT, _BADGE_LIMIT, _NOTES_LIMIT, _URL_LIMIT = 250, 150, 1_000, 2_000
# The colour of the bar beside each container; black would be lost on the way.
_ACCENT = 0x3A6EA5

_ROW, _BUTTON, _SECTION, _DISPLAY, _GALLERY, _SEPARATOR, _CONTAINER = 1, 2, 9, 10, 12, 14, 17
_PRIMARY, _SECONDARY = 1, 2

# Emphasis, code, spoilers, links, mentions and times; emoji by name, also one that the next text would end; an
# address that would link by itself. The pattern of some clients knows no escapes: to it a link of ours that stands
# before ends where this `](` does.
_MARKS = re.compile(r"[\\*_~`|<\[\]@]|(?:(?<=\])|^)\(|:(?=//|[\w+~-]*(?::|$))")
# What makes a line a heading, a quotation, a list or small print.
_OPENS_BLOCK = re.compile(r"[#>+-]|\d+(?=[.)](?:\s|$))")
# A label with a bracket of its own is no label to every client.
_IN_LABEL = str.maketrans("[]", "()")
# Signs in an address that would end it, or begin something else.
_IN_ADDRESS = "()<>[]\\`|*"


def render(message: Message) -> list[Json]:
    """Return one body a part, without channel and nonce; `files` holds what is uploaded with it, in base64."""
    return [_body(blocks) for blocks in in_parts(message, _fits, PARTS_LIMIT)]


def request(body: Mapping[str, Any], key: str, *, post: str | None = None, tags: Sequence[str] = ()) -> Json:
    """Return exactly what is posted to a channel's messages; its nonce is `key`, so that twice is once.

    With the name of a `post`, what opens it in a forum; `tags` are the ids of the forum's own.
    """
    sent = {name: value for name, value in marked(body, key).items() if name != "files"}
    if post is not None:
        return {"name": post, "message": sent, "applied_tags": list(tags)}
    return {**sent, "nonce": key, "enforce_nonce": True}


def marked(body: Mapping[str, Any], key: str) -> Json:
    """Return a body that bears its key, as the id of its first component: Discord never gives a nonce back."""
    first, *others = body["components"]
    return {**body, "components": [{**first, "id": mark_of(key)}, *others]}


def bears(message: Mapping[str, Any], key: str) -> bool:
    """Say whether a message of ours is the one with this key."""
    return [one.get("id") for one in message.get("components") or ()][:1] == [mark_of(key)]


def mark_of(key: str) -> int:
    """Return a key as a component's id: it fits 32 bits with a sign, and is not 0, which Discord would replace."""
    return crc32(key.encode()) >> 1 or 1


def _fits(blocks: Sequence[Block]) -> bool:
    components = _components(blocks)
    return _count(components) <= COMPONENTS_LIMIT and _length(components) <= TEXT_LIMIT


def _count(components: Sequence[Json]) -> int:
    """Count components as Discord does, those within others too."""
    return sum(
        1 + _count(component.get("components", ())) + ("accessory" in component) for component in components
    )


def _length(components: Sequence[Json]) -> int:
    """Count characters; of the two ways to count one outside the first plane, the larger."""
    return sum(
        len(component.get("content", "").encode("utf-16-le")) // 2 + _length(component.get("components", ()))
        for component in components
    )


def _body(blocks: Sequence[Block]) -> Json:
    body: Json = {
        "components": _components(blocks),
        "flags": COMPONENTS_V2,
        "allowed_mentions": {"parse": []},
    }
    if pictures := [block for block in blocks if isinstance(block, Picture)]:
        body["attachments"] = [
            {"id": str(number), "filename": picture.name, "description": _alt(picture)}
            for number, picture in enumerate(pictures)
        ]
        body["files"] = [
            {"name": picture.name, "base64": b64encode(picture.png).decode()} for picture in pictures
        ]
    return body


# ---- blocks ---------------------------------------------------------------------------------------


def _components(blocks: Sequence[Block]) -> list[Json]:
    components: list[Json] = []
    run: list[Json] = []
    for before, block, following in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        match block:
            case Card():
                run += [_separator()] if isinstance(before, Card) else []
                run += _card(block)
            case Heading(text, level) if level > 1 and isinstance(following, Card):
                components += _contained(run)
                run = [_display(f"### {_heading(text)}")]
            case _:
                components += _contained(run)
                run = []
                components += _plain_block(block)
    components += _contained(run)
    _tell_apart(components)
    return components


def _contained(run: list[Json]) -> list[Json]:
    return [{"type": _CONTAINER, "accent_color": _ACCENT, "components": run}] if run else []


def _plain_block(block: Block) -> list[Json]:
    match block:
        case Heading(text, level):
            return [_display(f"{'##' if level == 1 else '###'} {_heading(text)}")]
        case Paragraph(line):
            return [_display(_line(line))]
        case Note(line):
            return [_display(_notes([line]) or "–")]
        case Bullets(lines):
            return [_display("\n".join(f"- {_line(line)}" for line in lines) or "–")]
        case Card():
            return _card(block)
        case Table():
            return [_display(_table(block))]
        case Picture(_, name, _):
            return [_gallery(name, _alt(block))]
        case Buttons(buttons):
            return _rows(_holding(buttons))
        case Rule():
            return [_separator()]
        case _:
            assert_never(block)


def _card(card: Card) -> list[Json]:
    rows = [f"*{_escape(cut(visible(card.badge), _BADGE_LIMIT))}*"] if card.badge.strip() else []
    rows += [_title(card.title), *map(_line, card.lines)]
    notes = _notes(card.notes)
    buttons = _holding(card.buttons)
    if not notes or len(buttons) != 1:
        return [_display("\n".join([*rows, notes] if notes else rows)), *_rows(buttons)]
    # The button stands beside the small print alone: beside all of it, a phone has half its width for reading.
    small = {"type": _SECTION, "components": [_display(notes)], "accessory": _button(buttons[0])}
    return [_display("\n".join(rows)), small]


def _title(title: Span) -> str:
    return f"**{_linked(cut(visible(title.text).strip(), _TITLE_LIMIT) or '–', _url(title))}**"


def _notes(lines: Sequence[Line]) -> str:
    # Escaped, a character is two at most, and a text in strong letters has four signs more.
    said = small_print(lines, _span, most=_NOTES_LIMIT, fitting=lambda room: room // 2 - 2)
    return f"-# {_opened(said)}" if said else ""


def _table(table: Table) -> str:
    if lines := in_columns(table):
        # Nothing in a cell may close the fence.
        return "```\n" + "\n".join(_code(line) for line in lines) + "\n```"
    return "\n".join(f"- {_line(line)}" for line in in_sentences(table)) or "–"


def _rows(buttons: Sequence[Button]) -> list[Json]:
    return [
        {"type": _ROW, "components": [_button(button) for button in buttons[at : at + ROW_LIMIT]]}
        for at in range(0, len(buttons), ROW_LIMIT)
    ]


def _holding(buttons: Sequence[Button]) -> list[Button]:
    """Leave out buttons whose ids have no room for all that they say: half of it would say something else."""
    return [button for button in buttons if len(_id(button)) <= CUSTOM_ID_LIMIT - len("99")]


def _id(button: Button) -> str:
    return f"say:{button.word}:{visible(button.argument)}"


def _button(button: Button) -> Json:
    return {
        "type": _BUTTON,
        "style": _PRIMARY if button.is_main else _SECONDARY,
        "label": cut(visible(button.label).strip(), LABEL_LIMIT) or "–",
        "custom_id": _id(button),
    }


def _tell_apart(components: Sequence[Json]) -> None:
    """Number the ids of buttons that say the same: Discord takes no two of one id."""
    seen: set[str] = set()
    for number, button in enumerate(_buttons(components)):
        if button["custom_id"] in seen:
            button["custom_id"] = button["custom_id"].replace("say:", f"say{number}:", 1)
        seen.add(button["custom_id"])


def _buttons(components: Sequence[Json]) -> Iterator[Json]:
    for component in components:
        if component["type"] == _BUTTON:
            yield component
        yield from _buttons(component.get("components", ()))
        yield from _buttons([component["accessory"]] if "accessory" in component else [])


def _gallery(name: str, alt: str) -> Json:
    return {"type": _GALLERY, "items": [{"media": {"url": f"attachment://{name}"}, "description": alt}]}


def _alt(picture: Picture) -> str:
    return cut(visible(picture.alt), ALT_LIMIT) or picture.name


def _separator() -> Json:
    return {"type": _SEPARATOR, "divider": True, "spacing": 1}


def _display(text: str) -> Json:
    return {"type": _DISPLAY, "content": text}


# ---- text -----------------------------------------------------------------------------------------


def _heading(text: str) -> str:
    return _escape(cut(visible(text).strip(), _TITLE_LIMIT)) or "–"


def _line(line: Line) -> str:
    return _opened("".join(map(_span, line)).strip()) or "–"


def _span(span: Span) -> str:
    text = visible(span.text)
    if span.weight is Weight.CODE:
        return f"`{_code(text) or ' '}`"
    bare = text.strip()
    if not bare:
        return " " if text else ""
    # Marks of emphasis must touch the words that they emphasise.
    said = _linked(bare, _url(span))
    if span.weight is Weight.STRONG:
        said = f"**{said}**"
    return f"{text[: len(text) - len(text.lstrip())]}{said}{text[len(text.rstrip()) :]}"


def _linked(text: str, url: str) -> str:
    if not (url and text):
        return _escape(text)
    if "://" in text:
        # No client shows an address as the label of another, and no reader should trust it.
        return f"{_escape(text)} {_linked(urlsplit(url).netloc, url)}"
    return f"[{_escape(text.translate(_IN_LABEL))}](<{url}>)"


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _opened(line: str) -> str:
    """Return the line with its first characters escaped where they would make it a heading, a list or the like."""
    return _OPENS_BLOCK.sub(_escape_last, line, count=1) if _OPENS_BLOCK.match(line) else line


def _escape_last(found: re.Match[str]) -> str:
    # After a number it is the full stop that makes a list.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _code(text: str) -> str:
    return text.replace("`", "ˋ").replace("](", "] (")


def _url(span: Span) -> str:
    return address(span, _IN_ADDRESS, _URL_LIMIT)
