"""The words of the command line, and which command each means."""

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


def command(path: str) -> Command:
    """Return a command that is imported when it is run: `module:function`."""
    module, _, name = path.partition(":")

    def run(args: Namespace) -> int:
        found: Command = getattr(import_module(f"cspr_tui.cli.{module}"), name)
        return found(args)

    return run


def _common(parser: ArgumentParser, default: Any) -> None:  # noqa: ANN401 - None or SUPPRESS
    parser.add_argument(
        "--store", metavar="DIR", default=default, help="the store's folder"
    )
    parser.add_argument(
        "--today",
        type=a_day,
        metavar="YYYY-MM-DD",
        default=default,
        help="look at another day; nothing written is dated by it",
    )
    parser.add_argument("--actor", metavar="NAME", default=default, help="who acts")


def parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    top = ArgumentParser(
        prog="cspr-tui",
        description="Keep Child Safeguarding Practice Reviews on track.",
        epilog="Without a command the app opens.",
    )
    _common(top, None)
    top.add_argument(
        "--plain", action="store_true", help="print the brief, never open the app"
    )
    top.set_defaults(run=command("opening:open_app"))
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for add in (_stores, _reads, _writes, _leaves):
        add(commands)
    return top


def _new(
    commands: Any,  # noqa: ANN401 - argparse keeps that type private
    name: str,
    run: str,
    words: str,
    *formats: str,
) -> ArgumentParser:
    made: ArgumentParser = commands.add_parser(name, help=words, description=words)
    _common(made, SUPPRESS)
    made.set_defaults(run=command(run))
    if formats:
        made.add_argument("--format", choices=formats, default=formats[0])
    return made


def _stores(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    _new(commands, "demo", "opening:demo", "open a throw-away copy of the sample data")
    init = _new(commands, "init", "making:init", "make a new, empty store")
    init.add_argument("folder", type=a_folder, metavar="DIR")
    init.add_argument("--partnership", metavar="NAME", default="")
    init.add_argument("--group", metavar="GROUP", default=None)
    settings = _new(
        commands, "settings", "settings:settings", "the partnership's settings as JSON"
    )
    settings.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.json", default=None
    )
    settings.add_argument("--why", metavar="REASON", default="")
    sample = _new(
        commands, "sample", "making:sample", "make an invented store of any size"
    )
    sample.add_argument("folder", type=a_folder, metavar="DIR")
    sample.add_argument("--reviews", type=a_size, default=100, metavar="N")
    sample.add_argument("--entries", type=a_size, default=20, metavar="N")
    sample.add_argument("--seed", type=a_number, default=1, metavar="N")
    _new(
        commands,
        "verify",
        "reading:verify",
        "check every file and history chain",
        "text",
        "json",
    )


def _reads(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    brief = _new(
        commands, "brief", "reading:brief", "what today is about", "text", "json"
    )
    brief.add_argument("--mine", action="store_true", help="only the actor's own")
    listing = _new(
        commands,
        "list",
        "reading:listing",
        "every active review",
        "text",
        "json",
        "csv",
    )
    listing.add_argument(
        "filter",
        nargs="*",
        metavar="FILTER",
        help='as in the app: "is:late,soon owner:me -stage:closure sort:due"',
    )
    listing.add_argument(
        "--text", metavar="WORDS", default="", help="where these stand in timelines"
    )
    listing.add_argument("--all", action="store_true", help="closed ones too")
    show = _new(commands, "show", "reading:show", "one review", "text", "json")
    show.add_argument("ref", metavar="REF")
    why = _new(
        commands,
        "why",
        "reading:why",
        "how a deadline's date comes about",
        "text",
        "json",
    )
    why.add_argument("ref", metavar="REF")
    why.add_argument("rule", metavar="RULE", nargs="?", default="")
    due = _new(
        commands, "deadlines", "reading:deadlines", "every deadline", "text", "json"
    )
    due.add_argument("ref", metavar="REF", nargs="?", default="")


def _writes(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    new = _new(commands, "new", "writing:new", "open a review", "text", "json")
    new.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.json", default=None
    )
    log = _new(
        commands,
        "log",
        "writing:log",
        "log an interaction; the text is read from standard input",
        "text",
        "json",
    )
    log.add_argument("ref", metavar="REF")
    log.add_argument("--family", metavar="PERSON", action="append", default=[])
    log.add_argument("--agency", metavar="AGENCY", default="")
    log.add_argument("--channel", metavar="WORD", default="phone")
    log.add_argument("--purpose", metavar="WORD", default="other")
    log.add_argument("--outcome", metavar="WORD", default="reached")
    log.add_argument("--on", type=a_day, metavar="YYYY-MM-DD", default=None)
    log.add_argument("--despite", metavar="REASON", default="")
    tracker = _new(
        commands, "import", "writing:bring_in", "bring a tracker CSV in", "text", "json"
    )
    tracker.add_argument("file", type=Path, metavar="FILE.csv")
    tracker.add_argument("--dry-run", action="store_true", help="say what would happen")
    tracker.add_argument(
        "--update", action="store_true", help="let changed rows change reviews"
    )


def _leaves(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    check = _new(
        commands,
        "check",
        "leaving:check",
        "what stands against an export",
        "text",
        "json",
    )
    export = _new(commands, "export", "leaving:export", "write the anonymised report")
    for each in (check, export):
        each.add_argument("ref", metavar="REF")
        each.add_argument("--report", metavar="KIND", default="publication")
    export.add_argument("--out", type=Path, metavar="DIR", default=Path())
    export.add_argument("--checker", metavar="NAME", default="", help="who checked it")
