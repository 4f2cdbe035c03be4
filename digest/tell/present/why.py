"""What filed a Story, ranked it or held it back in, a Message out; and the same of a text that is tried."""

from collections.abc import Sequence

from digest.model.digest import Judged
from digest.model.story import Story
from digest.model.theme import Filing, Theme
from digest.tell.message import Block, Bullets, Button, Buttons, Heading, Line, Message, Table, Text, Weight
from digest.tell.phrases import Phrase
from digest.tell.reasons import NOT_JUDGED, held_back
from digest.tell.spans import SHORT_TITLE, Names, paragraph, quiet, theme_names
from digest.tell.voice import Voice, speaker
from digest.text import cut

_PARTS = {
    "owners": Phrase.PART_OWNERS,
    "sides": Phrase.PART_SIDES,
    "theme": Phrase.PART_THEME,
    "fresh": Phrase.PART_FRESH,
    "actors": Phrase.PART_ACTORS,
    "event": Phrase.PART_EVENT,
    "course": Phrase.PART_COURSE,
}


def why_message(story: Story, judged: Judged | None, *, voice: str, themes: Sequence[Theme]) -> Message:
    """Return what filed a story, and what ranked it or held it back."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.WHY_TITLE, title=cut(story.title, SHORT_TITLE))
    fate = _fate(judged, spoken)
    blocks: list[Block] = [Heading(heading), paragraph(fate)]
    blocks += _filed(story.themes, spoken, theme_names(themes, spoken))
    if judged and judged.verdict.score:
        score = judged.verdict.score
        total = spoken.number(round(sum(score.values()), 2))
        by_weight = sorted(score.items(), key=lambda part: (-part[1], part[0]))
        rows = tuple((_part(name, spoken), spoken.number(round(value, 2))) for name, value in by_weight)
        blocks.append(Heading(spoken.say(Phrase.SCORE, total=total), 2))
        blocks.append(Table((spoken.say(Phrase.PART), spoken.say(Phrase.POINTS)), rows))
    blocks.append(Buttons((Button(spoken.say(Phrase.DETAILS), "story", story.id),)))
    return Message(f"{heading}. {fate}", tuple(blocks))


def _fate(judged: Judged | None, spoken: Voice) -> str:
    if judged is None or judged.verdict.held_back_by == NOT_JUDGED:
        return spoken.say(Phrase.NOT_JUDGED)
    reason = held_back(judged.verdict.held_back_by or "", spoken)
    if judged.day is None:
        return spoken.say(Phrase.WOULD_BE_HELD_BACK, reason=reason)
    name = judged.subscription.removeprefix(f"{judged.team}/")
    digest = f"{name}, {spoken.day(judged.day, year=True)}"
    if judged.verdict.shown:
        return spoken.say(Phrase.WAS_SHOWN, digest=digest)
    return spoken.say(Phrase.WAS_HELD_BACK, digest=digest, reason=reason)


def _part(name: str, spoken: Voice) -> str:
    return spoken.say(_PARTS[name]) if name in _PARTS else name


def filings_message(text: str, filings: Sequence[Filing], *, voice: str) -> Message:
    """Return which themes a text is filed under, and by which terms."""
    blocks = [paragraph(cut(text, 300)), *_filed(filings, speaker(voice), {})]
    return Message(cut(text, 300), tuple(blocks))


def _filed(filings: Sequence[Filing], spoken: Voice, themes: Names) -> list[Block]:
    if not filings:
        return [paragraph(spoken.say(Phrase.FILED_NOWHERE))]
    lines: list[Line] = [
        (
            Text(themes.get(filing.theme, filing.theme), Weight.STRONG),
            quiet(f"  {spoken.number(round(filing.score, 1))}"),
            Text(f"  {', '.join(filing.terms)}" if filing.terms else ""),
        )
        for filing in filings
    ]
    return [Heading(spoken.say(Phrase.FILED_UNDER), 2), Bullets(tuple(lines))]
