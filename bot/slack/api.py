"""Slack's Web API. What is not Slack's own answer, such as a page from a proxy on the way, counts as no answer."""

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientPayloadError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse


class Api(AsyncWebClient):
    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        """Raise SlackApiError for what Slack refuses, and aiohttp's errors where Slack's answer does not reach us."""
        try:
            answer = await super().api_call(api_method, **call)
        except AttributeError:
            # The library takes any text, or any list, for a JSON object.
            raise _no_answer() from None
        except SlackApiError as error:
            if _is_of_slack(error.response):
                raise
            raise _no_answer() from None
        if not isinstance(answer.data, dict):
            raise _no_answer()
        return answer


def named(answer: Mapping[str, Any] | AsyncSlackResponse, name: str) -> Any:
    """Return what Slack's answer holds under a name; raise as `Api` does where it holds nothing there."""
    if found := answer.get(name):
        return found
    raise _no_answer()


def _is_of_slack(response: object) -> bool:
    """Say whether Slack itself said so. What comes with a server failure's status tells no more than the status."""
    # Where the body is not JSON, the library gives aiohttp's own response.
    if not isinstance(response, AsyncSlackResponse):
        return False
    return response.status_code != 200 or (isinstance(response.data, dict) and "ok" in response.data)


def _no_answer() -> ClientPayloadError:
    return ClientPayloadError("what came back is no answer of Slack's")
