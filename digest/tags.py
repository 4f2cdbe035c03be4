"""A language's tag as anybody writes it in, the tag that items carry out; and which language a tag is of."""

import re

# A language, and as far as they are written: its script, its place, and what else BCP 47 allows behind them.
_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_][a-z\d]{1,8})*", re.IGNORECASE
)

# The tag of a text that nobody knows the language of.
UNKNOWN = "und"

# What a text can be told to be in: some by their letters, the others by a model of ten.
TOLD = ("ar", "cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "uk", "zh")

# Those whose texts are runs of characters, as `digest.scripts` knows them; one says as much as two letters or three.
_IN_RUNS = frozenset(("zh", "ja", "ko"))

# In what script Chinese is written where a tag names the place alone.
_CHINESE = {"cn": "Hans", "sg": "Hans", "my": "Hans", "tw": "Hant", "hk": "Hant", "mo": "Hant"}


def item_tag(written: str) -> str | None:
    """Return the tag of a language without its place, Chinese with its script; None where it is no tag.

    Nobody tells from a headline whether its Portuguese is of Brazil, so no item says so.
    """
    found = _TAG.fullmatch(written.strip())
    if found is None:
        return None
    language, script, place = (part.lower() if part else "" for part in found.groups())
    if language != "zh":
        return language
    script = script.title() if script in ("hans", "hant") else _CHINESE.get(place, "")
    return f"zh-{script}" if script else "zh"


def language_of(tag: str) -> str:
    """Return the language of a tag without its script: Chinese is zh in both."""
    return tag.partition("-")[0]


def is_written_in_runs(tag: str) -> bool:
    """Say whether it is Chinese, Japanese or Korean."""
    return language_of(tag) in _IN_RUNS
