"""Stated amounts in, Messages out: where outlets disagree first, then what was stated."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from digest.model.figure import Figure, Statement
from digest.model.item import Item
from digest.tags import language_of
from digest.tell.ledger import (
    MANY,
    Repeated,
    Series,
    excerpt,
    folded,
    longest_series,
    sparkline,
    split_by_story,
)
from digest.tell.message import (
    Block,
    Bullets,
    Heading,
    Line,
    Message,
    Note,
    Paragraph,
    Picture,
    Span,
    Text,
    Weight,
)
from digest.tell.phrases import Phrase, Words
from digest.tell.spans import SHORT_TITLE, coded, foreign_tag, note, paragraph, quiet, quiet_link
from digest.tell.voice import Voice
from digest.text import cut
from digest.understand.figures import agree, agree_across, disagreements


class FigurePhrase(Words):
    """What is said of stated amounts."""

    FIGURES_NONE = "No figure found for {query}.", "Aucun chiffre trouvé pour {query}."
    FIGURES_UNSTATED = (
        "There is news of it, but without a figure: `search {words}` shows it.",
        "Il en est question, mais sans chiffre : `search {words}` montre où.",
    )
    FIGURES_SUMMARY = (
        "{n} figure for {query}|{n} figures for {query}",
        "{n} chiffre pour {query}|{n} chiffres pour {query}",
    )
    DISAGREE = "Sources disagree", "Les sources divergent"
    FIGURES_NO = "No figure found.", "Aucun chiffre trouvé."
    FIGURES_LEFT_OUT = (
        "{n} older figure|{n} older figures",
        "{n} chiffre plus ancien|{n} chiffres plus anciens",
    )
    OVER_TIME = "Over time", "Au fil du temps"
    STATED = "As stated, newest first", "Tels qu’énoncés, les plus récents d’abord"


# More than these nobody reads in chat: of a story's figures, of disagreements, of the ledger.
_MOST_FIGURES, _MOST_SPLITS, _MOST_LEDGER = 8, 4, 15
# Of a long ledger only the newest are set against each other: it costs by the square.
_MOST_COMPARED = 60
# Amounts that a disagreement names: of more, those stated first and last.
_MOST_AMOUNTS = 6
# Outlets that repeat an amount and are named.
_MOST_REPEATING = 3
_SHORT_SENTENCE = 160


def figures_message(
    asked: str,
    statements: Sequence[Statement],
    spoken: Voice,
    *,
    picture: bytes | None = None,
    is_told: bool = False,
) -> Message:
    """Return the ledger: what outlets disagree on first, a series where there is one, then the newest amounts.

    `picture` draws the same series. `is_told`: where there are none, items hold the words all the same.
    """
    quoted = spoken.quoted(cut(asked, SHORT_TITLE)) if asked.strip() else ""
    if not statements:
        return _none_stated(asked.strip(), quoted, spoken, is_told=is_told)
    heading = spoken.say(Phrase.FIGURES)
    if quoted:
        heading = spoken.label(heading, cut(asked, SHORT_TITLE))
    blocks: list[Block] = [Heading(heading)]
    outlets = {statement.figure.item: statement.outlet for statement in statements}
    told = split_by_story(statements[-_MOST_COMPARED:])
    if split := tuple(line for figures in told for line in _splits(figures, outlets, spoken))[:_MOST_SPLITS]:
        blocks += [Heading(spoken.say(FigurePhrase.DISAGREE), 2), Bullets(split)]
    if series := longest_series(statements):
        blocks += [Heading(spoken.say(FigurePhrase.OVER_TIME), 2), Paragraph(_series_line(series, spoken))]
        if picture:
            blocks.append(Picture(picture, "figures.png", _series_alt(series, spoken)))
    if split or series:
        blocks.append(Heading(spoken.say(FigurePhrase.STATED), 2))
    told_once = folded(statements)[::-1]
    newest = told_once[:_MOST_LEDGER]
    blocks.append(Bullets(tuple(_statement_line(together, spoken) for together in _by_sentence(newest))))
    if left := len(told_once) - len(newest):
        blocks.append(note(spoken.say(FigurePhrase.FIGURES_LEFT_OUT, n=left)))
    summary = spoken.say(FigurePhrase.FIGURES_SUMMARY, n=len(statements), query=quoted) if quoted else heading
    return Message(summary, tuple(blocks))


def _none_stated(asked: str, quoted: str, spoken: Voice, *, is_told: bool) -> Message:
    """Return what is said where nothing was stated, and what to try."""
    nothing = spoken.say(FigurePhrase.FIGURES_NO)
    if quoted:
        nothing = spoken.say(FigurePhrase.FIGURES_NONE, query=quoted)
    hint = spoken.say(FigurePhrase.FIGURES_UNSTATED if is_told else Phrase.TRY_FEWER_WORDS, words=asked)
    return Message(nothing, (paragraph(nothing), Note(coded(hint, Weight.QUIET))))


def figure_blocks(items: Sequence[Item], spoken: Voice) -> list[Block]:
    """Return what outlets disagree on, then each amount that items state once, in the reader's language if it can be.

    There is nothing to return where nothing is stated.
    """
    figures = [figure for item in items for figure in item.figures]
    if not figures:
        return []
    blocks: list[Block] = [Heading(spoken.say(Phrase.FIGURES), 2)]
    if split := _splits(figures, {item.id: item.outlet for item in items}, spoken):
        blocks += [note(spoken.label(spoken.say(FigurePhrase.DISAGREE), "")), Bullets(split)]
    languages = {item.id: item.language for item in items}
    told = groupby(
        _each_once(items, spoken),
        key=lambda figure: (excerpt(figure, _SHORT_SENTENCE), languages[figure.item]),
    )
    lines = tuple(_figure_line(list(together), language, spoken) for (_, language), together in told)
    return [*blocks, Bullets(lines)]


def _each_once(items: Sequence[Item], spoken: Voice) -> list[Figure]:
    """Return a few figures: those that are stated in the voice's language first, of others what those do not say."""
    languages = {item.id: language_of(item.language) for item in items}

    # Three of something in one language and three of something in another need not be the same things; thirty may.
    def is_one(figure: Figure, known: Figure) -> bool:
        if languages[figure.item] == languages[known.item] or figure.amount < MANY:
            return agree(figure, known)
        return agree_across(figure, known)

    distinct: list[Figure] = []
    for item in sorted(items, key=lambda item: languages[item.id] != spoken.language):
        for figure in item.figures:
            if len(distinct) < _MOST_FIGURES and not any(is_one(figure, known) for known in distinct):
                distinct.append(figure)
    return distinct


def _splits(figures: Sequence[Figure], outlets: Mapping[str, str], spoken: Voice) -> tuple[Line, ...]:
    groups = disagreements(figures)
    return tuple(dict.fromkeys(_split_line(group, outlets, spoken) for group in groups))[:_MOST_SPLITS]


def _split_line(figures: Sequence[Figure], outlets: Mapping[str, str], spoken: Voice) -> Line:
    """Return `market value: $593 billion (a.example) ↔ $589 billion (b.example)`."""
    subject = figures[0].subject
    line: list[Span] = [Text(f"{spoken.label(subject, '')} ")] if subject else []
    left, half = len(figures) - _MOST_AMOUNTS, _MOST_AMOUNTS // 2
    named = [*figures[:half], *figures[-half:]] if left > 0 else figures
    amounts = spoken.amounts([(figure.amount, figure.unit) for figure in named])
    for number, (figure, amount) in enumerate(zip(named, amounts, strict=True)):
        line += [Text("  ↔  ")] if number else []
        if left > 0 and number == half:
            line += [quiet(spoken.say(Phrase.N_MORE, n=left)), Text("  ↔  ")]
        line.append(Text(amount, Weight.STRONG))
        if outlet := outlets.get(figure.item):
            line.append(quiet(f" ({outlet})"))
    return tuple(line)


def _by_sentence(newest: Sequence[Repeated]) -> list[list[Repeated]]:
    """Return together what stands in one sentence of one item, each in the sentence's order."""

    def said(repeated: Repeated) -> tuple[str, str, tuple[str, ...]]:
        others = tuple(other.outlet for other in repeated.others)
        return repeated.first.figure.item, excerpt(repeated.first.figure, _SHORT_SENTENCE), others

    return [list(together)[::-1] for _, together in groupby(newest, key=said)]


def _figure_line(figures: Sequence[Figure], language: str, spoken: Voice) -> Line:
    """Return `$2 billion, $3 billion  the sentence that both stand in`, which is in that language."""
    line: list[Span] = []
    for figure in figures:
        line += [Text(", ")] if line else []
        line.append(Text(spoken.amount(figure.amount, figure.unit), Weight.STRONG))
        if figure.as_of:
            line.append(quiet(f" ({figure.as_of})"))
    sentence = Text(excerpt(figures[0], _SHORT_SENTENCE), language=foreign_tag(language, spoken))
    return (*line, Text("  "), sentence)


def _statement_line(together: Sequence[Repeated], spoken: Voice) -> Line:
    """Return `25%  the sentence  a.example, 9 December 2025, also in b.example`."""
    repeated = together[0]
    statement = repeated.first
    stated = f"{statement.outlet}, {spoken.day(statement.published.date(), year=True)}"
    link = quiet_link(stated, statement.url)
    figures = [each.first.figure for each in together]
    line = [*_figure_line(figures, statement.language, spoken), quiet("  "), link]
    others = [other.outlet for other in repeated.others if other.outlet != statement.outlet]
    if outlets := list(dict.fromkeys(others)):
        named = ", ".join(outlets[:_MOST_REPEATING])
        if (left := len(outlets) - _MOST_REPEATING) > 0:
            named += f", {spoken.say(Phrase.N_MORE, n=left)}"
        line.append(quiet(f", {spoken.say(Phrase.ALSO_IN, outlets=named)}"))
    return tuple(line)


def _series_line(series: Series, spoken: Voice) -> Line:
    """Return `chips: ▂▄█  20,000 (3 March 2025) → 80,000 (9 December 2025)`; losses alone have no bars."""
    first, last = (
        (
            Text(spoken.amount(series.amounts[at], series.unit), Weight.STRONG),
            quiet(f" ({spoken.day(series.days[at], year=True)})"),
        )
        for at in (0, -1)
    )
    bars = sparkline(series.amounts)
    drawn = (Text(f"{bars}  ", Weight.CODE),) if bars else ()
    return (Text(f"{spoken.label(series.subject, '')} "), *drawn, *first, Text(" → "), *last)


def _series_alt(series: Series, spoken: Voice) -> str:
    """Return in words what a chart of the series shows: each amount with its day."""
    points = zip(series.days, series.amounts, strict=True)
    told = spoken.semicolon.join(
        spoken.label(spoken.day(day, year=True), spoken.amount(amount, series.unit)) for day, amount in points
    )
    return spoken.label(series.subject, told)
