"""Letting a report out: only what the gate cleared, checked by name, logged."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cspr_tui.domain.decisions import Treatment
from cspr_tui.domain.documents import ExportRecord
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.steps.report import exported
from cspr_tui.reports.export import Checked, check, prepare
from cspr_tui.reports.writer import write
from cspr_tui.service.reviews import Reviews


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: where it was written, and its record."""

    path: Path
    record: ExportRecord


def check_report(reviews: Reviews, ref: str, kind: str) -> Checked:
    """Return what stands against an export, and the report as it would read.

    Raises:
        UnknownReportError: there is no such report.
    """
    review = reviews.read(ref)
    return check(review, reviews.partnership, kind, reviews.today)


def export_report(
    reviews: Reviews, ref: str, kind: str, folder: Path, checker: str
) -> Exported:
    """Write a report that the gate cleared, and record who let it out.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
        ExportNotWrittenError: the file could not be written.
    """
    review = reviews.read(ref)
    day = reviews.session.day()
    cleared = prepare(review, reviews.partnership, kind, Policy.PUBLIC, day)
    path = write(cleared, folder)
    record = ExportRecord(
        id="",
        at=reviews.session.now(),
        by=reviews.session.actor,
        report=kind,
        policy=cleared.policy.value,
        name=cleared.name,
        sha256=sha256(cleared.content).hexdigest(),
        kept=sum(each.treatment is Treatment.KEEP for each in review.decisions),
        checker=checker or reviews.session.actor,
    )
    reviews.change(review.ref, exported(record))
    reviews.log("exported", review.ref, f"{kind} as {cleared.name}")
    return Exported(path, record)
