"""The command `put-back`: restore a field or an entry to before a change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cspr_tui.cli.commands.record.last_change import print_last_change
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.cli.parser.option_types import whole_number
from cspr_tui.cli.parser.options import add_reason, add_ref
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_entry import entry_restored
from cspr_tui.domain.steps.corrections.restore_field import field_restored
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError


def add_options(parser: ArgumentParser) -> None:
    """Add the review, the number of the change, the field or entry, and why."""
    add_ref(parser)
    parser.add_argument(
        "seq",
        metavar="CHANGE",
        type=whole_number,
        help='the number of the change; "history REF" lists them',
    )
    parser.add_argument("path", metavar="PATH", help="such as stage, or notes/N4/text")
    add_reason(parser)


def run(args: Namespace) -> int:
    """Put one field back, or a whole entry where the path ends with its name."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    change = _change(reviews.read(ref), args.seq)
    whole = args.path.count("/") == 1 and not any(
        edit.path == args.path for edit in change.edits
    )
    made = entry_restored if whole else field_restored
    print_last_change(reviews.change(ref, made(change, args.path, args.why)))
    return 0


def _change(review: Review, seq: int) -> Change:
    found = next((each for each in review.history if each.seq == seq), None)
    if found is None:
        sentence = f'There is no change {seq}; "history {review.ref}" lists them.'
        raise NothingToUndoError(sentence)
    return found
