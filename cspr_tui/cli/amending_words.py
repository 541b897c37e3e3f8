"""The words of the commands that amend a record: history, undo, restore."""

from __future__ import annotations

from typing import Any

from cspr_tui.cli.command import a_number, new_command


def amends(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that look at a history and put something back from it."""
    history = new_command(
        commands,
        "history",
        "amending:history",
        "every change by number",
        "text",
        "json",
    )
    undo = new_command(commands, "undo", "amending:undo", "take one change back")
    restore = new_command(
        commands,
        "restore",
        "amending:restore",
        "put a field, or an entry, back as it was before a change",
    )
    for each in (history, undo, restore):
        each.add_argument("ref", metavar="REF")
    for each in (undo, restore):
        each.add_argument("seq", metavar="CHANGE", type=a_number)
    restore.add_argument("path", metavar="PATH", help="such as stage, or notes/N4/text")
    restore.add_argument("--why", metavar="REASON", default="")
