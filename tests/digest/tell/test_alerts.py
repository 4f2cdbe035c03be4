from digest.tell.alerts import may_interrupt
from tests.builders import HOUR, NOW


def test_a_channel_is_interrupted_twice_a_day_and_not_twice_in_a_row():
    assert may_interrupt([], "UTC", now=NOW)
    assert not may_interrupt([NOW - HOUR], "UTC", now=NOW)
    assert may_interrupt([NOW - 4 * HOUR], "UTC", now=NOW)
    assert not may_interrupt([NOW - 7 * HOUR, NOW - 4 * HOUR], "UTC", now=NOW)


def test_the_day_is_the_channels_own():
    given = [NOW - 10 * HOUR, NOW - 9 * HOUR]

    assert may_interrupt(given, "UTC", now=NOW)
    assert not may_interrupt(given, "Asia/Shanghai", now=NOW)
