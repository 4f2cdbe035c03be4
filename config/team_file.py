"""A team's TOML file in, its tables out; or one line for each mistake: the key, what was found, what is allowed."""

import tomllib
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.environment import Environment
from config.near import did_you_mean
from config.tables import TeamFile
from digest.errors import SettingsError
from digest.masking import masked

# How TOML's reader calls what a word processor, or a habit from another language, has put in a value's place: quotation
# marks that are not straight, or none, as in `at = 08:00`.
_NO_VALUE = ("Invalid value", "Expected newline or end of document after a statement")


def read_team_file(path: Path) -> TeamFile:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such file; `parallax init` writes one to begin with") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except RecursionError:
        raise SettingsError(f"{path}: is not valid TOML: its lists or tables are nested too deeply") from None
    except ValueError as error:
        # A TOMLDecodeError, or a number of thousands of digits.
        hint = (
            '; a text or an hour stands between straight quotation marks, as in "08:00"; true and false are small'
            if str(error).startswith(_NO_VALUE)
            else ""
        )
        raise SettingsError(f"{path}: is not valid TOML: {error}{hint}") from None
    try:
        return TeamFile.model_validate(raw)
    except ValidationError as error:
        raise SettingsError("\n".join(_mistakes(str(path), error.errors()))) from None


def _mistakes(where: str, errors: Iterable[ErrorDetails]) -> Iterable[str]:
    for error in errors:
        # "[key]" is pydantic's way to say that a table's key is meant, not what it holds.
        location = [part for part in error["loc"] if part != "[key]"]
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
        match error["type"]:
            case "extra_forbidden":
                yield f"{where}: {key}: no such key; {_instead(error['loc'])}"
            case "missing":
                yield f"{where}: {key}: is missing"
            case "tuple_type" if isinstance(error["input"], dict):
                yield f"{where}: {key}: there may be several, so write [[{key}]] with two brackets a side"
            case _:
                found = error["input"]
                # What stands where a password's variable belongs is mostly the password.
                is_shown = not isinstance(found, dict) and location[-1:] != ["auth"]
                said = f"found {_as_written(found):.80}; " if is_shown else ""
                yield f"{where}: {key}: {said}{_wanted(error, key.split('.')[-1])}"


def _instead(location: tuple[int | str, ...]) -> str:
    """Say what to do about a key that is not known where it was found."""
    key = str(location[-1])
    if key.lower() in Environment.model_fields:
        return "it is a variable of the environment, and never stands in this file"
    if key in TeamFile.model_fields:
        if heading := _heading(key):
            return f"it is a table of its own, {heading}"
        return "it stands above all tables, at the top of the file"
    known = _known_keys(location)
    return f"{did_you_mean(key, known)} known here: {', '.join(known)}".lstrip()


def _heading(key: str) -> str:
    """Return how a table of a team's file is headed; empty where a key is none."""
    if key in ("feed", "theme", "subscription"):
        return f"[[{key}]]"
    return f"[{key}]" if isinstance(TeamFile.model_fields[key].default, BaseModel) else ""


def _as_written(value: object) -> str:
    """Return a value as it stands in the file, or nearly."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return repr(masked(value))
        case date() | time():
            return value.isoformat()
        case _:
            return repr(value)


def _wanted(error: ErrorDetails, name: str) -> str:
    """Say what is to be written instead; what a check of ours says is for people already."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "literal_error" | "enum":
            return f"write {limits['expected']}"
        case "greater_than_equal":
            return f"write {limits['ge']} or more"
        case "less_than_equal":
            return f"write {limits['le']} at most"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"write a whole number, as in {name} = 10"
        case "bool_parsing" | "bool_type":
            return f"write true or false, as in {name} = true"
        case "string_type":
            return "write a text between quotation marks"
        case "tuple_type":
            return f"write a list, as in {name} = [...]"
        case "model_type" | "model_attributes_type" | "dict_type" if "terms" in error["loc"]:
            return 'write them by language and strength, as in terms.en.strong = ["HBM"]'
        case "dict_type":
            return f'write them by language, as in {name}.fr = "..."'
        case "model_type" | "model_attributes_type":
            return f"write a table, as in {_heading(name.partition('[')[0])}"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return "write a date, as in 2026-12-25"
        case _:
            return error["msg"].removeprefix("Value error, ")


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are allowed where an unknown one was found."""
    table: type[BaseModel] = TeamFile
    for part in location[:-1]:
        # The number of a table in a list and the language of terms lead no deeper.
        if field := table.model_fields.get(str(part)):
            for candidate in (field.annotation, *get_args(field.annotation)):
                if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                    table = candidate
    return list(table.model_fields)
