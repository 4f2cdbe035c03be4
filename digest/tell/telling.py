"""A story that can be told in, its Telling out: in which words, with which figures and links."""

from collections.abc import Mapping, Sequence

from digest.model.change import ChangeKind
from digest.model.digest import OutletLink, Sentence, Telling
from digest.model.figure import Figure
from digest.model.item import Item
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.tags import UNKNOWN, language_of
from digest.tell.audience import Audience
from digest.tell.candidates import Candidate
from digest.tell.muting import muted_in
from digest.tell.summarise import Summary, summarise
from digest.tell.titles import titled
from digest.understand.figures import agree
from digest.understand.fillers import kind_of
from digest.understand.outlets import sides, silent_sides
from digest.understand.story import clearest
from digest.understand.voices import voices

MOST_FIGURES, MOST_LINKS, MOST_NAMES = 3, 5, 5
# Changes in what happened; the others are in who tells it, which is no reason to tell it in other words.
_TELLS_MORE = frozenset(ChangeKind) - {ChangeKind.NEW_SIDE, ChangeKind.SECOND_OWNER}


def tell(candidate: Candidate, audience: Audience, said: Mapping[str, None]) -> Telling:
    """Return what its section says of a story; `said` are the sentences that the digest has said already, in order."""
    story, items = candidate.story, candidate.items
    title, summary = _summary(candidate, audience.subscription, said)
    sentences = tuple(each for each in summary.sentences if each.text not in said)
    # What is muted does not count either.
    carried = sides(items) if candidate.has_muted else story.viewpoints
    return Telling(
        story=story.id,
        title=title,
        language=summary.language,
        summary=sentences,
        links=_links(items, title, sentences, audience.subscription.languages),
        viewpoints=carried,
        outlets=len({item.outlet for item in items}) if candidate.has_muted else story.outlets,
        owners=voices(items) if candidate.has_muted else story.owners,
        themes=tuple(filing.theme for filing in story.themes),
        figures=_figures(items, title, sentences),
        changes=candidate.changes,
        told_before=candidate.told.link if candidate.told else None,
        silent=silent_sides(carried, story.first_seen, audience.window.end),
        headline_only=summary.headline_only,
        named=_named(story, summary.language, audience),
        told_in=summary.told_in,
    )


def _named(story: Story, language: str, audience: Audience) -> tuple[str, ...]:
    """Return the names of a story's actors, where its readers may read nothing else of it."""
    if language_of(language) in {UNKNOWN, *map(language_of, audience.subscription.languages)}:
        return ()
    known = [actor for actor in story.actors if actor in audience.actors]
    return tuple(map(audience.spoken.actor, known[:MOST_NAMES]))


def _summary(
    candidate: Candidate, subscription: Subscription, said: Mapping[str, None]
) -> tuple[str, Summary]:
    """Return the title and the story in short: of an update, in the words of what brought the change.

    Where that is not in a language of the channel, or says nothing more, the story is told as a whole; where its
    headline is no news or holds what is muted, under the story's.
    """
    theme = candidate.ranked.theme
    terms = next((filing.terms for filing in candidate.story.themes if filing.theme == theme), ())

    def of(items: Sequence[Item]) -> Summary:
        return summarise(
            candidate.story,
            items,
            languages=subscription.languages,
            theme_terms=terms,
            avoid=tuple(said),
        )

    new = _bringing(candidate, subscription.languages) if candidate.told else []
    if not new or not (summary := of(new)).sentences:
        summary = of(candidate.items)
        return summary.title, summary
    headline = clearest([item for item in new if item.language == summary.language] or new)
    if muted_in(headline.title, subscription.mute) or kind_of(headline.title, headline.url):
        return titled(candidate.story, candidate.items, subscription.languages).title, summary
    return headline.title, summary


def _bringing(candidate: Candidate, languages: Sequence[str]) -> list[Item]:
    """Return the items that brought a change in what happened, as far as they are in one of the languages."""
    brought = {change.item for change in candidate.changes if change.kind in _TELLS_MORE}
    known = {UNKNOWN, *(language_of(language) for language in languages)}
    return [item for item in candidate.items if item.id in brought and language_of(item.language) in known]


def _links(
    items: Sequence[Item], title: str, sentences: Sequence[Sentence], languages: Sequence[str]
) -> tuple[OutletLink, ...]:
    """Return one link an outlet: whose title it is first, then what is quoted, then by preferred language and date."""
    rank = {language: number for number, language in enumerate(languages)}
    linkable = {item.id: item for item in items if item.url}
    # Of a report that several carry, one copy is enough.
    quoted = {
        next((id_ for id_ in sentence.items if id_ in linkable), None)
        for sentence in sentences
        if not any(id_ in linkable and linkable[id_].title == title for id_ in sentence.items)
    }
    linked = sorted(
        linkable.values(),
        key=lambda item: (
            item.title != title,
            item.id not in quoted,
            rank.get(item.language, rank.get(language_of(item.language), len(rank))),
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
