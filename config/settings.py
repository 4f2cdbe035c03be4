"""Files and environment in, once; Settings out. Nothing else looks there.

A team's one TOML file is laid over what ships in this folder. Tokens come from the environment only.
Every mistake is found at the start, and named: the file, the key, what was found, what is allowed.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.environment import Environment, read_environment
from config.knowledge import load_knowledge, load_known
from config.shipped import shipped_actors, shipped_concepts, shipped_feeds, shipped_themes
from config.tables import TeamFile, TermsTable, ThemeTable
from digest.errors import SettingsError
from digest.masking import masked, secrets_in
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge, Known
from digest.model.place import Place, Platform
from digest.model.subscription import Subscription
from digest.model.theme import Theme
from digest.urls import canonical

DEFAULT_FILE = Path("parallax.toml")
_CONCEPT = re.compile(r"@(\w+)")
# How TOML's reader calls what a word processor, or a habit from another language, has put in a value's place.
_NO_VALUE = "Invalid value"


@dataclass(frozen=True)
class Settings:
    """Everything that was configured, checked and in the words of `digest.model`."""

    file: Path | None
    team: TeamFile
    environment: Environment
    feeds: tuple[Feed, ...]
    """The shipped ones and the team's; `on` says which are pulled."""
    subscriptions: tuple[Subscription, ...]

    @cached_property
    def knowledge(self) -> Knowledge:
        """Themes, actors and outlets, the team's themes laid over the shipped ones."""
        return load_knowledge(
            own_themes=self._own_themes, embedder=self.team.embedder, group_all=self._groups_all
        )

    @cached_property
    def known(self) -> Known:
        """The little of the knowledge that a pull needs as long as its child has the rest."""
        return load_known(
            own_themes=self._own_themes, embedder=self.team.embedder, group_all=self._groups_all
        )

    @property
    def themes(self) -> list[str]:
        """The ids of all themes, the shipped ones first."""
        return _themes(self.team)

    @property
    def _own_themes(self) -> tuple[Theme, ...]:
        return tuple(theme.theme() for theme in self.team.theme)

    @property
    def _groups_all(self) -> bool:
        return self.team.grouping == "all"

    def secrets(self) -> list[str]:
        """Return every secret that was given, also for feeds, for whoever must never print one."""
        passwords = [os.environ.get(feed.auth, "") for feed in self.feeds if feed.auth]
        return [
            *self.environment.secrets(),
            *passwords,
            *(password.partition(":")[2] for password in passwords),
            *(secret for feed in self.feeds for secret in secrets_in(feed.url)),
        ]

    @property
    def admin(self) -> Place | None:
        """The channel to which the bot reports on itself; None where that is the log."""
        admin = self.team.admin
        return None if admin.platform is Platform.TERMINAL else Place(admin.platform, "", admin.channel)

    def home_team(self, platform: Platform) -> str:
        """The id of the workspace or server whose admins change feeds; empty where none is named there."""
        return self.team.admin.team if self.team.admin.platform is platform else ""

    def subscription(self, name: str) -> Subscription:
        for subscription in self.subscriptions:
            if subscription.name == name:
                return subscription
        known = ", ".join(subscription.name for subscription in self.subscriptions)
        hint = f"there are: {known}" if known else "write a [[subscription]] in parallax.toml"
        raise SettingsError(f"{self.where}: subscription: none is called “{name}”; {hint}")

    @property
    def where(self) -> str:
        return _where(self.file)


def load(path: Path | None = None) -> Settings:
    """Read the team's file (`path`, else `parallax.toml` if it is there) and the environment.

    Raise SettingsError with one line for each mistake.
    """
    # Whatever it is: a folder of this name, or a link that leads nowhere, is a mistake and not a wish for defaults.
    file = path or (DEFAULT_FILE if os.path.lexists(DEFAULT_FILE) else None)
    team = _read_team_file(file) if file else TeamFile()
    where = _where(file)
    _check_themes(team, where)
    _check_muted(team, where)
    return Settings(
        file=file,
        team=team,
        environment=read_environment(),
        feeds=_lay_feeds(team, where),
        subscriptions=_subscriptions(team, where),
    )


def _where(file: Path | None) -> str:
    return str(file or "the defaults")


def _read_team_file(path: Path) -> TeamFile:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such file; `parallax init` writes one to begin with") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except RecursionError:
        raise SettingsError(f"{path}: is not valid TOML: its lists or tables are nested too deeply") from None
    except ValueError as error:
        # A TOMLDecodeError, or a number of thousands of digits.
        hint = (
            '; a text stands between straight quotation marks, as in "en"; true and false are written small'
            if _NO_VALUE in str(error)
            else ""
        )
        raise SettingsError(f"{path}: is not valid TOML: {error}{hint}") from None
    try:
        return TeamFile.model_validate(raw)
    except ValidationError as error:
        raise SettingsError("\n".join(_mistakes(str(path), error.errors()))) from None


def _mistakes(where: str, errors: Iterable[ErrorDetails]) -> Iterable[str]:
    for error in errors:
        # "[key]" is pydantic's way to say that a table's key is meant, not what it holds.
        location = [part for part in error["loc"] if part != "[key]"]
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
        match error["type"]:
            case "extra_forbidden":
                yield f"{where}: {key}: no such key; {_instead(error['loc'])}"
            case "missing":
                yield f"{where}: {key}: is missing"
            case "tuple_type" if isinstance(error["input"], dict):
                yield f"{where}: {key}: there may be several, so write [[{key}]] with two brackets a side"
            case _:
                found = error["input"]
                said = f"found {_as_written(found):.80}; " if not isinstance(found, dict) else ""
                yield f"{where}: {key}: {said}{_wanted(error, key.split('.')[-1])}"


def _instead(location: tuple[int | str, ...]) -> str:
    """Say what to do about a key that is not known where it was found."""
    key = str(location[-1])
    if key.lower() in Environment.model_fields:
        return "it is a variable of the environment, and never stands in this file"
    known = _known_keys(location)
    near = difflib.get_close_matches(key, known, n=1)
    if not near and key in TeamFile.model_fields:
        return "it stands above all tables, at the top of the file"
    return (f"did you mean {near[0]}? " if near else "") + f"known here: {', '.join(known)}"


def _as_written(value: object) -> str:
    """Return a value as it stands in the file, or nearly."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return repr(masked(value))
        case date() | time():
            return value.isoformat()
        case _:
            return repr(value)


def _wanted(error: ErrorDetails, name: str) -> str:
    """Say what is to be written instead; what a check of ours says is for people already."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "literal_error" | "enum":
            return f"write {limits['expected']}"
        case "greater_than_equal":
            return f"write {limits['ge']} or more"
        case "less_than_equal":
            return f"write {limits['le']} at most"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"write a whole number, as in {name} = 10"
        case "bool_parsing" | "bool_type":
            return f"write true or false, as in {name} = true"
        case "string_type":
            return "write a text between quotation marks"
        case "tuple_type":
            return f"write a list, as in {name} = [...]"
        case "model_type" | "model_attributes_type" | "dict_type" if "terms" in error["loc"]:
            return 'write them by language and strength, as in terms.en.strong = ["HBM"]'
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"write a table, as in [{name}]"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return "write a date, as in 2026-12-25"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are allowed where an unknown one was found."""
    table: type[BaseModel] = TeamFile
    for part in location[:-1]:
        if not isinstance(part, str) or part not in table.model_fields:
            table = TermsTable if table is ThemeTable and isinstance(part, str) else table
            continue
        annotation = table.model_fields[part].annotation
        for candidate in (annotation, *getattr(annotation, "__args__", ())):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                table = candidate
    return list(table.model_fields)


def _lay_feeds(team: TeamFile, where: str) -> tuple[Feed, ...]:
    """Return the shipped feeds with the team's over them, switched on and off as the team wants."""
    shipped = {feed.id: feed for feed in shipped_feeds(team.feeds.rsshub)}
    own = _own_feeds(team, where)
    feeds = {id_: feed for id_, feed in shipped.items() if team.feeds.defaults or id_ in team.feeds.on} | own
    _check_addresses(feeds, own, where)
    for key, ids, on in (("on", team.feeds.on, True), ("off", team.feeds.off, False)):
        for id_ in ids:
            if id_ not in feeds:
                near = difflib.get_close_matches(id_, shipped | own, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise SettingsError(
                    f"{where}: feeds.{key}: found {id_!r}, no such feed; `parallax feeds list --all` shows them{hint}"
                )
            feeds[id_] = replace(feeds[id_], on=on)
    return tuple(feeds.values())


def _own_feeds(team: TeamFile, where: str) -> dict[str, Feed]:
    own: dict[str, Feed] = {}
    for number, feed in enumerate(table.feed() for table in team.feed):
        if feed.id in own:
            raise SettingsError(
                f"{where}: feed[{number}].id: found {feed.id!r} twice; each feed has its own id"
            )
        own[feed.id] = feed
    return own


def _check_addresses(feeds: Mapping[str, Feed], own: Collection[str], where: str) -> None:
    """Refuse two feeds of one address, unless both ship with the program."""
    addresses: dict[str, str] = {}
    for feed in feeds.values():
        other = addresses.setdefault(canonical(feed.url), feed.id)
        if other != feed.id and (feed.id in own or other in own):
            raise SettingsError(
                f"{where}: feed: “{feed.id}” and “{other}” have one address, {masked(feed.url)}; keep one"
            )


def _check_themes(team: TeamFile, where: str) -> None:
    """Refuse a theme that could have no story; one of ours may be given a name alone, for it has terms."""
    shipped = shipped_themes() if team.theme else []
    ids: set[str] = set()
    for number, table in enumerate(team.theme):
        theme = table.theme()
        if theme.id in ids:
            raise SettingsError(
                f"{where}: theme[{number}].id: found {theme.id!r} twice; each theme has its own id"
            )
        ids.add(theme.id)
        _check_concepts(theme, f"{where}: theme[{number}].terms")
        if theme.id not in shipped and not (theme.terms or theme.match):
            raise SettingsError(
                f"{where}: theme[{number}]: “{theme.id}” has no terms and no examples, so nothing would be filed"
                ' under it; write some, as in terms.en.strong = ["HBM"]'
            )


def _check_concepts(theme: Theme, where: str) -> None:
    """Refuse a term with an @ before what no group of words is called: it would never be found."""
    named = [(term, name) for term in theme.terms for name in _CONCEPT.findall(term.text)]
    known = shipped_concepts() if named else set()
    for term, name in named:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean @{near[0]}?" if near else f"known: {', '.join(sorted(known))}"
            raise SettingsError(
                f"{where}.{term.language}.{term.strength}: found @{name} in {term.text!r}; {hint}"
            )


def _check_muted(team: TeamFile, where: str) -> None:
    known = shipped_actors() if team.mute.actors else []
    for actor in team.mute.actors:
        if actor not in known:
            near = difflib.get_close_matches(actor.lower(), known, n=1)
            hint = (
                f"did you mean {near[0]}?"
                if near
                else "config/actors.csv has their ids; a word goes under terms"
            )
            raise SettingsError(f"{where}: mute.actors: found {actor!r}, no such actor; {hint}")


def _themes(team: TeamFile) -> list[str]:
    return list(dict.fromkeys([*shipped_themes(), *(theme.id for theme in team.theme)]))


def _subscriptions(team: TeamFile, where: str) -> tuple[Subscription, ...]:
    themes = _themes(team) if team.subscription else []
    names: set[str] = set()
    for number, table in enumerate(team.subscription):
        if table.name in names:
            raise SettingsError(
                f"{where}: subscription[{number}].name: found {table.name!r} twice; each has its own name"
            )
        names.add(table.name)
        for theme in table.themes:
            if theme not in themes:
                raise SettingsError(
                    f"{where}: subscription[{number}].themes: found {theme!r}; known: {', '.join(themes)}"
                )
    return tuple(
        Subscription(
            **table.model_dump(),
            languages=team.languages,
            voice=team.voice,
            mute=team.mute.mute(),
        )
        for table in team.subscription
    )
