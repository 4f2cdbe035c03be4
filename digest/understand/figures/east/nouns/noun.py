"""A counted noun."""

Noun = tuple[str, str]
"""The unit and the subject."""
