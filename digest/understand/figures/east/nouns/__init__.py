"""The noun that a number counts in Chinese, Japanese and Korean, a module each."""

Noun = tuple[str, str]
"""A counted noun: the unit and the subject that it makes."""
