"""The command `export`: write the anonymised report, or say why not."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.reports_out.report_options import (
    add_out_and_checker,
    add_report_choice,
    order_of,
)
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.service.use_cases.export_progress_report import export_of_all
from cspr_tui.service.use_cases.export_report import export_report


def add_options(parser: ArgumentParser) -> None:
    """Add the review, which report is written, where to, and who checked it."""
    parser.add_argument(
        "ref",
        metavar="REF",
        help="the review's reference; ALL for the progress report on every review",
    )
    add_report_choice(parser)
    add_out_and_checker(parser, "who checked it")


def run(args: Namespace) -> int:
    """Write the anonymised report, or say why not."""
    reviews = reviews_of(args)
    if args.ref.casefold() == "all":
        path = export_of_all(reviews, order_of(args), args.out, args.checker)
        say(f"Wrote {path}, checked for known identifiers.")
        return 0
    ref = reviews.find(args.ref)
    left = export_report(reviews, ref, order_of(args), args.out, args.checker)
    say(f"Wrote {left.path}, checked for known identifiers by {left.record.checker}.")
    say("A person must still read it: known identifiers are not all there are.")
    return 0
