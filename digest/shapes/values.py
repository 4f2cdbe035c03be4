"""What several shapes hold: sentences, sides, times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from digest.clock import write_time
from digest.model.digest import Sentence
from digest.model.outlet import Viewpoint

Json = dict[str, Any]


def sentence_json(sentence: Sentence) -> Json:
    return {"text": sentence.text, "items": list(sentence.items)}


def sides_json(viewpoints: Mapping[Viewpoint, int]) -> dict[str, int]:
    return {str(side): number for side, number in viewpoints.items()}


def time_json(moment: datetime | None) -> str | None:
    return None if moment is None else write_time(moment)
