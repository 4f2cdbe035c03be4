"""Commands about the program itself: init, demo, run, status, doctor, site, backup, restore."""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.program import awaited, path_of, program
from digest.errors import SettingsError, StoreError

# A thread that works gives way to one that waits after so long; fifty times as long is usual. What answers readers
# waits anew for every row and every byte, while a pull is stored: during a first pull of 1,000 feeds the slowest answer
# took half as long as with ten times this, and the pull 5 % more CPU.
_TURN_S = 0.0001

_ELSEWHERE = "call it in a folder that may be written, or name another file with --config"


@program.command(epilog="Example: parallax init")
def init(context: typer.Context) -> None:
    """Write a commented parallax.toml, and say what to do next. It never overwrites."""
    from config.settings import DEFAULT_FILE
    from config.shipped import SHIPPED

    call: Invocation = context.obj
    file = call.config or DEFAULT_FILE
    try:
        new = file.open("x", encoding="utf-8")
    except FileExistsError:
        raise StoreError(
            f"{file}: is there already and was not changed; edit it, or move it away first"
        ) from None
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror}; {_ELSEWHERE}") from None
    try:
        with new:
            new.write((SHIPPED / "parallax.toml").read_text(encoding="utf-8"))
    except OSError as error:
        # Half a file would be taken for the team's own by the next call.
        file.unlink()
        raise StoreError(f"{file}: cannot be written: {error.strerror}; {_ELSEWHERE}") from None
    call.tell(
        f"Wrote {file}. Next:\n"
        f"  1. Set your contact address, themes and channels in {file}.\n"
        "  2. Put the tokens of Slack or Discord into the environment; the terminal needs none.\n"
        "  3. parallax doctor    could it work?\n"
        "  4. parallax pull      fetch the feeds once, then: parallax digest\n"
        "  5. parallax run       everything, from now on",
        file=str(file),
    )


@program.command(epilog="Example: parallax demo")
@awaited
async def demo(context: typer.Context) -> None:
    """Run the whole line on feeds that ship with the program.

    It needs no token and no network, and has a database of its own.
    """
    from bot.demo import about, run_demo, to_try
    from digest.shapes.digest import digest_json

    call: Invocation = context.obj
    digest, message = await run_demo()
    if call.as_json:
        call.print_json(digest_json(digest))
    else:
        print(about(digest))
        call.say(message)
        print(to_try(digest))


@program.command(epilog="Example: parallax run")
@awaited
async def run(context: typer.Context) -> None:
    """Run everything: scheduler, pulls, chat, the pages. SIGTERM and SIGINT end it cleanly."""
    for number in (signal.SIGTERM, signal.SIGINT):
        # Until the loop listens: what is told to end while it is still starting has nothing to finish.
        signal.signal(number, _leave)
    from bot.app import run_until_stopped

    call: Invocation = context.obj
    if call.now_text is not None:
        raise SettingsError("--now (PARALLAX_NOW): `run` lives in the present; leave it out")
    from bot.logs import set_up

    set_up(verbose=call.verbose, as_json=call.as_json, secrets=call.secrets())
    sys.setswitchinterval(_TURN_S)
    await run_until_stopped(call.settings, call.db)


def _leave(_number: int, _frame: object) -> None:
    # Not by an exception: what is being imported may make another one of it.
    os._exit(0)


@program.command(epilog="Example: parallax status --json")
@awaited
async def status(context: typer.Context) -> None:
    """Show how it is doing: feeds, items, digests, open deliveries."""
    from bot.status import gather_status
    from digest.model.subscription import shared_zone
    from digest.shapes.status import status_json
    from digest.tell.present.house import status_message

    call: Invocation = context.obj

    with call.store() as store:
        found = await gather_status(call.settings, store, now=call.now)
        await call.say_if_empty(store)
    if call.as_json:
        call.print_json(status_json(found))
    else:
        zone = shared_zone(call.settings.subscriptions)
        call.say(status_message(found, call.spoken, zone=zone))


@program.command(epilog="Example: parallax doctor")
@awaited
async def doctor(context: typer.Context) -> None:
    """Find out whether it could work, and say what to mend. It exits with 1 if something needs mending."""
    from bot.doctor import examine

    call: Invocation = context.obj
    findings = await examine(call.settings, call.db, now=call.now, is_given=call.now_text is not None)
    if call.as_json:
        call.print_json(*({"check": f.check, "state": f.state, "said": f.said} for f in findings))
    else:
        for finding in findings:
            print(f"{finding.mark} {finding.check}: {finding.said}")
    if any(finding.needs_mending for finding in findings):
        sys.exit(1)


def _published_at(typed: str) -> str:
    from config.values import base_address

    return base_address(typed)


@program.command(epilog="Example: parallax site public --base https://news.example.org")
@awaited
async def site(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Made when absent.", parser=path_of("FOLDER"))
    ],
    base: Annotated[
        str,
        typer.Option(
            metavar="URL", help="Where it will be published; Atom feeds need to know.", parser=_published_at
        ),
    ] = "",
) -> None:
    """Write the archive's pages as files, to be published or kept."""
    from bot.app import opened_site
    from bot.web.export import UNFINISHED, export_site

    call: Invocation = context.obj

    try:
        async with opened_site(call.settings, call.db, now=call.now) as pages:
            count = await export_site(pages, folder, base=base or call.settings.team.public_url)
            await call.say_if_empty(pages.store)
    except OSError as error:
        file = Path(error.filename or folder)
        # Nobody has heard of the place in which they are made.
        where = folder if UNFINISHED in file.parts else file
        raise StoreError(f"{where}: cannot be written: {error.strerror}; name another folder") from None
    first = folder / "index.html"
    call.tell(
        f"Wrote {count:,} files into {folder}; {first} is the first page.", files=count, first=str(first)
    )


@program.command(epilog="Example: parallax backup parallax-monday.db")
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write a consistent copy of the database, also while it runs."""
    from digest.store.backup import backup as write_backup

    call: Invocation = context.obj
    write_backup(call.db, file)
    size = file.stat().st_size
    call.tell(f"Wrote {file} ({size:,} bytes).", file=str(file), bytes=size)


@program.command(epilog="Example: parallax restore parallax-monday.db")
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Put a backup in the database's place; not while `run` uses it."""
    from digest.store.backup import restore as put_back

    call: Invocation = context.obj
    former = put_back(file, call.db)
    done = f"{call.db} is now what {file} held."
    if former:
        done += f"\nWhat it held before is kept in {former}."
    call.tell(done, db=str(call.db), former=former and str(former))
