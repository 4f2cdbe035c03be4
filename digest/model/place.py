"""Where somebody speaks or is posted to."""

from dataclasses import dataclass
from enum import StrEnum


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
    def is_direct(self) -> bool:
        return is_person(self.channel)

    @property
    def key(self) -> str:
        """What the channel's memory, follows and mutes are filed under."""
        return ":".join(part for part in (str(self.platform), self.team, self.channel) if part)

    @classmethod
    def of(cls, key: str) -> "Place":
        """Return the place that a key stands for."""
        platform, *team, channel = key.split(":")
        return cls(Platform(platform), ":".join(team), channel)


def is_person(channel: str) -> bool:
    """Say whether what is posted to are a person's direct messages."""
    return channel.startswith("@")
