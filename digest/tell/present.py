"""Digests, answers and problems in, Messages out. All words of our own come from `phrases`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model import (
    Change,
    ChangeKind,
    Digest,
    Edition,
    Feed,
    FeedState,
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
    Told,
    Verdict,
    Viewpoint,
)
from digest.tell.compare import Comparison
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
    Rule,
    Span,
    Table,
    Text,
    Weight,
)
from digest.tell.phrases import phrase, say_date, say_side
from digest.tell.summarise import Summary
from digest.tell.trends import Trend
from digest.text import cut, words
from digest.understand.figures import disagreements

# Hits of one story are folded; this many stories make a page.
PAGE = 5
# A story's course and a ledger in chat: more than these nobody reads there.
_MOST_ITEMS, _MOST_FIGURES = 12, 15


@dataclass(frozen=True, slots=True)
class Course:
    """One story with all that is known of it."""

    story: Story
    items: tuple[Item, ...]
    """In order of (published, id)."""
    summary: Summary
    developments: tuple[Story, ...]
    told: tuple[tuple[str, Told], ...]
    """(channel, what it was told), the first told first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the figures ledger."""

    figure: Figure
    published: datetime
    outlet: str
    url: str | None


# ---- the digest -----------------------------------------------------------------------------------


def digest_message(digest: Digest, subscription: Subscription, *, themes: Sequence[Theme]) -> Message:
    """Return a digest as it is read: sections by theme, a card a story, the honest footer."""
    voice = subscription.voice
    day = say_date(voice, digest.date)
    if digest.edition is Edition.WEEKLY:
        day = phrase(voice, "weekly", date=day)
    title = phrase(voice, "digest_of", name=subscription.name, date=day)
    blocks: list[Block] = [Heading(title)]
    if digest.late:
        blocks.append(Note((Text(phrase(voice, "late")),)))
    if digest.missed:
        blocks.append(Note((Text(phrase(voice, "missed", n=digest.missed)),)))
    names = {theme.id: theme.names.get(voice, theme.name) for theme in themes}
    for section in digest.sections:
        blocks.append(Heading(names.get(section.theme, section.theme), level=2))
        blocks += [_card(telling, subscription) for telling in section.stories]
    if not digest.sections:
        since = say_date(voice, digest.window.start)
        blocks.append(Paragraph((Text(phrase(voice, "nothing", since=since)),)))
    blocks += [Rule(), Note((Text(_footer(digest, voice)),))]
    return Message(title, tuple(blocks), more=phrase(voice, "more", n="{n}"))


def _card(telling: Telling, subscription: Subscription) -> Card:
    voice = subscription.voice
    title: Span = Text(telling.title, Weight.STRONG)
    if telling.links:
        title = Link(telling.title, telling.links[0].url, Weight.STRONG)
    notes: list[Line] = [_voices_line(telling, voice)]
    if telling.links:
        notes.append(_links_line(telling.links, subscription.languages))
    if telling.told_before:
        notes.append((Link(phrase(voice, "told_before"), telling.told_before),))
    return Card(
        title=title,
        badge=_badge(telling.changes, voice),
        lines=tuple((Text(sentence.text),) for sentence in telling.summary),
        notes=tuple(notes),
        buttons=(Button(phrase(voice, "details"), "story", telling.story),),
        key=telling.story,
    )


def _badge(changes: Sequence[Change], voice: str) -> str:
    if not changes:
        return ""
    said = [_change(change, voice) for change in changes]
    return f"{phrase(voice, 'update')}: {', '.join(dict.fromkeys(said))}"


def _change(change: Change, voice: str) -> str:
    match change.kind:
        case ChangeKind.NEW_SIDE:
            return phrase(voice, "new_side", what=say_side(voice, change.what))
        case ChangeKind.SECOND_OWNER | ChangeKind.NEW_ACTOR:
            return phrase(voice, str(change.kind), what=change.what)
        case _:
            return phrase(voice, str(change.kind))


def _voices_line(telling: Telling, voice: str) -> Line:
    parts = [_sides(telling.viewpoints, voice)]
    if telling.silent:
        names = ", ".join(say_side(voice, side) for side in telling.silent)
        parts.append(phrase(voice, "silent", sides=names))
    parts.append(
        phrase(voice, "single_source") if telling.single_source else phrase(voice, "owners", n=telling.owners)
    )
    if telling.headline_only:
        parts.append(phrase(voice, "headline_only"))
    return (Text(" · ".join(part for part in parts if part)),)


def _links_line(links: Sequence[OutletLink], languages: Sequence[str]) -> Line:
    spans: list[Span] = []
    for link in links:
        if spans:
            spans.append(Text(", "))
        spans.append(Link(link.outlet or link.url, link.url))
        if link.language not in languages[:1] and link.language != "und":
            spans.append(Text(f" ({link.language})"))
    return tuple(spans)


def _sides(viewpoints: Mapping[Viewpoint, int], voice: str) -> str:
    return " · ".join(
        f"{say_side(voice, side)} {viewpoints[side]}" for side in Viewpoint if viewpoints.get(side)
    )


def _footer(digest: Digest, voice: str) -> str:
    counts = digest.coverage
    told = [telling for section in digest.sections for telling in section.stories]
    first = phrase(voice, "coverage", **{name: getattr(counts, name) for name in counts.__slots__})
    headline_only = sum(telling.headline_only for telling in told)
    single = sum(telling.single_source for telling in told)
    if not (headline_only or single):
        return first
    return f"{first} {phrase(voice, 'coverage_short', headline_only=headline_only, single=single)}"


# ---- answers --------------------------------------------------------------------------------------


def search_message(query: Query, hits: Sequence[Hit], *, voice: str, again: str = "") -> Message:
    """Return a page of hits, folded by story; `again` is what asks for the next page."""
    if not hits:
        return _short(phrase(voice, "no_hits", words=cut(query.words, 100)))
    title = phrase(voice, "hits", words=cut(query.words, 100)) if query.words else phrase(voice, "hits_all")
    folded: dict[str, list[Hit]] = {}
    for hit in hits:
        folded.setdefault(hit.story or hit.item.id, []).append(hit)
    blocks: list[Block] = [Heading(title)]
    blocks += [_hit_card(own, query, voice) for own in folded.values()]
    if again:
        blocks.append(Buttons((Button(phrase(voice, "more_hits"), "search", again),)))
    return Message(title, tuple(blocks))


def _hit_card(hits: Sequence[Hit], query: Query, voice: str) -> Card:
    item, story = hits[0].item, hits[0].story
    others = [hit.item for hit in hits[1:] if hit.item.outlet != item.outlet]
    facts = [item.outlet, say_date(voice, item.published), *(f.theme for f in item.themes[:3])]
    facts += [f"+ {other}" for other in dict.fromkeys(other.outlet for other in others)]
    facts.append(story if story else phrase(voice, "ungrouped"))
    said = _passage(item, query.words)
    return Card(
        title=Link(item.title, item.url, Weight.STRONG) if item.url else Text(item.title, Weight.STRONG),
        lines=(said,) if said else (),
        notes=((Text(" · ".join(facts)),),),
        buttons=(Button(phrase(voice, "details"), "story", story),) if story else (),
        key=item.id,
    )


def _passage(item: Item, asked: str) -> Line:
    """Return the part of an item's text that the question is about, with its words marked."""
    wanted = [word for word in words(asked) if len(word) > 1]
    text = (item.summary or item.content).replace("\n", " ")
    if not text:
        return ()
    low = text.lower()
    places = [low.find(word) for word in wanted if word in low]
    start = max(0, min(places, default=0) - 60)
    if start:
        start = text.find(" ", start) + 1
    shown = ("…" if start else "") + cut(text[start:], 200)
    spans: list[Span] = []
    at = 0
    marks = sorted({(shown.lower().find(word), word) for word in wanted if word in shown.lower()})
    for place, word in marks:
        if place < at:
            continue
        spans += [Text(shown[at:place]), Text(shown[place : place + len(word)], Weight.STRONG)]
        at = place + len(word)
    spans.append(Text(shown[at:]))
    return tuple(span for span in spans if span.text)


def story_message(course: Course, *, voice: str, with_reasons: bool = False) -> Message:
    """Return a story's course: what it says, who tells it in order, its figures, what came before and after."""
    story = course.story
    blocks: list[Block] = [Heading(cut(course.summary.title, 140))]
    if course.summary.sentences:
        blocks.append(Paragraph((Text(" ".join(s.text for s in course.summary.sentences)),)))
    told = phrase(voice, "who_tells", outlets=story.outlets, owners=story.owners)
    themes = ", ".join(filing.theme for filing in story.themes)
    facts = [told, _sides(story.viewpoints, voice), themes, story.id]
    blocks.append(Note((Text(" · ".join(fact for fact in facts if fact)),)))
    blocks.append(Heading(phrase(voice, "course"), level=2))
    lines = [_course_line(item, story, voice, with_reasons=with_reasons) for item in course.items]
    blocks.append(Bullets(tuple(lines[:_MOST_ITEMS])))
    if len(lines) > _MOST_ITEMS:
        blocks.append(Note((Text(f"+ {len(lines) - _MOST_ITEMS}"),)))
    figures = [figure for item in course.items for figure in item.figures]
    if figures:
        blocks.append(Heading(phrase(voice, "figures"), level=2))
        blocks += _figure_blocks(figures, {item.id: item for item in course.items}, voice)
    if course.developments:
        blocks.append(Heading(phrase(voice, "developments"), level=2))
        blocks.append(
            Bullets(
                tuple(
                    (Text(f"{say_date(voice, other.first_seen)}: {other.title} ({other.id})"),)
                    for other in course.developments
                )
            )
        )
    for channel, told_once in course.told:
        line = phrase(voice, "told_to", channel=channel, date=say_date(voice, told_once.at))
        blocks.append(Note((Link(line, told_once.link) if told_once.link else Text(line),)))
    blocks.append(
        Buttons((Button(phrase(voice, "compare"), "compare", story.id), Button("Why?", "why", story.id)))
    )
    return Message(story.title, tuple(blocks))


def _course_line(item: Item, story: Story, voice: str, *, with_reasons: bool) -> Line:
    spans: list[Span] = [Text(f"{item.published:%d.%m. %H:%M}  {item.outlet}: ", Weight.QUIET)]
    spans.append(Link(item.title, item.url) if item.url else Text(item.title))
    if item.language != story.language:
        spans.append(Text(f" ({item.language})"))
    why = story.because.get(item.id)
    if with_reasons and why is not None:
        said = (
            phrase(
                voice, "because", nearest=why.nearest, score=f"{why.score:.2f}", shared=", ".join(why.shared)
            )
            if why.nearest
            else phrase(voice, "because_first")
        )
        spans.append(Text(f"  [{said}]", Weight.QUIET))
    return tuple(spans)


def _figure_blocks(figures: Sequence[Figure], items: Mapping[str, Item], voice: str) -> list[Block]:
    blocks: list[Block] = []
    split = disagreements(figures)
    if split:
        lines: list[Line] = []
        for group in split[:3]:
            said = "  ↔  ".join(
                f"{_amount(f)} ({items[f.item].outlet})" if f.item in items else _amount(f) for f in group
            )
            lines.append((Text(said, Weight.STRONG),))
        blocks += [Note((Text(phrase(voice, "disagree")),)), Bullets(tuple(dict.fromkeys(lines)))]
    shown: dict[tuple[float, str], Figure] = {}
    for figure in figures:
        shown.setdefault((figure.amount, figure.unit), figure)
    blocks.append(
        Bullets(
            tuple(
                (Text(_amount(figure), Weight.STRONG), Text(f"  {cut(figure.sentence, 160)}"))
                for figure in list(shown.values())[:_MOST_FIGURES]
            )
        )
    )
    return blocks


def figures_message(asked: str, entries: Sequence[Entry], *, voice: str) -> Message:
    """Return the ledger: disagreements first, then every stated amount with its date and source."""
    if not entries:
        return _short(phrase(voice, "no_figures", words=cut(asked, 100)))
    title = phrase(voice, "figures") + (f": {cut(asked, 100)}" if asked else "")
    blocks: list[Block] = [Heading(title)]
    split = disagreements([entry.figure for entry in entries[-60:]])
    outlets = {entry.figure.item: entry.outlet for entry in entries}
    if split:
        blocks.append(Heading(phrase(voice, "disagree"), level=2))
        said = (
            "  ↔  ".join(f"{_amount(f)} ({outlets.get(f.item, '')})" for f in group) for group in split[:5]
        )
        blocks.append(Bullets(tuple((Text(line, Weight.STRONG),) for line in dict.fromkeys(said))))
        blocks.append(Heading(phrase(voice, "figures"), level=2))
    lines: list[Line] = []
    for entry in entries[-_MOST_FIGURES:]:
        source: Span = Link(entry.outlet, entry.url) if entry.url else Text(entry.outlet)
        lines.append(
            (
                Text(f"{entry.published:%Y-%m-%d}  ", Weight.QUIET),
                Text(_amount(entry.figure), Weight.STRONG),
                Text(f"  {cut(entry.figure.sentence, 160)} "),
                source,
            )
        )
    blocks.append(Bullets(tuple(lines)))
    return Message(title, tuple(blocks))


def _amount(figure: Figure) -> str:
    amount = figure.amount
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(amount) >= size:
            return f"{amount / size:,.6g}{name} {figure.unit}"
    return f"{amount:,.10g} {figure.unit}" if figure.unit != "%" else f"{amount:g} %"


def compare_message(story: Story, comparison: Comparison, *, voice: str) -> Message:
    blocks: list[Block] = [Heading(phrase(voice, "compare")), Paragraph((Text(story.title, Weight.STRONG),))]
    for side in comparison.sides:
        outlet: Span = Link(side.outlet, side.url) if side.url else Text(side.outlet)
        blocks.append(
            Card(
                title=Text(say_side(voice, side.viewpoint), Weight.STRONG),
                lines=((Text(f"“{side.sentence}”"),),),
                notes=((outlet, Text(f" ({side.language})")),),
            )
        )
    if comparison.silent:
        names = ", ".join(say_side(voice, side) for side in comparison.silent)
        blocks.append(Note((Text(phrase(voice, "silent_sides", sides=names)),)))
    return Message(phrase(voice, "compare"), tuple(blocks))


def why_message(story: Story, verdict: Verdict | None, *, voice: str) -> Message:
    title = phrase(voice, "why", title=cut(story.title, 120))
    blocks: list[Block] = [Heading(title)]
    if verdict is None:
        said = phrase(voice, "not_judged")
    elif verdict.shown:
        said = phrase(voice, "shown")
    else:
        said = phrase(voice, "not_shown", reason=verdict.held_back_by or "")
    blocks.append(Paragraph((Text(said),)))
    blocks.append(Bullets(tuple(_filing_line(filing) for filing in story.themes)))
    if verdict and verdict.score:
        rows = tuple((name, f"{value:.2f}") for name, value in verdict.score.items())
        blocks.append(Table((phrase(voice, "part"), phrase(voice, "value")), rows))
    return Message(title, tuple(blocks))


def _filing_line(filing: Filing) -> Line:
    return (
        Text(filing.theme, Weight.STRONG),
        Text(f" {filing.score:.1f}: {', '.join(filing.terms)}"),
    )


def filings_message(text: str, filings: Sequence[Filing]) -> Message:
    """Return which themes a text is filed under, and by which terms."""
    lines = tuple(_filing_line(filing) for filing in filings) or ((Text("–"),),)
    return Message(text, (Paragraph((Text(cut(text, 300)),)), Bullets(lines)))


def themes_message(themes: Sequence[Theme], *, voice: str) -> Message:
    header = ("id", phrase(voice, "theme"), phrase(voice, "terms"), phrase(voice, "examples"))
    rows = tuple(
        (t.id, t.names.get(voice, t.name), str(len(t.terms)), str(len(t.match) + len(t.differ)))
        for t in themes
    )
    return Message(phrase(voice, "themes"), (Heading(phrase(voice, "themes")), Table(header, rows)))


def trends_message(rows: Sequence[Trend], *, voice: str, picture: bytes | None = None) -> Message:
    title = phrase(voice, "trends")
    if not rows:
        return _short(phrase(voice, "no_trends"))
    header = tuple(
        phrase(voice, key) for key in ("week", "theme", "stories", "owners_column", "sides_column")
    )
    table = Table(
        header,
        tuple(
            (
                row.week.isoformat(),
                row.theme,
                str(row.stories),
                str(row.owners),
                _sides(row.viewpoints, voice),
            )
            for row in rows
        ),
    )
    pictures: tuple[Block, ...] = ()
    if picture:
        total = ", ".join(f"{row.week.isoformat()} {row.theme} {row.stories}" for row in rows[-10:])
        pictures = (Picture(picture, "trends.png", f"{title}: {total}"),)
    return Message(title, (Heading(title), *pictures, table))


def feeds_message(feeds: Sequence[Feed], states: Mapping[str, FeedState], *, voice: str) -> Message:
    header = tuple(phrase(voice, key) for key in ("feed", "state", "newest", "next"))
    rows = []
    for feed in feeds:
        state = states.get(feed.id) or FeedState(feed.id)
        said = state.reason or (str(state.state) if state.state else phrase(voice, "never"))
        if not feed.on:
            said = phrase(voice, "off")
        rows.append(
            (
                feed.id,
                said,
                f"{state.newest_item:%Y-%m-%d %H:%M}" if state.newest_item else "–",
                f"{state.next_pull:%Y-%m-%d %H:%M}" if state.next_pull else "–",
            )
        )
    return Message(phrase(voice, "feeds"), (Heading(phrase(voice, "feeds")), Table(header, tuple(rows))))


def status_message(facts: Mapping[str, object], *, voice: str) -> Message:
    rows = tuple((name.replace("_", " "), str(value)) for name, value in facts.items())
    return Message(phrase(voice, "status"), (Heading(phrase(voice, "status")), Table(("", ""), rows)))


def help_message(*, voice: str) -> Message:
    """Return the words with what each answers, and an example."""
    said = (
        ("today talent", "today"),
        ("search chips since:7d theme:talent", "search"),
        ("story 3f2a", "story"),
        ('figures "market value"', "figures"),
        ("compare 3f2a", "compare"),
        ("why 3f2a", "why"),
        ("themes", "themes"),
        ("trends talent", "trends"),
        ("feeds", "feeds"),
        ("status", "status"),
        ("help", "help"),
    )
    lines: list[Line] = [
        (Text(f"/parallax {example}", Weight.CODE), Text(f"  {phrase(voice, f'help_{key}')}"))
        for example, key in said
    ]
    title = phrase(voice, "help")
    return Message(title, (Heading(title), Bullets(tuple(lines))))


def hello_message(*, voice: str) -> Message:
    return _short(phrase(voice, "hello"))


def problem_message(text: str, *, voice: str) -> Message:
    return Message(text, (Paragraph((Text(phrase(voice, "problem") + ". ", Weight.STRONG), Text(text))),))


def unexpected_message(*, voice: str) -> Message:
    return _short(phrase(voice, "unexpected"))


def _short(text: str) -> Message:
    return Message(text, (Paragraph((Text(text),)),))
