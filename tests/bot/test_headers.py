import pytest

from bot.headers import asked_wait


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("0.35", 0.35),
        ("", None),
        ("soon", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("٧", None),
    ],
)
def test_a_wait_is_told_in_seconds_or_is_none(said, seconds):
    assert asked_wait({"Retry-After": said}) == seconds


def test_who_asks_for_no_wait_asks_for_none():
    assert asked_wait({}) is None
