"""Digests and answers about the news in, Messages out. All of the bot's words come from `phrases`.

A title links to an item's own address and nothing else does, but for permalinks and our own page. What is
said of the house itself is in `notices`, and can be had from here too.
"""

from collections.abc import Mapping, Sequence

from digest.model import (
    Actor,
    Alerted,
    Change,
    ChangeKind,
    Coverage,
    Digest,
    Edition,
    Figure,
    Filing,
    Hit,
    Item,
    OutletLink,
    Query,
    Story,
    Subscription,
    Telling,
    Theme,
    Verdict,
)
from digest.tell.amend import amendment_line, badge
from digest.tell.compare import Comparison
from digest.tell.course import Course, steps
from digest.tell.ledger import (
    Entry,
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
    Button,
    Buttons,
    Card,
    Heading,
    Line,
    Link,
    Message,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    Text,
    Weight,
)
from digest.tell.notices import (
    feeds_message,
    hello_message,
    help_message,
    problem_message,
    said_message,
    status_message,
    themes_message,
    trends_message,
    unexpected_message,
)
from digest.tell.phrases import Phrase, Voice, held_back, speaker
from digest.tell.replies import Reply
from digest.tell.spans import (
    DOT,
    SHORT_TITLE,
    Names,
    code,
    is_spoken,
    joined,
    note,
    paragraph,
    quiet,
    sides,
    theme_names,
    title,
    voices,
)
from digest.text import cut, is_cjk, words
from digest.understand.figures import agree, disagreements

__all__ = [
    "PAGE", "Course", "Entry", "alert_message", "compare_message", "digest_message", "feeds_message",
    "figures_message", "filings_message", "follow_message", "hello_message", "help_message", "marked",
    "problem_message", "said_message", "search_message", "series_alt", "status_message", "story_message",
    "themes_message", "trends_message", "unexpected_message", "why_message",
]  # fmt: skip

# Hits of one story are folded; this many hits make a page.
PAGE = 5
# A story's course and a ledger in chat: more than these nobody reads there.
_MOST_COURSE, _MOST_FIGURES, _MOST_SPLITS, _MOST_LEDGER = 12, 8, 4, 15
# Of a long ledger only the newest are set against each other: it costs by the square.
_MOST_COMPARED = 60
# Outlets that repeat an amount and are named.
_MOST_REPEATING = 3
_MOST_CHANGES = 2
_SHORT_SENTENCE = 160
# What is shown of an item's text in a search.
_EXTRACT = 220

_CHANGES = {
    ChangeKind.NEW_FIGURE: Phrase.NEW_FIGURE,
    ChangeKind.NEW_ACTOR: Phrase.NEW_ACTOR,
    ChangeKind.NEW_SIDE: Phrase.NEW_SIDE,
    ChangeKind.SECOND_OWNER: Phrase.SECOND_OWNER,
    ChangeKind.REVERSAL: Phrase.REVERSAL,
    ChangeKind.CORRECTION: Phrase.CORRECTION,
    ChangeKind.WITHDRAWAL: Phrase.WITHDRAWAL,
}
_PARTS = {
    "owners": Phrase.PART_OWNERS,
    "sides": Phrase.PART_SIDES,
    "theme": Phrase.PART_THEME,
    "fresh": Phrase.PART_FRESH,
    "actors": Phrase.PART_ACTORS,
    "event": Phrase.PART_EVENT,
    "course": Phrase.PART_COURSE,
}


# ---- a digest -------------------------------------------------------------------------------------


def digest_message(
    digest: Digest, subscription: Subscription, *, themes: Sequence[Theme], page: str = ""
) -> Message:
    """Return a digest as it is read: sections by theme, a card a story, the honest footer.

    `page` is the address of its own page, where there is one.
    """
    spoken = speaker(subscription.voice)
    names = theme_names(themes, spoken)
    heading = _digest_heading(digest, subscription, spoken)
    tellings = [telling for section in digest.sections for telling in section.stories]
    blocks: list[Block] = [Heading(heading)]
    if digest.late:
        until = spoken.moment(digest.window.end, subscription.zone)
        blocks.append(note(spoken.say(Phrase.LATE, time=until)))
    if digest.missed:
        blocks.append(note(spoken.say(Phrase.MISSED, n=digest.missed)))
    if digest.alerted:
        blocks.append(_alerted(digest.alerted, spoken))
    for section in digest.sections:
        blocks.append(Heading(names.get(section.theme, section.theme), 2))
        blocks += [_telling_card(telling, spoken, subscription.zone) for telling in section.stories]
    if not tellings:
        since = spoken.moment(digest.window.start, subscription.zone)
        blocks.append(paragraph(spoken.say(Phrase.NOTHING_NEW, since=since)))
    blocks.append(_footer(digest.coverage, tellings, spoken, page))
    titles = "; ".join(cut(telling.title, SHORT_TITLE) for telling in tellings[:3])
    told = spoken.say(Phrase.DIGEST_SUMMARY, n=len(tellings), titles=titles).rstrip(": ")
    return Message(f"{heading}. {told}", tuple(blocks), spoken.say(Phrase.MORE_CARDS))


def _alerted(told: Sequence[Alerted], spoken: Voice) -> Note:
    """Return the line that refers to what was told by alerts since the last digest."""
    line: list[Span] = [quiet(f"{spoken.say(Phrase.ALERTED)} ")]
    for number, each in enumerate(told):
        line += [quiet("; ")] if number else []
        name = cut(each.title, SHORT_TITLE)
        line.append(Link(name, each.link, Weight.QUIET) if each.link else quiet(name))
    return Note(tuple(line))


def _digest_heading(digest: Digest, subscription: Subscription, spoken: Voice) -> str:
    phrase = Phrase.WEEK_OF if digest.edition is Edition.WEEKLY else Phrase.DIGEST_OF
    return f"{spoken.say(phrase, day=spoken.day(digest.date, year=True))}{DOT}{subscription.name}"


def _telling_card(telling: Telling, spoken: Voice, zone: str) -> Card:
    said_first = badge(telling, spoken)
    if telling.changes and not said_first:
        said = "; ".join(_change(change, spoken) for change in telling.changes[:_MOST_CHANGES])
        said_first = spoken.say(Phrase.UPDATE, what=said)
    return Card(
        title=title(telling.title, telling.links[0].url if telling.links else None),
        badge=said_first,
        lines=((Text(joined(telling.summary)),),) if telling.summary else (),
        notes=(
            *(amendment_line(each, spoken, zone) for each in telling.amendments),
            *_telling_notes(telling, spoken),
        ),
        buttons=(Button(spoken.say(Phrase.DETAILS), "story", telling.story),),
        key=telling.story,
    )


def _change(change: Change, spoken: Voice) -> str:
    return spoken.say(_CHANGES[change.kind], what=cut(change.what, SHORT_TITLE))


def _telling_notes(telling: Telling, spoken: Voice) -> tuple[Line, ...]:
    """Return the quiet lines: which sides and how many voices tell it; the outlets, each linked."""
    parts = [sides(telling.viewpoints, spoken)] if telling.viewpoints else []
    if telling.silent:
        parts.append(spoken.say(Phrase.SILENT, sides=", ".join(map(spoken.side, telling.silent))))
    parts.append(voices(telling.owners, spoken))
    if telling.headline_only:
        parts.append(spoken.say(Phrase.HEADLINE_ONLY))
    notes: list[Line] = [(quiet(DOT.join(parts)),)]
    if telling.links:
        notes.append(_outlets(telling.links, telling.outlets, spoken))
    if telling.told_before:
        notes.append((Link(spoken.say(Phrase.TOLD_BEFORE), telling.told_before, Weight.QUIET),))
    return tuple(notes)


def _outlets(links: Sequence[OutletLink], outlets: int, spoken: Voice) -> Line:
    spans: list[Span] = []
    for link in links:
        spans += [quiet(", ")] if spans else []
        spans.append(Link(link.outlet or link.url, link.url, Weight.QUIET))
        if not is_spoken(link.language, spoken):
            spans.append(quiet(f" ({spoken.language_name(link.language)})"))
    if outlets > len(links):
        spans.append(quiet(f", {spoken.say(Phrase.MORE_OUTLETS, n=outlets - len(links))}"))
    return tuple(spans)


def _footer(coverage: Coverage, tellings: Sequence[Telling], spoken: Voice, page: str) -> Note:
    """Return the honest line: what was read, what failed, what was left out."""
    feeds = spoken.say(
        Phrase.FOOTER_FEEDS,
        n=coverage.feeds,
        read=spoken.number(coverage.read),
        failed=spoken.number(coverage.failed),
        quiet=spoken.number(coverage.quiet),
    )
    parts = [
        feeds,
        spoken.say(Phrase.FOOTER_ITEMS, n=coverage.items),
        spoken.say(Phrase.FOOTER_STORIES, n=coverage.stories),
        spoken.say(Phrase.FOOTER_SHOWN, n=coverage.shown),
        spoken.say(Phrase.FOOTER_HELD_BACK, n=coverage.held_back),
    ]
    if single := sum(telling.single_source for telling in tellings):
        parts.append(spoken.say(Phrase.FOOTER_SINGLE, n=single))
    if headlines := sum(telling.headline_only for telling in tellings):
        parts.append(spoken.say(Phrase.FOOTER_HEADLINE, n=headlines))
    line: list[Span] = [quiet(DOT.join(parts))]
    if page:
        line += [quiet(DOT), Link(spoken.say(Phrase.READ_ON_PAGE), page, Weight.QUIET)]
    return Note(tuple(line))


def alert_message(telling: Telling, *, voice: str, zone: str) -> Message:
    """Return a story that is told between digests."""
    spoken = speaker(voice)
    card = _telling_card(telling, spoken, zone)
    return Message(
        spoken.label(spoken.say(Phrase.ALERT), telling.title), (Heading(spoken.say(Phrase.ALERT)), card)
    )


def follow_message(tellings: Sequence[Telling], followed: Sequence[str], *, voice: str, zone: str) -> Message:
    """Return news of what a channel follows, with what it is news of."""
    spoken = speaker(voice)
    names = ", ".join(cut(name, SHORT_TITLE) for name in followed)
    heading = spoken.say(Reply.NEWS_OF, what=names)
    cards = [_telling_card(telling, spoken, zone) for telling in tellings]
    titles = "; ".join(cut(telling.title, SHORT_TITLE) for telling in tellings)
    end = note(spoken.say(Reply.FOLLOWED_HERE))
    return Message(f"{heading}. {titles}", (Heading(heading, 2), *cards, end), spoken.say(Phrase.MORE_CARDS))


# ---- search ---------------------------------------------------------------------------------------


def search_message(
    query: Query, hits: Sequence[Hit], *, voice: str, again: str = "", themes: Sequence[Theme] = ()
) -> Message:
    """Return a page of hits, folded by story; `again` is what asks for the next page."""
    spoken = speaker(voice)
    asked = spoken.quoted(cut(query.words, SHORT_TITLE)) if query.words.strip() else ""
    if not hits:
        nothing = spoken.say(Phrase.FOUND_NOTHING, query=asked) if asked else spoken.say(Phrase.FOUND_NONE)
        if query.offset:
            nothing = spoken.say(Phrase.FOUND_NO_MORE)
        return Message(nothing, (paragraph(nothing), note(spoken.say(Phrase.TRY_FEWER_WORDS))))
    heading = spoken.say(Phrase.FOUND_ALL)
    if asked:
        heading = spoken.say(Phrase.FOUND_TITLE, query=cut(query.words, SHORT_TITLE))
    names = theme_names(themes, spoken)
    folded: dict[tuple[str, str], list[Item]] = {}
    for hit in hits:
        # An item without a story stands alone.
        key = (hit.story, "") if hit.story else ("", hit.item.id)
        folded.setdefault(key, []).append(hit.item)
    blocks: list[Block] = [Heading(heading)]
    blocks += [_found_card(story, items, query.words, spoken, names) for (story, _), items in folded.items()]
    if again:
        blocks.append(Buttons((Button(spoken.say(Phrase.NEXT_PAGE), "search", again),)))
    summary = spoken.say(Phrase.FOUND_SUMMARY, n=len(folded), query=asked) if asked else heading
    return Message(summary, tuple(blocks), spoken.say(Phrase.MORE_CARDS))


def _found_card(story: str, items: Sequence[Item], asked: str, spoken: Voice, themes: Names) -> Card:
    item = items[0]
    parts = [spoken.day(item.published.date(), year=True), item.outlet]
    if not is_spoken(item.language, spoken):
        parts.append(spoken.language_name(item.language))
    parts += [themes.get(filing.theme, filing.theme) for filing in item.themes[:2]]
    others = [outlet for outlet in dict.fromkeys(each.outlet for each in items[1:]) if outlet != item.outlet]
    if others:
        parts.append(spoken.say(Phrase.ALSO_IN, outlets=", ".join(others[:3])))
    extract = _extract(item, asked)
    return Card(
        title=title(item.title, item.url),
        lines=(marked(extract, asked),) if extract else (),
        notes=((quiet(DOT.join(part for part in parts if part)),),),
        buttons=(Button(spoken.say(Phrase.DETAILS), "story", story),) if story else (),
        key=story or item.id,
    )


def _extract(item: Item, asked: str) -> str:
    """Return the part of the item's text that was asked about: where most of its words stand close by."""
    text = (item.summary or item.content).replace("\n", " ")
    places = sorted(start for start, _ in _places(text, asked))
    if not places or places[0] < _EXTRACT // 2:
        return cut(text, _EXTRACT)
    best = max(places, key=lambda start: sum(start <= place < start + _EXTRACT for place in places))
    start = max(0, text.rfind(" ", 0, max(0, best - 60)))
    return "… " + cut(text[start:].strip(), _EXTRACT)


def marked(text: str, asked: str) -> Line:
    """Return a text with the words that were asked for in strong letters."""
    spans: list[Span] = []
    end = 0
    for start, stop in sorted(_places(text, asked)):
        if start < end:
            # Pairs of Chinese characters overlap: what is marked already only grows.
            if stop > end and spans:
                spans[-1] = Text(spans[-1].text + text[end:stop], Weight.STRONG)
                end = stop
            continue
        spans += [Text(text[end:start])] if start > end else []
        spans.append(Text(text[start:stop], Weight.STRONG))
        end = stop
    return (*spans, Text(text[end:])) if end < len(text) or not spans else tuple(spans)


def _places(text: str, asked: str) -> list[tuple[int, int]]:
    """Return where the words that were asked for stand, whole words alone in scripts that have spaces."""
    lower = text.lower()
    # A few letters grow when they are lowered; then places would not fit, and nothing is marked.
    if len(lower) != len(text):
        return []
    bare = " ".join(word for word in asked.split() if not word.startswith("-"))
    found = []
    for word in dict.fromkeys(words(bare)):
        if len(word) < 2 and not is_cjk(word):
            continue
        start = lower.find(word)
        while start >= 0:
            stop = start + len(word)
            if is_cjk(word[0]) or not (_is_letter(lower, start - 1) or _is_letter(lower, stop)):
                found.append((start, stop))
            start = lower.find(word, stop)
    return found


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum() and not is_cjk(text[at])


# ---- one story ------------------------------------------------------------------------------------


def story_message(
    course: Course,
    *,
    voice: str,
    with_reasons: bool = False,
    page: str = "",
    actors: Mapping[str, Actor] | None = None,
) -> Message:
    """Return a story's course: what it says, who tells it in order, its figures, what came before and after.

    `with_reasons` adds why each item is in it; with `actors` (by id) a new one is named as in print.
    """
    spoken = speaker(voice)
    story, items = course.story, course.items
    named = course.summary.title or story.title
    urls = [item.url for item in sorted(items, key=lambda item: item.title != named) if item.url]
    blocks: list[Block] = [
        Card(
            title=title(named, urls[0] if urls else None),
            lines=((Text(joined(course.summary.sentences)),),) if course.summary.sentences else (),
            notes=(_story_note(story, spoken),),
            key=story.id,
        )
    ]
    if items:
        reasons = _reasons(story, items, spoken) if with_reasons else {}
        blocks += [Heading(spoken.say(Phrase.COURSE), 2), Bullets(_course(course, spoken, reasons, actors))]
    if figures := [figure for item in items for figure in item.figures]:
        blocks.append(Heading(spoken.say(Phrase.FIGURES), 2))
        blocks += _figure_blocks(figures, {item.id: item.outlet for item in items}, spoken)
    for phrase, linked in ((Phrase.CAME_BEFORE, course.before), (Phrase.CAME_AFTER, course.after)):
        if linked:
            lines = tuple(_linked_line(each, spoken) for each in linked)
            blocks += [Heading(spoken.say(phrase), 2), Bullets(lines)]
    for channel, told in course.told:
        said = spoken.say(Phrase.TOLD_TO, channel=channel, day=spoken.day(told.at.date(), year=True))
        blocks.append(Note((Link(said, told.link, Weight.QUIET) if told.link else quiet(said),)))
    if page:
        blocks.append(Note((Link(spoken.say(Phrase.READ_ON_PAGE), page, Weight.QUIET),)))
    compare = Button(spoken.say(Phrase.COMPARE), "compare", story.id)
    blocks.append(Buttons((compare, Button(spoken.say(Phrase.WHY), "why", story.id))))
    return Message(cut(named, SHORT_TITLE), tuple(blocks))


def _story_note(story: Story, spoken: Voice) -> Line:
    first = spoken.day(story.first_seen.date(), year=True)
    last = spoken.day(story.last_seen.date(), year=True)
    parts = [
        first if first == last else spoken.say(Phrase.SPAN, first=first, last=last),
        sides(story.viewpoints, spoken),
        spoken.say(Phrase.OUTLETS_COUNT, n=story.outlets),
        voices(story.owners, spoken),
        ", ".join(filing.theme for filing in story.themes),
    ]
    return (quiet(DOT.join(part for part in parts if part) + DOT), code(story.id))


def _linked_line(story: Story, spoken: Voice) -> Line:
    day = spoken.day(story.first_seen.date(), year=True)
    return (quiet(f"{day}  "), Text(f"{cut(story.title, SHORT_TITLE)}  "), code(story.id))


def _reasons(story: Story, items: Sequence[Item], spoken: Voice) -> dict[str, str]:
    """Return why each item is in the story, by id."""
    titles = {item.id: item.title for item in items}
    found = {}
    for item, because in story.because.items():
        if because.nearest is None:
            found[item] = spoken.say(Phrase.FIRST_ITEM)
            continue
        nearest = cut(titles.get(because.nearest, because.nearest), 60)
        score = spoken.number(round(because.score, 2))
        found[item] = spoken.say(Phrase.JOINED, nearest=spoken.quoted(nearest), score=score)
        if because.shared:
            found[item] += f", {spoken.say(Phrase.SHARED, terms=', '.join(because.shared[:6]))}"
    return found


def _course(
    course: Course, spoken: Voice, reasons: Mapping[str, str], actors: Mapping[str, Actor] | None
) -> tuple[Line, ...]:
    """Return a line an item: when, in which words, who, what it added; of many the first and the last."""
    lines: list[Line] = []
    day = ""
    for step in steps(course.story, course.items, spoken, actors):
        item = step.item
        before, day = day, spoken.day(item.published.date())
        when = f"{item.published:%H:%M}" if day == before else f"{day} {item.published:%H:%M}"
        who = f"{item.outlet}, {spoken.side(item.viewpoint)}"
        if not is_spoken(item.language, spoken):
            who += f", {spoken.language_name(item.language)}"
        line: list[Span] = [
            quiet(f"{when}  "),
            Link(item.title, item.url) if item.url else Text(item.title),
            quiet(f"  {who}"),
        ]
        if said := "; ".join(_change(change, spoken) for change in step.added):
            line.append(Text(f" – {said}"))
        if item.id in reasons:
            line.append(quiet(f" – {reasons[item.id]}"))
        lines.append(tuple(line))
    if len(lines) <= _MOST_COURSE:
        return tuple(lines)
    left = spoken.say(Phrase.ITEMS_LEFT_OUT, n=len(lines) - _MOST_COURSE)
    half = _MOST_COURSE // 2
    return (*lines[:half], (quiet(left),), *lines[-half:])


# ---- figures --------------------------------------------------------------------------------------


def figures_message(
    asked: str, entries: Sequence[Entry], *, voice: str, picture: Picture | None = None
) -> Message:
    """Return the ledger: what sources disagree on first, a series where there is one, then the newest amounts.

    `picture` draws the same series.
    """
    spoken = speaker(voice)
    quoted = spoken.quoted(cut(asked, SHORT_TITLE)) if asked.strip() else ""
    if not entries:
        nothing = spoken.say(Phrase.FIGURES_NONE, query=quoted) if quoted else spoken.say(Phrase.FIGURES_NO)
        return Message(nothing, (paragraph(nothing), note(spoken.say(Phrase.TRY_FEWER_WORDS))))
    heading = spoken.label(spoken.say(Phrase.FIGURES), cut(asked, SHORT_TITLE)) if quoted else ""
    heading = heading or spoken.say(Phrase.FIGURES)
    blocks: list[Block] = [Heading(heading)]
    outlets = {entry.figure.item: entry.outlet for entry in entries}
    told = split_by_story(entries[-_MOST_COMPARED:])
    if split := tuple(line for figures in told for line in _splits(figures, outlets, spoken))[:_MOST_SPLITS]:
        blocks += [Heading(spoken.say(Phrase.DISAGREE), 2), Bullets(split)]
    if series := longest_series(entries):
        blocks += [Heading(spoken.say(Phrase.OVER_TIME), 2), Paragraph(_series_line(series, spoken))]
    if picture:
        blocks.append(picture)
    if split or series:
        blocks.append(Heading(spoken.say(Phrase.STATED), 2))
    statements = folded(entries)[::-1]
    newest = statements[:_MOST_LEDGER]
    blocks.append(Bullets(tuple(_entry_line(repeated, spoken) for repeated in newest)))
    if left := len(statements) - len(newest):
        blocks.append(note(spoken.say(Phrase.FIGURES_LEFT_OUT, n=left)))
    summary = spoken.say(Phrase.FIGURES_SUMMARY, n=len(entries), query=quoted) if quoted else heading
    return Message(summary, tuple(blocks))


def _figure_blocks(figures: Sequence[Figure], outlets: Mapping[str, str], spoken: Voice) -> list[Block]:
    """Return what sources disagree on, then each stated amount once; `outlets` are those of the items, by id."""
    blocks: list[Block] = []
    if split := _splits(figures, outlets, spoken):
        blocks += [note(spoken.label(spoken.say(Phrase.DISAGREE), "")), Bullets(split)]
    distinct: list[Figure] = []
    for figure in figures:
        if len(distinct) < _MOST_FIGURES and not any(agree(figure, known) for known in distinct):
            distinct.append(figure)
    return [*blocks, Bullets(tuple(_figure_line(figure, spoken) for figure in distinct))]


def _splits(figures: Sequence[Figure], outlets: Mapping[str, str], spoken: Voice) -> tuple[Line, ...]:
    groups = disagreements(figures)
    return tuple(dict.fromkeys(_split_line(group, outlets, spoken) for group in groups))[:_MOST_SPLITS]


def _split_line(figures: Sequence[Figure], outlets: Mapping[str, str], spoken: Voice) -> Line:
    """Return `market value: $593 billion (a.example) ↔ $589 billion (b.example)`."""
    subject = figures[0].subject
    line: list[Span] = [Text(f"{spoken.label(subject, '')} ")] if subject else []
    for number, figure in enumerate(figures):
        line += [Text("  ↔  ")] if number else []
        line.append(Text(spoken.amount(figure.amount, figure.unit), Weight.STRONG))
        if outlet := outlets.get(figure.item):
            line.append(quiet(f" ({outlet})"))
    return tuple(line)


def _figure_line(figure: Figure, spoken: Voice) -> Line:
    line: list[Span] = [Text(spoken.amount(figure.amount, figure.unit), Weight.STRONG)]
    if figure.as_of:
        line.append(quiet(f" ({figure.as_of})"))
    line.append(Text(f"  {excerpt(figure, _SHORT_SENTENCE)}"))
    return tuple(line)


def _entry_line(repeated: Repeated, spoken: Voice) -> Line:
    """Return `25%  the sentence  a.example, 9 December 2025, also in b.example`."""
    entry = repeated.first
    source = f"{entry.outlet}, {spoken.day(entry.published.date(), year=True)}"
    link = Link(source, entry.url, Weight.QUIET) if entry.url else quiet(source)
    line = [*_figure_line(entry.figure, spoken), quiet("  "), link]
    others = [other.outlet for other in repeated.others if other.outlet != entry.outlet]
    if outlets := list(dict.fromkeys(others)):
        named = ", ".join(outlets[:_MOST_REPEATING])
        if left := len(outlets) - _MOST_REPEATING:
            named += f", {spoken.say(Phrase.MORE_OUTLETS, n=left)}" if left > 0 else ""
        line.append(quiet(f", {spoken.say(Phrase.ALSO_IN, outlets=named)}"))
    return tuple(line)


def _series_line(series: Series, spoken: Voice) -> Line:
    """Return `chips: ▂▄█  20,000 (3 March 2025) → 80,000 (9 December 2025)`."""
    first, last = (
        (
            Text(spoken.amount(series.amounts[at], series.unit), Weight.STRONG),
            quiet(f" ({spoken.day(series.days[at], year=True)})"),
        )
        for at in (0, -1)
    )
    bars = Text(f"{sparkline(series.amounts)}  ", Weight.CODE)
    return (Text(f"{spoken.label(series.subject, '')} "), bars, *first, Text(" → "), *last)


def series_alt(series: Series, spoken: Voice) -> str:
    """Return in words what a chart of the series shows: each amount with its day."""
    points = zip(series.days, series.amounts, strict=True)
    told = "; ".join(
        f"{spoken.day(day, year=True)}: {spoken.amount(amount, series.unit)}" for day, amount in points
    )
    return spoken.label(series.subject, told)


# ---- compare, why ---------------------------------------------------------------------------------


def compare_message(story: Story, comparison: Comparison, *, voice: str) -> Message:
    """Return each side's own words on a story, who carries it in a headline alone, and which sides do not tell it."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.COMPARE_TITLE)
    blocks: list[Block] = [Heading(heading), Paragraph((Text(story.title, Weight.STRONG),))]
    for side in comparison.sides:
        source: list[Span] = [Link(side.outlet, side.url, Weight.QUIET) if side.url else quiet(side.outlet)]
        if not is_spoken(side.language, spoken):
            source.append(quiet(f" ({spoken.language_name(side.language)})"))
        name = Text(spoken.side(side.viewpoint), Weight.STRONG)
        said: Line = (Text(spoken.quoted(side.sentence)),)
        blocks.append(Card(title=name, lines=(said,), notes=(tuple(source),)))
    for each in comparison.headlines:
        carried = Link(each.title, each.url, Weight.QUIET) if each.url else quiet(each.title)
        label = spoken.label(spoken.side(each.viewpoint), spoken.say(Phrase.HEADLINE_ONLY))
        blocks.append(Note((quiet(f"{label} – "), carried, quiet(f" ({each.outlet})"))))
    if len(comparison.sides) + len(comparison.headlines) < 2:
        blocks.append(paragraph(spoken.say(Phrase.COMPARE_ONE)))
    if comparison.silent:
        silent = ", ".join(map(spoken.side, comparison.silent))
        blocks.append(note(spoken.say(Phrase.NOT_TOLD_BY, sides=silent)))
    blocks.append(Buttons((Button(spoken.say(Phrase.DETAILS), "story", story.id),)))
    return Message(spoken.label(heading, cut(story.title, SHORT_TITLE)), tuple(blocks))


def why_message(
    story: Story, verdict: Verdict | None, *, voice: str, themes: Sequence[Theme] = ()
) -> Message:
    """Return what filed a story, and what ranked it or held it back."""
    spoken = speaker(voice)
    heading = spoken.say(Phrase.WHY_TITLE, title=cut(story.title, SHORT_TITLE))
    fate = _fate(verdict, spoken)
    blocks: list[Block] = [Heading(heading), paragraph(fate)]
    blocks += _filed(story.themes, spoken, theme_names(themes, spoken))
    if verdict and verdict.score:
        total = spoken.number(round(sum(verdict.score.values()), 2))
        by_weight = sorted(verdict.score.items(), key=lambda part: (-part[1], part[0]))
        rows = tuple((_part(name, spoken), spoken.number(round(value, 2))) for name, value in by_weight)
        blocks.append(Heading(spoken.say(Phrase.SCORE, total=total), 2))
        blocks.append(Table((spoken.say(Phrase.PART), spoken.say(Phrase.POINTS)), rows))
    blocks.append(Buttons((Button(spoken.say(Phrase.DETAILS), "story", story.id),)))
    return Message(f"{heading}. {fate}", tuple(blocks))


def _fate(verdict: Verdict | None, spoken: Voice) -> str:
    if verdict is None:
        return spoken.say(Phrase.NOT_JUDGED)
    if verdict.shown:
        return spoken.say(Phrase.WAS_SHOWN)
    return spoken.say(Phrase.WAS_HELD_BACK, reason=held_back(verdict.held_back_by or "", spoken))


def _part(name: str, spoken: Voice) -> str:
    return spoken.say(_PARTS[name]) if name in _PARTS else name


def filings_message(
    text: str, filings: Sequence[Filing], *, voice: str = "en", themes: Sequence[Theme] = ()
) -> Message:
    """Return which themes a text is filed under, and by which terms."""
    spoken = speaker(voice)
    blocks = [paragraph(cut(text, 300)), *_filed(filings, spoken, theme_names(themes, spoken))]
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
