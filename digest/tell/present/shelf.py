"""What stands on the archive's pages as lists: digests by date, stories the newest first, each with its page's path."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from digest.clock import local_date
from digest.model.digest import Shelved
from digest.model.outlet import Viewpoint
from digest.model.story import Story
from digest.model.theme import Theme
from digest.tell.course import Development
from digest.tell.message import DOT, Block, Bullets, Card, Heading, Line, Link, Message, Note
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import (
    digest_heading,
    foreign,
    foreign_tag,
    paragraph,
    quiet,
    said_sides,
    said_voices,
    theme_name,
    title,
)
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import Voice


class ShelfPhrase(Words):
    """What stands on the lists."""

    DIGESTS_NONE = (
        "No digest has been composed yet. The first one comes at the hour of a subscription.",
        "Aucun point n’a encore été composé. Le premier vient à l’heure d’un abonnement.",
    )
    OLDER = "Older", "Plus anciens"
    STORIES_NONE = "No story yet.", "Aucun sujet pour l’instant."
    LINKED = "Before and after", "Avant et après"


def story_path(story: str) -> str:
    return f"/stories/{story}"


def digest_path(digest: str) -> str:
    return f"/digests/{digest}"


def theme_path(theme: str) -> str:
    return f"/themes/{theme}"


def digests_blocks(shelved: Sequence[Shelved], spoken: Voice, *, older: str) -> tuple[Block, ...]:
    """Return a line a digest, each leading to its page; `older` is the path of those before."""
    if not shelved:
        return (paragraph(spoken.say(ShelfPhrase.DIGESTS_NONE)),)
    lines: list[Line] = []
    for each in shelved:
        said = digest_heading(each.edition, each.date, spoken)
        count = spoken.say(Phrase.STORIES_COUNT, n=each.shown)
        lines.append((Link(said, digest_path(each.id)), quiet(f"  {each.subscription}{DOT}{count}")))
    blocks: list[Block] = [Bullets(tuple(lines))]
    if older:
        blocks.append(Note((Link(spoken.say(ShelfPhrase.OLDER), older),)))
    return tuple(blocks)


def stories_blocks(stories: Sequence[Story], spoken: TeamVoice) -> tuple[Block, ...]:
    """Return a card a story, in the order given."""
    if not stories:
        return (paragraph(spoken.say(ShelfPhrase.STORIES_NONE)),)
    return tuple(_card(story, spoken) for story in stories)


def linked_blocks(linked: Sequence[Development], spoken: Voice, *, zone: str) -> tuple[Block, ...]:
    """Return what came before a story and after it, each leading to its page."""
    lines: tuple[Line, ...] = tuple(
        (
            quiet(f"{spoken.day(local_date(each.began, zone), year=True)}  "),
            Link(
                each.story.title,
                story_path(each.story.id),
                language=foreign_tag(each.story.language, spoken),
            ),
        )
        for each in linked
    )
    return (Heading(spoken.say(ShelfPhrase.LINKED), 2), Bullets(lines))


def course_alt(told: Sequence[tuple[date, Viewpoint]], spoken: Voice) -> str:
    """Return in words what the chart of a story's days shows; `told` is when and from where each item came."""
    by_day: dict[date, Counter[Viewpoint]] = {}
    for day, side in told:
        by_day.setdefault(day, Counter())[side] += 1
    days = (spoken.label(spoken.day(day), said_sides(by_day[day], spoken)) for day in sorted(by_day))
    return spoken.label(spoken.say(Phrase.COURSE), spoken.semicolon.join(days))


def themes_blocks(themes: Sequence[Theme], spoken: Voice) -> tuple[Block, ...]:
    lines = tuple((Link(theme_name(theme, spoken), theme_path(theme.id)),) for theme in themes)
    return (Bullets(lines),)


def under(heading: str, blocks: Sequence[Block], *, level: int = 1) -> Message:
    """Return blocks under a heading, as a message."""
    return Message(heading, (Heading(heading, level), *blocks))


def _card(story: Story, spoken: TeamVoice) -> Card:
    parts = [
        spoken.day(story.last_published.date(), year=True),
        foreign(story.language, spoken),
        ", ".join(spoken.theme(filing.theme) for filing in story.themes[:3]),
        said_sides(story.viewpoints, spoken),
        said_voices(story.owners, story.outlets, spoken),
    ]
    return Card(
        title=title(story.title, story_path(story.id), foreign_tag(story.language, spoken)),
        notes=((quiet(DOT.join(filter(None, parts))),),),
        key=story.id,
    )
