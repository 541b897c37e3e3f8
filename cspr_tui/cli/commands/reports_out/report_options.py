"""Options that choose a report and where it is written, shared by its commands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.documents import LEVELS, ReportOrder


class UnknownLevelError(CsprError):
    """There is no such level of detail."""


def add_report_choice(parser: ArgumentParser) -> None:
    """Add what chooses a report: its kind, level and sections."""
    parser.add_argument(
        "--report",
        metavar="KIND",
        default="publication",
        help="which report; an unknown one lists those there are",
    )
    parser.add_argument(
        "--level",
        metavar="LEVEL",
        default="",
        help="public, partner, internal or statutory; each report has its own",
    )
    parser.add_argument(
        "--sections",
        metavar="A,B",
        default="",
        help="only these; an unknown one lists those there are",
    )


def add_out_and_checker(parser: ArgumentParser, checker_help: str) -> None:
    """Add the folder that a report goes to, and who checked it."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        default=Path(),
        help="the folder to write to; where you are unless given",
    )
    parser.add_argument("--checker", metavar="NAME", default="", help=checker_help)


def order_of(args: Namespace) -> ReportOrder:
    """Return what is asked for: report, level and sections.

    Raises:
        UnknownLevelError: there is no such level; the text lists those there are.
    """
    known = {level.value: level for level in (*LEVELS, Policy.STATUTORY)}
    if args.level and args.level not in known:
        sentence = f'There is no level "{args.level}"; there is: {", ".join(known)}.'
        raise UnknownLevelError(sentence)
    words = tuple(word.strip() for word in args.sections.split(",") if word.strip())
    return ReportOrder(args.report, known.get(args.level), words)
