"""A Story in, its telling sentences out, each with its Items. Extracted, never composed.

News says first what happened, so position decides: a clean lead, then what another sentence adds.
"""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from digest.model.digest import Sentence
from digest.model.item import Item
from digest.model.story import Story
from digest.scripts import is_cjk_text
from digest.sentences import sentences
from digest.tags import language_of
from digest.tell.leaning import is_dangling, points_back
from digest.tell.shortened import SENTENCE_LIMIT, shortened, without_last_word
from digest.tell.titles import read_by, told_as
from digest.understand.furniture import article_lines, is_furniture
from digest.words import word_set, words

# Members read for one story, the first tellings of it and some of each language; and sentences read of each.
_MOST_ITEMS, _MOST_READ = 12, 8
# Sentences that a story is told in.
_MOST_TOLD = 3
# A sentence adds nothing when so much of it stands in another one, or in all that was said.
_REPEATED, _SAID = 0.5, 0.6
# A sentence is its item's title again when so much of it stands there.
_TITLE_AGAIN = 0.85
_SHORTEST, _SHORTEST_CJK = 40, 16
# What a sentence is worth beside its place, which gives the opening one 1, the next 0.5: the title's own item words
# the story best, a number or a theme's term says more than neither, and what breaks off tells half of it.
_LIKE_TITLE, _TITLED_SO = 0.5, 0.3
_NUMBER, _THEME_TERM = 0.15, 0.1
_CUT, _TOO_LONG, _UNENDED, _IN_FIRST_PERSON = 0.6, 0.5, 0.4, 0.8
# Another voice is worth something behind the lead; what the lead said counts against a sentence in full.
_OTHER_OUTLET = 0.2
# A shorter summary is a teaser: the page's own text is read in its place.
_TEASER = 120

_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,/'-]{2,40}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*\([^)]{2,30}\)\s*[-–—:]+\s*|^\([^)]{2,40}\)\s*[-–—]+\s*"
)
# The mark before a point of a list.
_POINT = re.compile(r"^[—–•*·▪-]\s+")
# How a page of handed-on reports says who handed one on.
_HANDED_ON = re.compile(
    r"^(?:an?\s|long-?\s?time\s)[^:.]{0,40}\b(?:reader|user|contributor)\b[^:.]{0,80}:\s+", re.IGNORECASE
)
# What somebody says of himself, by language: news where it is quoted, else how the author came by it. "Phase I" is nobody,
# and Polish "ich" is "theirs".
_FIRST_PERSON = {
    "de": re.compile(r"\b[Ii]ch\b"),
    "en": re.compile(
        r"(?:^|[^\w\s] |\b(?:and|as|because|but|if|so|that|what|when|where|which|while) )I\b"
        r"|\b(?:I['’](?:m|ve|d|ll)|[Mm]y|[Mm]yself)\b"
    ),
    "fr": re.compile(r"\b(?:[Jj]e|[Jj]['’]ai)\b"),
    "zh": re.compile("笔者|筆者|小编"),
}
_QUOTES = re.compile('["“”«»„「『]')
_CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_ENDS = re.compile(r"[.!。！.][\"”’»)\]』」]*$")
_STOPS = re.compile(r"[^\w\s,;:–—-]$")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Summary:
    """How a story is told: a title as one outlet words it, and sentences found in its items."""

    title: str
    language: str
    sentences: tuple[Sentence, ...]
    headline_only: bool
    """True when no item has a sentence that can be told by itself."""
    told_in: str = ""
    """The language of the sentences, which may be another than the title's; empty where it is more than one."""


@dataclass(frozen=True, slots=True)
class _Yardstick:
    """What a sentence is held against."""

    title: str
    words: frozenset[str]
    terms: frozenset[str]
    """Words of the terms that filed the story."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    item: Item
    position: int
    """Among the sentences of its item; 0 opens it."""
    is_cut_off: bool
    """True when its feed ended in the middle of it."""
    said: frozenset[str]


def summarise(
    story: Story,
    items: Sequence[Item],
    *,
    languages: Sequence[str],
    theme_terms: Collection[str] = (),
    avoid: Collection[str] = (),
) -> Summary:
    """Return the clearest title and up to three sentences, in the first preferred language that is there.

    `avoid` holds sentences that the same digest has said already.
    """
    title, language, own = told_as(story, items, languages)
    yardstick = _yardstick(title, theme_terms)
    chosen: list[_Candidate] = []
    headline_only = True
    # A headline alone is followed by what the next language tells that the channel reads.
    for said in (own, *read_by(items, languages)):
        candidates = [candidate for item in said[:_MOST_ITEMS] for candidate in _candidates(item, title)]
        if chosen := _choose(candidates, yardstick, avoid, _MOST_TOLD):
            break
        headline_only = headline_only and not _choose(candidates, yardstick, (), 1)
    told = tuple(_found_in(one, items) for one in chosen)
    told_in = {one.item.language for one in chosen}
    return Summary(
        title, language, told, headline_only and not told, told_in.pop() if len(told_in) == 1 else ""
    )


def _candidates(item: Item, title: str) -> list[_Candidate]:
    text = item.summary if len(item.summary) >= _TEASER or not item.content else item.content
    told = (sentence for line in article_lines(text) for sentence in sentences(line))
    found = []
    for position, sentence in enumerate(islice(told, _MOST_READ)):
        clean = _HANDED_ON.sub("", _DATELINE.sub("", _POINT.sub("", sentence))).strip()
        if _is_telling(clean, item, title):
            # A text that ends its other sentences would have ended its last one, too.
            is_cut_off = position > 0 and text.endswith(clean) and not _STOPS.search(clean)
            found.append(_Candidate(clean, item, position, is_cut_off, word_set(clean)))
    return found


def _is_telling(sentence: str, item: Item, title: str) -> bool:
    if not _is_long_enough(sentence) or is_furniture(sentence) or is_dangling(sentence, item.language):
        return False
    if sentence.endswith(("?", "？", ":", "：")) or "http" in sentence:
        return False
    said = word_set(sentence)
    return max(_overlap(said, word_set(other)) for other in (title, item.title)) < _TITLE_AGAIN


def _is_long_enough(sentence: str) -> bool:
    if len(sentence) >= _SHORTEST:
        return True
    return len(sentence) >= _SHORTEST_CJK and is_cjk_text(sentence)


def _yardstick(title: str, theme_terms: Collection[str]) -> _Yardstick:
    terms = frozenset(word for term in theme_terms for word in words(term.rstrip("*")))
    return _Yardstick(title, word_set(title), terms)


def _choose(
    candidates: Sequence[_Candidate], yardstick: _Yardstick, avoid: Collection[str], most: int
) -> list[_Candidate]:
    said = [word_set(text) for text in avoid]
    known = set(yardstick.words)
    chosen: list[_Candidate] = []
    pool = list(candidates)
    while len(chosen) < most and (plain := [one for one in pool if _is_plain(one, chosen)]):
        best = max(plain, key=lambda one: (_worth(one, yardstick, chosen), -one.position, one.item.id))
        pool.remove(best)
        if any(_overlap(best.said, other) > _REPEATED for other in said):
            continue
        if chosen and (
            not _ENDS.search(best.text) or _is_in_first_person(best) or _adds_nothing(best, known)
        ):
            continue
        chosen.append(best)
        said.append(best.said)
        known |= best.said
    # What stands behind the lead in its own item reads on from it.
    return [
        *chosen[:1],
        *sorted(chosen[1:], key=lambda one: (one.item.id != chosen[0].item.id, one.position)),
    ]


def _is_plain(one: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Say whether a reader knows what a sentence speaks of where it would stand."""
    if one.position == 0 or not points_back(one.text):
        return True
    return any(other.item is one.item and other.position == one.position - 1 for other in chosen)


def _worth(one: _Candidate, yardstick: _Yardstick, chosen: Sequence[_Candidate]) -> float:
    worth = 1.0 / (1 + one.position)
    worth += _LIKE_TITLE * _overlap(yardstick.words, one.said) + _TITLED_SO * (
        one.item.title == yardstick.title
    )
    worth += _NUMBER * bool(re.search(r"\d", one.text)) + _THEME_TERM * bool(yardstick.terms & one.said)
    worth -= _CUT * bool(_CUT_OFF.search(one.text)) + _TOO_LONG * (len(one.text) > SENTENCE_LIMIT)
    worth -= _UNENDED * (not _ENDS.search(one.text)) + _IN_FIRST_PERSON * _is_in_first_person(one)
    if chosen:
        worth += _OTHER_OUTLET * (one.item.outlet not in {other.item.outlet for other in chosen})
        worth -= max(_overlap(one.said, other.said) for other in chosen)
    return worth


def _is_in_first_person(one: _Candidate) -> bool:
    speaker = _FIRST_PERSON.get(language_of(one.item.language))
    return speaker is not None and speaker.search(one.text) is not None and not _QUOTES.search(one.text)


def _adds_nothing(one: _Candidate, known: Set[str]) -> bool:
    """True when the words were said, or when it opens another item without a number that is new.

    What opens an item tells what the lead tells, in whatever words; by the same number, another year is none.
    """
    if _overlap(one.said, known) > _SAID:
        return True
    if one.position > 0:
        return False
    numbers = {word for word in one.said if word[0].isdigit()}
    new = numbers - known
    return all(map(_YEAR.fullmatch, new)) if numbers & known else not new


def _overlap(one: frozenset[str], other: Set[str]) -> float:
    return len(one & other) / len(one) if one else 0.0


def _found_in(one: _Candidate, items: Sequence[Item]) -> Sentence:
    holders = tuple(item.id for item in items if one.text in item.summary or one.text in item.content)
    return Sentence(shortened(without_last_word(one.text) if one.is_cut_off else one.text), holders)
