"""What people say, press and fill in on Slack, acknowledged at once and answered behind it.

Bolt loses an acknowledgement when a listener raises within its next ten milliseconds. So a listener here does
two things only: it acknowledges, and it starts a task that is kept, waited for and looked at.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from html import unescape
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.chat import Answerer, Filled, Request, Target
from bot.logs import LoggedBugs, log
from bot.slack.channels import may_post
from bot.slack.heard import Heard, Payload, carried_by, close_of, in_command, in_message, in_modal, team_of
from bot.slack.modal import FILLED, KEPT, answer_view, filled, form_view, waiting_view
from bot.slack.people import People
from bot.slack.posts import Posts
from bot.slack.render import render
from bot.slack.respond import Responder
from bot.slack.workspaces import Workspaces
from digest.errors import DeliveryError, StoreError
from digest.model.place import Place, Platform
from digest.tell.form import Form

Ack = Callable[..., Awaitable[Any]]

# The manifest subscribes to the same.
EVENTS = ("member_joined_channel", "app_uninstalled", "tokens_revoked")
# An event that Slack sends again is answered once; this many are remembered.
_REMEMBERED = 5_000


class Listener:
    """Listens to one Bolt app, and has everything that is said answered."""

    def __init__(self, app: AsyncApp, workspaces: Workspaces, people: People, posts: Posts) -> None:
        self.answerer: Answerer | None = None
        self._workspaces = workspaces
        self._people = people
        self._posts = posts
        self._responder = Responder(workspaces)
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        app.command("/parallax")(self._on_command)
        app.block_action(_any("say:"))(self._on_button)
        app.view(_any(FILLED))(self._on_filled)
        app.view(_any(KEPT))(self._on_kept)
        for event, hear in zip(EVENTS, (self._on_joined, self._on_removed, self._on_revoked), strict=True):
            app.event(event)(hear)

    async def finish(self, within_s: float) -> None:
        """Wait for the answers in hand; cut off what takes longer."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    # ---- acknowledged, and nothing more ----

    async def _on_command(self, ack: Ack, body: Payload) -> None:
        await ack()
        self._later("command", body.get("trigger_id"), self._command, body)

    async def _on_button(self, ack: Ack, body: Payload) -> None:
        await ack()
        self._later("button", body.get("trigger_id"), self._button, body)

    async def _on_filled(self, ack: Ack, body: Payload) -> None:
        problems = self._problems(body)
        if problems:
            await ack(response_action="errors", errors=problems)
            return
        view = body["view"]
        await ack(response_action="update", view=waiting_view(view["title"]["text"], "…"))
        self._later("form", f"{view['id']} {view.get('hash')}", self._form, body)

    async def _on_kept(self, ack: Ack, body: Payload) -> None:
        await ack(response_action="clear")
        view = body["view"]
        self._later("keep", f"{view['id']} {view.get('hash')}", self._keep, body)

    async def _on_joined(self, body: Payload) -> None:
        self._later("joined", body.get("event_id"), self._joined, body)

    async def _on_removed(self, body: Payload) -> None:
        self._later("removed", body.get("event_id"), self._removed, body)

    async def _on_revoked(self, body: Payload) -> None:
        if ((body.get("event") or {}).get("tokens") or {}).get("bot"):
            self._later("revoked", body.get("event_id"), self._removed, body)

    def _problems(self, body: Payload) -> dict[str, str]:
        """Return what is to be mended in a form. It neither waits for anything nor raises."""
        with LoggedBugs(platform="slack", checking="form"):
            word = str(body["view"]["callback_id"]).removeprefix(FILLED)
            return dict(self._who_answers().check(word, filled(body["view"]["state"])))
        # The preview will find the same mistakes.
        return {}

    def _later(
        self,
        kind: str,
        event: object,
        work: Callable[[Payload], Coroutine[Any, Any, None]],
        body: Payload,
    ) -> None:
        if event and self._is_repeated(f"{kind} {event}"):
            return
        task = asyncio.create_task(self._guarded(kind, work, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(
        self, kind: str, work: Callable[[Payload], Coroutine[Any, Any, None]], body: Payload
    ) -> None:
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

    def _who_answers(self) -> Answerer:
        assert self.answerer is not None, "the chat is not started"
        return self.answerer

    # ---- answered ----

    async def _command(self, body: Payload) -> None:
        # Slack escapes three signs in what was typed, and nothing else.
        typed = unescape(str(body.get("text") or ""))
        # Somebody may paste a whole line of our help, command and all.
        await self._answer(in_command(body), typed.strip().removeprefix("/parallax"))

    async def _button(self, body: Payload) -> None:
        said = str((body.get("actions") or [{}])[0].get("value") or "")
        if view := body.get("view"):
            await self._again(in_modal(body), view, said)
            return
        await self._answer(in_message(body), said)

    async def _answer(self, heard: Heard, said: str) -> None:
        request = await self._request(heard, said)
        answer = await self._who_answers().answer(request)
        if answer.form and await self._opened(heard, answer.form):
            return
        await self._responder.respond(heard, answer)

    async def _request(self, heard: Heard, said: str, fields: Filled | None = None) -> Request:
        # Keyboards write different kinds of space.
        word, text = [*said.split(maxsplit=1), "", ""][:2]
        word, text = word.lower() or "help", text.strip()
        asked = Request(
            word=word,
            text=text,
            platform=Platform.SLACK,
            team=heard.team,
            channel=heard.channel,
            user=heard.user,
            is_home=self._workspaces.is_home(heard.team),
            is_direct=heard.is_direct,
            fields=fields or {},
            user_name=heard.user_name,
            channel_name="" if heard.is_direct else heard.channel_name,
        )
        if not self._who_answers().asks_who(word, text):
            return asked
        client = await self._responder.client(heard)
        if client is None:
            return replace(asked, role=None)
        # At once: a form has to be opened within three seconds.
        role, ranks, writable = await asyncio.gather(
            self._people.role(client, heard.team, heard.user),
            self._people.groups(client, heard.team, heard.user),
            may_post(client, heard.channel),
        )
        return replace(asked, role=role, ranks=ranks, may_post=heard.is_direct or writable)

    # ---- forms ----

    async def _opened(self, heard: Heard, form: Form) -> bool:
        """Open the form; return False when Slack does not, as when more than three seconds have gone by."""
        view = form_view(form, heard.metadata(form.draft))
        return await self._responder.called(heard, "views.open", {"trigger_id": heard.trigger, "view": view})

    async def _again(self, heard: Heard, view: Payload, said: str) -> None:
        """Show the form again in place of its preview, with what was chosen."""
        answer = await self._who_answers().answer(await self._request(heard, said))
        if answer.form:
            shown = form_view(answer.form, heard.metadata(answer.form.draft))
        else:
            shown = answer_view(
                view["title"]["text"], answer.message, confirm=None, cancel=close_of(view), metadata=""
            )
        await self._responder.called(heard, "views.update", {"view_id": view["id"], "view": shown})

    async def _form(self, body: Payload) -> None:
        """Show what was filled in as a preview, in the modal that it was filled in."""
        view, heard = body["view"], in_modal(body)
        word = str(view["callback_id"]).removeprefix(FILLED)
        draft = carried_by(view).get("draft", "")
        request = await self._request(heard, f"{word} {draft}", filled(view["state"]))
        answer = await self._who_answers().answer(request)
        metadata = heard.metadata(answer.form.draft if answer.form else "")
        shown = answer_view(
            view["title"]["text"],
            answer.message,
            confirm=answer.confirm,
            cancel=close_of(view),
            metadata=metadata,
        )
        if not await self._responder.called(heard, "views.update", {"view_id": view["id"], "view": shown}):
            await self._responder.respond(heard, answer)

    async def _keep(self, body: Payload) -> None:
        said = str(body["view"]["callback_id"]).removeprefix(KEPT)
        await self._answer(in_modal(body), said)

    # ---- coming and going ----

    async def _joined(self, body: Payload) -> None:
        """Say hello, once, in a channel that we were added to."""
        event, team = body.get("event") or {}, team_of(body)
        workspace = self._workspaces.workspace(team)
        if workspace is None or event.get("user") != workspace.bot_user:
            return
        home = "" if self._workspaces.is_home(team) else team
        place = Place(Platform.SLACK, home, str(event.get("channel")))
        message = await self._who_answers().hello(place)
        if message is None:
            return
        for body_ in render(message):
            try:
                await self._posts.post(Target(place.channel, place.team), body_, key=f"hello {place.key}")
            except DeliveryError as error:
                log().warning("not greeted", platform="slack", channel=place.channel, reason=error.reason)

    async def _removed(self, body: Payload) -> None:
        team = team_of(body)
        if self._workspaces.is_home(team) and self._workspaces.home_is_given:
            # The token is the operator's own, and so is the choice of its scopes; `doctor` says what is wrong.
            log().error("platform is off", platform="slack", reason="the app was removed from its workspace")
            return
        self._workspaces.forget(team)
        await self._who_answers().left(Platform.SLACK, team)


def _any(prefix: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(prefix)}")
