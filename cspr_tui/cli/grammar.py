"""The words of the commands that look across reviews, and that take things out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cspr_tui.cli.command import new_command


def looks(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that read across one review or all."""
    proof = new_command(
        commands,
        "proof",
        "taking:proof",
        "every date of a review: who set it, when and why",
        "text",
        "json",
    )
    proof.add_argument("ref", metavar="REF")
    ics = new_command(
        commands, "ics", "taking:ics", "deadlines for a calendar program, without names"
    )
    ics.add_argument("--mine", action="store_true", help="only the actor's own")


def leaves(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that let something out."""
    whole = new_command(
        commands,
        "export-data",
        "taking:whole",
        "write everything as CSV and JSON, names included, for the partnership itself",
    )
    whole.add_argument("folder", type=Path, metavar="DIR")
    pack = new_command(
        commands, "pack", "taking:pack", "a page on each review for a case review group"
    )
    pack.add_argument("refs", metavar="REF", nargs="*")
    leaflet = new_command(
        commands, "leaflet", "taking:leaflet", "the leaflet for one of the family"
    )
    leaflet.add_argument("ref", metavar="REF")
    leaflet.add_argument("person", metavar="PERSON", help="such as P2")
    for each in (pack, leaflet):
        each.add_argument("--out", type=Path, metavar="DIR", default=Path())
        each.add_argument("--checker", metavar="NAME", default="", help="who read it")
