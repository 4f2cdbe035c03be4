"""What was found in, a page of it out: folded by Story, with the words that were asked for in strong letters."""

from collections.abc import Sequence

from digest.model.item import Item
from digest.model.query import Hit, Query
from digest.sentences import sentences
from digest.tags import language_of
from digest.tell.marks import marked, places_of
from digest.tell.message import DOT, Button, Card, Heading, Message, Note, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import (
    SHORT_TITLE,
    coded,
    foreign,
    foreign_tag,
    is_spoken,
    note,
    paragraph,
    quiet,
    title,
)
from digest.tell.team_voice import TeamVoice
from digest.tell.typed_names import named_in
from digest.tell.voice import Voice
from digest.text import cut, cut_around
from digest.understand.furniture import article_lines, is_furniture


class SearchPhrase(Words):
    """What is said of what was found."""

    FOUND_TITLE = "Search: {query}", "Recherche : {query}"
    FOUND_SUMMARY = (
        "{n} story for {query}|{n} stories for {query}",
        "{n} sujet pour {query}|{n} sujets pour {query}",
    )
    SINCE = "since {day}", "depuis le {day}"
    UNTIL = "until {day}", "jusqu’au {day}"
    FOUND_NO_MORE = "There are no more results.", "Il n’y a pas d’autres résultats."
    FOUND_NOTHING = "Nothing found for {query}.", "Rien trouvé pour {query}."
    FOUND_NONE = "Nothing found.", "Rien trouvé."
    FOUND_BY_NAME = (
        "{typed} is an actor’s name: `{field}` in its place finds {name} in every script.",
        "{typed} est le nom d’un acteur : `{field}` à sa place trouve « {name} » dans toutes les écritures.",
    )


# Hits of one story are folded; this many stories make a page.
PAGE = 5
# What is shown of an item's text, and as much of that before what was asked for.
_EXTRACT, _BEFORE = 220, 60


def by_story(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Return the hits of each story together, in the order of their first ones; without a story each stands alone."""
    stories: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        story = hit.item.story
        stories.setdefault((story, "") if story else ("", hit.item.id), []).append(hit)
    return list(stories.values())


def search_message(
    query: Query,
    hits: Sequence[Hit],
    spoken: TeamVoice,
    *,
    languages: Sequence[str] = (),
    is_whole: bool = True,
    actor_field: str = "actor:",
) -> Message:
    """Return a page of hits, folded by story.

    Of several items of a story the one is shown that is in the voice's language, else in the first of `languages`.
    Only the whole answer (`is_whole`) says how many stories it has: the count of one page would be taken for that of
    all. Above the hits stands what else the query asks for. Where one of its words is an actor's name, a hint says that
    `actor_field` finds that actor under all its names.
    """
    asked = spoken.quoted(cut(query.words, SHORT_TITLE)) if query.words.strip() else ""
    narrowed = _narrowed(query, spoken)
    above = [note(narrowed)] if narrowed else []
    if hint := _actor_hint(query, actor_field, spoken):
        above.append(Note(coded(hint, Weight.QUIET)))
    if not hits:
        nothing = _nothing(query, asked, spoken)
        # Behind the last page there is nothing to be asked otherwise.
        below = [] if query.offset else [note(spoken.say(Phrase.TRY_FEWER_WORDS))]
        return Message(nothing, (paragraph(nothing), *above, *below))
    heading = spoken.say(Phrase.FOUND_ALL)
    if asked:
        heading = spoken.say(SearchPhrase.FOUND_TITLE, query=cut(query.words, SHORT_TITLE))
    stories = by_story(hits)
    cards = [_found_card(found, query.words, spoken, languages) for found in stories]
    counted = asked and is_whole
    summary = spoken.say(SearchPhrase.FOUND_SUMMARY, n=len(stories), query=asked) if counted else heading
    return Message(summary, (Heading(heading), *above, *cards), spoken.say(Phrase.MORE_CARDS))


def _nothing(query: Query, asked: str, spoken: Voice) -> str:
    if query.offset:
        return spoken.say(SearchPhrase.FOUND_NO_MORE)
    return (
        spoken.say(SearchPhrase.FOUND_NOTHING, query=asked) if asked else spoken.say(SearchPhrase.FOUND_NONE)
    )


def _narrowed(query: Query, spoken: TeamVoice) -> str:
    """Return `Talent · since Fri 20 November · scmp.com`: what else was asked for than words."""
    parts = [spoken.theme(theme) for theme in query.themes]
    if query.since:
        parts.append(spoken.say(SearchPhrase.SINCE, day=spoken.day(query.since.date(), year=True)))
    if query.until:
        parts.append(spoken.say(SearchPhrase.UNTIL, day=spoken.day(query.until.date(), year=True)))
    parts += [query.outlet] if query.outlet else []
    parts += [spoken.side(query.viewpoint)] if query.viewpoint else []
    parts += [spoken.language_name(query.language)] if query.language else []
    parts += [spoken.actor(query.actor)] if query.actor else []
    return DOT.join(parts)


def _actor_hint(query: Query, field: str, spoken: TeamVoice) -> str:
    if query.actor or query.offset or not (found := named_in(query.words, spoken.actors.values())):
        return ""
    typed, actor = found
    return spoken.say(
        SearchPhrase.FOUND_BY_NAME,
        typed=spoken.quoted(typed),
        field=f"{field}{actor.id}",
        name=spoken.actor(actor.id),
    )


def _found_card(found: Sequence[Hit], asked: str, spoken: TeamVoice, languages: Sequence[str]) -> Card:
    """Return a story by that item of it which was found first of those that the reader reads best."""
    story, items = found[0].item.story, [hit.item for hit in found]
    read_best = [spoken.language, *map(language_of, languages)]

    def how_far(item: Item) -> int:
        language = language_of(item.language)
        if is_spoken(item.language, spoken):
            return 0
        return read_best.index(language) if language in read_best else len(read_best)

    item = min(items, key=how_far)
    parts = [spoken.day(item.published.date(), year=True), item.outlet, foreign(item.language, spoken)]
    parts += [spoken.theme(filing.theme) for filing in item.themes[:2]]
    others = [outlet for outlet in dict.fromkeys(each.outlet for each in items) if outlet != item.outlet]
    if others:
        parts.append(spoken.say(Phrase.ALSO_IN, outlets=", ".join(others[:3])))
    extract, language = _extract(item, asked), foreign_tag(item.language, spoken)
    return Card(
        title=title(item.title, item.url, language),
        lines=(marked(extract, asked, language),) if extract else (),
        notes=((quiet(DOT.join(part for part in parts if part)),),),
        buttons=(Button(spoken.say(Phrase.DETAILS), "story", story),) if story else (),
        key=story or item.id,
    )


def _extract(item: Item, asked: str) -> str:
    """Return the part of the item's text that was asked about: where most of its words stand close by.

    What its title has said, as where the feed gave none and the text stands in its place, is not said again.
    """
    shown = ""
    for text in (item.summary, item.content):
        own = _without_furniture(text) if text != item.title else ""
        if places := [start for start, _ in places_of(own, asked)]:
            return _around(own, places)
        shown = shown or own
    return cut(shown, _EXTRACT)


def _without_furniture(text: str) -> str:
    """Return a text on one line, without what its page adds to it."""
    return " ".join(own for line in article_lines(text) if (own := _own(line)))


def _own(line: str) -> str:
    for furniture in filter(is_furniture, sentences(line)):
        line = line.replace(furniture, "")
    return line.strip()


def _around(text: str, places: Sequence[int]) -> str:
    if places[0] < _EXTRACT // 2:
        return cut(text, _EXTRACT)
    best = max(places, key=lambda start: sum(start <= place < start + _EXTRACT for place in places))
    return cut_around(text, best, _EXTRACT, before=_BEFORE)
