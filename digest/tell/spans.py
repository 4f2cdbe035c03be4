"""Small pieces that messages are made of: quiet texts, titles, sides, dates. For the modules that present."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from digest.domains import host_of, registrable_domain
from digest.model.actor import Actor
from digest.model.change import Change, ChangeKind
from digest.model.digest import Sentence
from digest.model.outlet import Viewpoint
from digest.model.subscription import Edition
from digest.model.theme import Theme
from digest.scripts import is_cjk
from digest.tags import UNKNOWN, language_of
from digest.tell.message import DOT, Line, Link, Note, Paragraph, Span, Text, Weight
from digest.tell.phrases import Phrase, Words
from digest.tell.voice import Voice
from digest.text import cut


class SpanPhrase(Words):
    """How many tell a story, and what changed in it, in words."""

    VOICES_COUNT = (
        "{n} independent voice|{n} independent voices",
        "{n} voix indépendante|{n} voix indépendantes",
    )
    SINGLE_SOURCE = "single source", "source unique"
    REPEATED_SOURCE = "one source, repeated", "une seule source, reprise"
    NEW_FIGURE = (
        "new figure: {what}|new figures: {what}",
        "nouveau chiffre : {what}|nouveaux chiffres : {what}",
    )
    NEW_ACTOR = (
        "{what} now takes part|{what} now take part",
        "entre en scène : {what}|entrent en scène : {what}",
    )
    NEW_SIDE = "now told from {what} too", "raconté désormais aussi depuis : {what}"
    SECOND_OWNER = "now also reported by {what}", "désormais rapporté aussi par {what}"
    REVERSAL = "a turn: {what}", "revirement : {what}"
    CORRECTION = "corrected by {what}", "corrigé par {what}"
    WITHDRAWAL = "withdrawn by {what}", "retiré par {what}"


# A title in a list is a name to know a story by, not the story.
SHORT_TITLE = 90

_STOPPED = re.compile(r"[.!?…。！？][\"”’»)\]』」》】]*$")

_TOLD_CHANGES = {
    ChangeKind.NEW_FIGURE: SpanPhrase.NEW_FIGURE,
    ChangeKind.NEW_ACTOR: SpanPhrase.NEW_ACTOR,
    ChangeKind.NEW_SIDE: SpanPhrase.NEW_SIDE,
    ChangeKind.SECOND_OWNER: SpanPhrase.SECOND_OWNER,
    ChangeKind.REVERSAL: SpanPhrase.REVERSAL,
    ChangeKind.CORRECTION: SpanPhrase.CORRECTION,
    ChangeKind.WITHDRAWAL: SpanPhrase.WITHDRAWAL,
}


class NamesById(dict[str, str]):
    """What themes or actors are called, by id; one that a team has taken out of its file since, by its id."""

    def __missing__(self, id_: str) -> str:
        return id_


def quiet(text: str) -> Text:
    return Text(text, Weight.QUIET)


def code(text: str) -> Text:
    return Text(text, Weight.CODE)


def coded(text: str, weight: Weight = Weight.PLAIN) -> Line:
    """Return what `Voice.say` said as a line, in which what stands between backticks is for typing."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return (Text(text, weight),)
    return tuple(
        Text(piece, Weight.CODE if number % 2 else weight) for number, piece in enumerate(pieces) if piece
    )


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def note(text: str) -> Note:
    return Note((quiet(text),))


def quiet_link(text: str, url: str | None, language: str = "") -> Span:
    return Link(text, url, Weight.QUIET, language) if url else Text(text, Weight.QUIET, language)


def outlet_link(outlet: str, url: str) -> Link:
    """Return an outlet's name, leading to its item; with the host where that is another's, and the name a claim."""
    host = host_of(url).removeprefix("www.")
    is_there = not outlet or host == outlet or host.endswith(f".{outlet}") or _are_one_site(host, outlet)
    return Link((outlet or url) if is_there else f"{outlet} ({host})", url, Weight.QUIET)


def _are_one_site(host: str, outlet: str) -> bool:
    """Say whether two names lie under one domain: `www.a.example` and `feeds.a.example`."""
    return registrable_domain(host) == registrable_domain(outlet)


def title(text: str, url: str | None, language: str = "") -> Span:
    return Link(text, url, Weight.STRONG, language) if url else Text(text, Weight.STRONG, language)


def is_spoken(language: str, spoken: Voice) -> bool:
    """Say whether a language needs no name: it is the reader's, or nobody knows it."""
    return language == UNKNOWN or language_of(language) == spoken.language


def foreign(language: str, spoken: Voice) -> str:
    """Return the name of a language; empty for one that needs none."""
    return "" if is_spoken(language, spoken) else spoken.language_name(language)


def foreign_tag(language: str, spoken: Voice) -> str:
    """Return the tag of a language; empty for one that needs none."""
    return "" if is_spoken(language, spoken) else language


def digest_heading(edition: Edition, day: date, spoken: Voice) -> str:
    """Return `Digest of Wed 4 March 2026`, or of which week it is."""
    phrase = Phrase.WEEK_OF if edition is Edition.WEEKLY else Phrase.DIGEST_OF
    return spoken.say(phrase, day=spoken.day(day, year=True))


def told_lines(sentences: Sequence[Sentence], language: str, spoken: Voice) -> tuple[Line, ...]:
    """Return what a story's card says of it in sentences, as one line; none where there are none."""
    return ((Text(joined(sentences), language=foreign_tag(language, spoken)),),) if sentences else ()


def joined(sentences: Sequence[Sentence]) -> str:
    """Return sentences one behind the other, with a space where their script has one, and a dot behind one that has no
    stop: else it would read on into another outlet's.
    """
    text = ""
    for sentence in sentences:
        text += _joint(text) + sentence.text
    return text


def _joint(text: str) -> str:
    """Return what stands between a text and the sentence behind it."""
    if not text:
        return ""
    if not _STOPPED.search(text):
        return DOT
    return "" if text[-1] in "。！？" or is_cjk(text[-1]) else " "


def said_sides(viewpoints: Mapping[Viewpoint, int], spoken: Voice) -> str:
    """Return `US 3 · China 1`, the side with the most outlets first and those of no side last."""
    order = {side: number for number, side in enumerate(Viewpoint)}
    told = sorted(viewpoints, key=lambda side: (side is Viewpoint.OTHER, -viewpoints[side], order[side]))
    return DOT.join(f"{spoken.side(side)} {viewpoints[side]}" for side in told if viewpoints[side])


def said_voices(owners: int, outlets: int, spoken: Voice) -> str:
    """Return how many voices tell something; outlets that only repeat one another are one."""
    if owners > 1:
        return spoken.say(SpanPhrase.VOICES_COUNT, n=owners)
    return spoken.say(SpanPhrase.SINGLE_SOURCE if outlets < 2 else SpanPhrase.REPEATED_SOURCE)


def told_changes(changes: Sequence[Change], spoken: Voice) -> str:
    """Return what changed, each kind said once with all that it is about, in the order in which kinds come first."""
    brought_a_side = {change.item for change in changes if change.kind is ChangeKind.NEW_SIDE and change.item}
    kinds: dict[ChangeKind, list[str]] = defaultdict(list)
    for change in changes:
        # The first outlet of a new side is another owner's, too.
        if change.kind is not ChangeKind.SECOND_OWNER or change.item not in brought_a_side:
            kinds[change.kind].append(cut(change.what, SHORT_TITLE))
    return spoken.semicolon.join(
        spoken.say(_TOLD_CHANGES[kind], n=len(named), what=_listed(kind, named, spoken))
        for kind, named in kinds.items()
    )


def _listed(kind: ChangeKind, named: Sequence[str], spoken: Voice) -> str:
    # A turn is told by a whole title, which may have an `and` of its own.
    return spoken.semicolon.join(named) if kind is ChangeKind.REVERSAL else spoken.list(named)


def theme_name(theme: Theme, spoken: Voice) -> str:
    return theme.names.get(spoken.language) or theme.name or theme.id


def theme_names(themes: Iterable[Theme], spoken: Voice) -> NamesById:
    return NamesById((theme.id, theme_name(theme, spoken)) for theme in themes)


def actor_name(actor: Actor, spoken: Voice) -> str:
    return actor.names.get(spoken.language, actor.name)


def actor_names(actors: Iterable[Actor], spoken: Voice) -> NamesById:
    return NamesById((actor.id, actor_name(actor, spoken)) for actor in actors)
