"""The command `help`: the pages of the manual, or one of them as plain text."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace

from cspr_tui.cli.console.output import say, say_all
from cspr_tui.plain.manual_pages import manual_lines, page, topics

# Lines wider than this are hard to read, however wide the terminal is.
WIDEST = 100


def add_options(parser: ArgumentParser) -> None:
    """Add the page to print."""
    parser.add_argument(
        "topic",
        metavar="TOPIC",
        nargs="?",
        default="",
        help="a page, such as filters; left out: what pages there are",
    )


def run(args: Namespace) -> int:
    """Print a page of the manual, or what pages there are."""
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    if args.topic:
        say_all(manual_lines(page(args.topic), width))
        return 0
    for topic in topics():
        say(f"{topic.name:<14} {topic.summary}")
    say()
    say('"cspr-tui help TOPIC" prints a page; "cspr-tui COMMAND --help" one command.')
    return 0
