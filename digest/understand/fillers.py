"""A title or an address in, the kind of filler that it is out (an offer, a quiz, a look-back), or None for news.

The patterns are data, in `fillers.toml` beside this module.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from digest.understand.tables import table


class Filler(StrEnum):
    """What stands among news and is none, in the words that a verdict on a story keeps."""

    OPINION = "opinion"
    ANNIVERSARY = "anniversary or look back"
    LIST = "list or round-up"
    GIFTS = "gift guide"
    ADVERT = "advertisement"
    DEAL = "offer for shoppers"
    JOB = "job posting"
    HOW_TO = "how-to"
    EXPLAINER = "explainer"
    REVIEW = "product review"
    QUIZ = "quiz or puzzle"
    HOROSCOPE = "horoscope or lottery"
    TICKER = "market ticker"
    LIVE = "live blog"
    PROGRAMME = "podcast, video or event listing"


# Kinds that are news after all where another owner reports the same.
_NEWS_IF_SHARED = frozenset({Filler.LIVE, Filler.EXPLAINER, Filler.PROGRAMME})
# Kinds that tell no happening at all, but of prices, things or steps.
_NO_HAPPENING = frozenset({
    Filler.LIST, Filler.GIFTS, Filler.ADVERT, Filler.DEAL, Filler.JOB, Filler.HOW_TO, Filler.QUIZ, Filler.HOROSCOPE,
})  # fmt: skip
# "Ten reasons", where the number and what it counts are written together.
_COUNTED = re.compile(
    r"[\d一二三四五六七八九十两]+(?:大|个|個|种|種)(?:理由|原因|方法|技巧|工具|建议|建議|趋势|趨勢|预测|預測|看点|看點)"
    r"|\d+選|\d+つの(?:理由|方法|ポイント|こと)|\d+가지"
)
_PART = re.compile(r"<(no )?(\w+)>")
_SPACES = str.maketrans(dict.fromkeys("!\"#$%&()*+,-./:;<=>?¿@[]^_`{|}~–—…«»“”„‘’'｜·•", " "))


def not_news(title: str, owners: int = 1) -> Filler | None:
    """Return what kind of filler a title is, or None for what may be news.

    A live blog, an explainer or a film is let through when another owner tells the same: then something
    did happen.
    """
    rules = _rules()
    lower = title.lower()
    words = lower.translate(_SPACES).split()
    if not words:
        return None
    called = rules.by_first_word.get(words[0], ())
    if not rules.by_word.keys().isdisjoint(words):
        called = (*called, *(number for word in words for number in rules.by_word.get(word, ())))
    kind = _by_rule(lower, called, rules) if called else None
    if kind is None and not title.isascii():
        kind = _by_mark(title, rules)
    return None if owners > 1 and kind in _NEWS_IF_SHARED else kind


def filed_as(url: str | None) -> Filler | None:
    """Return which kind of filler the outlet itself files an item under, by the parts of its address."""
    if not url:
        return None
    _scheme, _, _host, *parts = (url.partition("?")[0].lower() + "///").split("/")
    of_section = _rules().of_section
    return next((of_section[part] for part in (f"^{parts[0]}", *parts) if part in of_section), None)


def kind_of(title: str, url: str | None) -> Filler | None:
    """Return what kind of filler an item is, by what its outlet or else its title says; None for what may be news."""
    return filed_as(url) or not_news(title)


def tells_a_happening(title: str, url: str | None) -> bool:
    """Say whether something may have happened, and not only be offered, listed or explained."""
    return kind_of(title, url) not in _NO_HAPPENING


@dataclass(frozen=True)
class _Rule:
    """What a title is in which the pattern is found; it is compiled when a title first calls the rule, as few do."""

    kind: Filler
    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules in their order, their numbers by the words that call them, and the marks."""

    rules: tuple[_Rule, ...]
    by_word: Mapping[str, tuple[int, ...]]
    by_first_word: Mapping[str, tuple[int, ...]]
    of_mark: Mapping[str, Filler]
    any_mark: re.Pattern[str]
    of_section: Mapping[str, Filler]


def _by_rule(lower: str, called: Collection[int], rules: _Rules) -> Filler | None:
    straight = lower.replace("’", "'")
    in_order = (rules.rules[number] for number in sorted(set(called)))
    return next((rule.kind for rule in in_order if rule.pattern.search(straight)), None)


def _by_mark(title: str, rules: _Rules) -> Filler | None:
    if found := rules.any_mark.search(title):
        return rules.of_mark[found[0]]
    return Filler.LIST if _COUNTED.search(title) else None


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    tables = table(__name__)
    parts = {name: "".join(map(str.strip, part.splitlines())) for name, part in tables["parts"].items()}
    by_word: dict[str, tuple[int, ...]] = {}
    by_first_word: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(tables["rule"]):
        for caller in _callers(rule, parts):
            called = by_first_word if caller.startswith("^") else by_word
            for word in caller.lstrip("^").translate(_SPACES).split():
                called[word] = (*called.get(word, ()), number)
    of_mark = _kinds(tables["marks"])
    return _Rules(
        tuple(_Rule(Filler(rule["is"]), _written(rule, parts)) for rule in tables["rule"]),
        by_word,
        by_first_word,
        of_mark,
        re.compile("|".join(map(re.escape, sorted(of_mark, key=len, reverse=True)))),
        _kinds(tables["sections"]),
    )


def _kinds(table: Mapping[str, Sequence[str]]) -> dict[str, Filler]:
    """Return, by each of the signs that a table lists by kind, the kind that it is a sign of."""
    return {sign: Filler(kind) for kind, signs in table.items() for sign in signs}


def _callers(rule: Mapping[str, Any], parts: Mapping[str, str]) -> set[str]:
    """Return the words that call a rule, those of its parts among them."""
    return set(_PART.sub(lambda part: parts[part[2]].replace("|", " "), rule["called_by"]).split())


def _written(rule: Mapping[str, Any], parts: Mapping[str, str]) -> str:
    """Return all patterns of a rule as one, with its parts written out."""

    def written(part: re.Match[str]) -> str:
        if part[1]:
            return "".join(f"(?<!{word} )" for word in parts[part[2]].split("|"))
        return f"(?:{parts[part[2]]})"

    return _PART.sub(written, "|".join(rule["patterns"]))
