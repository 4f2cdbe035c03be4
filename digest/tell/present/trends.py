"""What became of the Themes by week in, a Message out."""

from collections import Counter
from collections.abc import Sequence

from digest.model.trend import Rising, Trend
from digest.tell.message import Block, Heading, Message, Picture, Table
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import note, paragraph, said_sides
from digest.tell.team_voice import TeamVoice
from digest.tell.trends import all_weeks
from digest.tell.voice import Voice


class TrendPhrase(Words):
    """What is said of themes by week."""

    TRENDS = "Trends", "Tendances"
    TRENDS_OF = "Trends: {theme}", "Tendances : {theme}"
    TRENDS_NONE = (
        "No stories were filed this week.|No stories were filed in the last {n} weeks.",
        "Aucun sujet n’a été classé cette semaine.|Aucun sujet n’a été classé ces {n} dernières semaines.",
    )
    TRENDS_ALT = (
        "Stories by theme in the week of {week}. {themes}.|"
        "Stories a week by theme, {n} weeks from {week}. {themes}.",
        "Sujets par thème, semaine du {week}. {themes}.|"
        "Sujets par semaine et par thème, {n} semaines à partir du {week}. {themes}.",
    )
    TRENDS_HINT = (
        "Stories/independent voices, in the weeks that begin on these days.",
        "Sujets/voix indépendantes, pour les semaines qui commencent ces jours-là.",
    )
    RISING = (
        "Named in more stories this week than before: {actors}",
        "Nommés cette semaine dans plus de sujets qu’avant : {actors}",
    )
    WEEK = "Week", "Semaine"
    STORIES = "Stories", "Sujets"
    OWNERS = "Voices", "Voix"
    SIDES = "Outlets by side", "Médias par camp"


_MOST_WEEKS = 6


def trends_message(
    rows: Sequence[Trend],
    spoken: TeamVoice,
    *,
    weeks: int,
    picture: bytes | None = None,
    rising: Sequence[Rising] = (),
) -> Message:
    """Return stories and voices of each theme and week; `picture` draws the same rows.

    `weeks` is of how many the rows were asked for.
    """
    told = list(dict.fromkeys(row.theme for row in rows))
    heading = spoken.say(TrendPhrase.TRENDS)
    if len(told) == 1:
        heading = spoken.say(TrendPhrase.TRENDS_OF, theme=spoken.theme(told[0]))
    if not rows:
        nothing = spoken.say(TrendPhrase.TRENDS_NONE, n=weeks)
        return Message(spoken.label(heading, nothing), (Heading(heading), paragraph(nothing)))
    alt = _trends_alt(rows, spoken)
    blocks: list[Block] = [Heading(heading)]
    if picture:
        blocks.append(Picture(picture, "trends.png", alt))
    if len(told) == 1:
        blocks.append(_one_theme(rows, spoken))
    else:
        blocks += [_many_themes(rows, spoken), note(spoken.say(TrendPhrase.TRENDS_HINT))]
    if rising:
        who = ", ".join(f"{spoken.actor(each.actor)} ({spoken.number(each.stories)})" for each in rising)
        blocks.append(note(spoken.say(TrendPhrase.RISING, actors=who)))
    return Message(f"{heading}. {alt}", tuple(blocks))


def _trends_alt(rows: Sequence[Trend], spoken: TeamVoice) -> str:
    """Return in words what the chart of these rows shows."""
    weeks = all_weeks(rows)
    counts = {(row.theme, row.week): row.stories for row in rows}
    told = spoken.semicolon.join(
        spoken.label(spoken.theme(theme), ", ".join(str(counts.get((theme, week), 0)) for week in weeks))
        for theme in _told(rows, spoken)
    )
    return spoken.say(TrendPhrase.TRENDS_ALT, week=spoken.day(weeks[0], year=True), n=len(weeks), themes=told)


def _one_theme(rows: Sequence[Trend], spoken: Voice) -> Table:
    header = tuple(
        map(spoken.say, (TrendPhrase.WEEK, TrendPhrase.STORIES, TrendPhrase.OWNERS, TrendPhrase.SIDES))
    )
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


def _many_themes(rows: Sequence[Trend], spoken: TeamVoice) -> Table:
    """Return a row for each theme and a column for each of the last weeks."""
    weeks = all_weeks(rows)[-_MOST_WEEKS:]
    counts = {(row.theme, row.week): f"{row.stories}/{row.owners}" for row in rows}
    return Table(
        (spoken.say(Phrase.THEME), *map(spoken.short_day, weeks)),
        tuple(
            (spoken.theme(theme), *(counts.get((theme, week), "–") for week in weeks))
            for theme in _told(rows, spoken)
        ),
    )


def _told(rows: Sequence[Trend], spoken: TeamVoice) -> list[str]:
    """Return the themes in the order of the chart that stands beside them: the one that tells most first."""
    stories = Counter[str]()
    for row in rows:
        stories[row.theme] += row.stories
    return sorted(stories, key=lambda theme: (-stories[theme], spoken.theme(theme)))
