"""Each side's words on one Story in, a Message out."""

from digest.model.comparison import Comparison
from digest.model.story import Story
from digest.tell.message import (
    Block,
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Message,
    Note,
    Paragraph,
    Span,
    Text,
    Weight,
)
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import (
    SHORT_TITLE,
    foreign,
    foreign_tag,
    note,
    outlet_link,
    paragraph,
    quiet,
    quiet_link,
    title,
)
from digest.tell.voice import Voice
from digest.text import cut


class ComparePhrase(Words):
    """What stands around each side's words."""

    COMPARE_TITLE = "Each side’s words", "Les mots de chacun"
    COMPARE_ONE = "Only one side tells this story so far.", "Un seul camp raconte ce sujet pour l’instant."
    NOT_TOLD_BY = "Not told from: {sides}", "Pas raconté depuis : {sides}"


def compare_message(story: Story, comparison: Comparison, spoken: Voice) -> Message:
    """Return each side's own words on a story, who carries it in a headline alone, and which sides do not tell it."""
    heading = spoken.say(ComparePhrase.COMPARE_TITLE)
    blocks: list[Block] = [
        Heading(heading),
        Paragraph((title(story.title, None, foreign_tag(story.language, spoken)),)),
    ]
    for side in comparison.sides:
        outlet: list[Span] = [outlet_link(side.outlet, side.url) if side.url else quiet(side.outlet)]
        if language := foreign(side.language, spoken):
            outlet.append(quiet(f" ({language})"))
        name = Text(spoken.side(side.viewpoint), Weight.STRONG)
        said: Line = (Text(spoken.quoted(side.sentence), language=foreign_tag(side.language, spoken)),)
        blocks.append(Card(title=name, lines=(said,), notes=(tuple(outlet),)))
    for each in comparison.headlines:
        label = spoken.label(spoken.side(each.viewpoint), spoken.say(Phrase.HEADLINE_ONLY))
        headline = quiet_link(each.title, each.url, foreign_tag(each.language, spoken))
        blocks.append(Note((quiet(f"{label} – "), headline, quiet(f" ({each.outlet})"))))
    if len(comparison.sides) + len(comparison.headlines) < 2:
        blocks.append(paragraph(spoken.say(ComparePhrase.COMPARE_ONE)))
    if comparison.silent:
        silent = ", ".join(map(spoken.side, comparison.silent))
        blocks.append(note(spoken.say(ComparePhrase.NOT_TOLD_BY, sides=silent)))
    blocks.append(Buttons((Button(spoken.say(Phrase.DETAILS), "story", story.id),)))
    return Message(spoken.label(heading, cut(story.title, SHORT_TITLE)), tuple(blocks))
