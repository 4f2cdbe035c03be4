"""A Message to the bodies that post it on Discord. Pure; knows Discord's limits.

Components V2: no content, no embeds. A run of cards stands in a container with its section's heading; what
is around it stands on the channel's own ground. How a long message shrinks is in `digest.tell.parts`; how its
texts are written, in `text.py`.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from bot.discord.text import code, escaped, linked, opening_escaped, url_of, written_line, written_span
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
)
from digest.tell.parts import in_parts
from digest.tell.small_print import small_print
from digest.text import cut, visible

Json = dict[str, Any]

# ---- Discord's limits ----

COMPONENTS_LIMIT = 40
# Over all texts of a message, our escapes and addresses included.
TEXT_LIMIT = 4_000
# Past 10,170 bytes of components Discord's server fails, whatever it counts of them beside their texts
# (discord-api-docs#8554): as JSON they are more. Four thousand signs of Chinese are twelve thousand bytes.
BYTES_LIMIT = 10_000
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
# character is escaped, leave some: 2 x 250 + 2 x 150 + 1,000, and an address of 2,000, of 4,000; at four bytes a
# character these are 7,600.
_TITLE_LIMIT, _BADGE_LIMIT, _NOTES_LIMIT = 250, 150, 1_000
# The colour of the bar beside each container; black would be lost on the way.
_ACCENT = 0x3A6EA5

_ROW, _BUTTON, _SECTION, _DISPLAY, _GALLERY, _SEPARATOR, _CONTAINER = 1, 2, 9, 10, 12, 14, 17
_PRIMARY, _SECONDARY = 1, 2


def render(message: Message) -> list[Json]:
    """Return one body a part, without channel and nonce; `files` holds what is uploaded with it, in base64."""
    return [_body(blocks) for blocks in in_parts(message, _fits, PARTS_LIMIT)]


def _fits(blocks: Sequence[Block]) -> bool:
    components = _components(blocks)
    return (
        _count(components) <= COMPONENTS_LIMIT
        and _length(components) <= TEXT_LIMIT
        and len(json.dumps(components, ensure_ascii=False).encode()) <= BYTES_LIMIT
    )


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
            return [_display(written_line(line))]
        case Note(line):
            return [_display(_notes([line]) or "–")]
        case Bullets(lines):
            return [_display("\n".join(f"- {written_line(line)}" for line in lines) or "–")]
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
    rows = [f"*{escaped(cut(visible(card.badge), _BADGE_LIMIT))}*"] if card.badge.strip() else []
    rows += [_title(card.title), *map(written_line, card.lines)]
    notes = _notes(card.notes)
    buttons = _holding(card.buttons)
    if not notes or len(buttons) != 1:
        return [_display("\n".join([*rows, notes] if notes else rows)), *_rows(buttons)]
    # The button stands beside the small print alone: beside all of it, a phone has half its width for reading.
    small = {"type": _SECTION, "components": [_display(notes)], "accessory": _button(buttons[0])}
    return [_display("\n".join(rows)), small]


def _heading(text: str) -> str:
    return escaped(cut(visible(text).strip(), _TITLE_LIMIT)) or "–"


def _title(title: Span) -> str:
    return f"**{linked(cut(visible(title.text).strip(), _TITLE_LIMIT) or '–', url_of(title))}**"


def _notes(lines: Sequence[Line]) -> str:
    # Escaped, a character is two at most, and a text in strong letters has four signs more.
    said = small_print(lines, written_span, most=_NOTES_LIMIT, fitting=lambda room: room // 2 - 2)
    return f"-# {opening_escaped(said)}" if said else ""


def _table(table: Table) -> str:
    if lines := in_columns(table):
        # Nothing in a cell may close the fence.
        return "```\n" + "\n".join(code(line) for line in lines) + "\n```"
    return "\n".join(f"- {written_line(line)}" for line in in_sentences(table)) or "–"


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
