"""What an Item's terms and a theme's examples say of it in, the Themes that it is filed under out.

A theme takes it when both together weigh enough; of one that is not open to it only the examples speak.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.model.theme import Filing
from digest.understand.themes.gates import Evidence
from digest.understand.themes.term_weights import MOST_TERMS, Weighed

FILED = 3.0
# What an article about AI says after its first paragraphs files it, too, if it comes back to a theme so often.
_FILED_LATER = 6.0
# What each thing that happens in a theme's news weighs beside the examples where it is named, and how many count. Of
# headlines to which the examples alone gave nearly enough, over eight sets by others, 18 in a hundred were of the theme
# where none was named, 34 where one was, 71 where two were and 83 where more were; of 14,000 real items the examples
# then file 6 wrongly, not 10.
_KINDRED, _MOST_KINDRED = 1.0, 3
# From here on the examples speak against a theme, and no word of its kind says otherwise.
_AGAINST = -1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a theme's examples say of an item."""

    vote: float
    """Above 0 for it, below against it; of the scale of the terms' weights."""
    example: str
    """The one that it is most like; empty where they speak against it."""


def file(evidence: Evidence, lessons: Mapping[str, Lesson]) -> tuple[Filing, ...]:
    """Return the themes that an item is filed under, strongest first; where an example decided it is quoted.

    A theme for which the opening speaks enough has the opening's score, also where what comes later has a larger one.
    """
    filings = {
        filing.theme: filing for filing in (*_by_what_comes_later(evidence), *_by_opening(evidence, lessons))
    }
    return tuple(sorted(filings.values(), key=lambda filing: (-filing.score, filing.theme)))


def _by_what_comes_later(evidence: Evidence) -> Iterator[Filing]:
    """Yield the themes that an item comes back to; the examples, which know it by its opening, have no say in it."""
    for one in evidence.later:
        if one.score >= _FILED_LATER:
            yield Filing(one.theme, round(one.score * FILED / _FILED_LATER, 2), one.terms)


def _by_opening(evidence: Evidence, lessons: Mapping[str, Lesson]) -> Iterator[Filing]:
    """Yield the themes for which terms and examples speak enough."""
    opened = {one.theme: one for one in evidence.themes}
    for theme, said in ({theme: Weighed(theme, 0.0, ()) for theme in lessons} | opened).items():
        lesson, score = lessons.get(theme), said.score
        if lesson:
            score = score + lesson.vote + _of_its_kind(lesson, evidence.kindred.get(theme, 0))
        if score < FILED:
            continue
        terms = said.terms
        if lesson and lesson.example and said.score < FILED:
            terms = (f"“{lesson.example}”", *terms)
        yield Filing(theme, round(score, 2), terms[:MOST_TERMS])


def _of_its_kind(lesson: Lesson, kindred: int) -> float:
    """Return what it adds to a lesson that so many things are named which happen in the theme's news."""
    return _KINDRED * min(kindred, _MOST_KINDRED) if lesson.vote > _AGAINST else 0.0
