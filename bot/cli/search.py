"""The command that finds what is stored: one question, or one a line of standard input."""

import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Since, Text, Themes, awaited, program, whole_number
from bot.cli.streams import typed_lines
from digest.errors import QueryError
from digest.model.outlet import Viewpoint
from digest.model.query import Hit, Order, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.archive import Archive

_MOST_HITS = 1000

Question = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUERY", help='Words, "phrases", prefixes*, behind -- also -words; - reads a query a line.'
    ),
]
Until = Annotated[Text, typer.Option(metavar="TIME", help="Before this date or time.")]
Outlet = Annotated[Text, typer.Option(metavar="DOMAIN", help="As in scmp.com.")]
Side = Annotated[Text, typer.Option(metavar="SIDE", help=", ".join(Viewpoint))]
Language = Annotated[Text, typer.Option(metavar="CODE", help="As in fr or zh-Hant.")]
Actor = Annotated[Text, typer.Option(metavar="NAME", help="In any script: huawei, 华为.")]
Sorted = Annotated[Order | None, typer.Option(help="Without it newest, but for a sentence relevance.")]
Limit = Annotated[
    int, typer.Option(metavar="N", parser=whole_number(1, _MOST_HITS), help=f"1 to {_MOST_HITS}.")
]


@program.command(epilog='Example: parallax search "export controls" --since 7d --language zh')
@awaited
async def search(
    context: typer.Context,
    words: Question = None,
    theme: Themes = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    viewpoint: Side = None,
    language: Language = None,
    actor: Actor = None,
    order: Sorted = None,
    limit: Limit = 10,
) -> None:
    """Find past items, newest first, each with its story."""
    from digest.tell.query import make_query

    narrowing = [
        *(("theme", one) for one in theme or ()),
        ("since", since),
        ("until", until),
        ("outlet", outlet),
        ("viewpoint", viewpoint),
        ("language", language),
        ("actor", actor),
    ]
    if words is None and not any(value for _, value in narrowing):
        raise typer.BadParameter("give words, or an option that narrows", context, param_hint="'QUERY'")
    call: Invocation = context.obj
    query = " ".join(words or ())
    asked = make_query(
        "" if query == "-" else query,
        [*narrowing, ("order", order)],
        call.spoken,
        now=call.now,
        themes=call.settings.theme_ids,
        actors=call.knowledge.actors,
        limit=limit,
    )
    await (_search_many(call, asked) if query == "-" else _search_one(call, asked))


async def _search_one(call: Invocation, asked: Query) -> None:
    from digest.shapes.item import hit_json
    from digest.tell.query import typed_fields

    async with call.archive() as archive:
        began = time.perf_counter()
        # One more than is shown, to know whether there are more.
        found = await _found(archive, replace(asked, limit=asked.limit + 1))
        ms = _ms_since(began)
        if not found.hits:
            await archive.check_outlet(asked, call.knowledge.outlets, call.spoken)
    shown = replace(found, hits=found.hits[: asked.limit])
    if call.as_json and found.refusal is None:
        call.print_json(*(hit_json(hit, ms=ms) for hit in shown.hits))
    else:
        _say_found(call, asked, shown)
    if len(found.hits) > asked.limit:
        were = "item was" if asked.limit == 1 else "items were"
        call.hint(f"more than {asked.limit} {were} found: --limit takes up to {_MOST_HITS}")
    call.hint_options(typed_fields(asked.words))


async def _search_many(call: Invocation, asked: Query) -> None:
    """Answer each line of standard input before the next one is read."""
    from digest.shapes.item import hit_json

    async with call.archive() as archive:
        if asked.order is Order.RELEVANCE:
            # Whatever the first question would have to wait for is loaded before it is read.
            await _found(archive, replace(asked, words="news"))
        for words in typed_lines():
            began = time.perf_counter()
            found = await _found(archive, replace(asked, words=words))
            ms = _ms_since(began)
            if call.as_json:
                call.print_json(*(hit_json(hit, query=words, ms=ms) for hit in (found.hits or (None,))))
            else:
                _say_found(call, replace(asked, words=words), found)
            sys.stdout.flush()


@dataclass(frozen=True)
class _Found:
    hits: "Sequence[Hit]"
    refusal: QueryError | None = None
    """What to type instead, where there was nothing to look for, as in a lone quotation mark."""


async def _found(archive: "Archive", asked: Query) -> _Found:
    try:
        return _Found(await archive.find(asked))
    except QueryError as error:
        return _Found((), error)


def _say_found(call: Invocation, asked: Query, found: _Found) -> None:
    from digest.tell.present.search import search_message

    if found.refusal:
        call.refuse(found.refusal)
    else:
        call.say(
            search_message(
                asked,
                found.hits,
                call.team_voice,
                languages=call.settings.team.told_in,
                actor_field="--actor ",
            )
        )


def _ms_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
