"""The command `pack`: the board pack, one page on each review."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.reports_out.report_options import add_out_and_checker
from cspr_tui.cli.console.incomplete_result import say_left_out
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.text.formatting import count
from cspr_tui.service.use_cases.hand_out import write_pack_page


def add_options(parser: ArgumentParser) -> None:
    """Add the reviews, the folder to write to and who read the pages."""
    parser.add_argument(
        "refs",
        metavar="REF",
        nargs="*",
        help="references of reviews; none: every active review",
    )
    add_out_and_checker(parser, "who read it")


def run(args: Namespace) -> int:
    """Write a page on each review named, or on every active one."""
    reviews = reviews_of(args)
    named = bool(args.refs)
    refs = [reviews.find(ref) for ref in args.refs]
    if not refs:
        refs = [each.ref for each in reviews.board().active]
    for ref in refs:
        written = write_pack_page(reviews, ref, args.out, args.checker)
        say(f"{ref}  {written.path}")
    say(f"{count(len(refs), 'page')}; a person must still read each before it is sent.")
    if not named:
        say_left_out(args, len(reviews.store.stubs()))
    return 0
