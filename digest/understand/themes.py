"""Which Themes an Item belongs to, and by which terms.

A theme is filed when its terms weigh enough and its gate is open: the text also names an AI or chip
anchor or a lab, model or chip; for some themes a strong term beside a place is enough. A team's own
theme opens its gate with its own strong terms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Filing, Knowledge, Term
from digest.understand.actors import Names
from digest.understand.lexicon import STOPS, Hit, Lexicon, is_in_runs

# Weights and threshold of domain/themes.md, which were tried on hand-written cases there.
STRONG, NEAR, WEAK, NEGATIVE = 3.0, 2.0, 1.0, -3.0
_WEIGHTS = {"strong": STRONG, "near": NEAR, "weak": WEAK, "negative": NEGATIVE}
TITLE = 2.0
FILED = 3.0
# Weak terms count once a strong or near one does, or when there are so many of them.
_WEAK_ALONE = 4
# The parts of a near pair stand within so many tokens of one sentence; characters are tokens in CJK.
_NEAR_WORDS, _NEAR_CHARACTERS = 9, 14
# Past this a text says nothing new of its theme, and a page's footer begins.
_TEXT_TOKENS = 1500
_OPENING_KINDS = frozenset({"lab", "model", "chip"})
_MOST_TERMS = 6


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a phrase found in a text speaks for."""

    theme: str
    language: str
    strength: str
    term: str
    part: int = 0
    """Which part of a near pair this is; 0 for a whole term."""
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Filings:
    """What the terms say of one item."""

    themes: tuple[Filing, ...]
    """Strongest first."""
    gate_open: bool
    """True when some theme's gate let the item through, whether or not one was filed."""


class ThemeTerms:
    """All themes' terms and anchors, compiled once."""

    def __init__(self, knowledge: Knowledge, names: Names) -> None:
        self._themes = {theme.id: theme for theme in knowledge.themes}
        self._kinds = names.kinds
        self._lexicon: Lexicon[_Mark] = Lexicon()
        for theme in knowledge.themes:
            for term in theme.terms:
                self._add(theme.id, term)
        for anchor, terms in knowledge.anchors.items():
            for term in terms:
                self._add(anchor, Term(term.language, "anchor", term.text))

    def file(
        self,
        title: Sequence[str],
        text: Sequence[str],
        actors: Sequence[str],
        *,
        language: str = "und",
        on_topic: bool = False,
    ) -> Filings:
        """File an item by the tokens of its title and of its other text, and by who is named in it.

        Terms of its language and of English count, for a word may mean less in another: "open source" is
        a French paper's word for models, and an English one's for any program.
        """
        spoken = _spoken(language)
        title_hits = [hit for hit in self._lexicon.scan(title) if not spoken or hit.value.language in spoken]
        text_hits = [
            hit
            for hit in self._lexicon.scan(text[:_TEXT_TOKENS])
            if not spoken or hit.value.language in spoken
        ]
        anchors = {hit.value.theme for hit in (*title_hits, *text_hits) if hit.value.strength == "anchor"}
        about_ai = (
            on_topic
            or bool(anchors & {"ai", "chip"})
            or any(self._kinds.get(actor) in _OPENING_KINDS for actor in actors)
        )
        found: dict[str, dict[tuple[str, str], float]] = {}
        # Each term as the text has it, which is what a reader wants to see.
        surface: dict[tuple[str, str], str] = {}
        for hits, said, factor in ((title_hits, title, TITLE), (text_hits, text, 1.0)):
            for mark, words in _marks(hits, said):
                terms = found.setdefault(mark.theme, {})
                key = (mark.strength, mark.term)
                terms[key] = max(terms.get(key, 0.0), factor)
                surface.setdefault((mark.theme, mark.term), words)
        filings = []
        gate_open = about_ai
        for theme_id, terms in found.items():
            theme = self._themes[theme_id]
            strong = any(strength == "strong" for strength, _ in terms)
            opened = about_ai or (strong and (theme.own or (theme.opens_with_place and "place" in anchors)))
            if not opened:
                continue
            gate_open = True
            score = _score(terms)
            if score >= FILED:
                weighed = sorted(
                    (-factor * _WEIGHTS[strength], surface[theme_id, term])
                    for (strength, term), factor in terms.items()
                    if strength != "negative"
                )
                telling = dict.fromkeys(words for _, words in weighed)
                filings.append(Filing(theme_id, score, tuple(telling)[:_MOST_TERMS]))
        filings.sort(key=lambda filing: (-filing.score, filing.theme))
        return Filings(tuple(filings), gate_open)

    def _add(self, theme: str, term: Term) -> None:
        if "~" not in term.text:
            self._lexicon.add(term.text, _Mark(theme, term.language, term.strength, term.text))
            return
        sides = [side.strip() for side in term.text.split("~")]
        strength = "near" if term.strength == "strong" and len(sides) == 1 else term.strength
        for number, side in enumerate(sides):
            for way in side.split("|"):
                self._lexicon.add(
                    way.strip(), _Mark(theme, term.language, strength, term.text, number, len(sides))
                )


def _spoken(language: str) -> frozenset[str]:
    """Return the languages whose terms count in a text; none when any may."""
    if language == "und":
        return frozenset()
    chinese = {"zh-Hans", "zh-Hant"} if language.startswith("zh") else set()
    return frozenset({language, "en"} | chinese)


def _marks(hits: Sequence[Hit[_Mark]], said: Sequence[str]) -> list[tuple[_Mark, str]]:
    """Return the whole terms, and the near pairs whose parts stand close together in one sentence, as written."""
    whole = [
        (hit.value, _words(said, hit))
        for hit in hits
        if hit.value.parts == 1 and hit.value.strength != "anchor"
    ]
    pairs: dict[str, list[Hit[_Mark]]] = {}
    for hit in hits:
        if hit.value.parts > 1:
            pairs.setdefault(f"{hit.value.theme}\n{hit.value.language}\n{hit.value.term}", []).append(hit)
    for parts in pairs.values():
        wanted = parts[0].value.parts
        if len({hit.value.part for hit in parts}) == wanted and (near := _near(parts, wanted, said)):
            whole.append((parts[0].value, near))
    return whole


def _words(said: Sequence[str], hit: Hit[_Mark]) -> str:
    words = said[hit.start : hit.end]
    return ("" if all(is_in_runs(word) for word in words) else " ").join(words)


def _near(parts: Sequence[Hit[_Mark]], wanted: int, said: Sequence[str]) -> str | None:
    """Return the words of the first group of parts that stand close together; None when none do."""
    ordered = sorted(parts, key=lambda hit: hit.start)
    reach = _NEAR_CHARACTERS if is_in_runs(parts[0].value.term) else _NEAR_WORDS
    for at, first in enumerate(ordered):
        seen = {first.value.part: first}
        last = first
        for other in ordered[at + 1 :]:
            if other.start - last.end > reach or STOPS.intersection(said[last.end : other.start]):
                break
            seen.setdefault(other.value.part, other)
            last = other
            if len(seen) == wanted:
                return " ~ ".join(_words(said, hit) for _, hit in sorted(seen.items()))
    return None


def _score(terms: Mapping[tuple[str, str], float]) -> float:
    sums = {"strong": 0.0, "near": 0.0, "weak": 0.0, "negative": 0.0}
    weak = 0
    for (strength, _), factor in terms.items():
        sums[strength] += _WEIGHTS[strength] * factor
        weak += strength == "weak"
    score = sums["strong"] + sums["near"] + sums["negative"]
    if sums["strong"] or sums["near"] or weak >= _WEAK_ALONE:
        score += sums["weak"]
    return score
