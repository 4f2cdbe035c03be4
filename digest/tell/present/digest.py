"""A Digest, an Alert and the news of what is followed in, Messages out: a card a Story, and the honest footer.

A title links to an Item's own address and nothing else does, but for permalinks and our own page.
"""

from collections.abc import Sequence

from digest.model.digest import Alerted, Coverage, Digest, OutletLink, Telling
from digest.model.subscription import Subscription
from digest.model.theme import Theme
from digest.tell.message import DOT, Block, Button, Card, Heading, Line, Message, Note, Span, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.present.amended import amendment_line, badge
from digest.tell.spans import (
    SHORT_TITLE,
    coded,
    digest_heading,
    foreign,
    foreign_tag,
    note,
    outlet_link,
    paragraph,
    quiet,
    quiet_link,
    said_sides,
    said_voices,
    theme_names,
    title,
    told_changes,
    told_lines,
)
from digest.tell.voice import Voice, speaker
from digest.text import cut


class DigestPhrase(Words):
    """What stands around the stories of a digest, an alert or news of what is followed."""

    NOTHING_NEW = (
        "Nothing new on these themes since {since}.",
        "Rien de nouveau sur ces thèmes depuis le {since}.",
    )
    LATE = (
        "Late: this digest was due earlier and covers the news up to {time}.",
        "En retard : ce point était attendu plus tôt et couvre les nouvelles jusqu’au {time}.",
    )
    MISSED = (
        "{n} digest before this one could not be posted in time.|"
        "{n} digests before this one could not be posted in time.",
        "Un point précédent n’a pas pu être publié à temps.|"
        "{n} points précédents n’ont pas pu être publiés à temps.",
    )
    ALERT = "Told by many at once", "Raconté partout à la fois"
    ALERTED = "Told since the last digest:", "Raconté depuis le dernier point :"
    UPDATE = "Update: {what}", "Du nouveau : {what}"
    TOLD_BEFORE = "told here before", "déjà raconté ici"
    SILENT = "silent: {sides}", "silence : {sides}"
    NAMES = "in {language}, naming {names}", "en {language}, où sont nommés : {names}"
    FOOTER_FEEDS = (
        "{n} feed: {read}, {failed} failed, {quiet} with nothing new|"
        "{n} feeds: {read}, {failed} failed, {quiet} with nothing new",
        "{n} flux : {read}, {failed} en échec, {quiet} sans nouveauté",
    )
    FOOTER_READ = "{n} read", "{n} lu|{n} lus"
    FOOTER_ITEMS = "{n} item|{n} items", "{n} article|{n} articles"
    FOOTER_SHOWN = "{n} shown", "{n} retenu|{n} retenus"
    FOOTER_CHOSEN = "{n} chosen", "{n} retenu|{n} retenus"
    FOOTER_NO_ROOM = ", {left} without room here", ", {left} sans place ici"
    FOOTER_HELD_BACK = "{n} held back", "{n} écarté|{n} écartés"
    FOOTER_ELSEWHERE = "{n} on none of its themes", "{n} d’aucun de ses thèmes"
    FOOTER_SINGLE = "{n} from a single source", "{n} de source unique"
    FOOTER_HEADLINE = "{n} headline only", "{n} au titre seul"
    READ_ON_PAGE = "Read on the page", "Lire sur la page"
    NEWS_OF = "News of {what}", "Du nouveau : {what}"
    FOLLOWED_HERE = (
        "Followed in this channel; end it with `/parallax unfollow`.",
        "Suivi dans ce canal ; pour arrêter : `/parallax unfollow`.",
    )


_MOST_CHANGES = 2


def digest_message(
    digest: Digest, subscription: Subscription, *, themes: Sequence[Theme], page: str = ""
) -> Message:
    """Return a digest as it is read: sections by theme, a card a story, the honest footer.

    `page` is the address of its own page, where there is one.
    """
    spoken = speaker(subscription.voice)
    names = theme_names(themes, spoken)
    heading = _digest_heading(digest, subscription, spoken)
    tellings = digest.tellings
    blocks: list[Block] = [Heading(heading)]
    if digest.late:
        until = spoken.moment(digest.window.end, subscription.zone)
        blocks.append(note(spoken.say(DigestPhrase.LATE, time=until)))
    if digest.missed:
        blocks.append(note(spoken.say(DigestPhrase.MISSED, n=digest.missed)))
    if digest.alerted:
        blocks.append(_alerted(digest.alerted, spoken))
    for section in digest.sections:
        blocks.append(Heading(names[section.theme], 2))
        blocks += [_telling_card(telling, spoken, subscription.zone) for telling in section.stories]
    if not tellings:
        since = spoken.moment(digest.window.start, subscription.zone)
        blocks.append(paragraph(spoken.say(DigestPhrase.NOTHING_NEW, since=since)))
    blocks.append(_footer(digest.coverage, tellings, spoken, page))
    count = spoken.say(Phrase.STORIES_COUNT, n=len(tellings))
    titles = spoken.semicolon.join(cut(telling.title, SHORT_TITLE) for telling in tellings[:3])
    told = spoken.label(count, titles) if titles else count
    return Message(f"{heading}. {told}", tuple(blocks), spoken.say(Phrase.MORE_CARDS))


def _alerted(told: Sequence[Alerted], spoken: Voice) -> Note:
    """Return the line that refers to what was told by alerts since the last digest."""
    line: list[Span] = [quiet(f"{spoken.say(DigestPhrase.ALERTED)} ")]
    for number, each in enumerate(told):
        line += [quiet(spoken.semicolon)] if number else []
        line.append(quiet_link(cut(each.title, SHORT_TITLE), each.link))
    return Note(tuple(line))


def _digest_heading(digest: Digest, subscription: Subscription, spoken: Voice) -> str:
    said = digest_heading(digest.edition, digest.date, spoken)
    # One that was chosen in chat is its channel's only one, and is called as the channel was then.
    return f"{said}{DOT}{subscription.name}" if subscription.from_file else said


def _telling_card(telling: Telling, spoken: Voice, zone: str) -> Card:
    said_first = badge(telling, spoken)
    if telling.changes and not said_first:
        said = told_changes(telling.changes[:_MOST_CHANGES], spoken)
        said_first = spoken.say(DigestPhrase.UPDATE, what=said)
    url = telling.links[0].url if telling.links else None
    return Card(
        title=title(telling.title, url, foreign_tag(telling.language, spoken)),
        badge=said_first,
        lines=told_lines(telling.summary, telling.told_in, spoken),
        notes=(
            *(amendment_line(each, spoken, zone) for each in telling.amendments),
            *_telling_notes(telling, spoken),
        ),
        buttons=(Button(spoken.say(Phrase.DETAILS), "story", telling.story),),
        key=telling.story,
    )


def _telling_notes(telling: Telling, spoken: Voice) -> tuple[Line, ...]:
    """Return the quiet lines: whom it names, which sides and how many voices tell it; the outlets, each linked."""
    parts = [said_sides(telling.viewpoints, spoken)] if telling.viewpoints else []
    if telling.silent:
        parts.append(spoken.say(DigestPhrase.SILENT, sides=", ".join(map(spoken.side, telling.silent))))
    parts.append(said_voices(telling.owners, telling.outlets, spoken))
    if telling.headline_only:
        parts.append(spoken.say(Phrase.HEADLINE_ONLY))
    notes: list[Line] = []
    if telling.named:
        names, language = ", ".join(telling.named), spoken.language_name(telling.language)
        notes.append((quiet(spoken.say(DigestPhrase.NAMES, language=language, names=names)),))
    notes.append((quiet(DOT.join(parts)),))
    if telling.links:
        notes.append(_outlets(telling.links, telling.outlets, spoken))
    if telling.told_before:
        notes.append((quiet_link(spoken.say(DigestPhrase.TOLD_BEFORE), telling.told_before),))
    return tuple(notes)


def _outlets(links: Sequence[OutletLink], outlets: int, spoken: Voice) -> Line:
    spans: list[Span] = []
    for link in links:
        spans += [quiet(", ")] if spans else []
        spans.append(outlet_link(link.outlet, link.url))
        if language := foreign(link.language, spoken):
            spans.append(quiet(f" ({language})"))
    if outlets > len(links):
        spans.append(quiet(f", {spoken.say(Phrase.N_MORE, n=outlets - len(links))}"))
    return tuple(spans)


def _footer(coverage: Coverage, tellings: Sequence[Telling], spoken: Voice, page: str) -> Note:
    """Return the honest line: what was read, what failed, what was left out."""
    feeds = spoken.say(
        DigestPhrase.FOOTER_FEEDS,
        n=coverage.feeds,
        read=spoken.say(DigestPhrase.FOOTER_READ, n=coverage.read),
        failed=spoken.number(coverage.failed),
        quiet=spoken.number(coverage.quiet),
    )
    before = [
        feeds,
        spoken.say(DigestPhrase.FOOTER_ITEMS, n=coverage.items),
        spoken.say(Phrase.STORIES_COUNT, n=coverage.stories),
    ]
    after = [spoken.say(DigestPhrase.FOOTER_HELD_BACK, n=coverage.held_back)]
    # A digest of the past may have counted otherwise.
    if (elsewhere := coverage.stories - coverage.shown - coverage.held_back) > 0:
        after.append(spoken.say(DigestPhrase.FOOTER_ELSEWHERE, n=elsewhere))
    of_those = _of_those_shown(tellings, spoken)
    shown = spoken.say(DigestPhrase.FOOTER_SHOWN, n=coverage.shown) + of_those
    chosen = spoken.say(DigestPhrase.FOOTER_CHOSEN, n=coverage.shown) + of_those
    chosen += spoken.say(DigestPhrase.FOOTER_NO_ROOM, left="{n}")
    link = (quiet(DOT), quiet_link(spoken.say(DigestPhrase.READ_ON_PAGE), page)) if page else ()
    return Note(
        (quiet(DOT.join([*before, shown, *after])), *link),
        if_cut=(quiet(DOT.join([*before, chosen, *after])), *link),
    )


def _of_those_shown(tellings: Sequence[Telling], spoken: Voice) -> str:
    """Return in brackets how many of the stories have one source alone, or nothing but headlines."""
    single = sum(telling.single_source for telling in tellings)
    headlines = sum(telling.headline_only for telling in tellings)
    parts = [spoken.say(DigestPhrase.FOOTER_SINGLE, n=single)] if single else []
    if headlines:
        parts.append(spoken.say(DigestPhrase.FOOTER_HEADLINE, n=headlines))
    return f" ({', '.join(parts)})" if parts else ""


def alert_message(telling: Telling, reader: Subscription) -> Message:
    """Return a story that is told between digests."""
    spoken = speaker(reader.voice)
    card = _telling_card(telling, spoken, reader.zone)
    return Message(
        spoken.label(spoken.say(DigestPhrase.ALERT), telling.title),
        (Heading(spoken.say(DigestPhrase.ALERT)), card),
    )


def follow_message(tellings: Sequence[Telling], followed: Sequence[str], reader: Subscription) -> Message:
    """Return news of what a channel follows, with what it is news of."""
    spoken = speaker(reader.voice)
    names = ", ".join(cut(name, SHORT_TITLE) for name in followed)
    heading = spoken.say(DigestPhrase.NEWS_OF, what=names)
    cards = [_telling_card(telling, spoken, reader.zone) for telling in tellings]
    titles = spoken.semicolon.join(cut(telling.title, SHORT_TITLE) for telling in tellings)
    end = Note(coded(spoken.say(DigestPhrase.FOLLOWED_HERE), Weight.QUIET))
    return Message(f"{heading}. {titles}", (Heading(heading, 2), *cards, end), spoken.say(Phrase.MORE_CARDS))
