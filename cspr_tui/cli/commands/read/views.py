"""The command `views`: the views of the board, with how many reviews each finds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.incomplete_result import name_unread, say_left_out
from cspr_tui.cli.console.output import say_all, say_json
from cspr_tui.cli.env import clock
from cspr_tui.cli.env.session import cached_board, reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.board.saved_views import views_of
from cspr_tui.plain.views_text import CountedView, view_json, views_page
from cspr_tui.service.board.find_by_filter import count_of, eye_of


def add_options(parser: ArgumentParser) -> None:
    """Add --format."""
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the views the user has in the app, each with how many it finds now."""
    board = cached_board(args) or reviews_of(args).board()
    login = clock.login()
    eye = eye_of(board, args.actor or login)
    known = enumerate(views_of(board.facts.views, login), 1)
    counted = [
        CountedView(n, view, count_of(board, eye, view.query)) for n, view in known
    ]
    if args.format == "json":
        say_json([view_json(each) for each in counted])
    else:
        say_all(views_page(counted))
    say_left_out(args, len(board.facts.stubs))
    return name_unread(board.unreadable)
