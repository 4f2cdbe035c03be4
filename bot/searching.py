"""What a reader typed to search for, a page of what was found out: the same in chat and on the archive's pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.archive import Archive
from digest.model.knowledge import Knowledge
from digest.model.query import Hit, Query
from digest.tell.message import Button, Message, page_asked, with_steps
from digest.tell.phrases import Words
from digest.tell.present.search import by_story, search_message
from digest.tell.query import read_query
from digest.tell.spans import theme_names
from digest.tell.team_voice import TeamVoice


class PageTurn(Words):
    """What stands on the buttons that turn the pages."""

    PREVIOUS = "Previous page", "Page précédente"
    NEXT = "Next page", "Page suivante"


# So many hits are read for a story at first; a story that many outlets carry has more.
_HITS_A_STORY = 4
# Nobody turns further than this, in stories.
_LAST_PAGE = 500


async def search_page(
    archive: Archive,
    knowledge: Knowledge,
    spoken: TeamVoice,
    typed: str,
    *,
    start: int,
    most: int,
    now: datetime,
    languages: Sequence[str],
) -> Message:
    """Return `most` stories from number `start` on, with buttons that turn to the pages beside it.

    Raise QueryError where a value cannot be read, or nothing was found for it is none.
    """
    start = min(start, _LAST_PAGE)
    themes = theme_names(knowledge.themes, spoken)
    query = read_query(typed, spoken, now=now, themes=themes, actors=knowledge.actors)
    # One more than a page shows, to know whether there is another.
    stories = await _found(archive, query, start + most + 1)
    if not stories:
        await archive.check_outlet(query, knowledge.outlets, spoken)
    said = search_message(
        replace(query, offset=start),
        [hit for found in stories[start : start + most] for hit in found],
        spoken,
        languages=languages,
        is_whole=len(stories) <= most,
    )
    steps = []
    if start:
        before = page_asked(max(0, start - most), typed)
        steps.append(Button(spoken.say(PageTurn.PREVIOUS), "search", before))
    if len(stories) > start + most:
        steps.append(Button(spoken.say(PageTurn.NEXT), "search", page_asked(start + most, typed)))
    return with_steps(said, steps)


async def _found(archive: Archive, query: Query, enough: int) -> list[list[Hit]]:
    """Return the hits of so many stories, or of all that there are; what a story has many of does not crowd a page."""
    limit = enough * _HITS_A_STORY
    while True:
        hits = await archive.find(replace(query, limit=limit))
        stories = by_story(hits)
        if len(stories) >= enough or len(hits) < limit:
            return stories
        limit *= 2
