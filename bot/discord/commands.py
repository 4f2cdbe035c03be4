"""The vocabulary as Discord's commands, in two languages; given to Discord only when it has changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from inspect import Parameter, Signature
from typing import Any

import discord
from discord import app_commands

from bot.discord.answers import Answers
from bot.discord.calls import UNANSWERED
from bot.discord.vocabulary import GROUP, GROUP_SAYS, VOCABULARY, Argument, Spoken
from bot.logs import log
from digest.pull.faults import unanswered
from digest.store import Store, notes

# Discord's limits for what completes an option.
_MOST_CHOICES, _LONGEST_CHOICE = 25, 100
# The hash of the commands that Discord was last given is remembered under this name.
_NOTE = "discord_commands"


def command_group(answers: Answers) -> app_commands.Group:
    """Return `/parallax` with its words; each is answered with the options that were chosen for it."""
    group = app_commands.Group(
        name=GROUP,
        description=GROUP_SAYS[0],
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    for spoken in VOCABULARY:
        group.add_command(_command(spoken, answers))
    return group


def _command(spoken: Spoken, answers: Answers) -> app_commands.Command[Any, Any, Any]:
    async def ask(interaction: discord.Interaction, **_given: str | None) -> None:
        word, given = _given_in(interaction)

        async def meant() -> str:
            values = {
                option.name: await _meant(interaction, option, given[option.name], answers)
                for option in spoken.options
                if option.completes and option.name in given
            }
            return spoken.text(given | values)

        await answers.say(interaction, word, spoken.text(given), meant=meant)

    said: Any = ask
    # discord.py reads a command's options from its function's signature, and ours come from the vocabulary.
    said.__signature__ = Signature(
        [_parameter("interaction", discord.Interaction), *map(_option, spoken.options)]
    )
    app_commands.describe(**{option.name: option.says[0] for option in spoken.options})(said)
    completed = {
        option.name: _completer(option.completes, answers) for option in spoken.options if option.completes
    }
    app_commands.autocomplete(**completed)(said)
    return _Command(name=spoken.word, description=spoken.says[0], callback=said)


class _Command(app_commands.Command[Any, Any, Any]):
    """A word; what completes it and comes too late is no bug, which the library would take it for."""

    async def _invoke_autocomplete(
        self, interaction: discord.Interaction, name: str, namespace: app_commands.Namespace
    ) -> None:
        try:
            await super()._invoke_autocomplete(interaction, name, namespace)
        except discord.HTTPException as error:
            log().warning(
                "not completed", platform="discord", word=self.name, status=error.status, code=error.code
            )
        except (app_commands.CommandSignatureMismatch, *UNANSWERED) as error:
            log().warning("not completed", platform="discord", word=self.name, reason=unanswered(error))


class Tree(app_commands.CommandTree[Any]):
    """Also answers commands of an older version: clients keep showing those for a while."""

    def __init__(self, client: discord.Client, answers: Answers) -> None:
        super().__init__(client)
        self._answers = answers

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await self._answers.say(interaction, *_said_in(interaction))
        else:
            log().error("failed", platform="discord", exc_info=error)


def _given_in(interaction: discord.Interaction) -> tuple[str, dict[str, str]]:
    """Return the word of a command, and the options that were chosen for it."""
    data: Any = interaction.data or {}
    (chosen, *_) = data.get("options") or [{"name": "help"}]
    given = {option["name"]: str(option.get("value", "")) for option in chosen.get("options") or []}
    return str(chosen["name"]), given


def _said_in(interaction: discord.Interaction) -> tuple[str, str]:
    """Return the word of a command and what follows it, as they would have been typed."""
    word, given = _given_in(interaction)
    spoken = next((one for one in VOCABULARY if one.word == word), Spoken(word, "", ("", "")))
    return word, spoken.text(given)


def _option(option: Argument) -> Parameter:
    if option.is_required:
        return _parameter(option.name, str)
    return _parameter(option.name, str | None, default=None)


def _parameter(name: str, kind: object, default: object = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, default=default)


def _completer(kind: str, answers: Answers) -> Any:
    async def completed(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return _choices(await answers.complete(interaction, kind, typed))

    return completed


async def _meant(interaction: discord.Interaction, option: Argument, typed: str, answers: Answers) -> str:
    """Return the value of the choice that is called so: clients send its name for it (discord-api-docs#7206)."""
    # A name of one word is understood as it is.
    found = await answers.complete(interaction, option.completes, typed) if " " in typed else []
    # One that was told apart from another is found alone now.
    values = {_told_apart(label, value): value for label, value in found}
    values |= {choice.name: choice.value for choice in _choices(found)}
    return values.get(typed, typed)


def _choices(found: Sequence[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return what is offered. A value too long for Discord is left out: cut off, it would name something else.

    No two are called alike: of these some clients choose the first (discord-api-docs#8565).
    """
    fitting = [
        (label[:_LONGEST_CHOICE], value)
        for label, value in found
        if 1 <= len(value) <= _LONGEST_CHOICE and label
    ][:_MOST_CHOICES]
    often = Counter(label for label, _ in fitting)
    return [
        app_commands.Choice(name=label if often[label] == 1 else _told_apart(label, value), value=value)
        for label, value in fitting
    ]


def _told_apart(label: str, value: str) -> str:
    room = max(0, _LONGEST_CHOICE - len(f" {value}"))
    return f"{label[:room]} {value}"[:_LONGEST_CHOICE]


class French(app_commands.Translator):
    """Names and descriptions for those whose client speaks French."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return _IN_FRENCH.get(string.message) if locale is discord.Locale.french else None


_IN_FRENCH = {
    GROUP_SAYS[0]: GROUP_SAYS[1],
    **{spoken.word: spoken.in_french for spoken in VOCABULARY},
    **{spoken.says[0]: spoken.says[1] for spoken in VOCABULARY},
    **{option.name: option.in_french for spoken in VOCABULARY for option in spoken.options},
    **{option.says[0]: option.says[1] for spoken in VOCABULARY for option in spoken.options},
}


async def give(tree: app_commands.CommandTree[Any], store: Store | None) -> bool:
    """Give Discord our commands if they differ from those it was last given; return whether they do."""
    translator = tree.translator
    assert translator is not None, "the tree is set up"
    payload = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    # Another application has none of them.
    given = json.dumps([tree.client.application_id, payload], sort_keys=True, default=str)
    hash_ = hashlib.sha256(given.encode()).hexdigest()
    if store and await store.read(notes.get, _NOTE) == hash_:
        return False
    await tree.sync()
    if store:
        await store.write(notes.keep, _NOTE, hash_)
    return True
