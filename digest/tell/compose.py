"""Stories in, one Subscription's Digest out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.ids import derive_id
from digest.model import (
    Change,
    Coverage,
    Digest,
    Figure,
    Item,
    OutletLink,
    Section,
    Subscription,
    Telling,
    Told,
    Verdict,
    Window,
)
from digest.tell.changes import changes
from digest.tell.rank import Ranked, balanced
from digest.tell.summarise import clearest_title, summarise
from digest.text import words
from digest.understand.outlets import silent_sides

_MOST_LINKS = 5
_MOST_FIGURES = 3
# Two titles that share so many of their words are one story told twice.
_DOUBLE = 0.7

TOLD_BEFORE = "told before, nothing new"
BELOW = "below the number of stories"
DOUBLE = "told by another story of this digest"


def compose(
    subscription: Subscription,
    window: Window,
    ranked: Sequence[Ranked],
    items_of: Mapping[str, Sequence[Item]],
    told: Mapping[str, Told],
    coverage: Coverage,
    *,
    date: date,
    late: bool = False,
    missed: int = 0,
) -> tuple[Digest, list[Verdict]]:
    """Return the digest, its sections in the subscription's order, and how every story fared.

    `ranked` is best first; a story whose items are not given was too far down to be told.
    """
    held: dict[str, str] = {one.story.id: one.held_back_by for one in ranked if one.held_back_by}
    news: dict[str, list[Change]] = {}
    telling: list[Ranked] = []
    for one in ranked:
        id_ = one.story.id
        items = _unmuted(items_of.get(id_, ()), subscription)
        if id_ in held:
            continue
        if not items:
            held[id_] = BELOW if id_ not in items_of else "muted outlet"
            continue
        news[id_] = changes(told[id_], one.story, items) if id_ in told else []
        if id_ in told and not news[id_]:
            held[id_] = TOLD_BEFORE
        elif any(_are_doubles(one, other) for other in telling):
            held[id_] = DOUBLE
        else:
            telling.append(one)
    chosen = _chosen(telling, subscription)
    shown = {one.story.id for ones in chosen.values() for one in ones}
    held |= {one.story.id: BELOW for one in telling if one.story.id not in shown}
    said: list[str] = []
    sections = []
    for theme in subscription.themes:
        tellings = []
        for one in chosen.get(theme, ()):
            id_ = one.story.id
            items = _unmuted(items_of[id_], subscription)
            tellings.append(_telling(one, items, news[id_], told.get(id_), subscription, window, said))
            said += [sentence.text for sentence in tellings[-1].summary]
        if tellings:
            sections.append(Section(theme, tuple(tellings)))
    digest = Digest(
        id=derive_id(subscription.team, subscription.name, date, subscription.edition),
        subscription=subscription.name,
        edition=subscription.edition,
        date=date,
        window=window,
        sections=tuple(sections),
        coverage=replace(coverage, shown=len(shown), held_back=len(ranked) - len(shown)),
        late=late,
        missed=missed,
    )
    verdicts = [
        Verdict(one.story.id, one.story.id in shown, held.get(one.story.id), one.parts) for one in ranked
    ]
    return digest, verdicts


def _chosen(telling: Sequence[Ranked], subscription: Subscription) -> dict[str, list[Ranked]]:
    """Share the digest's room among its sections: one each, the rest by score."""
    by_theme: dict[str, list[Ranked]] = defaultdict(list)
    for one in telling:
        by_theme[one.theme].append(one)
    room = {theme: 0 for theme in subscription.themes if by_theme.get(theme)}
    firsts = sorted(room, key=lambda theme: -by_theme[theme][0].score)[: subscription.stories]
    for theme in firsts:
        room[theme] = 1
    rest = sorted(
        (one for theme in firsts for one in by_theme[theme][1:]), key=lambda one: (-one.score, one.story.id)
    )
    for one in rest[: subscription.stories - len(firsts)]:
        room[one.theme] += 1
    return {theme: balanced(by_theme[theme], most) for theme, most in room.items() if most}


def _telling(
    one: Ranked,
    items: Sequence[Item],
    news: Sequence[Change],
    told: Told | None,
    subscription: Subscription,
    window: Window,
    said: Sequence[str],
) -> Telling:
    story = one.story
    terms = next((filing.terms for filing in story.themes if filing.theme == one.theme), ())
    # An update is told from what is new in it.
    fresh = [item for item in items if told and item.id not in told.items] or items
    summary = summarise(story, fresh, languages=subscription.languages, theme_terms=terms, avoid=said)
    title = summary.title
    if told is not None:
        # What is new is told first, in the words of what brought it.
        own = [item for item in fresh if item.language == summary.language]
        title = clearest_title(own or fresh)
    return Telling(
        story=story.id,
        title=title,
        language=summary.language,
        summary=summary.sentences,
        links=_links(items, title, subscription.languages),
        viewpoints=story.viewpoints,
        outlets=story.outlets,
        owners=story.owners,
        themes=tuple(filing.theme for filing in story.themes),
        figures=_figures(items, [sentence.text for sentence in summary.sentences]),
        changes=tuple(news),
        told_before=told.link if told else None,
        silent=silent_sides(story.viewpoints, story.first_seen, window.end),
        headline_only=summary.headline_only,
    )


def _links(items: Sequence[Item], title: str, languages: Sequence[str]) -> tuple[OutletLink, ...]:
    """Return one link an outlet: that of the title first, then those in preferred languages."""
    order = {language: at for at, language in enumerate(languages)}
    linked = sorted(
        (item for item in items if item.url),
        key=lambda item: (item.title != title, order.get(item.language, len(order)), item.published, item.id),
    )
    by_outlet: dict[str, OutletLink] = {}
    for item in linked:
        by_outlet.setdefault(item.outlet, OutletLink(item.outlet, item.url or "", item.language))
    return tuple(by_outlet.values())[:_MOST_LINKS]


def _figures(items: Sequence[Item], told: Sequence[str]) -> tuple[Figure, ...]:
    """Return the figures of the sentences that are told."""
    found: dict[tuple[float, str], Figure] = {}
    for item in items:
        for figure in item.figures:
            if any(figure.sentence in text or text.rstrip("…") in figure.sentence for text in told):
                found.setdefault((figure.amount, figure.unit), figure)
    return tuple(found.values())[:_MOST_FIGURES]


def _unmuted(items: Sequence[Item], subscription: Subscription) -> list[Item]:
    return [item for item in items if item.outlet not in subscription.mute.outlets]


def _are_doubles(one: Ranked, other: Ranked) -> bool:
    first, second = frozenset(words(one.story.title)), frozenset(words(other.story.title))
    return bool(first) and len(first & second) >= _DOUBLE * len(first | second)
