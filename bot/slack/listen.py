"""What people say, press and fill in on Slack, acknowledged at once and answered behind it.

Bolt loses an acknowledgement when a listener raises within its next ten milliseconds. So a listener here does
two things only: it acknowledges, and it starts a task that is kept, waited for and looked at.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.logs import LoggedBugs, log
from bot.slack.answers import Answers
from bot.slack.heard import Payload
from bot.slack.modal import FILLED, KEPT, waiting_view
from digest.errors import StoreError

Ack = Callable[..., Awaitable[Any]]
Work = Callable[[Payload], Coroutine[Any, Any, None]]

# The manifest subscribes to the same.
EVENTS: Mapping[str, Callable[[Answers, Payload], Coroutine[Any, Any, None]]] = {
    "member_joined_channel": Answers.joined,
    "channel_unarchive": Answers.opened,
    "group_unarchive": Answers.opened,
    "channel_id_changed": Answers.moved,
    "app_uninstalled": Answers.removed,
    "tokens_revoked": Answers.revoked,
}
# An event that Slack sends again is answered once; this many are remembered.
_REMEMBERED = 5_000


class Listener:
    """Listens to one Bolt app, and has everything that is said answered."""

    def __init__(self, app: AsyncApp, answers: Answers) -> None:
        self._answers = answers
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        app.command("/parallax")(self._on_command)
        app.block_action(_any("say:"))(self._on_button)
        app.view(_any(FILLED))(self._on_filled)
        app.view(_any(KEPT))(self._on_kept)
        for event, work in EVENTS.items():
            app.event(event)(self._hearing(work.__name__, partial(work, answers)))

    async def finish(self, within_s: float) -> None:
        """Wait for the answers in hand; cut off what takes longer."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _on_command(self, ack: Ack, body: Payload) -> None:
        await ack()
        self._later("command", body.get("trigger_id"), self._answers.command, body)

    async def _on_button(self, ack: Ack, body: Payload) -> None:
        await ack()
        self._later("button", body.get("trigger_id"), self._answers.button, body)

    async def _on_filled(self, ack: Ack, body: Payload) -> None:
        problems = self._answers.problems(body)
        if problems:
            await ack(response_action="errors", errors=problems)
            return
        view = body["view"]
        await ack(response_action="update", view=waiting_view(view["title"]["text"]))
        self._later("form", f"{view['id']} {view.get('hash')}", self._answers.form, body)

    async def _on_kept(self, ack: Ack, body: Payload) -> None:
        await ack(response_action="clear")
        view = body["view"]
        self._later("keep", f"{view['id']} {view.get('hash')}", self._answers.keep, body)

    def _hearing(self, kind: str, work: Work) -> Callable[[Payload], Awaitable[None]]:
        # Bolt gives a listener what its parameters are called.
        async def hear(body: Payload) -> None:
            self._later(kind, body.get("event_id"), work, body)

        return hear

    def _later(self, kind: str, event: object, work: Work, body: Payload) -> None:
        if event and self._is_repeated(f"{kind} {event}"):
            return
        task = asyncio.create_task(self._guarded(kind, work, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, kind: str, work: Work, body: Payload) -> None:
        with LoggedBugs(platform="slack", answering=kind):
            try:
                await work(body)
            except StoreError as error:
                log().error("failed", platform="slack", answering=kind, reason=str(error))

    def _is_repeated(self, event: str) -> bool:
        if event in self._seen:
            return True
        self._seen[event] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return False


def _any(prefix: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(prefix)}")
