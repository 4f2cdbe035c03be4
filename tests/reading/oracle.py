"""What no message may do, whatever a feed says: read from payloads alone, as the platforms read them."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.fakes.discord_rules import problem_of as discord_problem
from tests.fakes.slack_rules import problem_of as slack_problem
from tests.reading import Piece, discord, slack

Body = dict[str, Any]

# Controls, turned directions, what hides, lone halves of characters.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# A joiner joins two letters or two pictures, and none of them is Latin.
_LOOSE_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_LIVE = {"mention", "emoji", "time", "bare", "quote"}
# Slack refused a message from 11,300 characters on; ours stay well below it.
SLACK_MOST = 10_000


def faults(platform: str, body: Body, allowed: Collection[str]) -> list[str]:
    """Return what is wrong with a body: live or masked, hidden, too large, or leading where no item links."""
    found = [*_hidden(body), *(_slack(body) if platform == "slack" else _discord(body))]
    for piece in pieces(platform, body):
        if piece.kind in _LIVE:
            found.append(f"{piece.kind} takes effect: {piece.text[:60]!r}")
        if piece.url is not None and piece.url not in allowed:
            found.append(f"leads to {piece.url[:80]!r}")
        if piece.url is not None and re.search(r"https?:[/∕]{2}\S", piece.text):
            found.append(f"an address as a label: {piece.text[:60]!r}")
    return found


def pieces(platform: str, body: Body) -> Iterator[Piece]:
    rows = slack.rows(body["blocks"]) if platform == "slack" else (
        row for text in discord.texts(body["components"]) for row in discord.rows(text))  # fmt: skip
    for row in rows:
        yield from row.pieces


def _hidden(body: Body) -> Iterator[str]:
    for text in _strings({name: value for name, value in body.items() if name != "files"}):
        if found := _HIDDEN.search(text) or _LOOSE_JOINER.search(text):
            yield f"hidden character {found[0]!r} in {text[:60]!r}"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _slack(body: Body) -> Iterator[str]:
    if problem := slack_problem({"channel": "C1", **body}):
        yield problem
    if len(json.dumps(body["blocks"], ensure_ascii=False)) > SLACK_MOST:
        yield "over 10,000 characters of blocks"
    if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
        yield "unfurls"
    if re.search(r"<|://", body["text"]):
        yield f"its fallback is live: {body['text'][:60]!r}"
    if "link_names" in body or "parse" in body:
        yield "asks Slack to find names"
    for block in body["blocks"]:
        try:
            Block.parse(block).to_dict()
        except SlackObjectFormationError as error:
            yield str(error)


def _discord(body: Body) -> Iterator[str]:
    if problem := discord_problem(body):
        yield problem
    if body.get("allowed_mentions") != {"parse": []}:
        yield "mentions are allowed"
