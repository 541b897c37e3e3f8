"""The words of the commands that amend a record: history, undo, owner, keeping."""

from __future__ import annotations

from typing import Any

from cspr_tui.cli.parser.command import a_day, a_number, new_command


def amends(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that look at a history and put something back from it."""
    history = new_command(
        commands,
        "history",
        "amend:history",
        "every change by number",
        "text",
        "json",
    )
    undo = new_command(commands, "undo", "amend:undo", "take one change back")
    restore = new_command(
        commands,
        "put-back",
        "amend:restore",
        "put a field, or an entry, back as it was before a change",
    )
    for each in (history, undo, restore):
        each.add_argument("ref", metavar="REF")
    for each in (undo, restore):
        each.add_argument("seq", metavar="CHANGE", type=a_number)
    restore.add_argument("path", metavar="PATH", help="such as stage, or notes/N4/text")
    restore.add_argument("--why", metavar="REASON", default="")
    _hands_over(commands)
    _keeps(commands)
    move = new_command(
        commands, "move", "records:move", "move an entry to the review it belongs to"
    )
    move.add_argument("ref", metavar="REF")
    move.add_argument("entry", metavar="ENTRY", help="such as N14")
    move.add_argument("to", metavar="REF")
    move.add_argument("--person", metavar="PERSON", action="append", default=[])
    move.add_argument("--why", metavar="REASON", default="")
    erase = new_command(
        commands,
        "erase",
        "records:erase",
        "erase a wrongly recorded name, read from standard input, history included",
    )
    erase.add_argument("ref", metavar="REF")
    erase.add_argument("--why", metavar="REASON", default="")


def _hands_over(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    handover = new_command(
        commands,
        "handover",
        "records:handover",
        "give reviews another owner; a note is read from standard input",
    )
    handover.add_argument("login", metavar="LOGIN")
    handover.add_argument("refs", metavar="REF", nargs="*")
    handover.add_argument(
        "--of", metavar="LOGIN", default="", help="all active reviews of that owner"
    )
    flag = new_command(
        commands, "flag", "records:flag", "raise a flag; standard input is its message"
    )
    flag.add_argument("refs", metavar="REF", nargs="+")
    flag.add_argument("--review", type=a_day, metavar="YYYY-MM-DD", default=None)
    lift = new_command(commands, "lift", "records:lift", "lift a flag, with a reason")
    lift.add_argument("ref", metavar="REF")
    lift.add_argument("flag", metavar="FLAG", help="such as F12")
    lift.add_argument("--why", metavar="REASON", default="")


def _keeps(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    keep = new_command(
        commands, "keep", "records:keep", "how long a record is kept, a legal hold"
    )
    keep.add_argument("ref", metavar="REF")
    keep.add_argument("--decide", type=a_day, metavar="YYYY-MM-DD", default=None)
    keep.add_argument("--basis", metavar="WORDS", default=None)
    keep.add_argument("--hold", choices=("yes", "no"), default=None)
    keep.add_argument("--why", metavar="REASON", default="")
