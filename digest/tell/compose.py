"""An Audience and ranked stories in, its Digest out, with how each story fared."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.ids import derive_id
from digest.model.digest import Coverage, Digest, Section, Verdict
from digest.model.item import Item
from digest.model.subscription import Subscription
from digest.tell.audience import Audience
from digest.tell.balance import balanced
from digest.tell.candidates import Candidate, candidate_of, without_doubles
from digest.tell.rank import Ranked
from digest.tell.reasons import NO_ROOM
from digest.tell.telling import tell


def compose(
    audience: Audience,
    ranked: Sequence[Ranked],
    items_of: Mapping[str, Sequence[Item]],
    coverage: Coverage,
    *,
    date: dt.date,
) -> tuple[Digest, list[Verdict]]:
    """Return the digest and a verdict for every ranked story, in the order of `ranked`.

    `items_of` has the items of those stories that rank high enough to be told.
    """
    subscription = audience.subscription
    fared = {
        each.story.id: each.held_back_by or candidate_of(each, items_of.get(each.story.id, ()), audience)
        for each in ranked
    }
    reasons = {story: found for story, found in fared.items() if isinstance(found, str)}
    candidates = [found for found in fared.values() if not isinstance(found, str)]
    chosen = _choose(without_doubles(candidates, reasons), subscription)
    sections = _sections(chosen, audience)
    shown = {telling.story for section in sections for telling in section.stories}
    # `coverage` counts those that were not even ranked.
    held_back = coverage.held_back + len(ranked) - len(shown)
    digest = Digest(
        id=derive_id(subscription.team, subscription.name, date, subscription.edition),
        subscription=subscription.key,
        edition=subscription.edition,
        date=date,
        window=audience.window,
        sections=sections,
        coverage=replace(coverage, shown=len(shown), held_back=held_back),
    )
    return digest, [_verdict(each, each.story.id in shown, reasons.get(each.story.id)) for each in ranked]


def _verdict(ranked: Ranked, shown: bool, reason: str | None) -> Verdict:
    parts = {part: round(value, 3) for part, value in ranked.parts.items()}
    return Verdict(ranked.story.id, shown, None if shown else reason or NO_ROOM, parts)


def _choose(candidates: Sequence[Candidate], subscription: Subscription) -> dict[str, list[Candidate]]:
    """Return what each section tells, best first: each theme's best, then the best of all."""
    of_theme: dict[str, list[Candidate]] = {}
    for each in candidates:
        of_theme.setdefault(each.ranked.theme, []).append(each)
    room: dict[str, int] = {}
    firsts = [found[0] for found in of_theme.values()]
    rest = [each for found in of_theme.values() for each in found[1:]]
    by_score = [*sorted(firsts, key=_strength), *sorted(rest, key=_strength)]
    for each in by_score[: subscription.stories]:
        room[each.ranked.theme] = room.get(each.ranked.theme, 0) + 1
    chosen: dict[str, list[Candidate]] = {}
    for theme in subscription.themes:
        if theme in room:
            known = {each.story.id: each for each in of_theme[theme]}
            picked = balanced([each.ranked for each in of_theme[theme]], room[theme])
            chosen[theme] = [known[each.story.id] for each in picked]
    return chosen


def _strength(candidate: Candidate) -> tuple[float, str]:
    return -candidate.ranked.score, candidate.story.id


def _sections(chosen: Mapping[str, Sequence[Candidate]], audience: Audience) -> tuple[Section, ...]:
    said: dict[str, None] = {}
    sections = []
    for theme, candidates in chosen.items():
        tellings = []
        for candidate in candidates:
            telling = tell(candidate, audience, said)
            said |= dict.fromkeys(sentence.text for sentence in telling.summary)
            tellings.append(telling)
        sections.append(Section(theme, tuple(tellings)))
    return tuple(sections)
