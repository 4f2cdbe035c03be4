"""Bodies of requests in, an HTML page out that looks nearly as the platform's client does.

From memory of the clients' looks: good enough to judge lengths, breaks and weight, not colours.
"""

import base64
import html
from collections.abc import Sequence
from typing import Any

from tests.reading import Piece, Row, discord, slack

Json = dict[str, Any]

_FONTS = "'Noto Sans', 'Liberation Sans', 'Noto Sans CJK SC', sans-serif"
_TAGS = {"bold": "b", "italic": "i", "strike": "s", "code": "code", "underline": "u", "spoiler": "mark"}

_SLACK = """
body { margin: 0; background: %(ground)s; color: %(text)s; font: 15px/1.467 FONTS; }
.message { display: flex; gap: 8px; padding: 10px 16px; }
.avatar { flex: 36px 0 0; height: 36px; border-radius: 8px; background: #3a6ea5; }
.body { min-width: 0; max-width: 640px; flex: 1; overflow-wrap: anywhere; }
.who b { font-weight: 900; } .who span { font-size: 12px; color: %(quiet)s; margin-left: 6px; }
h1 { font-size: 18px; line-height: 1.33; margin: 8px 0; font-weight: 900; }
.rich { margin: 8px 0 4px; white-space: pre-wrap; } .rich ul { margin: 0; padding-left: 22px; }
.context { font-size: 13px; line-height: 1.385; color: %(quiet)s; margin: 4px 0; }
pre { background: %(code)s; border: 1px solid %(line)s; border-radius: 4px; padding: 8px; font: 12px/1.5 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; margin: 4px 0; }
code { background: %(code)s; border: 1px solid %(line)s; border-radius: 3px; padding: 1px 3px; font: 12px 'DejaVu Sans Mono', monospace; color: #c0392b; }
hr { border: 0; border-top: 1px solid %(line)s; margin: 16px 0 8px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0 12px; }
button { font: 600 13px FONTS; height: 28px; border-radius: 8px; border: 1px solid %(edge)s; background: transparent; color: %(text)s; padding: 0 12px; }
button.main { background: #007a5a; border-color: #007a5a; color: #fff; }
a { color: %(link)s; text-decoration: none; } img { max-width: 100%%; border-radius: 8px; }
"""
_DISCORD = """
body { margin: 0; background: %(ground)s; color: %(text)s; font: 16px/1.375 FONTS; }
.message { display: flex; gap: 16px; padding: 8px 16px; }
.avatar { flex: 40px 0 0; height: 40px; border-radius: 50%%; background: #3a6ea5; }
.body { min-width: 0; flex: 1; max-width: 600px; display: flex; flex-direction: column; gap: 8px; overflow-wrap: anywhere; }
.who b { font-weight: 600; } .who span { font-size: 12px; color: %(quiet)s; margin-left: 6px; }
.container { background: %(card)s; border: 1px solid %(line)s; border-left: 4px solid; border-radius: 8px; padding: 14px 16px; display: flex; flex-direction: column; gap: 8px; }
.section { display: flex; gap: 12px; align-items: flex-start; } .section > div:first-child { flex: 1; min-width: 0; }
h1, h2, h3 { margin: 4px 0 2px; line-height: 1.3; } h1 { font-size: 24px; } h2 { font-size: 20px; } h3 { font-size: 16px; }
.quiet { font-size: 13px; color: %(quiet)s; } .quiet a { color: %(link)s; }
ul { margin: 2px 0; padding-left: 20px; }
pre { background: %(code)s; border: 1px solid %(line)s; border-radius: 4px; padding: 8px; font: 14px/1.3 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; margin: 0; }
code { background: %(code)s; border-radius: 4px; padding: 1px 3px; font: 14px 'DejaVu Sans Mono', monospace; }
hr { border: 0; border-top: 1px solid %(line)s; margin: 4px 0; width: 100%%; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
button { font: 500 14px FONTS; height: 32px; border-radius: 8px; border: 1px solid %(line)s; background: %(button)s; color: %(text)s; padding: 0 14px; white-space: nowrap; }
button.main { background: #5865f2; border-color: #5865f2; color: #fff; }
a { color: %(link)s; text-decoration: none; } img { max-width: 100%%; border-radius: 8px; }
"""
_COLOURS = {
    ("slack", "light"): {"ground": "#ffffff", "text": "#1d1c1d", "quiet": "#616061", "line": "#e1e1e1", "edge": "#bbbabb", "link": "#1264a3", "code": "#f8f8f8"},
    ("slack", "dark"): {"ground": "#1a1d21", "text": "#d1d2d3", "quiet": "#ababad", "line": "#35373b", "edge": "#797c81", "link": "#1d9bd1", "code": "#222529"},
    ("discord", "light"): {"ground": "#ffffff", "text": "#313338", "quiet": "#5c5e66", "line": "#e3e5e8", "card": "#f9f9fa", "link": "#006ce7", "code": "#f2f3f5", "button": "#e3e5e8"},
    ("discord", "dark"): {"ground": "#313338", "text": "#dbdee1", "quiet": "#949ba4", "line": "#3f4147", "card": "#2b2d31", "link": "#00a8fc", "code": "#1e1f22", "button": "#4e5058"},
}  # fmt: skip


def page(platform: str, bodies: Sequence[Json], tone: str) -> str:
    style = (_SLACK if platform == "slack" else _DISCORD).replace("FONTS", _FONTS) % _COLOURS[platform, tone]
    show = _slack_body if platform == "slack" else _discord_body
    messages = "".join(
        f"<div class=message><div class=avatar></div><div class=body><div class=who><b>Parallax</b><span>APP 08:00</span></div>{show(body)}</div></div>"
        for body in bodies
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{messages}"


def _pieces(pieces: Sequence[Piece]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    said = html.escape(piece.text).replace("\n", "<br>")
    if piece.url:
        said = f'<a href="#">{said}</a>'
    for mark in sorted(piece.marks & _TAGS.keys()):
        said = f"<{_TAGS[mark]}>{said}</{_TAGS[mark]}>"
    return said


def _picture(body: Json, name: str) -> str:
    held = next(file["base64"] for file in body["files"] if file["name"] == name)
    assert base64.b64decode(held)
    return f'<img src="data:image/png;base64,{held}">'


# ---- Slack ----------------------------------------------------------------------------------------


def _slack_body(body: Json) -> str:
    return "".join(_slack_block(body, block) for block in body["blocks"])


def _slack_block(body: Json, block: Json) -> str:
    rows = list(slack.block_rows(block))
    match block["type"]:
        case "header":
            return f"<h1>{_pieces(rows[0].pieces)}</h1>"
        case "context":
            return f"<div class=context>{_pieces(rows[0].pieces)}</div>"
        case "divider":
            return "<hr>"
        case "actions":
            return f"<div class=actions>{''.join(map(_slack_button, block['elements']))}</div>"
        case "image":
            return _picture(body, block["slack_file"]["id"])
        case _:
            return f"<div class=rich>{_rows(rows)}</div>"


def _slack_button(button: Json) -> str:
    main = " class=main" if button.get("style") == "primary" else ""
    return f"<button{main}>{html.escape(button['text']['text'])}</button>"


def _rows(rows: Sequence[Row]) -> str:
    said = ""
    for row in rows:
        inner = _pieces(row.pieces)
        match row.kind:
            case "heading1" | "heading2" | "heading3":
                said += f"<h{row.kind[-1]}>{inner}</h{row.kind[-1]}>"
            case "bullet" | "number":
                said += f"<ul><li>{inner}</li></ul>"
            case "code":
                said += f"<pre>{html.escape(row.text)}</pre>"
            case kind:
                said += f"<div class={kind}>{inner}</div>"
    return said.replace("</ul><ul>", "")


# ---- Discord --------------------------------------------------------------------------------------


def _discord_body(body: Json) -> str:
    return "".join(_component(body, component) for component in body["components"])


def _component(body: Json, component: Json) -> str:
    inner = "".join(_component(body, child) for child in component.get("components", []))
    match component["type"]:
        case 1:
            return f"<div class=row>{inner}</div>"
        case 2:
            main = " class=main" if component["style"] == 1 else ""
            return f"<button{main}>{html.escape(component['label'])}</button>"
        case 9:
            return f"<div class=section><div>{inner}</div>{_component(body, component['accessory'])}</div>"
        case 10:
            return f"<div>{_rows(discord.rows(component['content']))}</div>"
        case 12:
            names = [item["media"]["url"].removeprefix("attachment://") for item in component["items"]]
            return "".join(_picture(body, name) for name in names)
        case 14:
            return "<hr>"
        case _:
            return f'<div class=container style="border-left-color: #{component["accent_color"]:06x}">{inner}</div>'
