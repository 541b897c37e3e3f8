"""The page that opens from a row of a tab."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.screens.core.page_screen import PageScreen, text_lines
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.screens.review.tabs.actions_tab import action_page
from cspr_tui.screens.review.tabs.agencies_tab import request_page
from cspr_tui.screens.review.tabs.family_tab import person_page
from cspr_tui.screens.review.tabs.report_tab import export_page
from cspr_tui.screens.review.tabs.timeline_tab import log_page
from cspr_tui.screens.why_screen import WhyScreen
from cspr_tui.service import Reviews
from cspr_tui.widgets.lines.line import Line


def page_of(view: ReviewView, kind: str, name: str) -> PageScreen | None:
    """Return the page that a row opens, or None."""
    review = view.review
    if kind == "deadline":
        return why_page(view, view.deadlines[int(name)])
    if kind == "person":
        person = entry_of(review.people, name)
        title = f"{review.ref}  {person.id} {person.kinship}"
        return PageScreen(title, person_page(view, person))
    if kind == "request":
        request = entry_of(review.requests, name)
        return PageScreen(f"{review.ref}  {request.title}", request_page(view, request))
    return _entry_page(view, kind, name)


def _entry_page(view: ReviewView, kind: str, name: str) -> PageScreen | None:
    review = view.review
    if kind == "action":
        action = entry_of(review.actions, name)
        return PageScreen(f"{review.ref}  {action.id}", action_page(view, action))
    if kind == "exported":
        export = entry_of(review.exports, name)
        return PageScreen(f"{review.ref}  {export.name}", export_page(export))
    logged = timeline(review)
    found = [line for line in logged if line.entry == name] if kind == "entry" else []
    if kind in {"log", "coming"}:
        found = [logged[int(name)]]
    if not found:
        return None
    return PageScreen(f"{review.ref}  {found[0].entry}", log_page(found[0]))


def why_page(view: ReviewView, deadline: Deadline) -> PageScreen:
    """Return the page that explains how a deadline's date was calculated."""
    return WhyScreen(view.reviews, view.review, deadline)


def preview_page(reviews: Reviews, ref: str, order: ReportOrder) -> PageScreen:
    """Return the page that shows the report as it would be exported."""
    from cspr_tui.service.use_cases.export_report import (  # noqa: PLC0415 - loads the anonymiser
        check_report,
    )

    checked = check_report(reviews, ref, order)
    return PageScreen(
        f"{ref}  Preview, not yet checked", _numbered(checked.anonymised.text)
    )


def _numbered(text: str) -> Iterator[Line]:
    for number, line in enumerate(text_lines(text), start=1):
        yield Line(f"{number:>4}  {line.text}")
