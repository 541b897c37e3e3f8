"""Commands that put records right: owners, flags, keeping, moving, erasing."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from cspr_tui.cli.commands.amend import say_change
from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.prompts import typed_text
from cspr_tui.cli.env.session import reviews_of
from cspr_tui.domain.record.coordinators import coordinator_named
from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.steps.corrections.erasure import Erasure
from cspr_tui.domain.steps.corrections.misfiled import misfiled
from cspr_tui.domain.steps.review.flags import flag_lifted, flag_raised
from cspr_tui.domain.steps.review.handover import Handover, handed_over
from cspr_tui.domain.steps.review.retention import retention_set
from cspr_tui.domain.steps.step import Step
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.bulk_change import to_each
from cspr_tui.service.use_cases.erase import erase_name, erased_words
from cspr_tui.service.use_cases.move_entry import move_entry
from cspr_tui.service.use_cases.read_across import Across


def handover(args: Namespace) -> int:
    """Give reviews another owner; what is typed goes into the work log of each."""
    reviews = reviews_of(args)
    day = reviews.session.day()
    login = coordinator_named(reviews.partnership, args.login, day)
    initials = reviews.partnership.initials_of(login)
    note = typed_text("Type what they need to know; an empty line ends it.")
    of = Across(reviews).active() if args.of else ()
    refs = [*map(reviews.find, args.refs), *(r.ref for r in of if r.owner == args.of)]
    given = Handover(login, initials, day, reviews.session.actor, note.strip())
    return _to_each(reviews, refs, handed_over(given))


def flag(args: Namespace) -> int:
    """Raise a flag on one review or several."""
    reviews = reviews_of(args)
    session = reviews.session
    message = typed_text("Type what all must see; an empty line ends it.")
    raised = Flag("", message, session.day(), session.actor, args.review)
    return _to_each(reviews, [*map(reviews.find, args.refs)], flag_raised(raised))


def _to_each(reviews: Reviews, refs: list[str], step: Step) -> int:
    if not refs:
        say("No review was named or found; nothing was changed.")
        return 1
    outcome = to_each(reviews, refs, step)
    say(f"{outcome.what}: {', '.join(outcome.done)}.")
    for ref, why in outcome.refused:
        say(f"REFUSED  {ref}: {why}")
    return 1 if outcome.refused else 0


def lift(args: Namespace) -> int:
    """Lift one flag."""
    reviews = reviews_of(args)
    step = flag_lifted(args.flag.upper(), reviews.session.day(), args.why)
    say_change(reviews.change(reviews.find(args.ref), step))
    return 0


def keep(args: Namespace) -> int:
    """Record how long a review is kept; what is not given stays as it is."""
    reviews = reviews_of(args)
    ref = reviews.find(args.ref)
    held = reviews.read(ref)
    wanted = replace(
        held,
        disposal_review_on=args.decide or held.disposal_review_on,
        retention_basis=held.retention_basis if args.basis is None else args.basis,
        legal_hold=held.legal_hold if args.hold is None else args.hold == "yes",
    )
    say_change(reviews.change(ref, retention_set(held, wanted, args.why)))
    return 0


def move(args: Namespace) -> int:
    """Move an entry to the review it belongs to; both histories say so."""
    reviews = reviews_of(args)
    wrong = reviews.read(args.ref)
    moved = misfiled(wrong, args.entry, tuple(args.person))
    say_change(move_entry(reviews, moved, args.to, args.why))
    return 0


def erase(args: Namespace) -> int:
    """Erase a name from a review and its history; this cannot be taken back."""
    reviews = reviews_of(args)
    words = typed_text("Type the name to erase; an empty line ends it.").strip()
    review = erase_name(reviews, reviews.find(args.ref), Erasure(words, args.why))
    say(f"{review.ref}: {erased_words(review, words)}")
    return 0
