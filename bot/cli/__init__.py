"""The commands of the program. A call comes in as words; what it answers goes to standard output.

Each command is added to `program.py` and given an Invocation (`invocation.py`); it reads and prints by `streams.py`.
What is stored is asked by `search.py` and `archive.py`; `pull.py` pulls, `digests.py` composes, `feeds.py` (with
`opml.py`) and `themes.py` look after what their names say, and `exchange.py` takes items in and gives them out. What is
left is about the program itself (`house.py`). Only the module of the command that is called is imported.
"""

import errno
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from typer.exceptions import TyperException

# Options that every command knows, and how many values each takes; they may stand before or after it.
_GLOBAL_OPTIONS = {"--db": 1, "--config": 1, "--now": 1, "--json": 0, "-v": 0, "--verbose": 0}

# The modules that add the commands, in the order in which `--help` shows them.
COMMANDS = {
    "house": ("init", "demo", "run", "status", "doctor", "site", "backup", "restore"),
    "digests": ("digest",),
    "search": ("search",),
    "archive": ("story", "compare", "why", "figures", "trends"),
    "pull": ("pull",),
    "feeds": ("feeds",),
    "opml": ("feeds",),
    "themes": ("themes",),
    "exchange": ("import", "export"),
}

# Words of chat that are no commands, and what does the same here.
_WORDS_OF_CHAT = {
    "today": "`parallax digest` prints what is new",
    "help": "`parallax --help` lists the commands",
    "suggest": "`parallax feeds add URL` adds a feed",
    **dict.fromkeys(("subscribe", "settings"), "write a [[subscription]] in parallax.toml"),
    "mute": "write [mute] in parallax.toml",
    **dict.fromkeys(("follow", "unfollow"), "`parallax search --actor NAME` finds what there is of an actor"),
}

# Objects made before Python looks for cycles: more than a start makes. Its default is 700.
_OBJECTS_UNTIL_GC = 200_000

# How the parser says that a call has more words than the command takes.
_TOO_MANY = "Got unexpected extra argument"
# And that it knows no option of one letter, as which it reads a query's -word.
_NO_LETTER = re.compile("No such option: -[^-]")

# A full disk, a quota, a device that fails: nothing that we could mend.
_CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def hoist(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the global options, which the command line's parser looks for first, and all other words.

    What follows `--` is left alone, so that a query may look like an option. An option that wants a value and has none
    is returned alone: the parser says so.
    """
    first: list[str] = []
    rest: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += [word, *queue]
            break
        name, equals, _ = word.partition("=")
        if name not in _GLOBAL_OPTIONS:
            rest.append(word)
            continue
        first.append(word)
        if _GLOBAL_OPTIONS[name] and not equals:
            if not queue or queue[0] in _GLOBAL_OPTIONS:
                return [word], []
            first.append(queue.pop(0))
    return first, rest


def main(words: Sequence[str] | None = None) -> None:
    """Answer one call and end the process: 0 done, 1 could not, 2 the call or the configuration is wrong."""
    # One thread of arithmetic: more of them would mostly wait for each other, and burn CPU while they do.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    # No package plugs into pydantic here, and to look through all that are installed would take 20 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Where another program here keeps its numbers: ours stay out of them. The small letters are the older name.
    for name in ("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"):
        os.environ.pop(name, None)

    # A start makes very many objects that stay; to look for cycles among them would take an eighth of it.
    gc.set_threshold(_OBJECTS_UNTIL_GC)
    _replace_what_is_closed()
    _wait_for_the_others()
    _take_any_text()
    _trust_somebody()
    _answer(words)


def _answer(words: Sequence[str] | None) -> None:
    from typer.exceptions import TyperException

    from digest.errors import (
        NoFeedError,
        ParallaxError,
        PortTakenError,
        QueryError,
        SettingsError,
        UnknownIdError,
    )

    options, rest = hoist(sys.argv[1:] if words is None else words)
    called = options + rest
    try:
        if rest and rest[0] in _WORDS_OF_CHAT:
            raise QueryError(f"“{rest[0]}” is said in chat; here {_WORDS_OF_CHAT[rest[0]]}")
        sys.exit(_run(called, _modules_of(rest)) or 0)
    except TyperException as error:
        _end_wrong_call(error)
    except (NoFeedError, UnknownIdError, PortTakenError) as error:
        # The call was right; what it named is not there, or not what it should be, or answers somebody else.
        _end(str(error), 1)
    except (SettingsError, QueryError) as error:
        _end(str(error), 2)
    except ParallaxError as error:
        _end(str(error), 1)
    except UnicodeEncodeError:
        # Bytes that are no text are taken as the name of a file, and by nothing else.
        broken = next((word for word in called if not _is_text(word)), None)
        if broken is None:
            raise
        _end(f"{broken!r} is not UTF-8 text", 2)
    except BrokenPipeError:
        # Whoever reads us has seen enough, and left before the last of it was written.
        _write_no_more()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        _write_no_more()
        _end(f"standard output: {error.strerror}; what was written there is not whole", 1)


def _modules_of(rest: Sequence[str]) -> list[str]:
    """Return the module of the command that is called; all where none is, as for the help and for a slip."""
    named = [module for module, commands in COMMANDS.items() if rest and rest[0] in commands]
    return named or list(COMMANDS)


def _run(called: Sequence[str], modules: Sequence[str]) -> int | None:
    """Run a command; return what it ends with, where that is no error."""
    from bot.cli.program import program

    for module in modules:
        import_module(f"bot.cli.{module}")
    try:
        # Not `standalone`, which would print a wrong call over four lines.
        status: int | None = program(called, prog_name="parallax", standalone_mode=False)
    except SystemExit as end:
        # Typer takes a reader that left for a failure (`parallax themes list | true`), and ends the program with 1.
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    else:
        return status
    finally:
        sys.stdout.flush()
        # Else the interpreter would look through all objects once more at its end.
        gc.freeze()


def _end_wrong_call(error: "TyperException") -> None:
    """Say in one line what is wrong with a call; one without a command gets the help, which is the whole message."""
    said = error.format_message().replace("Value error, ", "")
    if said.startswith("Usage:"):
        print(said, file=sys.stderr)
        sys.exit(error.exit_code)
    said = " ".join(said.split()).rstrip(".")
    context = getattr(error, "ctx", None)
    takes_words = context and any(each.param_type_name == "argument" for each in context.command.params)
    if said.startswith(_TOO_MANY) and takes_words:
        said += ": put words that belong together between quotation marks"
    if _NO_LETTER.match(said) and takes_words:
        said += ": put -- before words of which one begins with -"
    end = "" if said.endswith("?") else ";"
    command = context.command_path if context else "parallax"
    _end(f"{said}{end} `{command} --help` says more", error.exit_code)


def _is_text(word: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in word)


def _replace_what_is_closed() -> None:
    """Put something in place of closed streams: no input, and an error stream that loses what it is given."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - until the process ends
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        _end("standard output is closed; open it, or send it to a file", 1)


def _wait_for_the_others() -> None:
    """Lose nothing of what is printed or typed where whoever called us, as Node does, has streams wait for nobody."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError):
            os.set_blocking(stream.fileno(), True)


def _take_any_text() -> None:
    """No byte that is read and no character that the terminal cannot show ends the program."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Windows begins a text with a mark of its own.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _trust_somebody() -> None:
    """Take the authorities that certifi brings where Python finds none, as python.org's own on a Mac at first."""
    # Before C code imports it, which would tell of an interrupt as of a module that is missing.
    import _socket  # noqa: F401
    import ssl

    found = ssl.get_default_verify_paths()
    if found.cafile or found.capath or os.environ.get(found.openssl_cafile_env):
        return
    import certifi

    os.environ[found.openssl_cafile_env] = certifi.where()


def _write_no_more() -> None:
    # What is still buffered would fail once more, at the interpreter's end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end(text: str, status: int) -> NoReturn:
    from bot.cli.streams import aside

    aside(text)
    sys.exit(status)
