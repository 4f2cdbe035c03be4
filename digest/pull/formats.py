"""The other shapes: JSON Feed, and a model hub's list of new models."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from digest.causes import Cause
from digest.clock import read_time
from digest.errors import ParseError
from digest.links import is_link, link_of
from digest.markup import plain_text
from digest.model.feed import Feed, FeedKind
from digest.model.item import Item
from digest.pull.entry import CONTENT_LIMIT, RawItem, make_item
from digest.pull.parsed import Parsed, check_number, in_order
from digest.text import clean, one_line

_HUB = "https://huggingface.co/"
# As in Model-7B, Model-8x7B, Model-1.5b-chat and Model-235B-A22B, where the second number is what is active.
_NAMED_SIZE = re.compile(
    r"(?:^|[-_])((?!0+[BMT])\d{1,4}(?:x\d{1,4})?(?:\.\d{1,3})?[BMT])"
    r"(?:[-_]A(\d{1,4}(?:\.\d{1,3})?[BM]))?(?=$|[-_.])",
    re.IGNORECASE,
)
# As the hub names what it holds.
_NAME = re.compile(r"[\w-][\w.-]{0,95}(?:/[\w-][\w.-]{0,95})?", re.ASCII)
# Far more parameters than any model has; a list may name any number.
_LARGEST_MODEL = 10**15
# In digits, its sign among them.
_LONGEST_NUMBER = 40
# Of a licence's or a task's name.
_LONGEST_WORD = 60
_UNITS = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))


def parse_json(feed: Feed, body: bytes, now: datetime) -> Parsed:
    """Return the items of a JSON Feed or of a hub's list; raise ParseError for any other JSON."""
    try:
        # What is no number, which Python writes and reads, is no JSON; it says nothing.
        document = json.loads(
            body.decode("utf-8-sig", errors="replace"), parse_constant=lambda _: None, parse_int=_whole_number
        )
    except (ValueError, RecursionError) as error:
        raise ParseError(Cause.BAD_JSON) from error
    read = _hub_list if feed.kind is FeedKind.HUGGINGFACE else _json_feed
    return read(feed, document, now)


def _hub_list(feed: Feed, document: Any, now: datetime) -> Parsed:
    if not isinstance(document, list):
        raise ParseError(Cause.NO_MODELS)
    check_number(len(document))
    return Parsed(in_order(_models(feed, document, now)), feed.title, entries=len(document))


def _json_feed(feed: Feed, document: Any, now: datetime) -> Parsed:
    rows = document.get("items", []) if isinstance(document, dict) else None
    if not isinstance(rows, list) or "jsonfeed.org" not in _text(document, "version"):
        raise ParseError(Cause.NO_JSON_FEED)
    check_number(len(rows))
    title = one_line(plain_text(_text(document, "title")))
    site = link_of(_text(document, "home_page_url"), feed.url)
    return Parsed(in_order(_entries(feed, rows, site, now)), title, entries=len(rows))


def _whole_number(digits: str) -> int | str:
    """Return a number; as its text where it is longer than any that counts something, and Python refuses some."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _entries(feed: Feed, rows: list[Any], site: str | None, now: datetime) -> Iterator[Item]:
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        html = _text(row, "content_html")
        text = clean(_text(row, "content_text")) or plain_text(html, limit=CONTENT_LIMIT)
        summary = clean(_text(row, "summary"))
        id_ = _text(row, "id")
        # An id is the item's address, ideally.
        link = _text(row, "url", "external_url") or (id_ if is_link(id_) else "")
        raw = RawItem(
            url=link_of(link, site or feed.url),
            guid=id_,
            title=one_line(_text(row, "title")),
            dates=(_time(_text(row, "date_published")), _time(_text(row, "date_modified"))),
            summary=summary or text,
            content=text if summary else "",
        )
        if item := make_item(feed, raw, site, now):
            yield item


def _models(feed: Feed, rows: list[Any], now: datetime) -> Iterator[Item]:
    for row in rows:
        name = row.get("id") or row.get("modelId") if isinstance(row, Mapping) else None
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            continue
        if row.get("private") is True or row.get("disabled") is True:
            continue
        raw = RawItem(
            url=link_of(_HUB + name),
            guid=name,
            title=one_line(f"New model: {name}"),
            dates=(_time(_text(row, "createdAt")),),
            summary=clean(" ".join(_facts(row, name))),
        )
        if item := make_item(feed, raw, None, now):
            yield item


def _facts(row: Mapping[str, Any], name: str) -> Iterator[str]:
    """Yield in sentences what a hub says of a model."""
    yield f"{name} was published on Hugging Face."
    tags = row.get("tags")
    named = (tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    licence = next((tag.removeprefix("license:") for tag in named if tag.startswith("license:")), "")
    yield f"Licence: {licence[:_LONGEST_WORD]}." if licence else "No licence is named."
    if size := _size(row, name):
        yield f"Size: {size}."
    if task := _text(row, "pipeline_tag")[:_LONGEST_WORD]:
        yield f"Task: {task}."


def _size(row: Mapping[str, Any], name: str) -> str:
    """Return how many parameters the list or the model's name says that it has; empty where neither does."""
    weights = row.get("safetensors")
    total = weights.get("total") if isinstance(weights, Mapping) else None
    if isinstance(total, int) and not isinstance(total, bool) and 0 < total < _LARGEST_MODEL:
        unit, sign = next((pair for pair in _UNITS if total >= pair[0]), (1, ""))
        return f"{total / unit:.3g}{sign} parameters"
    found = _NAMED_SIZE.search(name.rpartition("/")[2])
    if not found:
        return ""
    active = f", {found[2].upper()} of them active" if found[2] else ""
    return f"{found[1].upper().replace('X', 'x')} parameters{active}"


def _text(row: Mapping[str, Any], *names: str) -> str:
    """Return the first of the values that is a text, or a number, which some write for an id; no list's or object's."""
    found = (row.get(name) for name in names)
    told = (value for value in found if isinstance(value, str | int | float) and not isinstance(value, bool))
    return next((str(value) for value in told if value), "")


def _time(text: str) -> datetime | None:
    try:
        return read_time(text).replace(microsecond=0) if text else None
    except (ValueError, OverflowError):
        return None
