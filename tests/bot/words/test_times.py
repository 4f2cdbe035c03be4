"""Times of day and zones, as people type them."""

import pytest

from bot.words.times import nearest_zone, read_time, read_zone, said_times
from digest.model.subscription import DAYS, WORKING_DAYS, Edition
from digest.tell.voice import speaker
from tests.builders import subscription


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("8", "08:00"),
        (" 08:00 ", "08:00"),
        ("8.30", "08:30"),
        ("8h", "08:00"),
        ("8h30", "08:30"),
        ("8 am", "08:00"),
        ("8:30pm", "20:30"),
        ("8:30 P.M.", "20:30"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("12:30 a", "00:30"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
        ("24:00", None),
        ("8:60", None),
        ("13 pm", None),
        ("0 am", None),
        ("8m", None),
        ("8:3", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_as_it_is_typed(typed, time):
    assert read_time(typed) == time


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("paris", "Europe/Paris"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        ("Beijing", "Asia/Shanghai"),
        ("San Francisco", "America/Los_Angeles"),
        ("Washington, DC", "America/New_York"),
        ("Paris, France", "Europe/Paris"),
        ("Séoul", "Asia/Seoul"),
        ("Genève", "Europe/Zurich"),
        ("Londres", "Europe/London"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_city(typed, zone):
    assert read_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Pariss", "Europe/Paris"),
        ("New Yrok", "America/New_York"),
        ("GMT+2", None),
        ("CEST", None),
        ("Karlsruhe", None),
        ("Brusels", "Europe/Brussels"),
    ],
)
def test_the_zone_of_a_city_that_was_mistyped_is_near(typed, zone):
    assert nearest_zone(typed) == zone


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"days": DAYS}, "every day at 08:00 (UTC)"),
        ({"days": WORKING_DAYS}, "Monday to Friday at 08:00 (UTC)"),
        ({"days": ("fri", "mon")}, "Monday and Friday at 08:00 (UTC)"),
        ({"days": ("thu",), "edition": Edition.WEEKLY}, "Thursday at 08:00 (UTC)"),
    ],
)
def test_when_a_digest_comes_is_said_in_few_words(fields, said):
    assert said in said_times(subscription(at="08:00", zone="UTC", **fields), speaker("en"))
