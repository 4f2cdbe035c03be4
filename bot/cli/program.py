"""The command line's frame: what every command is added to, and the global options."""

import asyncio
import os
import re
import shlex
import signal
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from bot.cli.invocation import Invocation
from digest.errors import SettingsError

# What another program calls its database: postgres://…, sqlite:///…, :memory:; of what is doubled in a path, one is
# left.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|file:|:memory:")
_QUOTES = ("'", '"')

P = ParamSpec("P")
Text = str | None
Themes = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Only this theme; may be given again."),
]
Since = Annotated[Text, typer.Option(metavar="SPAN", help="From here on: 24h, 7d, 2026-01-03 or a time.")]


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return how an option is read that is a number within limits."""

    def read(typed: str) -> int:
        # A default is a number already.
        number = int(typed) if re.fullmatch(r"\s*[+-]?\d{1,9}\s*", str(typed)) else None
        if number is None or not lowest <= number <= highest:
            raise ValueError(f"{typed!r} is no whole number from {lowest} to {highest}")
        return number

    return read


def path_of(where: str) -> Callable[[str], Path]:
    """Return how a path is read that a variable may give: files of variables leave more around it than a shell does."""

    def read(typed: str) -> Path:
        # A default is a path already. A line's end comes from a file that was written on Windows.
        text = str(typed).strip()
        if not text:
            # As of a shell's variable that is not set; it would be the folder of the call.
            raise SettingsError(f"{where}: is empty; write a path")
        if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
            # Not shown: the address of another database, which often holds a password, may stand between them.
            raise SettingsError(
                f"{where}: stands between quotation marks, which would be part of its name; take them off"
            )
        return Path(os.path.expanduser(text) if text.startswith("~/") else text)

    return read


program = typer.Typer(
    name="parallax",
    help="Follow the contest over AI, seen from several sides: feeds in, stories joined, digests out.",
    epilog="Options such as --db, --config, --now and --json may stand before or after the command.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def awaited(command: Callable[P, Awaitable[None]]) -> Callable[P, None]:
    """Run an async command to its end, with the parameters that Typer reads from it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        async def answer() -> None:
            await command(*args, **kwargs)

        # An interrupt waits until the loop is whole: of half of one Python would complain.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        with asyncio.Runner() as runner:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            runner.run(answer())

    return run


def _version(asked: bool) -> None:
    if asked:
        from digest.version import version

        typer.echo(f"parallax {version()}")
        raise typer.Exit


@program.callback()
def options(
    context: typer.Context,
    db: Annotated[
        Path,
        typer.Option(
            envvar="PARALLAX_DB",
            metavar="PATH",
            help="The SQLite file; made when absent.",
            parser=path_of("--db (PARALLAX_DB)"),
        ),
    ] = Path("var/parallax.db"),
    config: Annotated[
        Path | None,
        typer.Option(
            envvar="PARALLAX_CONFIG",
            metavar="PATH",
            help="Your team's TOML file.  [default: parallax.toml if it is there]",
            parser=path_of("--config (PARALLAX_CONFIG)"),
        ),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            envvar="PARALLAX_NOW",
            metavar="TIME",
            help="What to take for now, as in 2026-01-03T08:00:00Z.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log more.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    if _ADDRESS.match(str(db)):
        # Not shown: the address of a database often holds a password.
        raise SettingsError(
            "--db (PARALLAX_DB): found an address; write the path of a file, as in var/parallax.db"
        )
    source = context.get_parameter_source("db")
    is_typed = source is not None and source.name == "COMMANDLINE"
    program = shlex.join(["parallax", *(["--db", str(db)] if is_typed else [])])
    call = Invocation(db=db, config=config, now_text=now, as_json=as_json, verbose=verbose, program=program)
    if verbose:
        from bot.logs import set_up

        set_up(verbose=True, secrets=call.secrets())
    context.obj = call
