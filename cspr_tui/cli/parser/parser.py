"""The words of the command line, and which command each means."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cspr_tui.cli.parser.amend import amends
from cspr_tui.cli.parser.backups import ways_back
from cspr_tui.cli.parser.command import (
    a_day,
    a_folder,
    a_number,
    a_size,
    a_store,
    command,
    common,
    new_command,
)
from cspr_tui.cli.parser.lazy import AskedCommands, AskedParser, NotReadError
from cspr_tui.cli.parser.queries import arrivals, guards, leaves, looks
from cspr_tui.preferences import THEMES

_LEVELS = "public, partner, internal or statutory; each report has its own"


def read(words: Sequence[str]) -> Namespace:
    """Return what a command line says; exit where it says nothing that can be done."""
    if not any(word.startswith(("-h", "--h")) for word in words):
        with suppress(NotReadError):
            return _asked(words).parse_args(words)
    return _whole().parse_args(words)


def _asked(words: Sequence[str]) -> ArgumentParser:
    top = AskedParser(prog="cspr-tui")
    _fill(AskedCommands(_common(top), words))
    return top


def _whole() -> ArgumentParser:
    top = ArgumentParser(
        prog="cspr-tui",
        description="Keep Child Safeguarding Practice Reviews on track.",
        epilog="Without a command the app opens.",
    )
    _fill(_common(top))
    return top


def _common(top: ArgumentParser) -> Any:  # noqa: ANN401 - argparse keeps that type private
    """Add what stands before a command; return what commands are added to."""
    common(top, None)
    top.add_argument(
        "--plain", action="store_true", help="print the brief, never open the app"
    )
    top.add_argument(
        "--theme", metavar="NAME", default="", help=f"one of {', '.join(THEMES)}"
    )
    top.set_defaults(run=command("app:open_app"))
    return top.add_subparsers(metavar="COMMAND", title="commands")


def _fill(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    for add in (
        _stores,
        _reads,
        looks,
        _writes,
        amends,
        arrivals,
        guards,
        _leaves,
        leaves,
        ways_back,
    ):
        add(commands)


def _stores(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    new_command(
        commands, "demo", "app:demo", "open a throw-away copy of the sample data"
    )
    init = new_command(commands, "init", "init:init", "make a new, empty store")
    init.add_argument("folder", type=a_store, metavar="STORE")
    init.add_argument("--partnership", metavar="NAME", default="")
    init.add_argument("--group", metavar="GROUP", default=None)
    settings = new_command(
        commands, "settings", "settings:settings", "the partnership's settings as JSON"
    )
    settings.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.json", default=None
    )
    settings.add_argument("--why", metavar="REASON", default="")
    copy = new_command(
        commands, "copy", "copy_store:copy", "copy a store into another one"
    )
    copy.add_argument("source", type=a_store, metavar="STORE")
    copy.add_argument("target", type=a_store, metavar="STORE")
    sample = new_command(
        commands, "sample", "init:sample", "make an invented store of any size"
    )
    sample.add_argument("folder", type=a_folder, metavar="DIR")
    sample.add_argument("--reviews", type=a_size, default=100, metavar="N")
    sample.add_argument("--entries", type=a_size, default=20, metavar="N")
    sample.add_argument("--seed", type=a_number, default=1, metavar="N")
    new_command(
        commands,
        "verify",
        "show:verify",
        "check every file and history chain",
        "text",
        "json",
    )


def _reads(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    brief = new_command(
        commands, "brief", "brief:brief", "what today is about", "text", "json"
    )
    brief.add_argument("--mine", action="store_true", help="only the actor's own")
    listing = new_command(
        commands,
        "list",
        "list:listing",
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
        "--text",
        metavar="WORDS",
        default="",
        help="where these stand in timelines, closed reviews' too",
    )
    listing.add_argument("--all", action="store_true", help="closed ones too")
    show = new_command(commands, "show", "show:show", "one review", "text", "json")
    show.add_argument("ref", metavar="REF")
    why = new_command(
        commands,
        "why",
        "show:why",
        "how a deadline's date comes about",
        "text",
        "json",
    )
    why.add_argument("ref", metavar="REF")
    why.add_argument("rule", metavar="RULE", nargs="?", default="")
    why.add_argument(
        "--if",
        dest="suppose",
        metavar="FIELD=DATE",
        action="append",
        default=[],
        help="every deadline old beside new if that date were another; saves nothing",
    )
    figures = new_command(
        commands,
        "figures",
        "show:figures",
        "how many in time, how long things take",
        "text",
        "json",
        "csv",
    )
    figures.add_argument("--since", type=a_day, metavar="YYYY-MM-DD", default=None)
    behind = "with the reviews behind each number, shortfalls first (JSON has them)"
    figures.add_argument("--behind", action="store_true", help=behind)
    due = new_command(
        commands, "deadlines", "show:deadlines", "every deadline", "text", "json"
    )
    due.add_argument("ref", metavar="REF", nargs="?", default="")
    due.add_argument("--rule", metavar="RULE", action="append", default=[])
    due.add_argument(
        "--state", metavar="WORD", action="append", default=[], help="such as late"
    )
    due.add_argument("--within", type=a_number, metavar="DAYS", default=None)


def _writes(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    new = new_command(commands, "new", "write:new", "open a review", "text", "json")
    new.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.json", default=None
    )
    new.add_argument("--template", metavar="NAME", default="")
    template = new_command(
        commands, "template", "template:template", "make what a template says", "text"
    )
    template.add_argument("ref", metavar="REF")
    template.add_argument("name", metavar="NAME")
    template.add_argument("--on", type=a_day, metavar="YYYY-MM-DD", default=None)
    log = new_command(
        commands,
        "log",
        "write:log",
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
    tracker = new_command(
        commands, "import", "write:bring_in", "bring a tracker CSV in", "text", "json"
    )
    tracker.add_argument("file", type=Path, metavar="FILE.csv")
    tracker.add_argument("--dry-run", action="store_true", help="say what would happen")
    tracker.add_argument(
        "--update", action="store_true", help="let changed rows change reviews"
    )
    whose = tracker.add_mutually_exclusive_group()
    for name, word, said in (
        ("--keep-app", "app", "cells changed in the app since stay as they are there"),
        ("--take-file", "file", "cells changed in the app since become the file's"),
    ):
        whose.add_argument(
            name, dest="stands", action="store_const", const=word, help=said
        )
    tracker.set_defaults(stands="asked")


def _leaves(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    check = new_command(
        commands,
        "check",
        "export:check",
        "what stands against an export",
        "text",
        "json",
    )
    export = new_command(commands, "export", "export:export", "write a report")
    settle = new_command(
        commands,
        "settle",
        "settle:run",
        "list what an export check found, by id; settle it",
        "json",
        "text",
    )
    for each in (check, export, settle):
        each.add_argument("ref", metavar="REF")
        _ordered(each)
    export.add_argument("--out", type=Path, metavar="DIR", default=Path())
    export.add_argument("--checker", metavar="NAME", default="", help="who checked it")
    _settles(settle)
    section = new_command(
        commands, "section", "section:run", "print a report section, or write it"
    )
    section.add_argument("ref", metavar="REF")
    section.add_argument("section", metavar="SECTION", help="such as narrative")
    ways = section.add_mutually_exclusive_group()
    ways.add_argument("--write", action="store_true", help="from standard input")
    ways.add_argument("--edit", action="store_true", help="in $EDITOR")


def _ordered(each: ArgumentParser) -> None:
    """Add what chooses a report: its kind, level and sections."""
    each.add_argument("--report", metavar="KIND", default="publication")
    each.add_argument("--level", metavar="LEVEL", default="", help=_LEVELS)
    each.add_argument(
        "--sections",
        metavar="A,B",
        default="",
        help="only these; an unknown one lists those there are",
    )


def _settles(settle: ArgumentParser) -> None:
    settle.add_argument("ids", metavar="ID", nargs="*", help="findings, by their ids")
    for word, what in (
        ("replace", "what stands instead wherever it stands"),
        ("person", "who on record it is, such as P2"),
        ("reason", "why it may stay"),
        ("withdraw", "a decision to take back, such as KW1"),
    ):
        settle.add_argument(f"--{word}", metavar=word.upper(), default="", help=what)
    settle.add_argument("--keep", action="store_true", help="let it stay")
    settle.add_argument(
        "--line", type=a_number, metavar="N", default=0, help="only on that line"
    )
