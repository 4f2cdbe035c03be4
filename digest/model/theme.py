"""What a team follows, and what belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that speaks for a theme, an anchor, or against one.

    `text` may end words with `*` (prefix match); `a|b ~ c` asks for both parts near each other; `@name` stands
    for the words of a concept.
    """

    language: str
    """`any` for a pattern of concepts."""
    strength: str
    """opening (strong, and needs no other word to open the gate), strong, near, weak or negative."""
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that a team follows; from config."""

    id: str
    name: str
    terms: tuple[Term, ...] = ()
    match: tuple[str, ...] = ()
    """Titles that must be filed here: the theme's test, and its teacher."""
    differ: tuple[str, ...] = ()
    """Titles that must not be."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name in other voices, by language."""
    opens_with_place: bool = False
    """True where a strong term beside a place name opens the gate, as for export controls."""
    own: bool = False
    """True for a team's own theme, whose strong terms open its gate by themselves."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, a title or a title and a line, and every Theme that it belongs to, if any."""

    text: str
    themes: tuple[str, ...]
    silent_on: frozenset[str] = frozenset()
    """Themes of which it says neither that it belongs to them nor that it does not."""


@dataclass(frozen=True, slots=True)
class Filing:
    """That an Item or a Story belongs to a Theme, how strongly, and by which terms."""

    theme: str
    score: float
    terms: tuple[str, ...] = ()
