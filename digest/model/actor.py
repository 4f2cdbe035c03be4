"""Who acts or is acted on."""

from dataclasses import dataclass
from enum import StrEnum

from digest.model.outlet import Viewpoint


class ActorMatch(StrEnum):
    """How an alias of an Actor may match: alone, only with its capitals, or only in company."""

    WORD = "word"
    CASE = "case"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted on: a firm, a lab, a model, an agency, a person."""

    id: str
    name: str
    kind: str
    viewpoint: Viewpoint
    aliases: tuple[str, ...]
    match: ActorMatch = ActorMatch.WORD
    needs_any: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
