"""What filed a Story, ranked it or held it back in, a Message out; and the same of a text that is tried."""

from collections.abc import Sequence

from digest.model.digest import Judged
from digest.model.story import Story
from digest.model.theme import Filing
from digest.tell.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Line,
    Message,
    Paragraph,
    Table,
    Text,
    Weight,
)
from digest.tell.phrases import Phrase, Words
from digest.tell.reasons import NOT_JUDGED, held_back
from digest.tell.spans import (
    SHORT_TITLE,
    foreign_tag,
    paragraph,
    quiet,
    title,
)
from digest.tell.team_voice import TeamVoice
from digest.tell.voice import Voice
from digest.text import cut


class WhyPhrase(Words):
    """Why a story was shown or held back, in words."""

    WHY = "Why", "Pourquoi"
    WAS_SHOWN = (
        "It was shown in the last digest that judged it ({digest}).",
        "Il a été retenu dans le dernier point qui l’a jugé ({digest}).",
    )
    WAS_HELD_BACK = (
        "The last digest that judged it ({digest}) held it back: {reason}.",
        "Le dernier point qui l’a jugé ({digest}) l’a écarté : {reason}.",
    )
    # How a digest judged its stories is kept for a month.
    NOT_JUDGED = "No digest of the last month has judged it.", "Aucun point du dernier mois ne l’a jugé."
    WOULD_BE_HELD_BACK = (
        "No digest of the last month has judged it; today’s would hold it back: {reason}.",
        "Aucun point du dernier mois ne l’a jugé ; celui du jour l’écarterait : {reason}.",
    )
    FILED_UNDER = "Filed under", "Classé sous"
    LIKE_EXAMPLE = "like the example “{example}”", "comme l’exemple « {example} »"
    FILED_NOWHERE = "It is filed under no theme.", "Il n’est classé sous aucun thème."
    SCORE = "Score {total}", "Score {total}"
    PART = "Part", "Part"
    POINTS = "Points", "Points"
    PART_OWNERS = "independent voices", "voix indépendantes"
    PART_SIDES = "several sides", "plusieurs points de vue"
    PART_THEME = "strength of the theme", "force du thème"
    PART_FRESH = "how recent", "fraîcheur"
    PART_ACTORS = "known actors", "acteurs connus"
    PART_EVENT = "what its headline states", "ce que dit son titre"
    PART_COURSE = "follows from another story", "fait suite à un autre sujet"


_PARTS = {
    "owners": WhyPhrase.PART_OWNERS,
    "sides": WhyPhrase.PART_SIDES,
    "theme": WhyPhrase.PART_THEME,
    "fresh": WhyPhrase.PART_FRESH,
    "actors": WhyPhrase.PART_ACTORS,
    "event": WhyPhrase.PART_EVENT,
    "course": WhyPhrase.PART_COURSE,
}


def why_message(story: Story, judged: Judged | None, spoken: TeamVoice) -> Message:
    """Return what filed a story, and what ranked it or held it back."""
    heading = spoken.say(WhyPhrase.WHY)
    fate = _fate(judged, spoken)
    named = Paragraph((title(story.title, None, foreign_tag(story.language, spoken)),))
    blocks: list[Block] = [Heading(heading), named, paragraph(fate)]
    blocks += _filed(story.themes, spoken)
    if judged and judged.verdict.score:
        score = judged.verdict.score
        total = spoken.number(round(sum(score.values()), 2))
        by_weight = sorted(score.items(), key=lambda part: (-part[1], part[0]))
        rows = tuple((_part(name, spoken), spoken.number(round(value, 2))) for name, value in by_weight)
        blocks.append(Heading(spoken.say(WhyPhrase.SCORE, total=total), 2))
        blocks.append(Table((spoken.say(WhyPhrase.PART), spoken.say(WhyPhrase.POINTS)), rows))
    blocks.append(Buttons((Button(spoken.say(Phrase.DETAILS), "story", story.id),)))
    return Message(f"{spoken.label(heading, cut(story.title, SHORT_TITLE))}. {fate}", tuple(blocks))


def _fate(judged: Judged | None, spoken: TeamVoice) -> str:
    if judged is None or judged.verdict.held_back_by == NOT_JUDGED:
        return spoken.say(WhyPhrase.NOT_JUDGED)
    reason = held_back(judged.verdict.held_back_by or "", spoken)
    if judged.day is None:
        return spoken.say(WhyPhrase.WOULD_BE_HELD_BACK, reason=reason)
    name = judged.subscription.removeprefix(f"{judged.team}/")
    digest = f"{name}, {spoken.day(judged.day, year=True)}"
    if judged.verdict.shown:
        return spoken.say(WhyPhrase.WAS_SHOWN, digest=digest)
    return spoken.say(WhyPhrase.WAS_HELD_BACK, digest=digest, reason=reason)


def _part(name: str, spoken: Voice) -> str:
    return spoken.say(_PARTS[name]) if name in _PARTS else name


def filings_message(text: str, filings: Sequence[Filing], spoken: Voice) -> Message:
    """Return which themes a text is filed under, by their ids, and by which terms."""
    blocks = [paragraph(cut(text, 300)), *_filed(filings, TeamVoice(spoken.language))]
    return Message(cut(text, 300), tuple(blocks))


def _filed(filings: Sequence[Filing], spoken: TeamVoice) -> list[Block]:
    if not filings:
        return [paragraph(spoken.say(WhyPhrase.FILED_NOWHERE))]
    lines: list[Line] = [
        (
            Text(spoken.theme(filing.theme), Weight.STRONG),
            quiet(f"  {spoken.number(round(filing.score, 1))}"),
            Text(f"  {', '.join(_term(term, spoken) for term in filing.terms)}" if filing.terms else ""),
        )
        for filing in filings
    ]
    return [Heading(spoken.say(WhyPhrase.FILED_UNDER), 2), Bullets(tuple(lines))]


def _term(term: str, spoken: Voice) -> str:
    """Return what filed a story: a term, or the first line of an example that it is like, which a filing quotes."""
    if not term.startswith("“"):
        return term
    first, *_ = term.strip("“”").split("\n")
    return spoken.say(WhyPhrase.LIKE_EXAMPLE, example=cut(first, SHORT_TITLE))
