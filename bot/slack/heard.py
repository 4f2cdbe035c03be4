"""Slack's payloads in, who said what where out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]

# What Slack gives as the name of every private channel, and how it begins for a conversation of several people.
_NO_NAME, _TALK = "privategroup", "mpdm-"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who said something, where, and how it can be answered."""

    team: str
    channel: str
    user: str
    channel_name: str = ""
    user_name: str = ""
    response_url: str = ""
    trigger: str = ""
    was_private: bool = False
    """True for a button in a message that only this person sees."""
    thread: str = ""
    """The message in whose thread a button was pressed."""

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D") or self.channel_name == "directmessage"

    def metadata(self, draft: str) -> str:
        """Return what a modal carries, so that its answer finds the way back."""
        carried = {
            "draft": draft,
            "channel": self.channel,
            "channel_name": self.channel_name,
            "response_url": self.response_url,
            "thread": self.thread,
        }
        return json.dumps(carried)


def in_command(body: Payload) -> Heard:
    return Heard(
        team=_text(body, "team_id"),
        channel=_text(body, "channel_id"),
        user=_text(body, "user_id"),
        channel_name=_name(body, "channel_name"),
        user_name=_text(body, "user_name"),
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
    )


def in_message(body: Payload) -> Heard:
    """Return who pressed a button of a message."""
    container, channel, user, message = (
        body.get(key) or {} for key in ("container", "channel", "user", "message")
    )
    thread = _text(container, "thread_ts") or _text(message, "thread_ts")
    return Heard(
        team=team_of(body),
        channel=_text(channel, "id") or _text(container, "channel_id"),
        user=_text(user, "id"),
        channel_name=_name(channel, "name"),
        user_name=_text(user, "username") or _text(user, "name"),
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
        was_private=bool(container.get("is_ephemeral")),
        # A message that a thread hangs under bears its own time as its thread's.
        thread="" if thread == container.get("message_ts") else thread,
    )


def _text(said: Payload, key: str) -> str:
    return str(said.get(key) or "")


def _name(said: Payload, key: str) -> str:
    """Return a channel's name; empty where Slack keeps it to itself, or shows it to nobody."""
    name = _text(said, key)
    return "" if name == _NO_NAME or name.startswith(_TALK) else name


def team_of(body: Payload) -> str:
    """Return the workspace in which we are installed that a payload is for.

    In a channel that workspaces share, the team that it names first may be the speaker's.
    """
    view, team = body.get("view") or {}, body.get("team") or {}
    [installed, *_] = body.get("authorizations") or [{}]
    asked = view.get("app_installed_team_id"), installed.get("team_id"), body.get("team_id"), team.get("id")
    return str(next(filter(None, asked), ""))


def in_modal(body: Payload) -> Heard:
    carried, user = carried_by(body["view"]), body.get("user") or {}
    return Heard(
        team=team_of(body),
        channel=carried.get("channel", ""),
        user=_text(user, "id"),
        channel_name=carried.get("channel_name", ""),
        user_name=_text(user, "username") or _text(user, "name"),
        response_url=carried.get("response_url", ""),
        trigger=_text(body, "trigger_id"),
        thread=carried.get("thread", ""),
    )


def carried_by(view: Payload) -> dict[str, str]:
    try:
        carried = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return carried if isinstance(carried, dict) else {}
