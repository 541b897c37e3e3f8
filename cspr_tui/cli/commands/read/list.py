"""The command `list`: the reviews a filter finds, all active ones without it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from cspr_tui.cli.console.incomplete_result import name_unread
from cspr_tui.cli.console.output import say_all, say_csv, say_json
from cspr_tui.cli.env import clock
from cspr_tui.cli.env.session import cached_board, reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.plain.board_text import board_page
from cspr_tui.service import Board
from cspr_tui.service.board.find_by_filter import eye_of, found


def add_options(parser: ArgumentParser) -> None:
    """Add the filter, the text looked for and whether closed reviews count too."""
    parser.add_argument(
        "filter",
        nargs="*",
        metavar="FILTER",
        help='as in the app: "is:late,soon owner:me -stage:closure sort:due"',
    )
    parser.add_argument(
        "--text",
        metavar="WORDS",
        default="",
        help="where these stand in timelines, closed reviews' too; - reads them "
        "from standard input",
    )
    parser.add_argument("--all", action="store_true", help="closed ones too")
    add_format(parser, "text", "json", "csv")


def run(args: Namespace) -> int:
    """Print the reviews a filter finds, all active ones without it.

    A text is looked for in closed ones too, as in the app, unless the filter forbids.
    """
    board = cached_board(args) or reviews_of(args).board()
    every = ["is:any"] if args.all or args.text else []
    asked = " ".join((*args.filter, *every))
    eye = eye_of(board, args.actor or clock.login())
    listed = found(board, eye, asked).standings
    if args.text:
        return _hits(listed, args, len(board.facts.stubs))
    if args.format == "text":
        say_all(board_page(board, listed if asked else None))
        return 1 if board.unreadable else 0
    _say_forms(board, listed, args)
    _say_left_out(args, len(board.facts.stubs))
    return name_unread(board.unreadable)


def _say_forms(board: Board, listed: Sequence[BoardEntry], args: Namespace) -> None:
    from cspr_tui.plain.json_rows import board_json  # noqa: PLC0415 - text goes without

    forms = list(board_json(board, listed))
    if args.format == "json":
        say_json(forms)
    else:
        say_csv(forms)


def _hits(listed: Sequence[BoardEntry], args: Namespace, restricted: int) -> int:
    from cspr_tui.plain.screen_text import hits_page  # noqa: PLC0415 - a list goes without
    from cspr_tui.service.use_cases.text_search import search_timelines  # noqa: PLC0415 - the same

    refs = [each.ref for each in listed]
    results = list(search_timelines(reviews_of(args), refs, [args.text]))
    hits = [hit for result in results for hit in result.hits]
    unread = [result.unread for result in results if result.unread]
    forms = [
        {"ref": h.ref, "on": h.on.isoformat(), "source": h.source, "text": h.said}
        for h in hits
    ]
    if args.format == "json":
        say_json(forms)
    elif args.format == "csv":
        say_csv(forms)
    else:
        say_all(hits_page(hits, len(results), unread))
        _say_left_out(args, restricted)
        return 1 if unread else 0
    _say_left_out(args, restricted)
    return name_unread(unread)


def _say_left_out(args: Namespace, restricted: int) -> None:
    if restricted:
        from cspr_tui.cli.console.incomplete_result import say_left_out  # noqa: PLC0415 - only where some are

        say_left_out(args, restricted)
