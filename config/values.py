"""What a key of a team's file may hold, one type each: a text as it was written in, the value out, or what to write."""

import re
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator

from config.near import did_you_mean
from digest.ids import GIVEN_ID
from digest.links import is_link, link_of
from digest.tags import TOLD, item_tag, language_of
from digest.text import one_line

# No pull waits longer than a day.
_LONGEST_S = 86_400

# Of a channel, a person or a user group; a name there has small letters.
SLACK_ID = re.compile(r"[A-Z0-9]+")

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
    if not GIVEN_ID.fullmatch(value):
        raise ValueError("write Latin letters, digits, - _ and . only, 100 at most")
    return value


def _address(value: str) -> str:
    """Return an address as it is asked for: its host may be written in any script."""
    link = value if is_link(value) else link_of(value)
    if link is None:
        raise ValueError("write a whole http or https address, without a user or password in it")
    return link


def base_address(value: str) -> str:
    """Return an address below which there are others; empty for none."""
    if "?" in value or "#" in value:
        raise ValueError("write the address that all others are found below, without ? and #")
    return _address(value).rstrip("/") if value else value


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


def _slack_id(value: str) -> str:
    if not SLACK_ID.fullmatch(value):
        raise ValueError("write an id, as in U0123456789 (a person) or S0123456789 (a user group)")
    return value


def _name(value: str) -> str:
    """Refuse a name that a reader would not see; none at all leaves a theme to be called by its id."""
    if value and not one_line(value):
        raise ValueError("write a name that can be seen")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Language = Annotated[str, AfterValidator(_language)]
TermLanguage = Annotated[str, AfterValidator(_term_language)]
TermText = Annotated[str, AfterValidator(_term)]
ExampleText = Annotated[str, AfterValidator(_example)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Address = Annotated[str, AfterValidator(_address)]
BaseAddress = Annotated[str, AfterValidator(base_address)]
Variable = Annotated[str, AfterValidator(_variable)]
Channel = Annotated[str, AfterValidator(_channel)]
SlackId = Annotated[str, AfterValidator(_slack_id)]
Name = Annotated[str, AfterValidator(_name)]
