"""A Story's course in, a Message out: what it says, who tells it in order, its Figures, what came before and after."""

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from digest.clock import local_date
from digest.model.change import Told
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.tell.course import Course, Development, steps
from digest.tell.message import (
    DOT,
    Block,
    Bullets,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Link,
    Message,
    Note,
    Span,
    Text,
)
from digest.tell.phrases import Phrase, Words
from digest.tell.present.figures import figure_blocks
from digest.tell.spans import (
    SHORT_TITLE,
    code,
    foreign,
    foreign_tag,
    quiet,
    quiet_link,
    said_sides,
    said_voices,
    title,
    told_changes,
    told_lines,
)
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import Voice
from digest.text import cut


class StoryPhrase(Words):
    """What is said of a story's course."""

    OUTLETS_COUNT = "{n} outlet|{n} outlets", "{n} média|{n} médias"
    SPAN = "{first} to {last}", "du {first} au {last}"
    CAME_BEFORE = "What came before", "Ce qui précède"
    CAME_AFTER = "What followed", "Ce qui a suivi"
    TOLD_TO = "Told to {channel} on {day}", "Raconté à {channel} le {day}"
    TOLD_HERE = "Told here on {day}", "Raconté ici le {day}"
    ITEMS_LEFT_OUT = "{n} more item|{n} more items", "{n} autre article|{n} autres articles"
    COMPARE = "Compare the sides", "Comparer les points de vue"
    WHY = "Why is it here?", "Pourquoi ce sujet ?"
    FIRST_ITEM = "the first item", "le premier article"
    JOINED = "near {nearest} ({score})", "proche de {nearest} ({score})"
    SHARED = "shares {terms}", "a en commun {terms}"


# More items than these nobody reads in chat.
_MOST_COURSE = 12


def story_message(
    course: Course,
    spoken: TeamVoice,
    *,
    zone: str = "UTC",
    with_reasons: bool = False,
    here: str = "",
) -> Message:
    """Return a story's course: what it says, who tells it in order, its figures, what came before and after.

    `with_reasons` adds why each item is in it. Times are of `zone`. `here` is the channel that reads it.
    """
    story, items = course.story, course.items
    named = course.summary.title or story.title
    blocks: list[Block] = [_card(course, named, spoken, _story_note(course, spoken, zone))]
    if items:
        reasons = _reasons(story, items, spoken) if with_reasons else {}
        heading = f"{spoken.say(Phrase.COURSE)} ({zone})"
        blocks += [Heading(heading, 2), Bullets(_course(course, spoken, zone, reasons))]
    blocks += figure_blocks(items, spoken)
    for phrase, linked in ((StoryPhrase.CAME_BEFORE, course.before), (StoryPhrase.CAME_AFTER, course.after)):
        if linked:
            lines = tuple(_linked_line(each, spoken, zone) for each in linked)
            blocks += [Heading(spoken.say(phrase), 2), Bullets(lines)]
    blocks += _told_notes(course.told, spoken, zone, here)
    compare = Button(spoken.say(StoryPhrase.COMPARE), "compare", story.id)
    blocks.append(Buttons((compare, Button(spoken.say(StoryPhrase.WHY), "why", story.id))))
    return Message(cut(named, SHORT_TITLE), tuple(blocks))


def _card(course: Course, named: str, spoken: Voice, beneath: Line) -> Card:
    urls = [item.url for item in sorted(course.items, key=lambda item: item.title != named) if item.url]
    return Card(
        title=title(named, urls[0] if urls else None, foreign_tag(course.summary.language, spoken)),
        lines=told_lines(course.summary.sentences, course.summary.told_in, spoken),
        notes=(beneath,),
        key=course.story.id,
    )


def _told_notes(told: Iterable[tuple[str, Told]], spoken: Voice, zone: str, here: str) -> list[Note]:
    """Return a line for each channel and day; a daily and a weekly digest of one day are one, with the first link."""
    links: dict[str, str | None] = {}
    for channel, each in told:
        phrase = StoryPhrase.TOLD_HERE if channel == here else StoryPhrase.TOLD_TO
        day = spoken.day(local_date(each.at, zone), year=True)
        said = spoken.say(phrase, channel=channel, day=day)
        links[said] = links.get(said) or each.link
    return [Note((quiet_link(said, link),)) for said, link in links.items()]


def _story_note(course: Course, spoken: TeamVoice, zone: str) -> Line:
    story = course.story
    # When it was told, as below, not when it came to us: a new feed brings what is long over.
    told = [item.published for item in course.items] or [story.first_seen, story.last_seen]
    first, last = (spoken.day(local_date(at, zone), year=True) for at in (min(told), max(told)))
    parts = [
        first if first == last else spoken.say(StoryPhrase.SPAN, first=first, last=last),
        said_sides(story.viewpoints, spoken),
        spoken.say(StoryPhrase.OUTLETS_COUNT, n=story.outlets),
        said_voices(story.owners, story.outlets, spoken),
        ", ".join(spoken.theme(filing.theme) for filing in story.themes),
    ]
    return (quiet(DOT.join(part for part in parts if part) + DOT), code(story.id))


def _linked_line(linked: Development, spoken: Voice, zone: str) -> Line:
    day = spoken.day(local_date(linked.began, zone), year=True)
    return (quiet(f"{day}  "), Text(f"{cut(linked.story.title, SHORT_TITLE)}  "), code(linked.story.id))


def _reasons(story: Story, items: Sequence[Item], spoken: TeamVoice) -> dict[str, str]:
    """Return why each item is in the story, by id. What is shared is a word, or an actor's id."""
    titles = {item.id: item.title for item in items}
    found = {}
    for item, because in story.because.items():
        if because.nearest is None:
            # Two stories that turned out to be one have two items that were the first of theirs.
            if item == items[0].id:
                found[item] = spoken.say(StoryPhrase.FIRST_ITEM)
            continue
        nearest = cut(titles.get(because.nearest, because.nearest), 60)
        score = spoken.number(round(because.score, 2))
        found[item] = spoken.say(StoryPhrase.JOINED, nearest=spoken.quoted(nearest), score=score)
        if because.shared:
            named = ", ".join(map(spoken.actor, because.shared))
            found[item] += f", {spoken.say(StoryPhrase.SHARED, terms=named)}"
    return found


def _course(course: Course, spoken: TeamVoice, zone: str, reasons: Mapping[str, str]) -> tuple[Line, ...]:
    """Return a line an item: when, in which words, who, what it added; of many the first and the last."""
    lines: list[Line] = []
    day = ""
    for step in steps(course.story, course.items, spoken):
        item = step.item
        local = item.published.astimezone(ZoneInfo(zone))
        before, day = day, spoken.day(local.date())
        when = f"{local:%H:%M}" if day == before else f"{day} {local:%H:%M}"
        who = item.outlet
        # “Others” behind a name would be read as more outlets.
        if item.viewpoint is not Viewpoint.OTHER:
            who += f", {spoken.side(item.viewpoint)}"
        if language := foreign(item.language, spoken):
            who += f", {language}"
        tag = foreign_tag(item.language, spoken)
        line: list[Span] = [
            quiet(f"{when}  "),
            Link(item.title, item.url, language=tag) if item.url else Text(item.title, language=tag),
            quiet(f"  {who}"),
        ]
        if said := told_changes(step.added, spoken):
            line.append(Text(f" – {said}"))
        if item.id in reasons:
            line.append(quiet(f" – {reasons[item.id]}"))
        lines.append(tuple(line))
    if len(lines) <= _MOST_COURSE:
        return tuple(lines)
    left = spoken.say(StoryPhrase.ITEMS_LEFT_OUT, n=len(lines) - _MOST_COURSE)
    half = _MOST_COURSE // 2
    return (*lines[:half], (quiet(left),), *lines[-half:])
