import pytest

from digest.understand.figures import agree, agree_across, is_one_series
from tests.digest.understand.figures.stating import figure


@pytest.mark.parametrize(("one", "other"), [(3.5e6, 3.57e6), (3.6e6, 3.57e6), (38, 38.2), (600e9, 589e9)])
def test_rounding_is_agreement(one, other):
    assert agree(figure(one), figure(other))
    assert agree(figure(other), figure(one))


@pytest.mark.parametrize(("one", "other"), [(3.5e6, 4.2e6), (38, 39), (3.5e6, 3.6e6), (0, 5), (-3, 3)])
def test_another_amount_is_not(one, other):
    assert not agree(figure(one), figure(other))


def test_what_is_counted_may_be_named_in_two_languages():
    assert agree_across(figure(400, unit="employees"), figure(400, unit="salariés"))


@pytest.mark.parametrize("unit", ["Gbps", "nm", "km/h", "t", "FLOPS", "%", "x", "USD"])
def test_what_is_measured_is_no_count_of_the_same_number(unit):
    assert not agree_across(figure(400, unit=unit), figure(400, unit="employees"))


def test_a_series_is_of_one_thing_that_is_plainly_named():
    assert is_one_series(
        figure(100_000, unit="models", subject="derivative models"),
        figure(180_000, unit="models", subject="derivative models"),
    )
    assert not is_one_series(figure(1, unit="USD", subject="Nvidia"), figure(2, unit="USD", subject="Nvidia"))
    assert not is_one_series(figure(1, subject="engineers"), figure(2, subject="engineers"))
