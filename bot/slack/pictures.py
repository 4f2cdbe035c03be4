"""Uploads the pictures that a rendered body names; where one cannot be, its description takes its place."""

import asyncio
import base64
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.slack.api import named
from bot.slack.errors import FAILED, reason_of
from bot.slack.request import without_files
from bot.slack.text import plain

Body = dict[str, Any]
_TIMEOUT = ClientTimeout(total=15)


async def with_pictures(client: AsyncWebClient, body: Mapping[str, Any]) -> Body:
    """Return the body with its pictures uploaded, each image block naming Slack's own id for its file."""
    files = body.get("files") or ()
    if not files:
        return without_files(body)
    ids = await asyncio.gather(*(_uploaded(client, file) for file in files))
    return with_file_ids(body, {file["name"]: id_ for file, id_ in zip(files, ids, strict=True)})


def with_file_ids(body: Mapping[str, Any], ids: Mapping[str, str | None]) -> Body:
    """Return the body with file ids in place of names; of a picture without one, its words."""

    def placed(block: Mapping[str, Any]) -> Mapping[str, Any]:
        if block.get("type") != "image" or "slack_file" not in block:
            return block
        if id_ := ids.get(block["slack_file"]["id"]):
            return {**block, "slack_file": {"id": id_}}
        return {"type": "context", "elements": [plain(block["alt_text"])]}

    return {**without_files(body), "blocks": [placed(block) for block in body.get("blocks") or ()]}


async def _uploaded(client: AsyncWebClient, file: Mapping[str, Any]) -> str | None:
    """Bring a file to Slack, shared with nobody yet; return its id, or None when Slack does not take it."""
    content = base64.b64decode(file["base64"])
    try:
        place = await client.files_getUploadURLExternal(
            filename=file["name"], length=len(content), alt_txt=file["alt"][:1000]
        )
        async with (
            ClientSession(timeout=_TIMEOUT) as session,
            session.post(str(named(place, "upload_url")), data=content) as answer,
        ):
            answer.raise_for_status()
        id_ = str(named(place, "file_id"))
        await client.files_completeUploadExternal(files=[{"id": id_, "title": file["name"]}])
    except FAILED as error:
        log().warning("picture not shown", platform="slack", reason=reason_of(error))
        return None
    return id_
