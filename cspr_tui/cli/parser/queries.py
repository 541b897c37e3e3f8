"""The words of the commands that look across reviews, and that take things out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cspr_tui.cli.parser.command import a_day, a_number, new_command

# Commands without words of their own, and what they print.
_BARE = {
    "late": "late agency returns of all reviews, by agency",
    "week": "this week's meetings, actions and promises for the team",
    "barred": "who must not be contacted freely, who asked, when it is reviewed",
    "owed": "what families were promised and is owed",
    "near": "birthdays and anniversaries near something planned",
    "held": "reports that wait at a gate on publication",
    "actions": "actions that are late, undated or without evidence, by owner",
}


def looks(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that read across one review or all."""
    for name, words in _BARE.items():
        new_command(commands, name, f"overviews:{name}", words, "text", "json")
    views = "the views of the board, with how many reviews each finds now"
    new_command(commands, "views", "list:views", views, "text", "json")
    _spans(commands)
    _of_one(commands)
    proof = new_command(
        commands,
        "proof",
        "hand_out:proof",
        "every date of a review: who set it, when and why",
        "text",
        "json",
    )
    proof.add_argument("ref", metavar="REF")
    ics = new_command(
        commands,
        "ics",
        "hand_out:ics",
        "deadlines for a calendar program, without names",
    )
    ics.add_argument("--mine", action="store_true", help="only the actor's own")


def _spans(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    keeping = new_command(
        commands,
        "keeping",
        "overviews:keeping",
        "reviews that reach a year online, or a decision on keeping them",
        "text",
        "json",
    )
    keeping.add_argument("--days", type=a_number, metavar="N", default=92)
    year = new_command(
        commands, "year", "overviews:year", "a year in figures", "text", "json"
    )
    year.add_argument("--since", type=a_day, metavar="YYYY-MM-DD", default=None)
    since = new_command(
        commands, "since", "overviews:since", "who changed what", "text", "json"
    )
    since.add_argument(
        "day",
        type=a_day,
        metavar="YYYY-MM-DD",
        nargs="?",
        default=None,
        help="left out: your last brief in the app, else the working day before",
    )
    since.add_argument("ref", metavar="REF", nargs="?", default="")
    since.add_argument("--others", action="store_true", help="not the actor's own")
    for each in (year, since):
        each.add_argument("--until", type=a_day, metavar="YYYY-MM-DD", default=None)


def _of_one(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    lessons = new_command(
        commands,
        "lessons",
        "overviews:lessons",
        "what was recommended before, by theme or words",
        "text",
        "json",
    )
    lessons.add_argument("words", metavar="WORD", nargs="+")
    merged = new_command(
        commands,
        "chronology",
        "overviews:chronology",
        "what all agencies say happened, gaps marked",
        "text",
        "json",
    )
    plan = new_command(
        commands,
        "plan",
        "overviews:plan",
        "who needs what by when before publication",
        "text",
        "json",
    )
    plan.add_argument("--publish", type=a_day, metavar="YYYY-MM-DD", default=None)
    waiting = new_command(
        commands,
        "waiting",
        "overviews:waiting",
        "which agencies have not answered, and who was chased how often",
        "text",
        "json",
    )
    ready = new_command(
        commands,
        "ready",
        "overviews:publication",
        "the publication checklist: gates, notices, promises, sign-offs, readings",
        "text",
        "json",
    )
    for each in (merged, plan, waiting, ready):
        each.add_argument("ref", metavar="REF")


def guards(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands about who may open a review, and who did."""
    restrict = new_command(
        commands, "restrict", "access:restrict", "let only a group open a review"
    )
    restrict.add_argument("ref", metavar="REF")
    restrict.add_argument("--group", metavar="GROUP", default="")
    restrict.add_argument("--why", metavar="REASON", default="")
    reads = new_command(
        commands, "reads", "access:reads", "who opened or printed what", "text", "json"
    )
    reads.add_argument("ref", metavar="REF", nargs="?", default="")
    reads.add_argument("--since", type=a_day, metavar="YYYY-MM-DD", default=None)
    reads.add_argument("--last", type=a_number, metavar="N", default=None)
    new_command(
        commands,
        "anchor",
        "access:anchor",
        "the end of every history chain, to be kept elsewhere",
        "text",
        "json",
    )


def leaves(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that let something out."""
    whole = new_command(
        commands,
        "export-data",
        "hand_out:whole",
        "write everything as CSV and JSON, names included, for the partnership itself",
    )
    whole.add_argument("folder", type=Path, metavar="DIR")
    pack = new_command(
        commands,
        "pack",
        "hand_out:pack",
        "a page on each review for a case review group",
    )
    pack.add_argument("refs", metavar="REF", nargs="*")
    leaflet = new_command(
        commands, "leaflet", "hand_out:leaflet", "the leaflet for one of the family"
    )
    leaflet.add_argument("ref", metavar="REF")
    leaflet.add_argument("person", metavar="PERSON", help="such as P2")
    for each in (pack, leaflet):
        each.add_argument("--out", type=Path, metavar="DIR", default=Path())
        each.add_argument("--checker", metavar="NAME", default="", help="who read it")


def arrivals(commands: Any) -> None:  # noqa: ANN401 - argparse keeps that type private
    """Add the commands that take in what others wrote."""
    draft = new_command(
        commands,
        "take-draft",
        "import_documents:draft",
        "take a draft from Word or Markdown into the report's sections",
    )
    told = new_command(
        commands,
        "take-chronology",
        "import_documents:chronology",
        "take an agency's chronology from CSV or Excel",
    )
    for each in (draft, told):
        each.add_argument("ref", metavar="REF")
        each.add_argument("file", type=Path, metavar="FILE")
        each.add_argument(
            "--dry-run", action="store_true", help="only say what it does"
        )
    draft.add_argument(
        "--replace", action="store_true", help="put it over text that is there"
    )
    told.add_argument(
        "--agency", metavar="NAME", default="", help="whose it is, if it does not say"
    )
