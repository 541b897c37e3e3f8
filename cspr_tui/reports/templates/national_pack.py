"""The pack for the National Panel and the Secretary of State.

They are sent the report, or what should improve and why the report is not published, no
later than 7 working days before publication, and are told of the decision, the reviewer
and any delay (Working Together to Safeguard Children). Unlike every other report, the
pack shows dates in full and the notification's number, by which its readers know the
child. It leaves out the family's names, addresses and numbers, which they hold already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.deadlines.deadline_words import state_words
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.oversight import Recipient
from cspr_tui.domain.text.formatting import full_day, listed
from cspr_tui.reports.build.document import Block, Paragraph, PointList, TableBlock
from cspr_tui.reports.build.parts import RECOMMENDATIONS, code_of, part_with_heading
from cspr_tui.reports.build.report_request import ReportInput, ReportKind

_RECIPIENTS = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED)
_RULES_TO_SEND = (
    "SIN_PANEL RR_SUBMIT INIT_NOTICE DELAY_NOTICE PREPUB_COPY LCSPR_PUBLISH".split()
)
_REPORTS = frozenset({"publication", "improvements"})


def _facts(source: ReportInput, _: Policy) -> Iterator[Block]:
    review = source.review
    appointed = [r.name for r in review.reviewers if r.removed_on is None]
    pairs = [
        ("Partnership", source.partnership.name),
        ("Notification", review.sin_ref),
        ("What happened", review.incident_type.label),
        ("Kind of harm", review.harm_category.label),
        ("Rapid review outcome", review.rr_outcome.label if review.rr_outcome else ""),
        ("Reviewer", listed(appointed)),
    ]
    yield _labelled_points(pairs)


def _days(source: ReportInput, _: Policy) -> Iterator[Block]:
    review = source.review
    days = [
        ("Incident", review.incident_on),
        ("Local authority aware", review.la_aware_on),
        ("Notification sent", review.sin_sent_on),
        ("Rapid review met", review.rr_met_on),
        ("Rapid review sent", review.rr_sent_on),
        ("Panel replied", review.panel_replied_on),
        ("Decided to hold the review", review.lcspr_decided_on),
        ("Planned publication", review.planned_publication_on),
        ("Revised target", review.revised_target_on),
        ("Published", review.published_on),
    ]
    yield _labelled_points([(name, full_day(day) if day else "") for name, day in days])


def _labelled_points(pairs: list[tuple[str, str]]) -> PointList:
    return PointList(tuple((f"{name}: {text}", "") for name, text in pairs if text))


def _day(day: date | None) -> str:
    return full_day(day) if day else "not yet"


def _to_send(source: ReportInput, _: Policy) -> Iterator[Block]:
    rows = tuple(
        (d.rule.label, _day(d.due), state_words(d.state), _day(d.clock.met_on))
        for d in sorted(source.deadlines, key=lambda d: d.rule.order)
        if d.rule.id in _RULES_TO_SEND and d.clock.subject is None and d.due
    )
    if rows:
        yield TableBlock(("What", "By", "How it stands", "Done on"), rows)


def _notices(source: ReportInput, _: Policy) -> Iterator[Block]:
    sent = sorted(source.review.notices, key=lambda notice: notice.sent_on)
    rows = tuple(
        (notice.about.label, notice.to.label, full_day(notice.sent_on))
        for notice in sent
        if notice.to in _RECIPIENTS
    )
    if rows:
        yield TableBlock(("What", "To", "Sent on"), rows)


def _delays(source: ReportInput, _: Policy) -> Iterator[Block]:
    rows = tuple(
        (
            each.reason.label,
            _day(each.new_target_on),
            _day(each.panel_told_on),
            _day(each.sos_told_on),
        )
        for each in source.review.delays
    )
    if rows:
        columns = ("Reason", "New target", "Panel told", "Secretary of State told")
        yield TableBlock(columns, rows)


def _publishing(source: ReportInput, _: Policy) -> Iterator[Block]:
    reason = source.review.not_publishing_reason
    if not reason.strip():
        yield Paragraph("The report is to be published in full.")
        return
    yield Paragraph("The report is not to be published; what should improve is.")
    yield Paragraph(reason, "The reason:")


def _enclosed(source: ReportInput, _: Policy) -> Iterator[Block]:
    exports = [e for e in source.review.exports if e.report in _REPORTS]
    if not exports:
        yield Paragraph("No report has left the record yet; enclose it when it has.")
        return
    last = exports[-1]
    yield Paragraph(f"{last.name}, as it is to be published.")


def _title(source: ReportInput, _: Policy) -> str:
    return f"For the National Panel and the Secretary of State{code_of(source)}"


NATIONAL = ReportKind(
    "national",
    "Pack for the National Panel",
    "NATIONAL",
    _title,
    (
        part_with_heading("facts", "The review", _facts),
        part_with_heading("days", "Dates", _days),
        part_with_heading("send", "What must be sent", _to_send),
        part_with_heading("notices", "Notices sent", _notices),
        part_with_heading("delays", "Delays", _delays),
        part_with_heading("publishing", "Publishing", _publishing),
        part_with_heading("enclosed", "Enclosed", _enclosed),
        RECOMMENDATIONS,
    ),
    (Policy.STATUTORY,),
)
