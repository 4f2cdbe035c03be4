"""Slack's refusals, turned into what a delivery knows: what failed, and whether a second try may help."""

import re

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.headers import asked_wait
from digest.causes import Cause
from digest.errors import DeliveryError, Failure
from digest.pull.faults import unanswered

# Slack's answers that no second try changes, by what they concern. Here: it does not take this message.
_PERMANENT = frozenset(
    [
        "block_mismatch",
        "cannot_reply_to_message",
        "cant_update_message",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "is_inactive",
        "message_not_found",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "thread_not_found",
        "too_many_attachments",
    ]
)
# The channel is not for us.
_CLOSED = frozenset(
    [
        "cannot_dm_bot",
        "channel_is_limited_access",
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "messages_tab_disabled",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    ]
)
# It takes nothing from us at all.
_REFUSED = frozenset(
    [
        "accesslimited",
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_added_to_org",
        "team_not_found",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    ]
)
# The token is good, but not for this method.
_FORBIDDEN = frozenset(["missing_scope", "not_allowed_token_type"])
# Slack's server failed on the way: as Slack documents them, some of what was asked for may have been done.
_HALF_DONE = frozenset(["fatal_error", "internal_error", "request_timeout", "service_unavailable"])

# How a call of ours fails: Slack refuses it, or no answer of Slack's reaches us.
UNANSWERED = (ClientError, TimeoutError, OSError)
FAILED = (SlackApiError, *UNANSWERED)

# What an error of Slack's looks like. Anything else, as a page from before Slack, may hold what we sent.
_WORD = re.compile(r"[a-z0-9_]{1,60}")
_WAIT_S = 30.0


def reason_of(error: Exception) -> str:
    """Return Slack's word for what was wrong, else the status: a server that fails answers with a page.

    Where there is no answer of Slack's, why.
    """
    if not isinstance(error, SlackApiError):
        return unanswered(error)
    response = error.response
    said = response.data.get("error") if isinstance(response.data, dict) else None
    return error_word(said) or f"HTTP {response.status_code}"


def error_word(said: object) -> str:
    """Return Slack's word for an error; empty where what it gives does not look like one."""
    return said if isinstance(said, str) and _WORD.fullmatch(said) else ""


def is_signed_out(error: SlackApiError) -> bool:
    """Say whether Slack takes nothing from us until we sign in anew."""
    return reason_of(error) in _REFUSED


def delivery_error(error: SlackApiError) -> DeliveryError:
    response = error.response
    reason = reason_of(error)
    if response.status_code == 429 or reason in {"ratelimited", "rate_limited"}:
        wait = asked_wait(response.headers) or _WAIT_S
        return DeliveryError("Slack asks us to wait", Failure.WAIT, retry_after=wait)
    if response.status_code >= 500 or reason in _HALF_DONE:
        return DeliveryError(f"Slack's server failed ({reason})", Failure.UNCERTAIN)
    return DeliveryError(Cause.PLATFORM_REFUSED.of(platform="Slack", what=reason), _failure(reason))


def _failure(reason: str) -> Failure:
    if reason in _PERMANENT:
        return Failure.MESSAGE
    if reason in _CLOSED:
        return Failure.CHANNEL
    return Failure.TOKEN if reason in _REFUSED | _FORBIDDEN else Failure.UNKNOWN
