"""The brief as text or JSON, made anew from the store."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.commands.read.all_deadlines import all_deadlines
from cspr_tui.cli.console.incomplete_result import name_unread, say_left_out
from cspr_tui.cli.console.output import say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.plain.brief_text import brief_page
from cspr_tui.plain.json_rows import deadline_json
from cspr_tui.plain.left_out_text import left_out_line
from cspr_tui.service import Board


def brief_lines(args: Namespace) -> tuple[list[str], Board]:
    """Return the brief's lines, and the board they were made from."""
    reviews = reviews_of(args)
    board = reviews.board()
    owner = reviews.session.actor if args.mine else ""
    left_out = left_out_line(len(board.facts.stubs))
    lines = [*brief_page(reviews, board, owner), *filter(None, [left_out])]
    return lines, board


def print_brief_json(args: Namespace) -> int:
    """Print every pending deadline, for scripts."""
    unreadable = list[str]()
    reviews = reviews_of(args)
    found = [d for d in all_deadlines(reviews, unreadable) if d.state.is_pending]
    say_json([deadline_json(deadline) for deadline in found])
    say_left_out(args, len(reviews.store.stubs()))
    return name_unread(unreadable)
