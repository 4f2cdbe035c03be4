"""An Item in, out what of it is compared: its words, who is named, what it counts, which way its event went."""

import re
from collections.abc import Mapping

from digest.model.item import Item, Traits
from digest.scripts import is_cjk
from digest.tags import language_of
from digest.understand.fillers import tells_a_happening
from digest.understand.heads import heads
from digest.understand.lead import TITLE_LIMIT, lead
from digest.understand.ways import ways_of
from digest.words import words

# A word of the lead says half as much as one of the headline.
HEADLINE_WEIGHT, LEAD_WEIGHT = 1.0, 0.5
# An actor is often a word of the text as well, so that its id only has to bridge scripts.
ACTOR_WEIGHT = 0.7
# The platforms, where models are shown and compared: that two releases are shown there makes no two makers one.
_SHOWN_AT = frozenset(
    {"hugging-face", "modelscope", "github", "openrouter", "lmarena", "artificial-analysis"}
)
# Fewer words than this say nothing that could be compared: an emoji, "Update", an empty title.
FEWEST_WORDS = 2
# Begins with a letter and holds a digit, in any script's midst: Qwen2.5-Max, H20, GPT-5, R1.
_RELEASE = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z][A-Za-z.-]*[0-9])[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*(?![A-Za-z0-9])"
)
# In a Chinese, Japanese or Korean headline, a name in Latin letters, capitalised on both sides of a hyphen: Janus-Pro.
_NAME = re.compile(r"(?<![A-Za-z0-9-])[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)+(?![A-Za-z0-9-])")
# Quarters, halves of a year, circles of states.
_PERIOD = re.compile(r"[QqHhTtSs][1-4]|[Gg]\d+|FY\d+", re.ASCII)
# Smaller numbers of things stand in too much news.
_TELLING = 10
# Models of all labs come with 7 or 70 billion of these.
_PARAMETERS = re.compile("param|парам|参数|參數|パラメ|매개변수|파라미터|معام", re.IGNORECASE)
# To be raised when an item's traits become other ones, or its senses are packed otherwise: traits that were stored are
# then made anew, and senses not known.
VERSION = 11


def traits(item: Item, names: Mapping[str, str] | None = None) -> Traits:
    """Return what of the item is compared; `names` are whom its headline names (`headline_names.py`), where known."""
    title = item.title[:TITLE_LIMIT]
    headline = words(title)
    counts = dict.fromkeys(heads(headline), HEADLINE_WEIGHT)
    for word in heads(words(lead(item.title, item.summary))):
        counts.setdefault(word, LEAD_WEIGHT)
    is_empty = len(counts) < FEWEST_WORDS
    acting = tuple(actor for actor in item.actors if actor not in _SHOWN_AT)
    for actor in acting:
        counts["@" + actor] = ACTOR_WEIGHT
    return Traits(
        # Both scripts of Chinese share most pairs, and so are one language here.
        language=language_of(item.language),
        words=counts,
        names=names or {},
        actors=acting,
        sums=frozenset((figure.unit, figure.amount) for figure in item.figures if _is_money(figure.unit)),
        numbers=frozenset(
            ("%" if figure.unit == "%" else "", figure.amount)
            for figure in item.figures
            if figure.unit == "%" or (figure.amount >= _TELLING and _tells(figure.unit))
        ),
        releases=releases(title),
        ways=ways_of(title, headline),
        is_empty=is_empty,
        tells_a_happening=tells_a_happening(title, item.url),
    )


def releases(title: str) -> frozenset[str]:
    """Return the names of models, chips and versions in a headline: those with a number in them, and a few more."""
    names = [name for name in _RELEASE.findall(title) if not _PERIOD.fullmatch(name)]
    if any(map(is_cjk, title)):
        names += _NAME.findall(title)
    return frozenset(name.lower() for name in names)


def _tells(unit: str) -> bool:
    """Say whether it is counted in one happening and hardly in another of the day; sums of money are told apart."""
    return not _is_money(unit) and not _PARAMETERS.search(unit)


def _is_money(unit: str) -> bool:
    """Say whether it is an ISO 4217 code."""
    return len(unit) == 3 and unit.isalpha() and unit.isupper()
