import pytest

from digest.clock import read_since, read_time, write_time
from tests.builders import NOW


@pytest.mark.parametrize("text", ["0001-01-01", "0999-12-31", "9999-12-31T23:59:59Z"])
def test_a_time_that_no_news_are_of_is_none(text):
    with pytest.raises(ValueError, match="none that news are of"):
        read_time(text)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [("9999-12-31", "9000"), ("0001-01-01", "1000"), ("99999w", "1000"), ("2026-01-03", "2026")],
)
def test_a_span_may_be_for_ever(typed, begins):
    assert write_time(read_since(typed, now=NOW)).startswith(begins)
