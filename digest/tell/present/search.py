"""What was found in, a page of it out: folded by Story, with the words that were asked for in strong letters."""

from collections.abc import Sequence

from digest.model import Hit, Item, Query, Theme
from digest.tell.marks import marked, places_of
from digest.tell.message import Block, Button, Buttons, Card, Heading, Message
from digest.tell.phrases import Phrase
from digest.tell.spans import DOT, SHORT_TITLE, Names, is_spoken, note, paragraph, quiet, theme_names, title
from digest.tell.voice import Voice, speaker
from digest.text import cut

# Hits of one story are folded; this many hits make a page.
PAGE = 5
# What is shown of an item's text.
_EXTRACT = 220


def search_message(
    query: Query, hits: Sequence[Hit], *, voice: str, again: str = "", themes: Sequence[Theme]
) -> Message:
    """Return a page of hits, folded by story; `again` is what asks for the next page."""
    spoken = speaker(voice)
    asked = spoken.quoted(cut(query.words, SHORT_TITLE)) if query.words.strip() else ""
    if not hits:
        nothing = spoken.say(Phrase.FOUND_NOTHING, query=asked) if asked else spoken.say(Phrase.FOUND_NONE)
        if query.offset:
            nothing = spoken.say(Phrase.FOUND_NO_MORE)
        return Message(nothing, (paragraph(nothing), note(spoken.say(Phrase.TRY_FEWER_WORDS))))
    heading = spoken.say(Phrase.FOUND_ALL)
    if asked:
        heading = spoken.say(Phrase.FOUND_TITLE, query=cut(query.words, SHORT_TITLE))
    names = theme_names(themes, spoken)
    folded: dict[tuple[str, str], list[Item]] = {}
    for hit in hits:
        # An item without a story stands alone.
        key = (hit.story, "") if hit.story else ("", hit.item.id)
        folded.setdefault(key, []).append(hit.item)
    blocks: list[Block] = [Heading(heading)]
    blocks += [_found_card(story, items, query.words, spoken, names) for (story, _), items in folded.items()]
    if again:
        blocks.append(Buttons((Button(spoken.say(Phrase.NEXT_PAGE), "search", again),)))
    summary = spoken.say(Phrase.FOUND_SUMMARY, n=len(folded), query=asked) if asked else heading
    return Message(summary, tuple(blocks), spoken.say(Phrase.MORE_CARDS))


def _found_card(story: str, items: Sequence[Item], asked: str, spoken: Voice, themes: Names) -> Card:
    item = items[0]
    parts = [spoken.day(item.published.date(), year=True), item.outlet]
    if not is_spoken(item.language, spoken):
        parts.append(spoken.language_name(item.language))
    parts += [themes.get(filing.theme, filing.theme) for filing in item.themes[:2]]
    others = [outlet for outlet in dict.fromkeys(each.outlet for each in items[1:]) if outlet != item.outlet]
    if others:
        parts.append(spoken.say(Phrase.ALSO_IN, outlets=", ".join(others[:3])))
    extract = _extract(item, asked)
    return Card(
        title=title(item.title, item.url),
        lines=(marked(extract, asked),) if extract else (),
        notes=((quiet(DOT.join(part for part in parts if part)),),),
        buttons=(Button(spoken.say(Phrase.DETAILS), "story", story),) if story else (),
        key=story or item.id,
    )


def _extract(item: Item, asked: str) -> str:
    """Return the part of the item's text that was asked about: where most of its words stand close by."""
    texts = [text.replace("\n", " ") for text in (item.summary, item.content) if text]
    for text in texts:
        if places := [start for start, _ in places_of(text, asked)]:
            return _around(text, places)
    return cut(texts[0], _EXTRACT) if texts else ""


def _around(text: str, places: Sequence[int]) -> str:
    if places[0] < _EXTRACT // 2:
        return cut(text, _EXTRACT)
    best = max(places, key=lambda start: sum(start <= place < start + _EXTRACT for place in places))
    start = max(0, text.rfind(" ", 0, max(0, best - 60)))
    return "… " + cut(text[start:].strip(), _EXTRACT)
