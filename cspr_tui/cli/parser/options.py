"""Options that several commands share, with the same name and help in each."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from cspr_tui.cli.parser.option_types import iso_date, text_encoding

REF_HELP = "the review's reference, such as 7QXM4"


def add_common_options(parser: ArgumentParser, default: Any) -> None:  # noqa: ANN401 - None or SUPPRESS
    """Add the options that every command takes: the store, the day and who acts."""
    parser.add_argument(
        "--store",
        metavar="STORE",
        default=default,
        help="the store's folder, postgresql://host/database or service=NAME",
    )
    parser.add_argument(
        "--today",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=default,
        help="look at another day; nothing written is dated by it",
    )
    parser.add_argument("--actor", metavar="NAME", default=default, help="who acts")
    parser.add_argument(
        "--read-only",
        action="store_true",
        default=default or False,
        help="look, save nothing; reads are logged all the same",
    )


def add_format(parser: ArgumentParser, *formats: str) -> None:
    """Add --format with these choices; the first is what is printed without it."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help=f"how it is printed; {formats[0]} unless given",
    )


def add_ref(parser: ArgumentParser) -> None:
    """Add the reference of one review as a positional argument."""
    parser.add_argument("ref", metavar="REF", help=REF_HELP)


def add_optional_ref(parser: ArgumentParser) -> None:
    """Add a positional reference that may be left out; without it, all reviews."""
    parser.add_argument(
        "ref",
        metavar="REF",
        nargs="?",
        default="",
        help=f"{REF_HELP}; left out: every review",
    )


def add_reason(parser: ArgumentParser) -> None:
    """Add --why, the reason that the history records with the change."""
    parser.add_argument(
        "--why",
        metavar="REASON",
        default="",
        help="why; the history records it; - reads it from standard input",
    )


def add_mine(parser: ArgumentParser) -> None:
    """Add --mine: only reviews that the person acting owns."""
    parser.add_argument("--mine", action="store_true", help="only the actor's own")


def add_dry_run(parser: ArgumentParser) -> None:
    """Add --dry-run: print what an import would do and write nothing."""
    parser.add_argument(
        "--dry-run", action="store_true", help="print what it would do, write nothing"
    )


def add_encoding(parser: ArgumentParser) -> None:
    """Add --encoding: what the bytes on standard input mean."""
    parser.add_argument(
        "--encoding",
        type=text_encoding,
        metavar="NAME",
        default="",
        help="of the text on standard input, such as latin-1; UTF-8 unless given",
    )
