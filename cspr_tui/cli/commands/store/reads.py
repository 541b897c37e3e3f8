"""The command `reads`: who opened, printed or exported what."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import deque
from collections.abc import Iterable, Iterator

from cspr_tui.cli.console.incomplete_result import say_left_out
from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import iso_date, whole_number
from cspr_tui.cli.parser.options import add_format, add_optional_ref
from cspr_tui.domain.text.formatting import LONDON, day_of
from cspr_tui.domain.values.codec import encode
from cspr_tui.service.access_log import visible_accesses
from cspr_tui.store.protocol import Access


def add_options(parser: ArgumentParser) -> None:
    """Add the review, from which day, and how many."""
    add_optional_ref(parser)
    parser.add_argument(
        "--since",
        type=iso_date,
        metavar="YYYY-MM-DD",
        default=None,
        help="only from that day on",
    )
    parser.add_argument(
        "--last",
        type=whole_number,
        metavar="N",
        default=None,
        help="only the newest N",
    )
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print who opened, printed or exported what, the newest last."""
    reviews = reviews_of(args)
    asked = args.ref.strip().upper()
    found = (
        each for each in visible_accesses(reviews.store) if asked in {"", each.ref}
    )
    shown = deque(_since(found, args), maxlen=args.last)
    hidden = len(reviews.store.stubs())
    if args.format == "json":
        say_json([encode(each) for each in shown])
        say_left_out(args, hidden)
        return 0
    for each in shown:
        say(_line(each))
    say_left_out(args, hidden)
    return 0


def _since(found: Iterable[Access], args: Namespace) -> Iterator[Access]:
    for each in found:
        if args.since is None or day_of(each.at) >= args.since:
            yield each


def _line(access: Access) -> str:
    at = access.at.astimezone(LONDON)
    who = access.actor
    if access.login != access.actor:
        who = f"{access.actor} (login {access.login})"
    said = f"{at:%Y-%m-%d %H:%M}  {who}  {access.did} {access.ref} {access.what}"
    return said.rstrip()
