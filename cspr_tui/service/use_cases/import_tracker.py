"""Import the partnership's tracker: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import record_change
from cspr_tui.exchange import ImportPlan, read_tracker
from cspr_tui.exchange.tracker.conflicts import IMPORTED, UPDATED, ConflictPolicy
from cspr_tui.exchange.tracker.import_plan import planned_import
from cspr_tui.service.reviews import Reviews
from cspr_tui.store.protocol import every_ref


def plan_import(
    reviews: Reviews,
    content: bytes,
    *,
    update: bool,
    stands: ConflictPolicy = ConflictPolicy.ASKED,
) -> ImportPlan:
    """Return what importing that file would do to the store, and what it refuses.

    `stands` says whose word counts in a cell that was changed in the app since.

    Raises:
        UnreadableTrackerError: no table can be made of the file.
        DamagedRecordError: a stored review cannot be compared with the file.
    """
    partnership = reviews.partnership
    tracker = read_tracker(
        content,
        partnership.header_aliases,
        coordinators=partnership.coordinators,
        today=reviews.session.day(),
    )
    refs = reviews.store.refs()
    stored = (reviews.store.load(ref) for ref in refs)
    existing = {review.local_ref: review for review in stored if review.local_ref}
    taken = sorted(every_ref(reviews.store))
    return planned_import(tracker, existing, update=update, taken=taken, stands=stands)


def carry_out(reviews: Reviews, wanted: ImportPlan) -> tuple[Review, ...]:
    """Save everything that a plan adds or changes, all or nothing.

    Raises:
        StaleReviewError: somebody saved one of the reviews meanwhile.
        NotSavedError: it could not be written; nothing was altered.
    """
    saved = (*_new(reviews, wanted), *_changed(reviews, wanted))
    if saved:
        reviews.store.save_all(saved)
    return saved


def _new(reviews: Reviews, wanted: ImportPlan) -> Iterator[Review]:
    refs = set(every_ref(reviews.store))
    refs.update(draft.facts.ref for draft in wanted.new if draft.facts.ref)
    for draft in wanted.new:
        others = refs - {draft.facts.ref}
        review = reviews.numbered(draft.facts, others, IMPORTED)
        refs.add(review.ref)
        yield review


def _changed(reviews: Reviews, wanted: ImportPlan) -> Iterator[Review]:
    existing = {before.ref: before for before in _before(reviews, wanted)}
    for _, after in wanted.changed:
        stamp = reviews.session.stamp()
        before = existing[after.ref]
        yield record_change(before, after, UPDATED, "", stamp)


def _before(reviews: Reviews, wanted: ImportPlan) -> Iterator[Review]:
    for _, after in wanted.changed:
        yield reviews.store.load(after.ref)
