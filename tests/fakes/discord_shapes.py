"""Discord's objects as it sends them: the bot, a server with one channel, messages and threads."""

from typing import Any

BOT = {
    "id": "100",
    "username": "parallax",
    "discriminator": "0",
    "bot": True,
    "avatar": None,
    "global_name": None,
}
GUILD = {
    "id": "200",
    "name": "Team",
    "owner_id": "300",
    "roles": [{"id": "200", "name": "@everyone", "permissions": "0", "position": 0, "color": 0, "hoist": False,
               "managed": False, "mentionable": False, "flags": 0}],
    "emojis": [],
    "features": [],
    "channels": [{"id": "400", "type": 0, "name": "news", "position": 0, "permission_overwrites": []}],
    "members": [], "threads": [], "presences": [], "voice_states": [], "stage_instances": [],
    "guild_scheduled_events": [], "member_count": 1, "large": False, "stickers": [], "soundboard_sounds": [],
    "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
    "system_channel_flags": 0, "premium_tier": 0, "preferred_locale": "en-US", "nsfw_level": 0,
}  # fmt: skip


def message(number: str, channel: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"id": number, "channel_id": channel, "author": body.get("author", BOT), "content": "", "timestamp": "2026-01-01T00:00:00Z",
            "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [],
            "attachments": [], "embeds": [], "pinned": False, "type": 0, "flags": body.get("flags", 0),
            "components": [], "nonce": body.get("nonce")}  # fmt: skip


def thread(number: str, parent: str, name: str) -> dict[str, Any]:
    return {"id": number, "parent_id": parent, "guild_id": "200", "type": 11, "name": name, "owner_id": BOT["id"],
            "message_count": 0, "member_count": 1, "flags": 0, "rate_limit_per_user": 0,
            "thread_metadata": {"archived": False, "auto_archive_duration": 4320, "locked": False,
                                "archive_timestamp": "2026-01-01T00:00:00Z"}}  # fmt: skip
