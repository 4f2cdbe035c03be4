"""A Form to Discord's modal, one part of it at a time, and what was filled in back. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, assert_never

from bot.chat import Filled
from digest.tell.form import Field, Form, OneOf, Option, ServerRole, ShortText, SomeOf, Toggle
from digest.text import cut

Json = dict[str, Any]

TITLE_LIMIT = 45
LABEL_LIMIT, HINT_LIMIT = 45, 100
OPTIONS_LIMIT, OPTION_LIMIT = 25, 100

_TEXT, _SELECT, _ROLE, _LABEL, _CHECKBOX = 4, 3, 6, 18, 23
_ONE_LINE = 1
_MARK = "form"


def modal_of(form: Form, opening: str, roles: Collection[str] | None) -> Json:
    """Return the modal that shows the form's part of `opens_at`; its id holds the form's word and draft.

    `opening` is like no other's: in a modal of an id that they know, phones show what stood there before
    (discord-api-docs#7554). `roles` are the ids of those that the server has, None where that is not known: one that
    it has no more is not shown as chosen.
    """
    part = form.parts[form.opens_at]
    return {
        "title": cut(part.title or form.title, TITLE_LIMIT),
        "custom_id": f"{_MARK}:{form.word}:{form.draft}:{opening}",
        "components": [
            _labelled(field, form.problems.get(field.name, field.hint), roles) for field in part.fields
        ],
    }


def form_of(custom_id: str) -> tuple[str, str] | None:
    """Return the word and the draft of a modal's id; None for a modal that is not ours."""
    mark, word, draft, *_ = *custom_id.split(":"), "", ""
    return (word, draft) if mark == _MARK else None


def filled_in(components: Sequence[Mapping[str, Any]]) -> Filled:
    """Return the values of each field that was shown, by its name."""
    return dict(map(_filled, _fields(components)))


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _fields(component.get("components") or [])
        yield from _fields([component["component"]] if component.get("component") else [])


def _filled(field: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    name = str(field["custom_id"])
    if field.get("type") == _CHECKBOX:
        return name, ("on",) if field.get("value") else ()
    if "values" in field:
        return name, tuple(map(str, field["values"] or ()))
    value = str(field.get("value") or "").strip()
    return name, (value,) if value else ()


def _labelled(field: Field, hint: str, roles: Collection[str] | None) -> Json:
    control = _control(field, roles)
    label: Json = {"type": _LABEL, "label": cut(field.label, LABEL_LIMIT), "component": control}
    return label | ({"description": cut(hint, HINT_LIMIT)} if hint else {})


def _control(field: Field, roles: Collection[str] | None) -> Json:
    match field:
        case ShortText(name, _, value, _, most):
            entry = {
                "type": _TEXT,
                "custom_id": name,
                "style": _ONE_LINE,
                "max_length": most,
                "required": True,
            }
            return entry | ({"value": value[:most]} if value else {})
        case OneOf(name, _, options, chosen, _):
            return _select(name, options, (chosen,), most=1)
        case SomeOf(name, _, options, chosen, _):
            return _select(name, options, chosen, most=len(options))
        case Toggle(name, _, is_on, _):
            return {"type": _CHECKBOX, "custom_id": name, "default": is_on}
        case ServerRole(name, _, chosen, _):
            role = {"type": _ROLE, "custom_id": name, "min_values": 0, "max_values": 1, "required": False}
            is_there = chosen and (roles is None or chosen in roles)
            return role | ({"default_values": [{"id": chosen, "type": "role"}]} if is_there else {})
        case _:
            assert_never(field)


def _select(name: str, options: Sequence[Option], chosen: Sequence[str], *, most: int) -> Json:
    shown = options[:OPTIONS_LIMIT]
    return {
        "type": _SELECT,
        "custom_id": name,
        "min_values": 1,
        "max_values": min(most, len(shown)),
        "required": True,
        "options": [
            {
                "label": cut(option.label, OPTION_LIMIT),
                "value": option.value,
                "default": option.value in chosen,
            }
            for option in shown
        ],
    }
