import pytest

from digest.clock import write_time
from digest.errors import QueryError
from digest.tell.typed_times import typed_since, typed_until
from digest.tell.voice import speaker
from tests.builders import NOW


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("24h", "2026-03-03T08:00:00Z"),
        ("2 weeks", "2026-02-18T08:00:00Z"),
        ("2 years", "2024-03-04T08:00:00Z"),
        ("1 an", "2025-03-04T08:00:00Z"),
        (" Hier ", "2026-03-03T00:00:00Z"),
        ("2026-W02", "2026-01-05T00:00:00Z"),
    ],
)
def test_a_time_may_be_a_span_before_now_a_word_or_a_date(typed, begins):
    assert write_time(typed_since(typed, speaker("en"), now=NOW)) == begins
    assert write_time(typed_until(typed, speaker("en"), now=NOW)) == begins


@pytest.mark.parametrize(
    ("voice", "no_span", "no_time"),
    [("en", "is not a span of time", "is not a time"), ("fr", "n’est pas une durée", "n’est pas un moment")],
)
def test_what_is_no_time_is_named_as_what_it_was_to_be_in_the_readers_voice(voice, no_span, no_time):
    with pytest.raises(QueryError, match=no_span):
        typed_since("foo", speaker(voice), now=NOW)
    with pytest.raises(QueryError, match=no_time):
        typed_until("foo", speaker(voice), now=NOW)
