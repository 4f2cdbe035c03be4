"""What every command is given: the settings, the store, the time, and where to print."""

import json
import shlex
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.streams import aside, print_lines, shown
from digest.clock import read_time, utc_now
from digest.errors import QueryError, SettingsError

if TYPE_CHECKING:
    from bot.archive import Archive
    from bot.chat import Chat
    from bot.post.desk import Desk
    from config.settings import Settings
    from digest.model.knowledge import Knowledge
    from digest.model.place import Platform
    from digest.store import Store
    from digest.tell.message import Message
    from digest.tell.team_voice import TeamVoice
    from digest.tell.voice import Voice

# What some readers of JSON Lines take for the end of a line, and JSON does not escape by itself.
_LINE_ENDS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"})

# How wide what is piped is, as most programs write it.
_PIPED = 80


@dataclass(frozen=True)
class Invocation:
    """One call of the program, with its global options."""

    db: Path
    config: Path | None = None
    now_text: str | None = None
    as_json: bool = False
    verbose: bool = False
    program: str = "parallax"
    """How a shell calls the program on the same store."""

    @cached_property
    def settings(self) -> "Settings":
        from config.settings import load

        return load(self.config)

    @property
    def knowledge(self) -> "Knowledge":
        return self.settings.knowledge

    @property
    def voice(self) -> str:
        """The one in which the bot speaks its own words."""
        return self.settings.team.voice

    @property
    def spoken(self) -> "Voice":
        from digest.tell.voice import speaker

        return speaker(self.voice)

    @property
    def team_voice(self) -> "TeamVoice":
        """The voice that says the team's names, too; what the team taught is loaded for it."""
        from digest.tell.team_voice import team_voice

        return team_voice(self.voice, self.knowledge)

    def secrets(self) -> list[str]:
        """What no line of the log may hold; nothing where the configuration cannot be read."""
        try:
            return self.settings.secrets()
        except SettingsError:
            return []

    @cached_property
    def now(self) -> datetime:
        """The time that the command takes for now."""
        if self.now_text is None:
            return utc_now()
        try:
            return read_time(self.now_text).replace(microsecond=0)
        except (ValueError, OverflowError):
            raise SettingsError(
                f"--now (PARALLAX_NOW): found {self.now_text!r}; write a time such as 2026-01-03T08:00:00Z"
            ) from None

    def store(self) -> "Store":
        """The database, to be opened; made when absent."""
        from digest.store import Store

        return Store(self.db)

    @asynccontextmanager
    async def archive(self) -> AsyncIterator["Archive"]:
        from bot.archive import archive_of
        from bot.worker import InProcess

        with self.store() as store:
            yield archive_of(self.settings, store, InProcess().run)
            await self.say_if_empty(store)

    async def say_if_empty(self, store: "Store") -> None:
        """Tell a person who asked an empty store how it is filled; a mistake in the call is said alone."""
        from digest.store import feed_states, items

        if not await store.read(items.is_empty):
            return
        states = (await store.read(feed_states.without_chunks)).values()
        all_failed = bool(states) and all(state.last_success is None for state in states)
        why = ": no feed could be read; `parallax feeds list` says why"
        self.hint(
            f"{self.db}: nothing is stored yet{why if all_failed else '; `parallax pull` fetches the feeds'}"
        )

    def hint(self, text: str) -> None:
        """Say beside an answer what a person may do next; a machine is given the answer alone."""
        if not self.as_json:
            aside(text)

    def hint_options(self, fields: Sequence[tuple[str, str]]) -> None:
        """Say which options are meant by fields that were typed among the words, as in chat."""
        if fields:
            options = " ".join(f"--{field} {shlex.quote(value)}" for field, value in fields)
            self.hint(f"on the command line a search is narrowed by options, not by words: {options}")

    @asynccontextmanager
    async def desk(self, chats: Mapping["Platform", "Chat"]) -> AsyncIterator[tuple["Desk", "Store"]]:
        """The desk that composes digests, and its store."""
        from bot.platforms import renderers_of
        from bot.post.desk import Desk
        from bot.standing import all_feeds

        with self.store() as store:
            feeds = await all_feeds(self.settings, store)
            renderers = renderers_of(chats)
            yield Desk(store, self.knowledge, renderers, feeds=lambda: feeds, began=self.now), store

    def say(self, message: "Message") -> None:
        """Print a message for a person: in colour and with links on a terminal, plain where it is piped."""
        from bot.console import width_here
        from bot.screen import takes_styles
        from bot.terminal import render

        colour = takes_styles(sys.stdout)
        sys.stdout.write(render(message, width=width_here(_PIPED), colour=colour, program=self.program))

    def refuse(self, refusal: QueryError) -> None:
        """Say what to type instead. Nothing typed is a wrong call: the answer is a sentence."""
        from digest.tell.present.plain import problem_message

        if self.as_json:
            aside(str(refusal))
        else:
            self.say(problem_message(refusal, self.spoken, offers_help=False))

    def tell(self, done: str, **facts: object) -> None:
        """Say what was done: in words, or with --json as one object of `facts`."""
        if self.as_json:
            self.print_json(facts)
        else:
            print(shown(done))

    def print_json(self, *shapes: Mapping[str, object]) -> None:
        """Print one JSON object a line."""
        print_lines(json.dumps(shape, ensure_ascii=False).translate(_LINE_ENDS) for shape in shapes)
