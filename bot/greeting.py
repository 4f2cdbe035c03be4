"""What is said on joining a place, posted there once."""

from collections.abc import Sequence
from typing import Protocol

from bot.chat import Body, Target
from bot.logs import log
from digest.errors import DeliveryError
from digest.model.delivery import Posted
from digest.model.place import Platform


class Posts(Protocol):
    async def post(self, target: Target, body: Body, *, key: str) -> Posted: ...


async def greet(platform: Platform, target: Target, hello: Sequence[Body], posts: Posts) -> None:
    """Post each part of a greeting; after one that is not taken the others would make no sense."""
    for number, body in enumerate(hello):
        try:
            await posts.post(target, body, key=f"hi{number}-{target.channel}")
        except DeliveryError as error:
            log().warning("not greeted", platform=platform, channel=target.channel, reason=error.reason)
            return
