"""The tracker spreadsheet that the demo partnership was imported from, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date

from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review

CellText = Callable[[Review], str]


def tracker(partnership: Partnership, reviews: Iterable[Review]) -> str:
    """Return the tracker as CSV with dd/mm/yyyy dates, one review a row."""
    columns = _columns(partnership)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for review in reviews:
        writer.writerow(cell(review) for cell in columns.values())
    return out.getvalue()


def _columns(partnership: Partnership) -> dict[str, CellText]:
    return {
        "Our ref": lambda r: r.local_ref,
        "Type of review": lambda r: r.kind.label,
        "Stage": lambda r: r.stage.label,
        "Lead": lambda r: partnership.initials_of(r.owner),
        "Cover": lambda r: partnership.initials_of(r.cover),
        "Incident": lambda r: r.incident_type.label,
        "Category of harm": lambda r: r.harm_category.label,
        "LAC": lambda r: "Yes" if r.looked_after else "No",
        "Care leaver": lambda r: "Yes" if r.care_leaver else "No",
        **_dates(),
        "Reason for delay": _delay_reason,
        "Panel told of delay": lambda r: _delay_date(r, "panel_told_on"),
        "DfE told of delay": lambda r: _delay_date(r, "sos_told_on"),
        "Family told of delay": lambda r: _delay_date(r, "family_told_on"),
        "Panel told of LCSPR": lambda r: _notice_date(r, NoticeAbout.INITIATION),
        "Report to Panel": lambda r: _notice_date(r, NoticeAbout.PRE_PUBLICATION),
        "Last time and quality check": _last_check,
        "Independent reviewer": _reviewer,
        "Themes": lambda r: "; ".join(r.themes),
        "Box file": lambda r: f"Shelf {ord(r.ref[0]) % 4 + 1}, box {r.ref[-1]}",
        "Chair's comments": _comments,
    }


def _dates() -> dict[str, CellText]:
    headings = {
        "Date of incident": "incident_on",
        "Referral date": "referred_on",
        "Date LA aware": "la_aware_on",
        "SIN submitted": "sin_sent_on",
        "Partners told": "sin_partners_told_on",
        "LAC death notified": "lac_death_notified_on",
        "Care leaver notified": "care_leaver_notified_on",
        "RR returns in": "rr_returns_on",
        "RR meeting": "rr_met_on",
        "RR signed off": "rr_signed_on",
        "RR submitted to Panel": "rr_sent_on",
        "Panel reply received": "panel_replied_on",
        "Decision to hold LCSPR": "lcspr_decided_on",
        "Planned publication": "planned_publication_on",
        "Revised target": "revised_target_on",
        "Published": "published_on",
        "NSPCC deposit": "nspcc_deposited_on",
        "Removed from website": "removed_on",
        "Withdrawn": "withdrawn_on",
        "Date closed": "closed_on",
    }
    cells = {heading: _date_cell(field) for heading, field in headings.items()}
    return {
        **cells,
        "RR outcome": lambda r: r.rr_outcome.label if r.rr_outcome else "",
        "Panel view": lambda r: r.panel_response.label if r.panel_replied_on else "",
        "Reason not published": lambda r: r.not_publishing_reason,
    }


def _date_cell(field: str) -> CellText:
    return lambda review: _day(getattr(review, field))


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _delay_reason(review: Review) -> str:
    return review.delays[-1].reason.label if review.delays else ""


def _delay_date(review: Review, field: str) -> str:
    return _day(getattr(review.delays[-1], field)) if review.delays else ""


def _notice_date(review: Review, about: NoticeAbout) -> str:
    to = Recipient.NATIONAL_PANEL
    sent = [n.sent_on for n in review.notices if n.about is about and n.to is to]
    return _day(min(sent, default=None))


def _last_check(review: Review) -> str:
    return _day(max((check.on for check in review.progress_checks), default=None))


def _reviewer(review: Review) -> str:
    lead = review.lead_reviewer
    return lead.name if lead else ""


def _comments(review: Review) -> str:
    """Return what a chair might have typed, a line break included now and then."""
    if not review.flags:
        return ""
    return "Discussed at case review group.\nSee the flag on the file."
