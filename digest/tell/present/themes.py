"""The Themes, and what became of them by week, in; Messages out."""

from collections import Counter
from collections.abc import Sequence

from digest.model.actor import Actor
from digest.model.theme import Theme
from digest.tell.message import Block, Heading, Message, Note, Picture, Table, Weight
from digest.tell.phrases import Phrase
from digest.tell.spans import Names, coded, note, paragraph, said_sides, theme_name, theme_names
from digest.tell.trends import Rising, Trend, all_weeks
from digest.tell.voice import Voice, speaker

_MOST_WEEKS = 6


def themes_message(
    themes: Sequence[Theme], *, voice: str, example: str = "/parallax search chips theme:{theme}"
) -> Message:
    """Return the themes with their ids; `example` is how one asks for a theme's stories."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.THEMES)
    header = tuple(map(spoken.say, (Phrase.THEME, Phrase.ID, Phrase.TERMS, Phrase.EXAMPLES)))
    rows = tuple(
        (
            theme_name(theme, spoken),
            theme.id,
            spoken.number(len(theme.terms)),
            spoken.number(len(theme.match) + len(theme.differ)),
        )
        for theme in themes
    )
    tried = example.format(theme=themes[0].id) if themes else ""
    hint = [Note(coded(spoken.say(Phrase.THEMES_HINT, example=tried), Weight.QUIET))] if tried else []
    return Message(
        spoken.label(heading, ", ".join(theme_name(theme, spoken) for theme in themes)),
        (Heading(heading), Table(header, rows), *hint),
    )


def trends_message(
    rows: Sequence[Trend],
    *,
    voice: str,
    picture: bytes | None = None,
    themes: Sequence[Theme] = (),
    rising: Sequence[Rising] = (),
    actors: Sequence[Actor] = (),
) -> Message:
    """Return stories and voices of each theme and week; `picture` draws the same rows.

    `actors` say what those that rise are called.
    """
    spoken = speaker(voice)
    names = theme_names(themes, spoken)
    told = list(dict.fromkeys(row.theme for row in rows))
    heading = spoken.say(Phrase.TRENDS)
    if len(told) == 1:
        heading = spoken.say(Phrase.TRENDS_OF, theme=names.get(told[0], told[0]))
    if not rows:
        nothing = spoken.say(Phrase.TRENDS_NONE)
        return Message(spoken.label(heading, nothing), (Heading(heading), paragraph(nothing)))
    alt = _trends_alt(rows, spoken, names)
    blocks: list[Block] = [Heading(heading)]
    if picture:
        blocks.append(Picture(picture, "trends.png", alt))
    if len(told) == 1:
        blocks.append(_one_theme(rows, spoken))
    else:
        blocks += [_many_themes(rows, spoken, names), note(spoken.say(Phrase.TRENDS_HINT))]
    if rising:
        called = {actor.id: actor.name for actor in actors}
        who = ", ".join(
            f"{called.get(each.actor, each.actor)} ({spoken.number(each.stories)})" for each in rising
        )
        blocks.append(note(spoken.say(Phrase.RISING, actors=who)))
    return Message(f"{heading}. {alt}", tuple(blocks))


def _trends_alt(rows: Sequence[Trend], spoken: Voice, themes: Names) -> str:
    """Return in words what the chart of these rows shows."""
    weeks = all_weeks(rows)
    counts = {(row.theme, row.week): row.stories for row in rows}
    told = "; ".join(
        spoken.label(themes.get(theme, theme), ", ".join(str(counts.get((theme, week), 0)) for week in weeks))
        for theme in _told(rows, themes)
    )
    return spoken.say(Phrase.TRENDS_ALT, week=spoken.day(weeks[0], year=True), n=len(weeks), themes=told)


def _one_theme(rows: Sequence[Trend], spoken: Voice) -> Table:
    header = tuple(map(spoken.say, (Phrase.WEEK, Phrase.STORIES, Phrase.OWNERS, Phrase.SIDES)))
    newest_first = tuple(
        (
            spoken.short_day(row.week),
            spoken.number(row.stories),
            spoken.number(row.owners),
            said_sides(row.viewpoints, spoken),
        )
        for row in reversed(rows)
    )
    return Table(header, newest_first)


def _many_themes(rows: Sequence[Trend], spoken: Voice, themes: Names) -> Table:
    """Return a row for each theme and a column for each of the last weeks."""
    weeks = all_weeks(rows)[-_MOST_WEEKS:]
    counts = {(row.theme, row.week): f"{row.stories}/{row.owners}" for row in rows}
    return Table(
        (spoken.say(Phrase.THEME), *map(spoken.short_day, weeks)),
        tuple(
            (themes.get(theme, theme), *(counts.get((theme, week), "–") for week in weeks))
            for theme in _told(rows, themes)
        ),
    )


def _told(rows: Sequence[Trend], themes: Names) -> list[str]:
    """Return the themes in the order of the chart that stands beside them: the one that tells most first."""
    stories = Counter[str]()
    for row in rows:
        stories[row.theme] += row.stories
    return sorted(stories, key=lambda theme: (-stories[theme], themes.get(theme, theme)))
