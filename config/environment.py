"""The environment in, checked, out: secrets, and where the process lives."""

import os
import re

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails

from digest.errors import SettingsError
from digest.links import is_link

# Whoever tries has guessed one of fewer characters soon. Slack's own secrets have 32.
_LEAST_CHARACTERS = {
    "slack_signing_secret": 12,
    "slack_client_secret": 12,
    "parallax_secret_key": 12,
    "parallax_web_password": 8,
}
# All that the platforms give out is written in; a quotation mark is left by files that do not take it off.
_TOKEN = re.compile(r"[!-~]+")
_QUOTES = ("'", '"')


class Environment(BaseModel):
    """What the environment gives: secrets, and where the process lives."""

    # What was copied from a page or a file often brings a space or a line's end with it.
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

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

    @field_validator(
        "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_secret", "discord_token"
    )
    @classmethod
    def _may_be_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        # No platform could be asked with it, and what its library says then is no help, or shows it.
        if value and not _is_token(value.get_secret_value()):
            raise ValueError(
                "holds what no token does, as a space, a quotation mark or a line's end; copy it anew"
            )
        return value

    @field_validator("slack_client_id", "parallax_web_password")
    @classmethod
    def _is_bare(cls, value: str | SecretStr | None) -> str | SecretStr | None:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value or ""
        if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
            raise ValueError("stands between quotation marks, which would be part of it; take them off")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value and not is_link(value):
            raise ValueError("write a whole http or https address")
        return value

    @property
    def has_slack(self) -> bool:
        """True when Slack has its tokens, for a socket or for HTTP."""
        return bool(self.slack_bot_token and (self.slack_app_token or self.slack_signing_secret))

    @property
    def has_slack_installs(self) -> bool:
        """True when other workspaces can install the Slack app, and their tokens can be kept."""
        return not self.wanting_for_installs

    @property
    def wanting_for_installs(self) -> str:
        """What is missing for other workspaces to install the Slack app, and for their tokens to be read."""
        taken = {
            "SLACK_CLIENT_ID": self.slack_client_id,
            "SLACK_CLIENT_SECRET": self.slack_client_secret,
            "PARALLAX_SECRET_KEY": self.parallax_secret_key,
            "SLACK_SIGNING_SECRET": self.slack_signing_secret or self.slack_app_token,
        }
        return ", ".join(name for name, value in taken.items() if not value)

    @property
    def wanting_for_slack(self) -> str:
        """What would switch Slack on, beside what is given of it: a token or more, or what installing takes."""
        coming = "SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET)"
        if self.slack_client_id or self.slack_client_secret:
            return self.wanting_for_installs
        if self.slack_bot_token:
            return coming
        if self.slack_app_token or self.slack_signing_secret:
            return "SLACK_BOT_TOKEN"
        return f"SLACK_BOT_TOKEN and {coming}"

    @property
    def short_secrets(self) -> dict[str, int]:
        """The variables whose secret is soon guessed, each with how many characters it should have at least."""
        given = {name: getattr(self, name) for name in _LEAST_CHARACTERS}
        return {
            name.upper(): _LEAST_CHARACTERS[name]
            for name, value in given.items()
            if value and len(value.get_secret_value()) < _LEAST_CHARACTERS[name]
        }

    def secrets(self) -> list[str]:
        """Return every secret that was given, for whoever must never print one."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


def _is_token(text: str) -> bool:
    return bool(_TOKEN.fullmatch(text)) and not any(quote in text for quote in _QUOTES)


def read_environment() -> Environment:
    # What is set and empty, as a line of an example file that was not filled in, is not given.
    given = {name.lower(): value for name, value in os.environ.items() if value.strip()}
    try:
        return Environment.model_validate(given)
    except ValidationError as error:
        # What stands in a variable may be a secret: the name is enough.
        wanted = {str(mistake["loc"][0]).upper(): _wanted(mistake) for mistake in error.errors()}
        raise SettingsError(
            "\n".join(f"environment: {name}: {wanted[name]}" for name in sorted(wanted))
        ) from None


def _wanted(mistake: ErrorDetails) -> str:
    """Say what is to be mended of a variable; what a check of ours says is for people already."""
    if mistake["loc"][0] == "port":
        return "write a number from 0 to 65535"
    return mistake["msg"].removeprefix("Value error, ")
