"""What is asked of a reader in a form, as data: a modal on Slack, one after another on Discord.

The sum of fields is closed, so that a new one is a type error in every adapter that forgot it. What was filled
in comes back as a Request of the form's word, its draft as text, and a tuple of values for each field's name.
This module stands alone, so that adapters need nothing else of ours to draw a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Exactly one of a few options."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SomeOf:
    """One option or more."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShortText:
    """A short text on one line."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    most: int = 60
    """Characters; more cannot be typed."""


@dataclass(frozen=True, slots=True)
class Toggle:
    """Yes or no: filled in, its values are `("on",)` or empty."""

    name: str
    label: str
    is_on: bool
    yes: str = "✓"
    """What stands beside the box, on a platform where the label stands above it."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ServerRole:
    """A role of the Discord server, by its id, or none. No other platform is asked for one."""

    name: str
    label: str
    chosen: str = ""
    hint: str = ""


Field = OneOf | SomeOf | ShortText | Toggle | ServerRole


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that belong together, five at most: Discord takes no more in one modal."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Parts from top to bottom. A platform that cannot show all of them at once shows the one of `opens_at`.

    Parts that were not shown keep what they hold; the preview that answers a form has a button for each part.
    """

    word: str
    draft: str
    """Sent back as the text of what was filled in: the core's own memory of the form."""
    title: str
    parts: tuple[Part, ...]
    submit: str
    cancel: str
    opens_at: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)
    """What to mend, by field."""
