"""What somebody says on Slack, answered: a command, a button, a form that was sent, coming and going."""

import asyncio
import math
from dataclasses import replace
from html import unescape

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat import Answerer, Filled, Request, Target
from bot.greeting import greet
from bot.logs import LoggedBugs, log
from bot.slack.errors import FAILED, reason_of
from bot.slack.heard import Heard, Payload, carried_by, in_command, in_message, in_modal, team_of
from bot.slack.modal import FILLED, KEPT, answer_view, filled, form_view
from bot.slack.people import People
from bot.slack.posts import Posts
from bot.slack.removals import is_over
from bot.slack.render import render
from bot.slack.respond import Responder
from bot.slack.workspaces import Workspaces
from digest.model.place import Place, Platform
from digest.model.subscription import Layout
from digest.tell.form import Form

# Slack has no forums.
_LAYOUTS = (Layout.FLAT, Layout.THREAD)
# What Slack says of a private channel that we are not in: we are not to know that there is one.
_NOT_FOUND = "channel_not_found"


class Answers:
    def __init__(self, workspaces: Workspaces, people: People, posts: Posts) -> None:
        self.answerer: Answerer | None = None
        """Who knows the words; set once the chat is started."""
        self._workspaces = workspaces
        self._people = people
        self._posts = posts
        self._responder = Responder(workspaces)

    async def command(self, body: Payload) -> None:
        typed = _as_it_was(body.get("text"))
        # Somebody may paste a whole line of our help, command and all.
        await self._answer(in_command(body), typed.strip().removeprefix("/parallax"))

    async def button(self, body: Payload) -> None:
        said = _as_it_was((body.get("actions") or [{}])[0].get("value"))
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
            is_in_thread=bool(heard.thread),
            layouts=_LAYOUTS,
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
            _may_post(client, heard),
        )
        return replace(asked, role=role, ranks=ranks, may_post=writable)

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
            shown = answer_view(view, answer.message)
        await self._responder.called(heard, "views.update", {"view_id": view["id"], "view": shown})

    async def form(self, body: Payload) -> None:
        """Show what was filled in as a preview, in the modal that it was filled in."""
        view, heard = body["view"], in_modal(body)
        word = str(view["callback_id"]).removeprefix(FILLED)
        draft = carried_by(view).get("draft", "")
        request = await self._request(heard, f"{word} {draft}", filled(view["state"]))
        answer = await self._who_answers().answer(request)
        metadata = heard.metadata(answer.form.draft if answer.form else "")
        shown = answer_view(view, answer.message, confirm=answer.confirm, metadata=metadata)
        if not await self._responder.called(heard, "views.update", {"view_id": view["id"], "view": shown}):
            await self._responder.respond(heard, answer)

    async def keep(self, body: Payload) -> None:
        said = str(body["view"]["callback_id"]).removeprefix(KEPT)
        await self._answer(in_modal(body), said)

    async def joined(self, body: Payload) -> None:
        """Say hello, once, in a channel that we were added to."""
        event, team = body.get("event") or {}, team_of(body)
        workspace = self._workspaces.workspace(team)
        if workspace is None or event.get("user") != workspace.bot_user:
            return
        place = self._place(team, event.get("channel"))
        await self._who_answers().let_in(place)
        message = await self._who_answers().hello(place)
        if message is not None:
            await greet(Platform.SLACK, Target(place.channel, place.team), render(message), self._posts)

    async def opened(self, body: Payload) -> None:
        """Note that a channel was taken out of the archive."""
        await self._who_answers().let_in(self._place(team_of(body), (body.get("event") or {}).get("channel")))

    async def moved(self, body: Payload) -> None:
        """Note that a channel has another id: Slack gives a private one that it shares with others a new one."""
        event, team = body.get("event") or {}, team_of(body)
        old, new = (self._place(team, event.get(f"{which}_channel_id")) for which in ("old", "new"))
        await self._who_answers().moved(old, new)

    async def removed(self, body: Payload) -> None:
        team = team_of(body)
        if self._workspaces.is_home(team) and self._workspaces.home_is_given:
            # The token is the operator's own, and so is the choice of its scopes; `doctor` says what is wrong.
            log().error("platform is off", platform="slack", reason="the app was removed from its workspace")
            return
        if not await is_over(self._workspaces, team, float(body.get("event_time") or math.inf)):
            await self.left(team)

    async def revoked(self, body: Payload) -> None:
        """Note that tokens are no longer good; only the bot's own is any of ours."""
        if ((body.get("event") or {}).get("tokens") or {}).get("bot"):
            await self.removed(body)

    async def left(self, team: str) -> None:
        """Note that a workspace has removed us."""
        self._workspaces.forget(team)
        await self._who_answers().left(Platform.SLACK, team)

    def problems(self, body: Payload) -> dict[str, str]:
        """Return what is to be mended in a form. It neither waits for anything nor raises."""
        with LoggedBugs(platform="slack", checking="form"):
            return dict(self._who_answers().check(filled(body["view"]["state"])))
        # The preview will find the same mistakes.
        return {}

    def _place(self, team: str, channel: object) -> Place:
        return Place(Platform.SLACK, "" if self._workspaces.is_home(team) else team, str(channel))

    def _who_answers(self) -> Answerer:
        assert self.answerer is not None, "the chat is not started"
        return self.answerer


def _as_it_was(said: object) -> str:
    """Return what was typed, or what a button was given to say: Slack escapes three signs in it, and nothing else."""
    return unescape(str(said or ""))


async def _may_post(client: AsyncWebClient, heard: Heard) -> bool:
    """Return False only where Slack says that we cannot: a public channel takes what we write without our being in it.

    Where it would not say, the first digest will. Of direct messages we have no leave to ask.
    """
    if heard.is_direct:
        return True
    try:
        await client.conversations_info(channel=heard.channel)
    except FAILED as error:
        reason = reason_of(error)
        if reason == _NOT_FOUND:
            return False
        log().warning("not told", method="conversations.info", reason=reason)
    return True
