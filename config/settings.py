"""Files and environment in, once; Settings out.

A team's one TOML file is laid over what ships in this folder. Tokens come from the environment only.
Every mistake is found at the start, and named: the file, the key, what was found, what is allowed.

A few others look into the environment, too: for what belongs to whoever calls and to no team (options in `bot.cli`,
the screen in `bot.screen`, caches in `digest.cache`, a proxy in `bot.doctor`), and for a feed's password when it is
sent (`digest.pull.ask`), since a feed that was added meanwhile names its own variable.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.environment import Environment, read_environment
from config.knowledge import load_knowledge, load_known
from config.tables import TeamFile
from config.team import feeds_of, mistakes_of, subscriptions_of, theme_ids
from config.team_file import read_team_file
from digest.errors import SettingsError
from digest.masking import secrets_in
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge, Known
from digest.model.place import Place, Platform
from digest.model.subscription import Subscription
from digest.model.theme import Theme

DEFAULT_FILE = Path("parallax.toml")


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
    def theme_ids(self) -> tuple[str, ...]:
        """Those of the knowledge's themes, the shipped ones first, without loading what is known of them."""
        return theme_ids(self.team)

    @property
    def _own_themes(self) -> tuple[Theme, ...]:
        return tuple(theme.theme() for theme in self.team.theme)

    @property
    def _groups_all(self) -> bool:
        return self.team.grouping == "all"

    def secrets(self) -> list[str]:
        """Return every secret that was given, also for feeds, for whoever must never print one."""
        passwords = [os.environ.get(feed.auth, "").strip() for feed in self.feeds if feed.auth]
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
    wrong: list[str] = []
    team, environment = TeamFile(), Environment()
    with _noted(wrong):
        team = read_team_file(file) if file else team
        wrong += (f"{_where(file)}: {mistake}" for mistake in mistakes_of(team))
    with _noted(wrong):
        environment = read_environment()
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(file, team, environment, feeds_of(team), subscriptions_of(team))


@contextmanager
def _noted(wrong: list[str]) -> Iterator[None]:
    """Keep what is wrong with one of several, so that all of it is told at once."""
    try:
        yield
    except SettingsError as error:
        wrong.append(str(error))


def _where(file: Path | None) -> str:
    return str(file or "the defaults")
