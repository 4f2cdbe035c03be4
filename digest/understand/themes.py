"""Which Themes an Item belongs to, and by which terms.

First the terms are weighed and the gates tried. Every theme is open to a text that holds an AI or chip anchor, or
names a lab, a model or a chip; some themes are also opened by a strong term beside a place. Then, if the item has a
vector, the theme's own examples are asked as well, and the item is filed under each theme that weighs enough.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.model.knowledge import Knowledge
from digest.model.theme import Filing, Term, Theme
from digest.tags import UNKNOWN
from digest.understand.actors import Named
from digest.understand.lexicon import Hit
from digest.understand.patterns import ANY, Among, Patterns, Said

# The weights and the threshold were tried on cases written by hand. What is near must not file by its place in a
# title against what the examples say.
_WEIGHTS = {"opening": 3.0, "strong": 3.0, "near": 1.5, "weak": 1.0, "negative": -3.0}
TITLE = 2.0
FILED = 3.0
# What an article about AI says after its first paragraphs files it, too, if it comes back to a theme so often.
FILED_LATER = 6.0
# The examples must say this much more where no term opens the theme to a text: most such texts are other news.
_UNOPENED = 0.3
# Weak terms count once a strong or near one does, or when there are so many of them.
_WEAK_ALONE = 4
# Concepts that say who and where. The others in a theme's patterns say what happens in its news: where a text names
# some of those in its title and first lines, the examples need to say less.
_WHO_AND_WHERE = frozenset(
    {
        "ai",
        "chip",
        "place",
        "lab",
        "company",
        "customer",
        "model",
        "platform",
        "university",
        "person",
        "founder",
        "chipmaker",
        "open_family",
        "authority",
        "chip_firm",
        "foundry",
        "chat_app",
        "state",
        "accelerator",
        "china",
        "usa",
        "third_country",
        "haven",
        "technology",
    }
)
_FIRST_TOKENS = 120
# What each of them weighs beside the examples, and how many count. Of headlines to which the examples alone gave
# nearly enough, over eight sets by others, 18 in a hundred were of the theme where none was named, 34 where one
# was, 71 where two were and 83 where more were; of 14,000 real items the examples then file 6 wrongly, not 10.
_KINDRED, _MOST_KINDRED = 1.0, 3
# From here on the examples speak against a theme, and no word of its kind says otherwise.
_AGAINST = -1.0
_OPENERS = frozenset({"anchor", "opening"})
_OPENING_KINDS = frozenset({"lab", "model", "chip"})
# One of these in a title is worth a look, though it opens no theme: "SoftBank buys Intel shares" belongs to a
# story that others tell with the word "chip". States, their agencies and most people are in too much other news.
_ACTING_KINDS = frozenset(
    {
        "company",
        "founder",
        "lab",
        "platform",
        "product",
        "program",
        "university",
        "law",
        "technology",
        "think_tank",
    }
)
# So is a title in which one of these stands beside a slight word of a theme: "Beijing vows reprisals for a veto on 37
# firms". On a week that nobody of ours had read, F1 over pairs across languages rose from 0.81 to 0.83 by it; of the
# news of a day, whatever it is about, one item in fifty more is looked at.
_SIDES = frozenset({"china", "usa"})
_SLIGHT = frozenset({"near", "weak"})
_MOST_TERMS = 6
_CONCEPT = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much an item's terms say for one theme that is open to it."""

    theme: str
    score: float
    terms: tuple[str, ...]
    """As the text writes them, weightiest first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the terms say of one item."""

    gate_open: bool
    """True when some theme's gate let the item through, filed or not, or its title makes it worth a look."""
    about_ai: bool = False
    """True when every theme is open to it."""
    themes: tuple[Weighed, ...] = ()
    kindred: Mapping[str, int] = field(default_factory=dict)
    """How many of the things that happen in a theme's news are named in its first lines, by theme."""
    later: tuple[Weighed, ...] = ()
    """What the text after its first paragraphs says, of an item that every theme is open to."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a theme's examples say of an item."""

    vote: float
    """Above 0 for it, below against it; of the scale of the terms' weights."""
    example: str
    """The one that it is most like; empty where they speak against it."""


class ThemeTerms:
    """All themes' terms and anchors, compiled once."""

    def __init__(self, knowledge: Knowledge, kinds: Mapping[str, str]) -> None:
        """`kinds` are those of the actors, by id."""
        # Themes that a strong term opens by itself, and those that it opens beside a place.
        self._own = frozenset(theme.id for theme in knowledge.themes if theme.own)
        self._placed = frozenset(theme.id for theme in knowledge.themes if theme.opens_with_place)
        self._kindred = {theme.id: _kindred(theme) for theme in knowledge.themes}
        self._kinds = kinds
        self._patterns = Patterns(_concepts(knowledge))
        for owner, term in _terms(knowledge):
            # Anchors, and what opens a theme by itself.
            opens = term.strength in _OPENERS or (term.strength == "strong" and owner in self._own)
            self._patterns.add(owner, term, opens=opens)

    def weigh(
        self,
        found: Sequence[str],
        title: int,
        named: Named,
        written: Callable[[int, int], str],
        *,
        language: str = UNKNOWN,
        on_topic: bool = False,
    ) -> Evidence:
        """Weigh an item by its tokens, the first `title` of which are its title, and by who is named in them.

        `written` returns the text from one token up to another, for the terms that are reported.
        """
        kinds = [Hit(hit.start, hit.end, self._kinds[hit.value]) for hit in named.sure]
        acts = self._has_acting(named, title)
        about_ai = on_topic or any(hit.value in _OPENING_KINDS for hit in kinds)
        # Most items are other news. Their texts need not be searched for thousands of terms.
        if not about_ai and not self._patterns.find(found, language, kinds, among=Among.OPENING).said:
            return self._weigh_other_news(found, title, kinds, language, acts=acts)
        said, concepts = self._patterns.find(found, language, kinds, first=title + 1 + _FIRST_TOKENS)
        anchors = {one.owner for one in said if one.term.strength == "anchor"}
        about_ai = about_ai or bool(anchors & {"ai", "chip"})
        opened = self._opened(said, about_ai=about_ai, has_place="place" in anchors)
        weighed = [_weigh(theme, terms, title, written) for theme, terms in opened.items()]
        if about_ai or acts or opened or _tells(said, title):
            return Evidence(True, about_ai, tuple(weighed), self._kindred_among(concepts))
        # Only examples can file it, and none of its words speaks for them.
        return Evidence(gate_open=self._tells_of_a_side(found[:title], kinds, language))

    def _weigh_other_news(
        self, found: Sequence[str], title: int, kinds: Sequence[Hit[str]], language: str, *, acts: bool
    ) -> Evidence:
        """Weigh an item that no term opens a theme to: its title alone may make it worth a look."""
        in_title = [hit for hit in kinds if hit.end <= title]
        said = self._patterns.find(found[:title], language, in_title, among=Among.STRONG).said
        if not acts and not _tells(said, title):
            return Evidence(gate_open=False)
        first = title + 1 + _FIRST_TOKENS
        concepts = self._patterns.find(found[:first], language, first=first).concepts
        return Evidence(gate_open=True, kindred=self._kindred_among(concepts))

    def _tells_of_a_side(self, title: Sequence[str], kinds: Sequence[Hit[str]], language: str) -> bool:
        """True for a title that names a side of the contest beside any word of a theme."""
        in_title = [hit for hit in kinds if hit.end <= len(title)]
        said, sides = self._patterns.find(title, language, in_title, first=len(title))
        return not sides.isdisjoint(_SIDES) and any(one.term.strength in _SLIGHT for one in said)

    def _has_acting(self, named: Named, title: int) -> bool:
        """True for a title that names one of those who make it worth a look, if only perhaps."""
        hits = (*named.sure, *named.unsure)
        return any(self._kinds[hit.value] in _ACTING_KINDS and hit.end <= title for hit in hits)

    def _opened(self, said: Sequence[Said], *, about_ai: bool, has_place: bool) -> dict[str, list[Said]]:
        """Return the themes that are open to a text which says these terms, each with its own."""
        by_theme: dict[str, list[Said]] = {}
        for one in said:
            if one.term.strength != "anchor":
                by_theme.setdefault(one.owner, []).append(one)
        return {
            theme: terms
            for theme, terms in by_theme.items()
            if about_ai or self._opens(theme, terms, has_place=has_place)
        }

    def _kindred_among(self, concepts: frozenset[str]) -> dict[str, int]:
        """Return how many of these say what happens in a theme's news, by theme."""
        counts = {theme: len(words & concepts) for theme, words in self._kindred.items()}
        return {theme: count for theme, count in counts.items() if count}

    def _opens(self, theme: str, terms: Sequence[Said], *, has_place: bool) -> bool:
        strengths = {one.term.strength for one in terms}
        if "opening" in strengths:
            return True
        return "strong" in strengths and (theme in self._own or (theme in self._placed and has_place))


def file(evidence: Evidence, lessons: Mapping[str, Lesson]) -> tuple[Filing, ...]:
    """Return the themes that an item is filed under, strongest first; where an example decided it is quoted.

    A theme that is not open to the item takes it when the examples alone say so. They know an item by its opening, so
    that they have no say in what comes later.
    """
    opened = {one.theme: one for one in evidence.themes}
    weighed = {theme: Weighed(theme, 0.0, ()) for theme in lessons} | opened
    filings = {
        one.theme: Filing(one.theme, round(one.score * FILED / FILED_LATER, 2), one.terms)
        for one in evidence.later
        if one.score >= FILED_LATER
    }
    for theme, one in weighed.items():
        lesson = lessons.get(theme)
        score = one.score
        if lesson:
            score += lesson.vote
            if lesson.vote > _AGAINST:
                score += _KINDRED * min(evidence.kindred.get(theme, 0), _MOST_KINDRED)
        is_open = evidence.about_ai or theme in opened
        if score < (FILED if is_open else FILED + _UNOPENED):
            continue
        terms = one.terms
        if lesson and lesson.example and one.score < FILED:
            terms = (f"“{lesson.example}”", *terms)
        filings[theme] = Filing(theme, round(score, 2), terms[:_MOST_TERMS])
    return tuple(sorted(filings.values(), key=lambda filing: (-filing.score, filing.theme)))


def _tells(said: Sequence[Said], title: int) -> bool:
    """True for a strong term in the title, which is worth a look: "Beijing curbs gallium exports" names no chip."""
    return any(one.term.strength == "strong" and one.at[0] < title for one in said)


def _terms(knowledge: Knowledge) -> Iterator[tuple[str, Term]]:
    """Yield the terms of all themes and those of the anchors, each with whose it is."""
    for theme in knowledge.themes:
        for term in theme.terms:
            yield theme.id, term
    for anchor, terms in knowledge.anchors.items():
        for term in (Term(ANY, "anchor", f"@{anchor}"), *filter(_needs_company, terms)):
            yield anchor, replace(term, strength="anchor")


def _concepts(knowledge: Knowledge) -> dict[str, list[Term]]:
    """Return the words of each concept; the gates' anchors are concepts too, but for those that need company."""
    concepts = {name: list(terms) for name, terms in knowledge.concepts.items()}
    for anchor, terms in knowledge.anchors.items():
        concepts.setdefault(anchor, []).extend(term for term in terms if not _needs_company(term))
    return concepts


def _kindred(theme: Theme) -> frozenset[str]:
    """Return the concepts of what happens in the theme's news."""
    named = (_CONCEPT.findall(term.text) for term in theme.terms if term.strength != "negative")
    return frozenset(name for names in named for name in names) - _WHO_AND_WHERE


def _needs_company(anchor: Term) -> bool:
    """True for an anchor that opens a gate only beside another word: a fab that is in a place, not the fab four."""
    return "~" in anchor.text


def _weigh(
    theme: str, said: Sequence[Said], title_tokens: int, written: Callable[[int, int], str]
) -> Weighed:
    """Count each term once, double in the title; weak ones only beside others.

    Two terms that stand on the same words are one piece of evidence: the weightier counts, or the longer.
    """
    weighed = sorted(
        ((_WEIGHTS[one.term.strength] * (TITLE if one.at[0] < title_tokens else 1.0), one) for one in said),
        key=lambda pair: (-abs(pair[0]), -len(pair[1].at), pair[1].at),
    )
    counted: dict[tuple[str, str], tuple[float, Said]] = {}
    seen: set[int] = set()
    for weight, one in weighed:
        key = (one.term.strength, one.term.text)
        if weight < 0:
            counted.setdefault(key, (weight, one))
        elif key not in counted and 2 * len(seen.intersection(one.at)) < len(one.at):
            counted[key] = (weight, one)
            seen.update(one.at)
    score = sum(weight for weight, _ in counted.values())
    weak = [weight for (strength, _), (weight, _) in counted.items() if strength == "weak"]
    if len(weak) < _WEAK_ALONE and not any(
        weight > 0 and key[0] != "weak" for key, (weight, _) in counted.items()
    ):
        score -= sum(weak)
    telling = sorted(
        (-weight, " ~ ".join(written(start, end) for start, end in one.parts))
        for weight, one in counted.values()
        if weight > 0
    )
    return Weighed(theme, score, tuple(dict.fromkeys(words for _, words in telling))[:_MOST_TERMS])
