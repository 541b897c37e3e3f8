"""The command `anchor`: the last hash of every history, to be kept elsewhere."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from hashlib import sha256

from cspr_tui.cli.console.incomplete_result import name_unread, say_left_out
from cspr_tui.cli.console.output import say, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.options import add_format
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review


def add_options(parser: ArgumentParser) -> None:
    """Add --format."""
    add_format(parser, "text", "json")


def run(args: Namespace) -> int:
    """Print the end of every history chain, and one digest over all of them.

    Kept elsewhere (a letter, a mailbox), the digest proves later that nobody
    has rewritten what stood then.
    """
    reviews, unread = reviews_of(args), list[str]()
    ends = [("settings", reviews.partnership.version, _end(reviews.partnership))]
    for ref in reviews.store.refs():
        try:
            review = reviews.store.load(ref)
        except CsprError as error:
            unread.append(str(error))
        else:
            ends.append((ref, review.version, _end(review)))
    lines = [f"{ref} {version} {end}" for ref, version, end in ends]
    digest = sha256("\n".join(lines).encode()).hexdigest()
    if args.format == "json":
        forms = [{"ref": r, "version": v, "hash": h} for r, v, h in ends]
        say_json({"digest": digest, "ends": forms})
    else:
        for line in lines:
            say(line)
        say(f"All {len(lines)}: {digest}")
    say_left_out(args, len(reviews.store.stubs()))
    return name_unread(unread)


def _end(record: Review | Partnership) -> str:
    return record.history[-1].hash if record.history else "-"
