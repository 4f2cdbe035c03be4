"""The Stories that one Subscription reads for one Window, and how each is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from digest.model.change import Amendment, Change
from digest.model.figure import Figure
from digest.model.outlet import Viewpoint
from digest.model.subscription import Edition
from digest.model.window import Window


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
    """True when no item of it has a sentence that can be told by itself."""
    named: tuple[str, ...] = ()
    """Whom it names, as the channel calls them, where it is told in a language that the channel did not choose."""
    told_in: str = ""
    """The language of its sentences, which may be another than its title's; empty where nobody knows."""
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


@dataclass(frozen=True, slots=True)
class Judged:
    """A Story's Verdict and the Digest that gave it; without a day it is how the Story would fare today."""

    verdict: Verdict
    digest: str = ""
    subscription: str = ""
    team: str = ""
    day: date | None = None


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
