"""The word suggest: anyone proposes a feed, an admin of the home team looks at it, and adds or declines it.

A suggestion is only stored. What the admin looks at is fetched when they press the button, behind the
acknowledgement, and once more when they add it.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat import Answer
from bot.words.call import Call, Word
from digest.errors import AddressError, QueryError
from digest.links import is_link, with_scheme
from digest.masking import masked
from digest.model.feed import Feed
from digest.store import Database, suggestions
from digest.store import feeds as feed_store
from digest.store.suggestions import Suggestion, SuggestionState, suggestion_id
from digest.tell.message import Block, Bullets, Button, Buttons, Heading, Link, Message, Paragraph, Text
from digest.tell.phrases import Words
from digest.tell.present.plain import problem_message
from digest.tell.spans import note, paragraph
from digest.text import cut
from digest.urls import canonical


class SuggestRemark(Words):
    """What is said to `suggest`, and of what was suggested."""

    SUGGEST_WHAT = (
        "Write `suggest` and the address of a site or a feed: `suggest https://example.org`.",
        "Écrivez `suggest` et l’adresse d’un site ou d’un flux : `suggest https://example.org`.",
    )
    SUGGESTED = (
        "Thank you. An admin of the home team will look at {url}.",
        "Merci. Un administrateur de l’équipe d’origine regardera {url}.",
    )
    SUGGESTED_KNOWN = (
        "{url} is among the feeds already, as “{feed}”.",
        "{url} est déjà parmi les flux, sous le nom « {feed} ».",
    )
    SUGGESTED_OFF = (
        "{url} ships with the program, as “{feed}”, and is off. Whoever runs the bot can switch it on in its file,"
        ' under `[feeds]`: `on = ["{feed}"]`.',
        "{url} est livré avec le programme, sous le nom « {feed} », et désactivé. Qui fait tourner le bot peut"
        ' l’activer dans son fichier, sous `[feeds]` : `on = ["{feed}"]`.',
    )
    SUGGESTED_BEFORE = "{url} waits for an admin already.", "{url} attend déjà un administrateur."
    SUGGESTED_ADDED = (
        "An admin has added the feed of {url} before.",
        "Un administrateur a déjà ajouté le flux de {url}.",
    )
    SUGGESTED_DECLINED = "An admin has declined {url} before.", "Un administrateur a déjà refusé {url}."
    TOO_MANY_SUGGESTIONS = (
        "Too many suggestions of this team wait for an admin. Please come back later.",
        "Trop de propositions de cette équipe attendent un administrateur. Revenez plus tard.",
    )
    SUGGESTION_OF = "{who} suggests a feed: {url}", "{who} propose un flux : {url}"
    SUGGESTIONS = "Suggested feeds", "Flux proposés"
    LOOK = "Look at it", "Regarder"
    ADD_FEED = "Add this feed", "Ajouter ce flux"
    DECLINE = "Decline", "Refuser"
    WOULD_ADD = "This would be added: {title}", "Ceci serait ajouté : {title}"
    ENTRIES = (
        "{n} item now; the newest:|{n} items now; the newest:",
        "{n} article actuellement ; les derniers :|{n} articles actuellement ; les derniers :",
    )
    FEED_ADDED = (
        "“{feed}” was added. It is pulled within a minute.",
        "« {feed} » a été ajouté. Il sera relevé dans la minute.",
    )
    DECLINED = "{url} was declined.", "{url} a été refusé."
    SETTLED = "Somebody has settled that suggestion already.", "Cette proposition a déjà été traitée."


_LOOK, _ADD, _DECLINE = "look:", "add:", "decline:"
SETTLING = (_LOOK, _ADD, _DECLINE)
"""How the text of a button begins that only an admin of the home team may press."""
_MOST_SHOWN = 5
_NEWEST_TITLES = 5

_BEFORE = {
    SuggestionState.WAITING: SuggestRemark.SUGGESTED_BEFORE,
    SuggestionState.ADDED: SuggestRemark.SUGGESTED_ADDED,
    SuggestionState.DECLINED: SuggestRemark.SUGGESTED_DECLINED,
}


async def suggest(call: Call) -> Answer:
    """Answer with what became of an address that is proposed, or of a suggestion whose button was pressed."""
    for mark, settle in ((_LOOK, _look), (_ADD, _add), (_DECLINE, _decline)):
        if call.text.startswith(mark):
            return await settle(call, call.text.removeprefix(mark))
    return await _offer(call)


async def _offer(call: Call) -> Answer:
    """Keep an address for an admin to look at, unless somebody proposed it before, and have the admin told."""
    url = _address(call)
    if known := _known(call, url):
        return _already(call, url, known)
    who = call.request.user_name or call.request.user
    place = call.place
    offered = Suggestion(suggestion_id(url), call.now, place.platform, place.team, place.channel, who, url)
    kept = await call.house.store.write_durably(suggestions.add, offered)
    if kept is None:
        return call.said(SuggestRemark.TOO_MANY_SUGGESTIONS)
    if kept != offered:
        return call.said(_BEFORE[kept.state], url=masked(url))
    await call.log(f"suggest {masked(url)}")
    told = _suggestion_message(call, offered)
    await call.house.tell_admin(told, about=f"suggestion {offered.id}", now=call.now)
    return call.said(SuggestRemark.SUGGESTED, url=masked(url))


async def waiting(call: Call) -> Sequence[Block]:
    """Return what waits for the speaker to look at; nothing for who may not settle it."""
    if not call.may_settle:
        return ()
    found = await call.house.store.read(suggestions.waiting)
    if not found:
        return ()
    blocks: list[Block] = [Heading(call.spoken.say(SuggestRemark.SUGGESTIONS), 2)]
    for each in found[:_MOST_SHOWN]:
        blocks.append(paragraph(_said(call, each)))
        blocks.append(_steps(call, each, looked=False))
    return blocks


def _suggestion_message(call: Call, suggestion: Suggestion) -> Message:
    """Return what the admin channel is told of a suggestion."""
    said = _said(call, suggestion)
    return Message(said, (paragraph(said), _steps(call, suggestion, looked=False)))


def _said(call: Call, suggestion: Suggestion) -> str:
    # A feed's address may hold somebody's key, which the admin channel has no need of.
    return call.spoken.say(SuggestRemark.SUGGESTION_OF, who=suggestion.who, url=masked(suggestion.url))


async def _look(call: Call, id_: str) -> Answer:
    """Look at the feed, over the network, and answer with what would be added, or with why there is none."""
    suggestion = await _open(call, id_)
    try:
        look = await call.house.look(suggestion.url)
    except AddressError as error:
        problem = problem_message(error, call.spoken, offers_help=False)
        return Answer(replace(problem, blocks=(*problem.blocks, _steps(call, suggestion, looked=False))))
    newest = look.items[::-1][:_NEWEST_TITLES]
    lines = tuple(
        ((Link(item.title, item.url) if item.url else Text(item.title)),) for item in newest if item.title
    )
    heading = call.spoken.say(SuggestRemark.WOULD_ADD, title=cut(look.feed.title or look.feed.id, 80))
    blocks: list[Block] = [
        Heading(heading),
        Paragraph((Text(masked(look.feed.url)),)),
        note(call.spoken.say(SuggestRemark.ENTRIES, n=look.entries)),
    ]
    if lines:
        blocks.append(Bullets(lines))
    blocks.append(_steps(call, suggestion, looked=True))
    return Answer(Message(heading, tuple(blocks)))


async def _add(call: Call, id_: str) -> Answer:
    suggestion = await _open(call, id_)
    feed = (await call.house.look(suggestion.url)).feed
    known = _known(call, feed.url)
    # While we looked, somebody else may have settled it.
    if not await call.house.store.write_durably(_settle_as_added, id_, None if known else feed):
        raise QueryError(call.spoken.say(SuggestRemark.SETTLED))
    if known:
        return _already(call, suggestion.url, known)
    await call.log(f"feeds add {feed.id}")
    return call.said(SuggestRemark.FEED_ADDED, feed=feed.title or feed.id)


def _settle_as_added(db: Database, id_: str, feed: Feed | None) -> bool:
    """Keep the feed and settle its suggestion; do neither, and return False, where it waits no longer."""
    if not suggestions.settle(db, id_, SuggestionState.ADDED):
        return False
    if feed:
        feed_store.add(db, feed)
    return True


async def _decline(call: Call, id_: str) -> Answer:
    suggestion = await _open(call, id_)
    if not await call.house.store.write_durably(suggestions.settle, id_, SuggestionState.DECLINED):
        raise QueryError(call.spoken.say(SuggestRemark.SETTLED))
    await call.log(f"decline {masked(suggestion.url)}")
    return call.said(SuggestRemark.DECLINED, url=masked(suggestion.url))


async def _open(call: Call, id_: str) -> Suggestion:
    """Return the suggestion while it waits; raise QueryError when somebody has settled it."""
    suggestion = await call.house.store.read(suggestions.get, id_)
    if suggestion is None or suggestion.state is not SuggestionState.WAITING:
        raise QueryError(call.spoken.say(SuggestRemark.SETTLED))
    return suggestion


def _steps(call: Call, suggestion: Suggestion, *, looked: bool) -> Buttons:
    forward = (
        Button(call.spoken.say(SuggestRemark.ADD_FEED), "suggest", f"{_ADD}{suggestion.id}", is_main=True)
        if looked
        else Button(call.spoken.say(SuggestRemark.LOOK), "suggest", f"{_LOOK}{suggestion.id}")
    )
    decline = Button(call.spoken.say(SuggestRemark.DECLINE), "suggest", f"{_DECLINE}{suggestion.id}")
    return Buttons((forward, decline))


def _address(call: Call) -> str:
    """Return the address that was typed, with its scheme; raise QueryError when it is none."""
    typed = call.text.strip().strip("<>").partition("|")[0]
    url = with_scheme(typed)
    if "." not in typed or not is_link(url):
        raise QueryError(call.spoken.say(SuggestRemark.SUGGEST_WHAT))
    return url


def _known(call: Call, url: str) -> Feed | None:
    wanted = canonical(url)
    return next((feed for feed in call.house.feeds() if canonical(feed.url) == wanted), None)


def _already(call: Call, url: str, known: Feed) -> Answer:
    """Say that a feed is there, and of one that is off how it is switched on: it is never pulled."""
    remark = SuggestRemark.SUGGESTED_KNOWN if known.on else SuggestRemark.SUGGESTED_OFF
    return call.said(remark, url=masked(url), feed=known.id)


PROPOSING: dict[str, Word] = {"suggest": suggest}
