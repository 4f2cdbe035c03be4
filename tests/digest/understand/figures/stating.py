"""Figures as items state them."""

from digest.model.figure import Figure


def figure(
    amount: float,
    item: str = "a",
    unit: str = "engineers",
    subject: str = "engineers a year",
    as_of: str | None = None,
) -> Figure:
    return Figure(amount, unit, subject, f"{amount} {subject}.", item, as_of)
