"""Items, their Figures, and what a Query finds of them, as JSON."""

from collections.abc import Mapping
from typing import Any

from digest.clock import write_time
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.query import Hit
from digest.shapes.values import Json


def item_json(item: Item) -> Json:
    return {
        "id": item.id,
        "feed": item.feed,
        "outlet": item.outlet,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "published": write_time(item.published),
        "first_seen": write_time(item.first_seen),
        "language": item.language,
        "themes": [filing.theme for filing in item.themes],
        "story": item.story,
        "actors": list(item.actors),
        "figures": [figure_json(figure) for figure in item.figures],
        "viewpoint": str(item.viewpoint),
    }


def figure_json(figure: Figure) -> Json:
    return {
        "amount": figure.amount,
        "unit": figure.unit,
        "subject": figure.subject,
        "as_of": figure.as_of,
        "sentence": figure.sentence,
        "item": figure.item,
    }


def read_figure(json: Mapping[str, Any]) -> Figure:
    return Figure(
        json["amount"], json["unit"], json["subject"], json["sentence"], json["item"], json.get("as_of")
    )


def hit_json(hit: Hit | None, *, ms: float, query: str | None = None) -> Json:
    """Write a hit, or that a query has none; with the query itself where many are answered in one run."""
    item = hit.item if hit else None
    shape: Json = {
        "story": item.story if item else None,
        "item": item.id if item else None,
        "title": item.title if item else None,
        "url": item.url if item else None,
        "outlet": item.outlet if item else None,
        "published": write_time(item.published) if item else None,
        "language": item.language if item else None,
        "themes": [filing.theme for filing in item.themes] if item else [],
        "score": hit.score if hit else None,
        "ms": round(ms, 3),
    }
    return shape if query is None else {"query": query, **shape}
