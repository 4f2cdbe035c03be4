"""Commands about themes: which there are, and what a text or the store would give."""

import asyncio
import json
import sys
from typing import Annotated, Optional

import typer

from bot.cli.call import Call
from bot.cli.program import program
from digest.errors import QueryError

themes = typer.Typer(help="The themes: which there are, and what they would file.", no_args_is_help=True)
program.add_typer(themes, name="themes")

Text = Optional[str]  # noqa: UP045 - Typer reads annotations at run time


@themes.command("list", epilog="Example: parallax themes list")
def list_(context: typer.Context) -> None:
    """Show the themes and what each is made of."""
    call: Call = context.obj
    shown = call.settings.knowledge.themes
    if call.as_json:
        call.print_json(
            *(
                {"id": t.id, "name": t.name, "terms": len(t.terms), "match": len(t.match), "differ": len(t.differ)}
                for t in shown
            )
        )
        return
    from digest.tell.present import themes_message

    call.say(themes_message(shown, voice=call.settings.team.voice))


@themes.command(epilog='Example: parallax themes test "Lab opens the weights of its language model"')
def test(
    context: typer.Context,
    text: Annotated[Text, typer.Argument(help="A title; without it, JSON Lines with title and summary are read, or each theme's own examples tested.")] = None,
    since: Annotated[Text, typer.Option(metavar="SPAN", help="Show what the store would give since then.")] = None,
) -> None:
    """Say which themes a text is filed under, and by which terms."""
    call: Call = context.obj
    if since:
        asyncio.run(_test_store(call, since))
    elif text is not None:
        _print_filings(call, text, "")
    elif call.as_json:
        for line in sys.stdin:
            if line.strip():
                title, summary = _title_and_summary(line)
                _print_filings(call, title, summary)
                sys.stdout.flush()
    else:
        _test_examples(call)
