"""The buttons under an answer."""

from digest.tell.message import Card
from tests.bot.conftest import pressed, said


async def test_only_what_was_found_is_offered_to_the_channel(house):
    for word, typed in (
        ("search", "zzzz"),
        ("figures", "zzzz"),
        ("story", "zzzz"),
        ("search", "page:500 nvidia since:30d"),
    ):
        answer = await house.ask(word, typed)
        assert "Share with the channel" not in said(answer)
    assert "Share with the channel" in said(await house.ask("search", "nvidia since:30d"))


async def test_an_answer_is_shared_with_the_channel_by_its_button(house):
    alone = await house.ask("search", "nvidia")
    shared = await house.ask(*pressed(alone, "Share with"))

    assert alone.private
    assert not shared.private
    assert "Share with" not in said(shared)
    assert [b for b in shared.message.blocks if isinstance(b, Card)]


async def test_what_is_too_long_for_a_button_is_kept_and_found_again(house):
    long = "nvidia " + "-quantum " * 40
    alone = await house.ask("search", long)
    word, argument = pressed(alone, "Share with")

    assert len(argument) <= 60
    assert "quantum" in said(await house.ask(word, argument))
    assert "too old" in said(await house.ask("search", "~0123456789abcdef"))
