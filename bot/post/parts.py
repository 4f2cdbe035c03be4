"""A Digest in, the Deliveries that post it out, each with its body."""

import json
from collections.abc import Iterable
from dataclasses import replace

from bot.chat import Body, Renderer
from bot.post.layout import lay_out, layout_of
from digest.ids import DELIVERY_ID_LENGTH, derive_id
from digest.model.delivery import Delivery
from digest.model.digest import Digest, Telling
from digest.model.place import Platform
from digest.model.subscription import Layout, Subscription
from digest.tell.message import Message
from digest.tell.spans import NamesById


def parts_of(
    digest: Digest,
    subscription: Subscription,
    message: Message,
    renderer: Renderer,
    *,
    names: NamesById,
) -> list[tuple[Delivery, Body]]:
    """Return the deliveries that post a digest, each with its body, in the order in which they go.

    `names` are those of the themes, by id, which become a forum post's tags.
    """
    layout = layout_of(subscription)
    tellings = {telling.story: telling for telling in digest.tellings}
    found: list[tuple[Delivery, Body]] = []
    # The first part of each piece is what its replies hang under.
    firsts: list[str] = []
    for piece in lay_out(message, layout):
        root = firsts[piece.answers] if piece.answers is not None else None
        telling = tellings.get(piece.story)
        for number, body in enumerate(renderer(piece.message)):
            part = replace(
                _part(digest, subscription, len(found) + 1),
                reply_to=root,
                title=piece.title,
                # Only a forum's posts have tags.
                tags=_tags(telling, names) if telling and layout is Layout.FORUM else (),
                stories=(piece.story,) if piece.story else _told_in(body, tellings, subscription.platform),
            )
            found.append((part, body))
            if number == 0:
                firsts.append(part.id)
                # What a forum's post has no room for is said in its thread.
                root = part.id if layout is Layout.FORUM else root
    return found


def _tags(telling: Telling, names: NamesById) -> tuple[str, ...]:
    return tuple(names[theme] for theme in telling.themes)


def _part(digest: Digest, subscription: Subscription, part: int) -> Delivery:
    return Delivery(
        id=derive_id(digest.id, subscription.channel, part, length=DELIVERY_ID_LENGTH),
        digest=digest.id,
        subscription=subscription.key,
        platform=subscription.platform,
        channel=subscription.channel,
        team=subscription.team,
        part=part,
    )


def _told_in(body: Body, stories: Iterable[str], platform: Platform) -> tuple[str, ...]:
    """Return the stories whose cards a body holds: a card's button carries the story's id."""
    if platform is Platform.TERMINAL:
        return tuple(stories)
    said = json.dumps(body, ensure_ascii=False)
    return tuple(story for story in stories if story in said)
