"""The words that ask: today, search, story, figures, compare, why, trends. Each answers from the store."""

import string
from dataclasses import replace

from bot.chat import Answer
from bot.logs import log
from bot.searching import search_page
from bot.words.call import Call, Word
from digest.errors import ParseError, QueryError
from digest.store import stories as story_store
from digest.tell.drawings import Drawing, series_drawing, trends_drawing
from digest.tell.ledger import longest_series
from digest.tell.message import Button, read_page, with_steps
from digest.tell.phrases import Words
from digest.tell.present.compare import compare_message
from digest.tell.present.figures import figures_message
from digest.tell.present.search import PAGE
from digest.tell.present.story import story_message
from digest.tell.present.trends import trends_message
from digest.tell.present.why import why_message
from digest.tell.query import make_query, read_figures_query
from digest.tell.query_names import FIELD_OF
from digest.tell.typed_names import one_of


class AskRemark(Words):
    """What is said around answers."""

    WHICH_STORY = (
        "Which story? Press Details under one in `today` or `search`; or write `{word}` and its id, "
        "which stands in its details.",
        "Quel sujet ? Appuyez sur Détails sous l’un de ceux de `today` ou de `search` ; ou écrivez `{word}` et "
        "son identifiant, que montrent les détails.",
    )
    NO_STORY = (
        "“{id}” is the id of no story, or of several. Press Details under a story, or look for it with `search`.",
        "« {id} » n’est l’identifiant d’aucun sujet, ou de plusieurs. Appuyez sur Détails sous un sujet, "
        "ou cherchez-le avec `search`.",
    )
    SEARCH_WHAT = (
        "Write `search` and what to look for: `search chips since:7d`.",
        "Écrivez `search` et ce qu’il faut chercher : `search puces since:7d`.",
    )
    FOLLOW = "Follow", "Suivre"


_WEEKS = 8
# A chart that is not there by then is not waited for: the numbers say the same.
_DRAW_S = 10.0


async def today(call: Call) -> Answer:
    """Answer with what this channel was not told yet: what is new, and what its last digest had no room for."""
    reader, house = call.reader, call.house
    if call.text:
        reader = replace(reader, themes=(_theme(call),))
    digest = await house.desk.so_far(reader, call.now)
    return Answer(house.desk.message(reader, digest))


async def search(call: Call) -> Answer:
    """Answer with a page of past stories. Without a word or a field all of them, on any subject, would be found."""
    if not call.text.strip():
        raise QueryError(call.spoken.say(AskRemark.SEARCH_WHAT))
    page = read_page(call.text)
    start, typed = page or (0, call.text)
    said = await search_page(
        call.archive,
        call.knowledge,
        call.spoken,
        typed,
        start=start,
        most=PAGE,
        now=call.now,
        languages=call.reader.languages,
    )
    return Answer(said, replaces=page is not None)


async def story(call: Call) -> Answer:
    """Answer with a story's course; for words that are no id, with the stories that they find."""
    if not _is_id(_wanted(call), is_alone=len(call.text.split()) == 1):
        return await search(call)
    course = await call.archive.course(await _story_id(call))
    # Where others were told of it is theirs to know.
    here = tuple(told for told in course.told if told[0] == call.place.key)
    said = story_message(replace(course, told=here), call.spoken, zone=call.reader.zone, here=call.place.key)
    follow = Button(call.spoken.say(AskRemark.FOLLOW), "follow", course.story.id)
    # Only a channel can follow.
    return Answer(with_steps(said, [] if call.request.is_direct else [follow]))


async def compare(call: Call) -> Answer:
    story_, comparison = await call.archive.compare(await _story_id(call))
    return Answer(compare_message(story_, comparison, call.spoken))


async def why(call: Call) -> Answer:
    story_, judged = await call.archive.why(await _story_id(call), call.reader, now=call.now, of_all=False)
    return Answer(why_message(story_, judged, call.spoken))


async def figures(call: Call) -> Answer:
    asked = read_figures_query(call.text, call.spoken, now=call.now)
    statements = await call.archive.figures(asked.words, call.spoken, since=asked.since)
    series = longest_series(statements)
    picture = await _drawn(call, series_drawing(series, call.spoken)) if series else None
    is_told = not statements and await call.archive.is_told(asked.words, since=asked.since)
    return Answer(figures_message(call.text, statements, call.spoken, picture=picture, is_told=is_told))


async def trends(call: Call) -> Answer:
    theme = _theme(call) if call.text else None
    rows = await call.archive.trends(theme, weeks=_WEEKS, now=call.now)
    rising = await call.archive.rising(theme, weeks=_WEEKS, now=call.now)
    picture = await _drawn(call, trends_drawing(rows, call.spoken)) if rows else None
    return Answer(trends_message(rows, call.spoken, weeks=_WEEKS, picture=picture, rising=rising))


async def _drawn(call: Call, drawing: Drawing) -> bytes | None:
    try:
        return await call.house.draw(drawing, timeout=_DRAW_S)
    except ParseError as error:
        log().warning("not drawn", reason=str(error))
        return None


def _theme(call: Call) -> str:
    """Return the theme that was named, by its id or by what it is called, also with its field as in a search."""
    field, _, value = call.text.partition(":")
    wanted = value.strip(' "') if FIELD_OF.get(field.lower()) == "theme" else call.text
    query = make_query("", [("theme", wanted)], call.spoken, now=call.now, themes=call.themes)
    if query.themes:
        return query.themes[0]
    return one_of("theme", wanted, list(call.themes), call.spoken)


def _wanted(call: Call) -> str:
    if not call.text:
        raise QueryError(call.spoken.say(AskRemark.WHICH_STORY, word=call.request.word))
    return call.text.split()[0]


async def _story_id(call: Call) -> str:
    """Return the whole id of the story that was named; raise QueryError, in the reader's language, for none."""
    wanted = _wanted(call)
    try:
        return (await call.house.store.read(story_store.get, wanted)).id
    except QueryError:
        raise QueryError(call.spoken.say(AskRemark.NO_STORY, id=wanted[:40])) from None


def _is_id(text: str, *, is_alone: bool) -> bool:
    """Say whether a word is meant as an id; before other words, `fed` and `face` are words."""
    is_hex = all(character in string.hexdigits for character in text)
    return is_hex and (is_alone or any(character.isdigit() for character in text))


ASKING: dict[str, Word] = {
    "today": today,
    "search": search,
    "story": story,
    "figures": figures,
    "compare": compare,
    "why": why,
    "trends": trends,
}
