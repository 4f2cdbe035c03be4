"""What Discord refuses of a message or a modal: the limits that it documents, and those that it was seen to have."""

from typing import Any

from tests.reading.discord import walk


def problem_of(body: dict[str, Any]) -> str | None:
    """Return why Discord would refuse a message of components; None for one that it takes."""
    if not body.get("flags", 0) & (1 << 15):
        return "flags: not a message of components"
    if body.get("content") or body.get("embeds"):
        return "content: not with components"
    components = body.get("components") or []
    found = list(walk(components))
    if not 1 <= len(found) <= 40:
        return "components: 1 to 40"
    if sum(len(one.get("content", "")) for one in found) > 4000:
        return "content: over 4,000"
    # It says so of no message: its server fails, at the same byte each time (discord-api-docs#8554).
    if sum(len(one["content"].encode()) + 12 for one in found if one["type"] == 10) > 10_170:
        return "components: over 10,170 bytes"
    if any(one["type"] == 10 and not one["content"].strip() for one in found):
        return "content: empty"
    numbers = [one["id"] for one in found if "id" in one]
    if len(set(numbers)) != len(numbers) or any(not 0 < number < 1 << 31 for number in numbers):
        return "id: not unique, or not of 32 bits"
    ids = [one["custom_id"] for one in found if one["type"] == 2]
    if len(set(ids)) != len(ids) or any(not 1 <= len(id_) <= 100 for id_ in ids):
        return "custom_id: not unique, or too long"
    if any(one["type"] == 2 and not 1 <= len(one["label"]) <= 80 for one in found):
        return "label: 1 to 80"
    if any(
        one["type"] == 9 and (not 1 <= len(one["components"]) <= 3 or "accessory" not in one) for one in found
    ):
        return "section: 1 to 3 texts and an accessory"
    if len(str(body.get("nonce", ""))) > 25:
        return "nonce: over 25"
    named = {item["media"]["url"] for one in found if one["type"] == 12 for item in one["items"]}
    if named != {f"attachment://{file['filename']}" for file in body.get("attachments", [])}:
        return "attachments: not those that the components name"
    if any(one["type"] == 17 and any(c["type"] == 17 for c in one["components"]) for one in found):
        return "components: no container in a container"
    if any(one["type"] == 1 and not 1 <= len(one["components"]) <= 5 for one in found):
        return "components: 1 to 5 in a row"
    items = [item for one in found if one["type"] == 12 for item in one["items"]]
    if any(len(item.get("description", "")) > 1_024 for item in items):
        return "description: over 1,024"
    return None


def problem_of_modal(modal: dict[str, Any]) -> str | None:
    """Return why Discord would refuse to open a modal; None for one that it opens."""
    if not (1 <= len(modal["title"]) <= 45 and 1 <= len(modal["custom_id"]) <= 100):
        return "title: 1 to 45, custom_id: 1 to 100"
    if not 1 <= len(modal["components"]) <= 5:
        return "components: 1 to 5"
    for label in modal["components"]:
        if (
            label["type"] != 18
            or not 1 <= len(label["label"]) <= 45
            or len(label.get("description", "")) > 100
        ):
            return "label: 1 to 45, description: up to 100"
        control = label["component"]
        options = control.get("options", [])
        if control["type"] == 3 and not 1 <= len(options) <= 25:
            return "options: 1 to 25"
        if any(not 1 <= len(o["label"]) <= 100 or not 1 <= len(o["value"]) <= 100 for o in options):
            return "options: label and value 1 to 100"
        if len({option["value"] for option in options}) != len(options):
            return "options: a value twice"
        if control["type"] == 3 and control.get("required", True) and control.get("min_values", 1) < 1:
            return "min_values: at least 1 where it is required"
        if sum(option.get("default", False) for option in options) > control.get("max_values", 1):
            return "options: more defaults than may be chosen"
        if control["type"] == 4 and len(control.get("value", "")) > control.get("max_length", 4000):
            return "value: longer than max_length"
    return None
