"""What Slack refuses of a message or a modal: the limits that it documents, and those that it was seen to have."""

import json
from typing import Any

# Those that we use; one of another kind is a mistake of ours.
BLOCK_TYPES = {"header", "section", "rich_text", "context", "actions", "divider", "image"}
# Methods that only read take what is asked in the address or as a form, and see nothing of JSON.
READING = {
    "bots.info",
    "chat.getPermalink",
    "conversations.history",
    "conversations.info",
    "conversations.replies",
    "files.getUploadURLExternal",
    "usergroups.users.list",
    "users.info",
}


def problem_of(body: dict[str, Any], *, most: int = 40_000) -> str | None:
    """Return the error with which Slack would refuse a message; None for one that it takes.

    Its own text may have `most` characters.
    """
    blocks = body.get("blocks") or []
    if not body.get("channel"):
        return "channel_not_found"
    if not body.get("text") and not blocks:
        return "no_text"
    if len(body.get("text", "")) > most:
        return "msg_too_long"
    if len(blocks) > 50:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False)) > 13_000:
        return "msg_blocks_too_long"
    actions = [
        element["action_id"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    if any(_is_wrong(block) for block in blocks) or any(len(action) > 255 for action in actions):
        return "invalid_blocks"
    return None


def _is_wrong(block: dict[str, Any]) -> bool:
    match block["type"]:
        case "header":
            text = block["text"]
            return text["type"] != "plain_text" or not 1 <= len(text["text"]) <= 150
        case "context":
            elements = block["elements"]
            return not 1 <= len(elements) <= 10 or any(not 1 <= len(e["text"]) <= 3000 for e in elements)
        case "actions":
            elements = block["elements"]
            ids = [element["action_id"] for element in elements]
            return (
                not 1 <= len(elements) <= 25
                or len(set(ids)) != len(ids)
                or any(len(e["text"]["text"]) > 75 or len(e["value"]) > 2000 for e in elements)
                or any(not 1 <= len(e.get("accessibility_label", "-")) <= 75 for e in elements)
                or any(_is_wrong_question(e["confirm"]) for e in elements if "confirm" in e)
            )
        case "rich_text":
            return not block["elements"] or any(not _is_rich(element) for element in block["elements"])
        case "divider":
            return set(block) - {"type", "block_id"} != set()
        case "image":
            is_told = 1 <= len(block.get("alt_text", "")) <= 2_000
            return not is_told or not (block.get("slack_file") or {}).get("id")
        case kind:
            return kind not in BLOCK_TYPES


def _is_wrong_question(confirm: dict[str, Any]) -> bool:
    limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
    return set(confirm) != set(limits) or any(
        not 1 <= len(confirm[key]["text"]) <= most for key, most in limits.items()
    )


def _is_rich(element: dict[str, Any]) -> bool:
    if element["type"] == "rich_text_list":
        return all(_is_rich(section) for section in element["elements"])
    return bool(element["elements"]) and all(
        leaf["type"] in {"text", "link"} and leaf["text"] and (leaf["type"] == "text" or leaf["url"])
        for leaf in element["elements"]
    )


def problem_of_view(view: dict[str, Any]) -> str | None:
    """Return what Slack would say to a modal that it does not take; None for one that it takes."""
    blocks = view.get("blocks") or []
    if view.get("type") != "modal" or not 1 <= len(blocks) <= 100:
        return "invalid_arguments"
    if any(not 1 <= len(view[key]["text"]) <= 24 for key in ("title", "submit", "close") if key in view):
        return "invalid_arguments"
    has_inputs = any(block["type"] == "input" for block in blocks)
    if has_inputs and "submit" not in view:
        return "invalid_arguments"
    if len(view.get("private_metadata", "")) > 3_000 or len(view.get("callback_id", "")) > 255:
        return "invalid_arguments"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(names)) != len(names):
        return "invalid_arguments"
    if any(_is_wrong_input(block) if block["type"] == "input" else _is_wrong(block) for block in blocks):
        return "invalid_arguments"
    return None


def _is_wrong_input(block: dict[str, Any]) -> bool:
    element = block["element"]
    options = element.get("options", [])
    texts = [block["label"], *([block["hint"]] if "hint" in block else [])]
    if any(not 1 <= len(text["text"]) <= 2_000 or text["type"] != "plain_text" for text in texts):
        return True
    if any(not 1 <= len(o["text"]["text"]) <= 75 or not 1 <= len(o["value"]) <= 150 for o in options):
        return True
    initial = [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]
    if any(option not in options for option in initial):
        return True
    match element["type"]:
        case "plain_text_input":
            most = element["max_length"]
            return not 1 <= most <= 3_000 or len(element.get("initial_value", "")) > most
        case "static_select" | "multi_static_select":
            return not 1 <= len(options) <= 100
        case "checkboxes" | "radio_buttons":
            return not 1 <= len(options) <= 10
        case _:
            return True
