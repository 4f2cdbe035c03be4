"""The app's manifest: what Slack's schema asks of it, and that it asks Slack for what we use and no more."""

import json
from pathlib import Path

import config
from bot.slack.installs import SCOPES
from bot.slack.listen import EVENTS

MANIFEST = json.loads((Path(config.__file__).parent / "slack-manifest.json").read_text(encoding="utf-8"))

# The lengths of Slack's public manifest schema 2.0.0, of the keys that we use.
LIMITS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    # The schema says 4,000; Slack's form wants 175 at least.
    ("display_information", "long_description"): (175, 4_000),
    ("features", "bot_user", "display_name"): (1, 80),
    ("features", "slash_commands", 0, "command"): (2, 32),
    ("features", "slash_commands", 0, "description"): (1, 2_000),
    ("features", "slash_commands", 0, "usage_hint"): (1, 1_000),
}


def test_every_text_is_of_a_length_that_slack_takes():
    for path, (least, most) in LIMITS.items():
        value = MANIFEST
        for key in path:
            value = value[key]
        assert least <= len(value) <= most, path


def test_it_has_the_keys_of_the_schema_and_no_others():
    assert set(MANIFEST) == {"display_information", "features", "oauth_config", "settings"}
    assert set(MANIFEST["features"]) == {"app_home", "bot_user", "slash_commands"}
    assert set(MANIFEST["settings"]) == {
        "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled",
        "token_rotation_enabled",
    }  # fmt: skip
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == ["/parallax"]


def test_it_asks_for_the_scopes_and_the_events_that_are_used():
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)
    assert MANIFEST["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
