"""Commands about themes: which there are, and what a text or the store would give."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import Text, awaited, program
from bot.cli.streams import aside, ended_by_one_interrupt, typed_lines
from digest.errors import QueryError
from digest.model.theme import Filing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Judge = Callable[[Sequence[tuple[str, str]]], list[tuple[Filing, ...]]]

themes = typer.Typer(help="The themes: which there are, and what they would file.", no_args_is_help=True)
program.add_typer(themes, name="themes")


@themes.command("list", epilog="Example: parallax themes list")
def list_(context: typer.Context) -> None:
    """Show the themes and what each is made of."""
    call: Invocation = context.obj
    shown = call.knowledge.themes
    if call.as_json:
        call.print_json(
            *(
                {"id": t.id, "name": t.name, "terms": len(t.terms), "examples": len(t.match) + len(t.differ)}
                for t in shown
            )
        )
        return
    from digest.tell.present.themes import themes_message

    example = "parallax search chips --theme {theme}"
    call.say(themes_message(shown, call.spoken, example=example))


@themes.command(epilog='Example: parallax themes test "Lab opens the weights of its language model"')
@awaited
async def test(
    context: typer.Context,
    text: Annotated[
        Text,
        typer.Argument(
            metavar="TEXT",
            help="A title; - reads JSON Lines. Without it each theme's own examples are tried.",
        ),
    ] = None,
    since: Annotated[Text, typer.Option(metavar="SPAN", help="What the store would give since then.")] = None,
) -> None:
    """Say which themes a text is filed under, and by which terms.

    With - for the text, or --json and no text, JSON Lines with title and summary are answered line by line.
    """
    call: Invocation = context.obj
    reads_lines = text == "-" or (text is None and call.as_json)
    if since and text is not None:
        raise QueryError("--since: tries what is stored; leave the text out, or leave --since out")
    if since:
        await _test_store(call, since)
        return
    judge = _judge(call)
    if reads_lines:
        _test_lines(call, judge)
    elif text is not None:
        _say(call, text, *judge([(text, "")]))
    else:
        with ended_by_one_interrupt():
            _test_examples(call, judge)


def _judge(call: Invocation) -> "Judge":
    """Return what files titles with their summaries, as items are filed."""
    from digest.understand.read import file_texts

    knowledge = call.knowledge
    return lambda texts: file_texts(texts, knowledge)


def _say(call: Invocation, text: str, filings: tuple[Filing, ...]) -> None:
    if call.as_json:
        from digest.shapes.story import theme_test_json

        call.print_json(theme_test_json(filings))
        return
    from digest.tell.present.why import filings_message

    call.say(filings_message(text, filings, call.spoken))


def _test_lines(call: Invocation, judge: "Judge") -> None:
    """Answer every line, so that answers and lines stay side by side; one that is no JSON object is named."""
    from digest.errors import ParseError
    from digest.shapes.lines import read_row

    for number, line in enumerate(typed_lines(), start=1):
        if not line.strip():
            continue
        try:
            row = read_row(line)
        except ParseError as error:
            aside(f"standard input, line {number}: {error}; it has no theme")
            row = {}
        title, summary = (str(row.get(key) or "") for key in ("title", "summary"))
        _say(call, title, *judge([(title, summary)]))
        sys.stdout.flush()


def _test_examples(call: Invocation, judge: "Judge") -> None:
    missed = wrong = 0
    for theme in call.knowledge.themes:
        examples = [*((m, True) for m in theme.match), *((d, False) for d in theme.differ)]
        filed = judge([(example, "") for example, _ in examples])
        for (example, wanted), filings in zip(examples, filed, strict=True):
            filing = next((each for each in filings if each.theme == theme.id), None)
            if wanted and filing is None:
                missed += 1
                print(f"{theme.id}: should be filed: {example}")
            elif filing is not None and not wanted:
                wrong += 1
                print(f"{theme.id}: should not be filed: {example}  [{', '.join(filing.terms)}]")
        print(
            f"{theme.id}: {len(theme.match)} that must match and {len(theme.differ)} that must not were tried"
        )
    if not (missed or wrong):
        print("All as they should be.")
        return
    print(f"{missed + wrong} {'is not as it' if missed + wrong == 1 else 'are not as they'} should be.")
    if missed:
        print(
            "A text is only looked at where it names AI, a chip, a lab or a strong term of a theme of your own:"
        )
        print("add such a term, in the text's language, or change the example.")
    if wrong:
        print("What should not be filed is kept out by a term that speaks against it (terms.en.negative).")
    sys.exit(1)


async def _test_store(call: Invocation, since: str) -> None:
    from digest.model.window import Window
    from digest.store import items as item_store
    from digest.tell.typed_times import typed_since
    from digest.text import one_line
    from digest.understand.read import file_items

    window = Window(typed_since(since, call.spoken, now=call.now), call.now)
    with call.store() as store:
        await call.say_if_empty(store)
        items = await store.read(item_store.between, window)
    counts: dict[str, int] = {}
    with ended_by_one_interrupt():
        for item, filings in file_items(items, call.knowledge):
            for filing in filings:
                counts[filing.theme] = counts.get(filing.theme, 0) + 1
                if not call.as_json and counts[filing.theme] <= 5:
                    print(one_line(f"{filing.theme}: {item.title}  [{', '.join(filing.terms)}]"))
    if call.as_json:
        call.print_json(*({"theme": theme, "items": number} for theme, number in sorted(counts.items())))
    else:
        told = ", ".join(f"{theme.id} {counts.get(theme.id, 0)}" for theme in call.knowledge.themes)
        print(told if counts else f"No item since {since} was filed under a theme.")
