"""One command of the command line: its name, its common words, when it is loaded."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

Command = Callable[[Namespace], int]

# No partnership, and no measurement, needs an invented store larger than this.
LARGEST = 100_000


def a_day(text: str) -> date:
    """Read a date of the command line, written as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = f'"{text}" is not a date; write it as 2026-11-23'
        raise ArgumentTypeError(sentence) from error


def a_number(text: str) -> int:
    """Read a whole number that is not negative."""
    if not text.isdecimal():
        sentence = f'"{text}" is not a whole number'
        raise ArgumentTypeError(sentence)
    return int(text)


def a_size(text: str) -> int:
    """Read how many of something an invented store is to have."""
    size = a_number(text)
    if size > LARGEST:
        sentence = f"{text} is more than {LARGEST}, the most that is made"
        raise ArgumentTypeError(sentence)
    return size


def a_folder(text: str) -> Path:
    """Read the name of a folder."""
    if not text.strip():
        sentence = "the folder has no name; give one"
        raise ArgumentTypeError(sentence)
    return Path(text)


def a_store(text: str) -> str:
    """Read the name of a store: a folder, or the address of a database."""
    a_folder(text)
    return text


def command(path: str) -> Command:
    """Return a command that is imported when it is run: `module:function`."""
    module, _, name = path.partition(":")

    def run(args: Namespace) -> int:
        found: Command = getattr(import_module(f"cspr_tui.cli.commands.{module}"), name)
        return found(args)

    return run


def common(parser: ArgumentParser, default: Any) -> None:  # noqa: ANN401 - None or SUPPRESS
    """Add what every command takes: the store, the day and who acts."""
    parser.add_argument(
        "--store",
        metavar="STORE",
        default=default,
        help="the store's folder, postgresql://host/database or service=NAME",
    )
    parser.add_argument(
        "--today",
        type=a_day,
        metavar="YYYY-MM-DD",
        default=default,
        help="look at another day; nothing written is dated by it",
    )
    parser.add_argument("--actor", metavar="NAME", default=default, help="who acts")
    parser.add_argument(
        "--read-only",
        action="store_true",
        default=default or False,
        help="look, save nothing; reads are logged all the same",
    )


def new_command(
    commands: Any,  # noqa: ANN401 - argparse keeps that type private
    name: str,
    run: str,
    words: str,
    *formats: str,
) -> ArgumentParser:
    """Add a command that runs `module:function`, in those formats of output."""
    made: ArgumentParser = commands.add_parser(name, help=words, description=words)
    common(made, SUPPRESS)
    made.set_defaults(run=command(run))
    if formats:
        made.add_argument("--format", choices=formats, default=formats[0])
    return made
