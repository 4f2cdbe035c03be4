"""A Form to the modal that asks it on Slack, what was filled in back, and the preview in its place. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from bot.slack.render import render
from bot.slack.text import Json, plain
from digest.tell.form import Field, Form, OneOf, Option, ServerRole, ShortText, SomeOf, Toggle
from digest.tell.message import Button, Buttons, Message
from digest.text import cut

# How a modal's callback begins: of a form that was filled in, of a preview that is kept.
FILLED, KEPT = "fill:", "keep:"

# ---- Slack's limits ----

TITLE_LIMIT = BUTTON_LIMIT = 24
LABEL_LIMIT = 2_000
OPTION_LIMIT = 75
OPTIONS_LIMIT = 100
BLOCKS_LIMIT = 100
METADATA_LIMIT = 3_000
_ON = "on"


def form_view(form: Form, metadata: str) -> Json:
    """Return the modal with all parts of the form; `metadata` comes back with what was filled in."""
    blocks = [
        block
        for part in form.parts
        for field in part.fields
        for block in _input(field, form.problems.get(field.name))
    ]
    return {
        "type": "modal",
        "callback_id": f"{FILLED}{form.word}",
        "private_metadata": metadata[:METADATA_LIMIT],
        "title": _plain(form.title, TITLE_LIMIT),
        "submit": _plain(form.submit, BUTTON_LIMIT),
        "close": _plain(form.cancel, BUTTON_LIMIT),
        "blocks": blocks[:BLOCKS_LIMIT],
    }


def waiting_view(title: str) -> Json:
    """Return the modal that is shown while an answer is made."""
    return {
        "type": "modal",
        "callback_id": "wait",
        "title": _plain(title, TITLE_LIMIT),
        "blocks": [{"type": "context", "elements": [plain("…")]}],
    }


def answer_view(
    view: Mapping[str, Any], message: Message, *, confirm: Button | None = None, metadata: str = ""
) -> Json:
    """Return the modal that shows an answer in a view's place; its own button keeps what a preview shows."""
    cancel = (view.get("close") or {}).get("text") or "OK"
    shown = Message(
        message.summary,
        tuple(block for block in message.blocks if not isinstance(block, Buttons)),
        message.more,
    )
    bodies = render(shown)
    answered: Json = {
        "type": "modal",
        "callback_id": f"{KEPT}{confirm.word} {confirm.argument}" if confirm else "shown",
        "private_metadata": metadata[:METADATA_LIMIT],
        "title": _plain(view["title"]["text"], TITLE_LIMIT),
        "close": _plain(cancel, BUTTON_LIMIT),
        "blocks": [block for body in bodies for block in body["blocks"]][: BLOCKS_LIMIT - 1],
    }
    if confirm:
        answered["submit"] = _plain(confirm.label, BUTTON_LIMIT)
    if change := next((block for block in message.blocks if isinstance(block, Buttons)), None):
        # On Slack all parts of a form stand in one modal, so one button leads back to it.
        answered["blocks"].append(_change(change.buttons[0]))
    return answered


def filled(state: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what stands in a submitted modal's state: the values of each field, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for name, elements in (state.get("values") or {}).items():
        for element in elements.values():
            found[name] = tuple(_values(element))
    return found


def _values(element: Mapping[str, Any]) -> Sequence[str]:
    match element.get("type"):
        case "checkboxes" | "multi_static_select":
            return [str(option["value"]) for option in element.get("selected_options") or ()]
        case "static_select" | "radio_buttons":
            chosen = element.get("selected_option")
            return [str(chosen["value"])] if chosen else []
        case _:
            value = element.get("value")
            return [str(value)] if value else []


def _input(field: Field, problem: str | None) -> list[Json]:
    element = _element(field)
    if element is None:
        return []
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, LABEL_LIMIT),
        "element": element | {"action_id": field.name},
        # A toggle that is off is an answer, too; of a choice that was left empty we say so in our own words.
        "optional": isinstance(field, Toggle | SomeOf),
    }
    hint = problem or field.hint
    return [block | ({"hint": _plain(hint, LABEL_LIMIT)} if hint else {})]


def _element(field: Field) -> Json | None:
    """Return the element that a field is filled in with; None for a field that Slack's form leaves out."""
    match field:
        case OneOf():
            chosen = [_option(each) for each in field.options if each.value == field.chosen]
            initial: Json = {"initial_option": chosen[0]} if chosen else {}
            return _select("static_select", field.options) | initial
        case SomeOf():
            picked = [_option(each) for each in field.options if each.value in field.chosen]
            initial = {"initial_options": picked} if picked else {}
            return _select("multi_static_select", field.options) | initial
        case ShortText():
            initial = {"initial_value": field.value} if field.value else {}
            return {"type": "plain_text_input", "max_length": field.most} | initial
        case Toggle():
            option = {"text": _plain(field.yes, OPTION_LIMIT), "value": _ON}
            initial = {"initial_options": [option]} if field.is_on else {}
            return {"type": "checkboxes", "options": [option]} | initial
        case ServerRole():
            # Only Discord has roles.
            return None
        case _:
            assert_never(field)


def _select(kind: str, options: Sequence[Option]) -> Json:
    return {"type": kind, "options": [_option(option) for option in options[:OPTIONS_LIMIT]]}


def _option(option: Option) -> Json:
    return {"text": _plain(option.label, OPTION_LIMIT), "value": option.value}


def _change(button: Button) -> Json:
    element = {
        "type": "button",
        "action_id": f"say:change:{button.word}",
        "text": _plain(button.label, OPTION_LIMIT),
        "value": f"{button.word} {button.argument}".strip(),
    }
    return {"type": "actions", "elements": [element]}


def _plain(text: str, limit: int) -> Json:
    return plain(cut(text, limit) or " ")
