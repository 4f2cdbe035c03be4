"""A Story in, its telling sentences out, each with its Items. Extracted, never composed.

News says first what happened, so position decides: a clean lead, then what another sentence adds.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digest.model import Item, Sentence, Story
from digest.text import cut, is_cjk, sentences, words

SENTENCE_LIMIT = 240
# Members read for one story: the first tellings of it and some of each language.
_MOST_ITEMS = 12
_MOST_SENTENCES = 8
# A sentence that repeats so much of what was said adds nothing.
_REPEATED = 0.6
_SHORTEST, _SHORTEST_CJK = 40, 16

_BOILERPLATE = re.compile(
    r"appeared first on|read (?:more|also|the full)|continue reading|click here|sign up|subscri(?:be|ption)|newsletter|cookie"
    r"|all rights reserved|©|image (?:credit|source)|photo(?: by|:)|getty|shutterstock|follow us|advertisement|sponsored"
    r"|lire (?:aussi|la suite)|à lire|image de couverture|abonn|leer (?:más|también)|weiterlesen|lesen sie|mehr dazu"
    r"|czytaj|więcej na|pełna wersja|延伸阅读|延伸閱讀|相关阅读|责任编辑|責任編輯|编辑[::]|来源[::]|関連記事|続きを読む|기자 =|구독",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:by|par|von|por)\s+[A-ZÀ-Þ][\w.-]+ [A-ZÀ-Þ][\w.-]+\W*$|^[^.]{0,40}\|[^.]{0,60}$")
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,/'-]{2,40}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*\([^)]{2,30}\)\s*[-–—:]+\s*|^\([^)]{2,40}\)\s*[-–—]+\s*"
)
# A sentence that leans on one before it.
_DANGLING = re.compile(
    r"^(?:however|but|and|also|yet|still|meanwhile|moreover|therefore|thus|so|then|he|she|it|they|this|that|these|those|its|his|her|their|there"
    r"|mais|et|cependant|toutefois|il|elle|ils|elles|ce|cette|ces|cela|son|sa|ses|or|puis|ainsi|aber|und|jedoch|er|sie|es|dies\w*|doch|auch"
    r"|pero|sin embargo|y|él|ella|este|esta|esto|su|sus)\b|^(?:该|此|其|他|她|它|但|不过|而|并|同时|另外|また|しかし|この|その|同社|이|그|하지만|또)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_ENDS = re.compile(r"[.!。！.][\"”’»)\]』」]*$")


@dataclass(frozen=True, slots=True)
class Summary:
    """How a story is told: a title as one outlet words it, and sentences found in its items."""

    title: str
    language: str
    sentences: tuple[Sentence, ...]
    headline_only: bool
    """True when no item carries a text beside its title."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    item: Item
    position: int
    said: frozenset[str]


def summarise(
    story: Story,
    items: Sequence[Item],
    *,
    languages: Sequence[str],
    theme_terms: Collection[str] = (),
    avoid: Collection[str] = (),
    most: int = 3,
) -> Summary:
    """Return the clearest title and one to `most` sentences, in the first preferred language that is there.

    `avoid` holds sentences that the same digest has said already.
    """
    language = _language(items, languages) or story.language
    own = [item for item in items if item.language == language] or list(items)
    title = story.title if story.language == language else clearest_title(own)
    candidates = [candidate for item in own[:_MOST_ITEMS] for candidate in _candidates(item, title)]
    headline_only = not any(_has_text(item) for item in items)
    chosen = _choose(candidates, title, theme_terms, avoid, most)
    return Summary(title, language, tuple(_found_in(one.text, own) for one in chosen), headline_only)


def clearest_title(items: Sequence[Item]) -> str:
    """Return the title that shares most with the others; of equals, the earliest."""
    said = [frozenset(words(item.title)) for item in items[:_MOST_ITEMS]]

    def nearness(at: int) -> float:
        return sum(len(said[at] & other) / (len(said[at] | other) or 1) for other in said)

    best = max(range(len(said)), key=lambda at: (round(nearness(at), 6), -at))
    return items[best].title


def _language(items: Sequence[Item], languages: Sequence[str]) -> str | None:
    there = {item.language for item in items}
    for wanted in languages:
        for language in sorted(there):
            if language == wanted or (wanted == "zh" and language.startswith("zh")):
                return language
    return None


def _has_text(item: Item) -> bool:
    return len(item.summary) > len(item.title) // 2 + 40 or bool(item.content)


def _candidates(item: Item, title: str) -> list[_Candidate]:
    text = item.summary if len(item.summary) >= 120 or not item.content else item.content
    found = []
    for position, sentence in enumerate(sentences(text)[:_MOST_SENTENCES]):
        clean = _DATELINE.sub("", sentence).strip()
        if _is_telling(clean, item, title):
            found.append(_Candidate(clean, item, position, frozenset(words(clean))))
    return found


def _is_telling(sentence: str, item: Item, title: str) -> bool:
    shortest = _SHORTEST_CJK if sentence and is_cjk(sentence[len(sentence) // 2]) else _SHORTEST
    if len(sentence) < shortest or _BOILERPLATE.search(sentence) or _BYLINE.search(sentence):
        return False
    if sentence.endswith(("?", "？", ":", "：")) or sentence.count("http"):
        return False
    said = frozenset(words(sentence))
    return (
        _overlap(said, frozenset(words(title))) < 0.85 and _overlap(said, frozenset(words(item.title))) < 0.85
    )


def _choose(
    candidates: Sequence[_Candidate],
    title: str,
    theme_terms: Collection[str],
    avoid: Collection[str],
    most: int,
) -> list[_Candidate]:
    heading = frozenset(words(title))
    terms = frozenset(word for term in theme_terms for word in words(term.rstrip("*")))
    said = [frozenset(words(text)) for text in avoid]
    chosen: list[_Candidate] = []
    pool = list(candidates)
    while pool and len(chosen) < most:
        best = max(pool, key=lambda one: (_worth(one, heading, terms, chosen), -one.position, one.item.id))
        pool.remove(best)
        if any(_overlap(best.said, other) > _REPEATED for other in said):
            continue
        if chosen and (_DANGLING.search(best.text) or _CUT_OFF.search(best.text)):
            continue
        chosen.append(best)
        said.append(best.said)
    # What stands behind the lead in its own item reads on from it.
    return [
        *chosen[:1],
        *sorted(chosen[1:], key=lambda one: (one.item.id != chosen[0].item.id, one.position)),
    ]


def _worth(
    one: _Candidate, heading: frozenset[str], terms: frozenset[str], chosen: Sequence[_Candidate]
) -> float:
    worth = 1.0 / (1 + one.position)
    worth += 0.5 * _overlap(heading, one.said)
    worth += 0.15 * bool(re.search(r"\d", one.text)) + 0.1 * bool(terms & one.said)
    worth -= 0.8 * bool(_DANGLING.search(one.text)) + 0.6 * bool(_CUT_OFF.search(one.text))
    worth -= 0.3 * (len(one.text) > SENTENCE_LIMIT) + 0.2 * (not _ENDS.search(one.text))
    if chosen:
        worth += 0.2 * (one.item.outlet not in {other.item.outlet for other in chosen})
        worth -= max(_overlap(one.said, other.said) for other in chosen)
    return worth


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one) if one else 0.0


def _found_in(text: str, items: Sequence[Item]) -> Sentence:
    holders = tuple(item.id for item in items if text in item.summary or text in item.content)
    return Sentence(cut(text, SENTENCE_LIMIT), holders)
