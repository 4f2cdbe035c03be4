"""Whether two stories state the same sum of money."""

from collections.abc import Collection, Mapping

# Sums of one currency that differ by no more than the first share are the same, rounded; by no more than the second
# they may be, as an estimate and what it was of. So much may differ, too, what was converted at another day's rate.
_ROUNDED, _ROUGHLY = 0.06, 0.2
# What one of each currency was worth in US dollars in 2026: a paper tells a deal in the money of its readers.
_DOLLARS: Mapping[str, float] = {
    "USD": 1.0, "EUR": 1.16, "GBP": 1.34, "CHF": 1.25, "CNY": 0.14, "HKD": 0.128, "TWD": 0.032, "JPY": 0.0065,
    "KRW": 0.0007, "INR": 0.0114, "SGD": 0.77, "MYR": 0.24, "AUD": 0.65, "CAD": 0.72, "AED": 0.272, "SAR": 0.267,
    "PLN": 0.27, "SEK": 0.105, "NOK": 0.1, "DKK": 0.155, "CZK": 0.047, "BRL": 0.18, "MXN": 0.054, "RUB": 0.0125,
    "ILS": 0.3, "ZAR": 0.057,
}  # fmt: skip


def agreement(some: Collection[tuple[str, float]], others: Collection[tuple[str, float]]) -> int:
    """Return 1 when both state the same sum of money, -1 when all their sums in a currency plainly differ, else 0."""
    if not (some and others):
        return 0
    stated = [(one, other) for one in some for other in others]
    alike = [_apart(one, other) for (currency, one), (also, other) in stated if currency == also]
    converted = [
        _apart(one * _DOLLARS[currency], other * _DOLLARS[also])
        for (currency, one), (also, other) in stated
        if currency != also and currency in _DOLLARS and also in _DOLLARS
    ]
    if min(alike, default=1.0) <= _ROUNDED or min(converted, default=1.0) <= _ROUGHLY:
        return 1
    return -1 if alike and min(alike) > _ROUGHLY else 0


def _apart(one: float, other: float) -> float:
    """Return by which share of the larger two sums differ."""
    return abs(one - other) / max(one, other, 1.0)
