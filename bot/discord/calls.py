"""One request to Discord: a body in, its answer out, its refusals as DeliveryErrors."""

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

import aiohttp
import discord

from bot.chat import Body
from bot.headers import asked_wait
from digest.causes import Cause
from digest.errors import DeliveryError, Failure
from digest.pull.faults import unanswered

# Discord's codes of a channel that is not for us: unknown, no access, no permission, of a kind that takes no such
# message, a forum that insists on a tag and has none that we may give, a person who takes none.
_CLOSED = frozenset({10003, 10004, 10013, 40058, 40066, 40067, 50001, 50007, 50008, 50013, 50033, 50278})
# The message that was to be edited or replied to was deleted, or its thread is locked.
_MESSAGE_IS_GONE = frozenset({10008, 160005})
# A bad request that may be a good one later: too many people's messages were opened, sending is off for all, or the
# server has as many threads as it may.
_MAY_PASS = frozenset({40003, 40004, 40006, 160006, 160007})
# Discord's name for what Cloudflare, before it, did not let through.
BLOCKED = 40333
_WAIT_S = 30.0
# A request that hangs holds up the other channels; the library itself would wait five minutes.
_TIMEOUT = aiohttp.ClientTimeout(total=20)

# How a call of ours fails where no answer of Discord's reaches us.
UNANSWERED = (aiohttp.ClientError, TimeoutError, OSError)


async def call(client: discord.Client, method: str, path: str, body: Body | None = None, **at: str) -> Any:
    """Make a request; `at` fills the path's names. A body's `files` go with it, as Discord takes them.

    Where a server of Discord's fails, the library makes it again by itself.
    """
    return await _made(client, discord.http.Route(method, path, **at), body)


async def call_once(client: discord.Client, method: str, path: str, body: Body, **at: str) -> Any:
    """Make a request that would make something twice if it were made again."""
    return await _made(
        client, discord.http.Route(method, path, **at), body, raise_for_status=_raise_if_failed
    )


async def _made(client: discord.Client, route: discord.http.Route, body: Body | None, **how: Any) -> Any:
    if client.is_closed():
        # The library would raise that its session is, as a bug.
        raise DeliveryError("the connection to Discord was closed", Failure.UNREACHED)
    try:
        return await client.http.request(route, timeout=_TIMEOUT, **how, **_sent(body))
    except discord.HTTPException as error:
        raise delivery_error(error) from error
    except aiohttp.ClientResponseError as error:
        raise _server_failed(error.status) from error
    except discord.RateLimited as error:
        raise DeliveryError("Discord asks us to wait", Failure.WAIT, retry_after=error.retry_after) from error
    except aiohttp.ClientConnectorError as error:
        raise DeliveryError(f"Discord cannot be reached: {unanswered(error)}", Failure.UNREACHED) from error
    except UNANSWERED as error:
        raise DeliveryError(f"Discord gave no answer: {unanswered(error)}", Failure.UNCERTAIN) from error


async def post_for_id(client: discord.Client, path: str, body: Body, **at: str) -> str:
    """Make a request that makes something; return its id."""
    return id_of(await call(client, "POST", path, body, **at))


def id_of(answer: object) -> str:
    """Return the id of what was made; raise DeliveryError where it is not told."""
    if not isinstance(answer, dict) or not answer.get("id"):
        raise no_answer()
    return str(answer["id"])


def no_answer() -> DeliveryError:
    """Return the error for a page from a proxy on the way, or half an answer: what was asked for may have been done."""
    return DeliveryError("what came back is no answer of Discord's", Failure.UNCERTAIN)


async def _raise_if_failed(response: aiohttp.ClientResponse) -> None:
    if response.status >= 500:
        response.raise_for_status()


def _sent(body: Body | None) -> dict[str, Any]:
    if body is None:
        return {}
    files = body.get("files")
    said = {name: value for name, value in body.items() if name != "files"}
    if not isinstance(files, list):
        return {"json": said}
    form = [{"name": "payload_json", "value": json.dumps(said)}]
    return {"form": [*form, *(_file(number, file) for number, file in enumerate(files))]}


def _file(number: int, file: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": f"files[{number}]",
        "value": b64decode(file["base64"]),
        "filename": file["name"],
        "content_type": "image/png",
    }


def delivery_error(error: discord.HTTPException) -> DeliveryError:
    headers = error.response.headers
    if error.status == 429:
        wait = asked_wait(headers) or _WAIT_S
        return DeliveryError("Discord asks us to wait", Failure.WAIT, retry_after=wait)
    if error.status >= 500:
        return _server_failed(error.status)
    if "json" not in headers.get("Content-Type", "") or error.code == BLOCKED:
        # A page from a proxy on the way: it says nothing about the message, and may repeat what we sent.
        return DeliveryError(f"Discord was kept from us (HTTP {error.status})", Failure.UNCERTAIN)
    return DeliveryError(
        Cause.PLATFORM_REFUSED.of(platform="Discord", what=f"{error.text or error.status} ({error.code})"),
        _failure(error),
    )


def _server_failed(status: int) -> DeliveryError:
    return DeliveryError(f"Discord's server failed ({status})", Failure.UNCERTAIN)


def _failure(error: discord.HTTPException) -> Failure:
    if error.code in _CLOSED or (error.status in (403, 404) and not error.code):
        return Failure.CHANNEL
    if error.code in _MAY_PASS:
        return Failure.UNKNOWN
    if error.status == 400 or error.code in _MESSAGE_IS_GONE:
        return Failure.MESSAGE
    return Failure.TOKEN if error.status == 401 else Failure.UNKNOWN
