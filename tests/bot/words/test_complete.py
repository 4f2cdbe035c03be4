"""What completes a half-typed option."""

import pytest

from bot.chat import Request
from digest.model.place import Platform


async def test_completions_hold_what_was_typed_and_are_few(house):
    request = Request("", "", Platform.DISCORD, "G1", "400", "U1")
    for option in (
        "theme",
        "outlet",
        "feed",
        "story",
        "actor",
        "subject",
        "mutable",
        "viewpoint",
        "language",
    ):
        pairs = await house.commands.complete(option, "", request)
        assert 0 < len(pairs) <= 25, option
    assert ("Huawei", "huawei") in await house.commands.complete("actor", "huaw", request)
    assert await house.commands.complete("nothing", "", request) == []


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("actor", "华为", ("Huawei", "huawei")),
        ("subject", "华为", ("Huawei", "huawei")),
        ("mutable", "华为", ("Huawei", "actor:huawei")),
        ("language", "中文", ("Chinese (zh)", "zh")),
        ("language", "allemand", ("German (de)", "de")),
        ("viewpoint", "chine", ("China", "china")),
    ],
)
async def test_what_is_known_by_other_names_is_offered_by_them_too(house, option, typed, offered):
    request = Request("", "", Platform.DISCORD, "G1", "D1", "U1")

    assert offered in await house.commands.complete(option, typed, request)
