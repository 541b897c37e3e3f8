"""Produce the leaflet, the board pack, the calendar and the full export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.exchange.export.full_export import full_export
from cspr_tui.exchange.export.icalendar import calendar_file
from cspr_tui.exchange.export.private_file import write_new_folder
from cspr_tui.gate import ClearedDocument
from cspr_tui.reports.clearance.clear_report import prepare_raw_report
from cspr_tui.reports.clearance.known_identities import known_identities
from cspr_tui.reports.leaflet import build_leaflet, identities_for_family
from cspr_tui.reports.templates.board_pack import board_pack_page
from cspr_tui.service.reviews import Reviews
from cspr_tui.service.use_cases.export_report import Exported, let_out, record_of


def write_leaflet(
    reviews: Reviews, ref: str, person_id: str, folder: Path, checker: str
) -> Exported:
    """Write the leaflet for one of the family, as the gate cleared it.

    Raises:
        NoSuchEntryError: the review has no such person.
        NoReviewerYetError: no lead reviewer is recorded.
        ExportRefusedError: it would name somebody.
    """
    review = reviews.read(ref)
    person = entry_of(review.people, person_id)
    partnership, day = reviews.partnership, reviews.session.day()
    draft = build_leaflet(review, partnership, person, _ready(reviews, review), day)
    known = identities_for_family(review, partnership)
    cleared = prepare_raw_report(draft, review, partnership, known)
    return _let_out(reviews, review, cleared, folder, ("leaflet", checker))


def write_pack_page(reviews: Reviews, ref: str, folder: Path, checker: str) -> Exported:
    """Write one review's page of the board pack, as the gate cleared it.

    Raises:
        ExportRefusedError: it would name somebody.
    """
    review = reviews.read(ref)
    draft = board_pack_page(review, reviews.deadlines(review), reviews.session.day())
    known = known_identities(review, reviews.partnership)
    cleared = prepare_raw_report(draft, review, reviews.partnership, known)
    return _let_out(reviews, review, cleared, folder, ("board pack", checker))


def calendar_of_deadlines(reviews: Reviews, owner: str = "") -> bytes:
    """Return the pending deadlines of all reviews, or one owner's, for a calendar."""
    mine = [r for r in _active(reviews) if owner in {"", r.owner, r.cover}]
    found = [d for review in mine for d in reviews.deadlines(review)]
    backs = [(r.ref, b.on) for r in mine for b in r.bring_backs if b.done_on is None]
    own = () if owner else reviews.own_deadlines()
    reviews.log("made a calendar of deadlines")
    return calendar_file([*found, *own], backs, reviews.session.now())


def write_everything(reviews: Reviews, folder: Path) -> tuple[str, ...]:
    """Write every record into a new folder and return the files' names.

    Raises:
        DamagedRecordError: a review cannot be read; nothing was written.
        FolderNotNewError: the folder exists already or cannot be written.
    """
    refs = reviews.store.refs()
    files = full_export(reviews.partnership, (reviews.store.load(ref) for ref in refs))
    reviews.log("exported everything", what=f"{len(refs)} reviews")
    write_new_folder(folder, files)
    return tuple(files)


def _active(reviews: Reviews) -> Iterator[Review]:
    for ref in reviews.store.refs():
        review = reviews.store.load(ref)
        if review.is_active:
            yield review


def _ready(reviews: Reviews, review: Review) -> date | None:
    """Return the day the family may expect: the later target, else six months."""
    six = [d.due for d in reviews.deadlines(review) if d.rule.id == "LCSPR_PUBLISH"]
    return review.revised_target_on or next(iter(six), None)


def _let_out(
    reviews: Reviews,
    review: Review,
    cleared: ClearedDocument,
    folder: Path,
    what: tuple[str, str],
) -> Exported:
    record = record_of(reviews, review, cleared, what)
    return let_out(reviews, review, cleared, folder, record)
