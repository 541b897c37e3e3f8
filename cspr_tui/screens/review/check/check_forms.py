"""Forms of the export check: a reason to keep a wording, a replacement, a file path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.people import EngagementStatus
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.reports.clearance.finding_groups import FindingGroup
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.review.forms.entry_form import adding_form
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.export_report import Exported, export_report
from cspr_tui.service.use_cases.settle_findings import (
    FindingDecision,
    IncompleteDecisionError,
    settle,
)
from cspr_tui.widgets.form_field import Field

_SIGNED = "Say who read and checked it; the name is kept in the record."
ROLES = "such as: a professional, a young person, a park nearby"


def keep_form(
    reviews: Reviews, ref: str, group: FindingGroup, *, here_only: bool
) -> FormScreen:
    """Return the form that keeps a wording in the report, with a reason."""
    field = Field("reason", "Why it may stay", hint="kept in the history")

    def save(values: Values) -> Review:
        verdict = FindingDecision(
            Treatment.KEEP, reason=values["reason"], here_only=here_only
        )
        return settle(reviews, ref, group.wordings, verdict)

    where = "at this one place" if here_only else "wherever it stands"
    title = f"{ref}  Keep {where}: {group.words}"
    return FormScreen(Form(title, [field], save, name=f"{ref}/keep/{group.words}"))


def sign_form(reviews: Reviews, ref: str, rare: FindingGroup) -> FormScreen:
    """Return the form that confirms that all rare facts were considered."""
    field = Field(
        "reason", "What you weighed", hint="such as: who could tell; what was coarsened"
    )

    def save(values: Values) -> Review:
        verdict = FindingDecision(Treatment.KEEP, reason=values["reason"])
        return settle(reviews, ref, rare.wordings, verdict)

    title = f"{ref}  Sign rare facts: {rare.words}"
    return FormScreen(Form(title, [field], save, name=f"{ref}/rare-facts"))


def replace_form(reviews: Reviews, ref: str, group: FindingGroup) -> FormScreen:
    """Return the form that sets what replaces a wording everywhere in the report."""
    fields = [
        Field("instead", "Replace it by", hint=ROLES),
        Field("reason", "Why", hint="may stay empty"),
    ]

    def save(values: Values) -> Review:
        verdict = FindingDecision(
            Treatment.REPLACE, values["instead"], values["reason"]
        )
        return settle(reviews, ref, group.wordings, verdict)

    title = f"{ref}  Replace everywhere: {group.words}"
    return FormScreen(Form(title, fields, save, name=f"{ref}/replace/{group.words}"))


def export_form(
    reviews: Reviews, ref: str, order: ReportOrder, wrote: Callable[[Exported], None]
) -> FormScreen:
    """Return the form that signs the report off and writes its file."""
    fields = [
        Field("folder", "Into the folder", value=str(Path.cwd())),
        Field("checker", "Read and checked by", hint="your name, kept in the record"),
    ]

    def save(values: Values) -> Exported:
        if not values["checker"].strip():
            raise IncompleteDecisionError(_SIGNED)
        folder = Path(values["folder"]).expanduser()
        left = export_report(reviews, ref, order, folder, values["checker"])
        wrote(left)
        return left

    title = f"{ref}  Sign off and export"
    return FormScreen(Form(title, fields, save, name=f"{ref}/export"))


def person_form(view: ReviewView, name: str) -> FormScreen:
    """Return the form that adds a person, with the name that was found filled in.

    Somebody who is only named in a report is promised nothing until this is changed.
    """
    form = adding_form(view, "people").form
    forename, _, surname = name.rpartition(" ") if name.istitle() else ("", "", "")
    known = {
        "forename": forename or surname,
        "surname": surname if forename else "",
        "engagement": EngagementStatus.NOT_APPROPRIATE.label,
        "engagement_reason": "only named in the report",
    }
    fields = [
        replace(each, value=known.get(each.name, each.value)) for each in form.fields
    ]
    return FormScreen(replace(form, fields=fields))
