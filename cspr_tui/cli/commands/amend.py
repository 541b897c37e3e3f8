"""Commands that amend a record: its history, a change taken back, a field restored."""

from __future__ import annotations

from argparse import Namespace

from cspr_tui.cli.console.output import say, say_all, say_json
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_entry import entry_restored
from cspr_tui.domain.steps.corrections.restore_field import restored
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError
from cspr_tui.plain.history_text import history_page
from cspr_tui.plain.json_values import shape_of


def history(args: Namespace) -> int:
    """Print every change of a review, with the place of each value it touched."""
    reviews = reviews_of(args)
    review = reviews.open(args.ref, "printed the history of")
    if args.format == "json":
        say_json(shape_of(list(review.history)))
    else:
        say_all(history_page(review, reviews.partnership.initials_of))
    return 0


def undo(args: Namespace) -> int:
    """Take one change back, as a change of its own."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    say_change(reviews.undo(ref, args.seq))
    return 0


def restore(args: Namespace) -> int:
    """Put one field back, or a whole entry where the path ends with its name."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    change = _change(reviews.read(ref), args.seq)
    whole = args.path.count("/") == 1 and not any(
        edit.path == args.path for edit in change.edits
    )
    made = entry_restored if whole else restored
    say_change(reviews.change(ref, made(change, args.path, args.why)))
    return 0


def _change(review: Review, seq: int) -> Change:
    found = next((each for each in review.history if each.seq == seq), None)
    if found is None:
        sentence = f'There is no change {seq}; "history {review.ref}" lists them.'
        raise NothingToUndoError(sentence)
    return found


def say_change(review: Review) -> None:
    """Say what the last change of a review did."""
    last = review.history[-1]
    say(f"{review.ref}: {last.what} (change {last.seq}).")
