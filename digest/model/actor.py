"""Who acts or is acted on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from digest.model.outlet import Viewpoint


class ActorMatch(StrEnum):
    """How an alias of an Actor may be written: with any capitals, or only with its own."""

    WORD = "word"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted on: a firm, a lab, a model, an agency, a person."""

    id: str
    name: str
    kind: str
    viewpoint: Viewpoint
    aliases: tuple[str, ...]
    """What it is read by in texts."""
    match: ActorMatch = ActorMatch.WORD
    needs_any: tuple[str, ...] = ()
    """Words of which one must stand in the same text for an alias to be sure; where there are none, it is alone."""
    avoid: tuple[str, ...] = ()
    """Words in whose company an alias means something else."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What it is called in other voices, by language. No text is read by them."""

    @property
    def typed(self) -> tuple[str, ...]:
        """All that it may be typed as by a reader."""
        return (*self.aliases, *self.names.values(), self.name, self.id)
