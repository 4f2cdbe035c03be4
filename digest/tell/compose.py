"""Ranked stories in, one Subscription's Digest for one Window out, with how each story fared."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from digest.ids import derive_id
from digest.model import (
    Actor,
    Change,
    ChangeKind,
    Coverage,
    Digest,
    Figure,
    Item,
    OutletLink,
    Section,
    Sentence,
    Story,
    Subscription,
    Telling,
    Told,
    Verdict,
    Window,
)
from digest.tell.changes import changes
from digest.tell.rank import NO_ROOM, Ranked, balanced
from digest.tell.summarise import Summary, clearest_title, summarise
from digest.tell.voice import speaker
from digest.text import words
from digest.understand.figures import agree
from digest.understand.outlets import sides, silent_sides, voices
from digest.understand.turns import turns

TOLD_BEFORE = "told before, nothing new"
DOUBLE = "another story of this digest tells the same"
MUTED_OUTLET = "muted outlet: {outlet}"

MOST_SENTENCES, MOST_FIGURES, MOST_LINKS = 3, 3, 5
# Titles that share this much of their words tell one thing; shorter ones are alike by chance.
_SAME_TITLE, _FEWEST_WORDS = 0.7, 4
# Of a title that was told in another digest less is enough: what is new in it is asked for besides.
_TOLD_TITLE = 0.6
# Changes in what happened; the others are in who tells it, which is no reason to tell it in other words.
_TELLS_MORE = frozenset(ChangeKind) - {ChangeKind.NEW_SIDE, ChangeKind.SECOND_OWNER}
# What was told longer ago is not told again by a title that looks like it.
_LIKE_TOLD = timedelta(days=7)


def compose(
    subscription: Subscription,
    window: Window,
    ranked: Sequence[Ranked],
    items_of: Mapping[str, Sequence[Item]],
    told: Mapping[str, Told],
    coverage: Coverage,
    *,
    date: dt.date,
    actors: Mapping[str, Actor] | None = None,
) -> tuple[Digest, list[Verdict]]:
    """Return the digest and a verdict for every ranked story, in the order of `ranked`.

    A story whose items are not given was too far down to be told. `told` may hold other stories than those
    ranked: one that shares an item or a title with a told one counts as told. `actors` (by id) name who is
    new in an update.
    """
    memory = _Memory(told, window)
    fared = {
        each.story.id: each.held_back_by or _candidate(each, items_of, memory, actors, subscription)
        for each in ranked
    }
    reasons = {story: found for story, found in fared.items() if isinstance(found, str)}
    candidates = [found for found in fared.values() if not isinstance(found, str)]
    chosen = _choose(_without_doubles(candidates, reasons), subscription)
    sections = _tell(chosen, subscription, window)
    shown = {telling.story for section in sections for telling in section.stories}
    digest = Digest(
        id=derive_id(subscription.team, subscription.name, date, subscription.edition),
        subscription=subscription.key,
        edition=subscription.edition,
        date=date,
        window=window,
        sections=sections,
        coverage=replace(
            coverage,
            shown=len(shown),
            # Those that were too many to be ranked were held back, too.
            held_back=coverage.held_back + len(ranked) - len(shown),
        ),
    )
    return digest, [_verdict(each, each.story.id in shown, reasons.get(each.story.id)) for each in ranked]


def _verdict(ranked: Ranked, shown: bool, reason: str | None) -> Verdict:
    parts = {part: round(value, 3) for part, value in ranked.parts.items()}
    return Verdict(ranked.story.id, shown, None if shown else reason or NO_ROOM, parts)


# ---- what can be told -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    ranked: Ranked
    items: tuple[Item, ...]
    """Without those of muted outlets."""
    has_muted: bool
    told: Told | None
    changes: tuple[Change, ...]
    words: frozenset[str]

    @property
    def story(self) -> Story:
        return self.ranked.story


class _Memory:
    """What a channel was told, to be asked by story, by item and by title."""

    def __init__(self, told: Mapping[str, Told], window: Window) -> None:
        self._by_story = told
        self._by_item = {item: each for each in told.values() for item in each.items}
        self._titles = [
            (frozenset(words(each.title)), each)
            for each in told.values()
            if each.at >= window.start - _LIKE_TOLD
        ]

    def of(self, story: Story, items: Sequence[Item], title: frozenset[str]) -> Told | None:
        if found := self._by_story.get(story.id):
            return found
        if found := next((self._by_item[item.id] for item in items if item.id in self._by_item), None):
            return found
        said = {frozenset(words(item.title)) for item in items}
        return next(
            (
                each
                for known, each in self._titles
                if _is_same_title(title, known, _TOLD_TITLE)
                or (len(known) >= _FEWEST_WORDS and known in said)
            ),
            None,
        )


def _candidate(
    ranked: Ranked,
    items_of: Mapping[str, Sequence[Item]],
    memory: _Memory,
    actors: Mapping[str, Actor] | None,
    subscription: Subscription,
) -> _Candidate | str:
    """Return the story as it can be told, or why it is not."""
    all_items = items_of.get(ranked.story.id)
    if not all_items:
        return NO_ROOM
    items = tuple(item for item in all_items if item.outlet not in subscription.mute.outlets)
    if not items:
        return MUTED_OUTLET.format(outlet=all_items[0].outlet)
    title = frozenset(words(ranked.story.title))
    told = memory.of(ranked.story, all_items, title)
    new = (
        changes(told, ranked.story, items, actors=actors, spoken=speaker(subscription.voice)) if told else []
    )
    if told and not new:
        return TOLD_BEFORE
    return _Candidate(ranked, items, len(items) < len(all_items), told, tuple(new), title)


def _without_doubles(candidates: Sequence[_Candidate], reasons: dict[str, str]) -> list[_Candidate]:
    """Return the candidates, best first, without those that tell what a stronger one does."""
    kept: list[_Candidate] = []
    seen: set[str] = set()
    for each in candidates:
        keys = _keys(each.items)
        if keys & seen or any(_is_double(each, other) for other in kept):
            reasons[each.story.id] = DOUBLE
            continue
        seen |= keys
        kept.append(each)
    return kept


def _keys(items: Iterable[Item]) -> set[str]:
    """Return what no two stories of one digest may have in common: a link, or a whole title."""
    found: set[str] = set()
    for item in items:
        if item.url:
            found.add(item.url)
        title = words(item.title)
        if len(title) >= _FEWEST_WORDS:
            found.add(" ".join(title))
    return found


def _is_double(one: _Candidate, other: _Candidate) -> bool:
    if not _is_same_title(one.words, other.words):
        return False
    ways = [turns(each.story.title, words(each.story.title)) for each in (one, other)]
    return not any(ways[1].get(kind) == -way for kind, way in ways[0].items())


def _is_same_title(one: frozenset[str], other: frozenset[str], share: float = _SAME_TITLE) -> bool:
    if min(len(one), len(other)) < _FEWEST_WORDS:
        return False
    return len(one & other) >= share * len(one | other)


# ---- what is told ---------------------------------------------------------------------------------


def _choose(candidates: Sequence[_Candidate], subscription: Subscription) -> dict[str, list[_Candidate]]:
    """Return what each section tells, best first: each theme's best, then the best of all."""
    of_theme: dict[str, list[_Candidate]] = {}
    for each in candidates:
        of_theme.setdefault(each.ranked.theme, []).append(each)
    room: dict[str, int] = {}
    firsts = [found[0] for found in of_theme.values()]
    rest = [each for found in of_theme.values() for each in found[1:]]
    by_score = [*sorted(firsts, key=_strength), *sorted(rest, key=_strength)]
    for each in by_score[: max(subscription.stories, 0)]:
        room[each.ranked.theme] = room.get(each.ranked.theme, 0) + 1
    chosen: dict[str, list[_Candidate]] = {}
    for theme in subscription.themes:
        if theme in room:
            known = {each.story.id: each for each in of_theme[theme]}
            picked = balanced([each.ranked for each in of_theme[theme]], room[theme])
            chosen[theme] = [known[each.story.id] for each in picked]
    return chosen


def _strength(candidate: _Candidate) -> tuple[float, str]:
    return -candidate.ranked.score, candidate.story.id


def _tell(
    chosen: Mapping[str, Sequence[_Candidate]], subscription: Subscription, window: Window
) -> tuple[Section, ...]:
    said: dict[str, None] = {}
    sections = []
    for theme, candidates in chosen.items():
        tellings = []
        for candidate in candidates:
            telling = _telling(candidate, theme, subscription, window, said)
            said |= dict.fromkeys(sentence.text for sentence in telling.summary)
            tellings.append(telling)
        sections.append(Section(theme, tuple(tellings)))
    return tuple(sections)


def _telling(
    candidate: _Candidate, theme: str, subscription: Subscription, window: Window, said: Mapping[str, None]
) -> Telling:
    story, items = candidate.story, candidate.items
    title, summary = _summary(candidate, theme, subscription, said)
    sentences = tuple(each for each in summary.sentences if each.text not in said)[:MOST_SENTENCES]
    # What is muted does not count either.
    carried = sides(items) if candidate.has_muted else story.viewpoints
    return Telling(
        story=story.id,
        title=title,
        language=summary.language,
        summary=sentences,
        links=_links(items, title, subscription.languages),
        viewpoints=carried,
        outlets=len({item.outlet for item in items}) if candidate.has_muted else story.outlets,
        owners=voices(items) if candidate.has_muted else story.owners,
        themes=tuple(filing.theme for filing in story.themes),
        figures=_figures(items, title, sentences),
        changes=candidate.changes,
        told_before=candidate.told.link if candidate.told else None,
        silent=silent_sides(carried, story.first_seen, window.end),
        headline_only=summary.headline_only,
    )


def _summary(
    candidate: _Candidate, theme: str, subscription: Subscription, said: Mapping[str, None]
) -> tuple[str, Summary]:
    """Return the title and the story in short: of an update, in the words of what brought the change.

    Where that is not in a language of the channel, or says nothing more, the story is told as a whole.
    """
    terms = next((filing.terms for filing in candidate.story.themes if filing.theme == theme), ())

    def of(items: Sequence[Item]) -> Summary:
        return summarise(
            candidate.story,
            items,
            languages=subscription.languages,
            theme_terms=terms,
            avoid=tuple(said),
            most=MOST_SENTENCES,
        )

    if candidate.told is None:
        summary = of(candidate.items)
        return summary.title, summary
    brought = {change.item for change in candidate.changes if change.kind in _TELLS_MORE}
    known = {language.partition("-")[0] for language in subscription.languages}
    new = [
        item
        for item in candidate.items
        if item.id in brought and item.language.partition("-")[0] in known | {"und"}
    ]
    if new and (summary := of(new)).sentences:
        own = [item for item in new if item.language == summary.language]
        return clearest_title(own or new), summary
    summary = of(candidate.items)
    return summary.title, summary


def _links(items: Sequence[Item], title: str, languages: Sequence[str]) -> tuple[OutletLink, ...]:
    """Return one link an outlet: whose title it is first, then by preferred language, then by date."""
    rank = {language: number for number, language in enumerate(languages)}
    linked = sorted(
        (item for item in items if item.url),
        key=lambda item: (
            item.title != title,
            rank.get(item.language, rank.get(item.language.partition("-")[0], len(rank))),
            item.published,
            item.id,
        ),
    )
    found: dict[str, OutletLink] = {}
    for item in linked:
        if item.outlet not in found and item.url:
            found[item.outlet] = OutletLink(item.outlet, item.url, item.language)
    return tuple(found.values())[:MOST_LINKS]


def _figures(items: Sequence[Item], title: str, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """Return a few figures: those of the sentences that are told, then of titles, each amount once."""
    told = [sentence.text for sentence in sentences]

    def nearness(figure: Figure) -> int:
        if any(figure.sentence in text or text in figure.sentence for text in told):
            return 0
        return 1 if figure.sentence in title else 2

    by_nearness = sorted((figure for item in items for figure in item.figures), key=nearness)
    found: list[Figure] = []
    for figure in by_nearness:
        if not any(agree(figure, other) for other in found):
            found.append(figure)
        if len(found) == MOST_FIGURES:
            break
    return tuple(found)
