"""One request with all that a word needs to answer it: who asks, from where, in which voice, out of which store."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from bot.archive import Archive
from bot.chat import Answer, Request
from bot.post.desk import Desk
from bot.rights import Right, refusal
from config.settings import Settings
from digest.clock import utc_now
from digest.line.finding import Look
from digest.line.run import Run
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge
from digest.model.place import Place, Platform
from digest.model.subscription import Subscription
from digest.store import Database, Store, change_log, kept, notes
from digest.store.change_log import Changed
from digest.tell.message import Button, Message
from digest.tell.phrases import Words
from digest.tell.present.plain import said_message
from digest.tell.spans import NamesById, theme_names
from digest.tell.team_voice import TeamVoice, team_voice


class Remark(Words):
    """What several words say, or any of them."""

    TOO_OLD = (
        "That button is too old. Say the word again.",
        "Ce bouton est trop ancien. Écrivez le mot à nouveau.",
    )
    FOLLOWS = "Followed in this channel", "Suivis dans ce canal"
    UNDO = "Undo", "Annuler"
    MUTES = "Muted in this channel", "En sourdine dans ce canal"
    NOT_IN_SLACK_CHANNEL = (
        "But the bot may not write in this channel yet: say `/invite @Parallax` here.",
        "Mais le bot ne peut pas encore écrire dans ce canal : écrivez ici `/invite @Parallax`.",
    )
    NO_DISCORD_RIGHT = (
        "But the bot may not write in this channel yet: allow it “View Channel” and “Send Messages” under Permissions "
        "in the channel’s settings. If it is not among the server’s members, add it anew, with the scope `bot`.",
        "Mais le bot ne peut pas encore écrire dans ce canal : accordez-lui « Voir le salon » et « Envoyer des "
        "messages » sous Permissions dans les réglages du canal. S’il n’est pas parmi les membres du serveur, "
        "ajoutez-le à nouveau, avec le scope `bot`.",
    )


class TellAdmin(Protocol):
    async def __call__(self, message: Message, *, about: str, now: datetime) -> bool:
        """Have the admin channel told, once; return False where there is none."""
        ...


@dataclass(frozen=True)
class House:
    """What all words answer from."""

    settings: Settings
    store: Store
    desk: Desk
    archive: Archive
    feeds: Callable[[], Sequence[Feed]]
    draw: Run
    """Runs what burns CPU in a child of its own."""
    look: Callable[[str], Awaitable[Look]]
    """Says what a pull of an address would see. It alone touches the network."""
    tell_admin: TellAdmin
    now: Callable[[], datetime] = utc_now


@dataclass(frozen=True)
class Call:
    """A Request as a word answers it: where it was said, who reads there, and out of which house."""

    house: House
    request: Request
    place: Place
    """Where what is chosen here is filed: the home team's places have no team."""
    reader: Subscription
    """The channel's subscription with its mutes; where it has none, one of all themes for this answer."""
    now: datetime
    trusted: frozenset[str]
    """Ids of people, user groups and server roles who may do here what admins may."""

    @property
    def may_settle(self) -> bool:
        """True for an admin of the home team, who may change feeds."""
        return refusal(self.request, Right.HOME, self.trusted, self.spoken) is None

    @property
    def manages_team(self) -> bool:
        """True for who manages the speaker's workspace or server on the platform."""
        return refusal(self.request, Right.TEAM, (), self.spoken) is None

    @property
    def team(self) -> str:
        """The speaker's own team, also in a channel that the file names, which is filed as the home team's."""
        return self.request.place.team

    @property
    def text(self) -> str:
        return self.request.text

    @property
    def voice(self) -> str:
        return self.reader.voice

    @cached_property
    def spoken(self) -> TeamVoice:
        return team_voice(self.voice, self.knowledge)

    @property
    def has_subscription(self) -> bool:
        return self.reader.is_kept

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        """All that this channel gets: the team's file may subscribe it more than once, as daily and weekly."""
        if self.has_subscription and self.reader.from_file:
            return [one for one in self.house.settings.subscriptions if one.place == self.place]
        return [self.reader] if self.has_subscription else []

    @property
    def knowledge(self) -> Knowledge:
        return self.house.settings.knowledge

    @property
    def archive(self) -> Archive:
        """Past stories, in the languages that are preferred here."""
        return self.house.archive.read_in(self.reader.languages)

    @property
    def themes(self) -> NamesById:
        """What the themes are called, by id."""
        return theme_names(self.knowledge.themes, self.spoken)

    @property
    def cannot_post(self) -> str:
        """What is said where something is to be posted here, and the bot may not; empty where it may."""
        if self.request.may_post:
            return ""
        on_slack = self.request.platform is Platform.SLACK
        return self.spoken.say(Remark.NOT_IN_SLACK_CHANNEL if on_slack else Remark.NO_DISCORD_RIGHT)

    def said(
        self,
        remark: Words,
        n: int | None = None,
        *,
        hint: str = "",
        buttons: Sequence[Button] = (),
        **values: object,
    ) -> Answer:
        """Answer with one sentence, a `hint` below it."""
        return Answer(said_message(self.spoken.say(remark, n, **values), hint=hint, buttons=buttons))

    async def keep(self, text: str) -> str:
        """Keep a text that a button will stand for; return its id."""
        return await self.house.store.write(kept.keep, text, self.now)

    async def log(self, what: str) -> None:
        """Note in the change log that the speaker did this here."""
        where = f" (#{self.request.channel_name})" if self.request.channel_name else ""
        who = self.request.user_name or self.request.user
        changed = Changed(self.now, self.team, who, f"{what}{where}")
        await self.house.store.write_durably(change_log.note, changed)


Word = Callable[[Call], Awaitable[Answer]]


def place_of(request: Request, settings: Settings) -> Place:
    """Return where a request's choices are filed.

    On Discord a channel belongs to one server alone, and one that the file names is the home team's.
    """
    of_home = replace(request.place, team="")
    is_named = any(one.place == of_home for one in settings.subscriptions)
    return of_home if request.platform is Platform.DISCORD and is_named else request.place


def read_trusted(db: Database, settings: Settings, request: Request) -> frozenset[str]:
    """Return who may do in a team what admins may: named in the file, or by the role chosen in `settings`."""
    chosen = notes.get(db, role_note(request))
    return frozenset(
        [*settings.team.admin.people, *settings.team.admin.groups, *([chosen] if chosen else ())]
    )


def role_note(request: Request) -> str:
    """Return the name under which the role is kept that the speaker's server has chosen."""
    return notes.role_name(request.platform, request.team)
