"""The form that imports a draft or a chronology: path, preview, then confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.review.forms.party_fields import agency_field
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service import Reviews
from cspr_tui.widgets.form_field import Field
from cspr_tui.widgets.lines.line import Line

CHOICES: Sequence[tuple[str, str]] = (
    ("draft", "The lead reviewer's draft, from Word or Markdown"),
    ("chronology", "An agency's chronology, from CSV or Excel"),
)
HINT = "such as ~/in/{}; it is only read, and stays where it is"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file read for import: what importing it would do, and its step if possible."""

    ref: str
    lines: tuple[str, ...]
    step: Step | None

    def take(self, reviews: Reviews) -> Review:
        """Import the file in one change."""
        assert self.step is not None  # noqa: S101 - asked for only where there is one
        return reviews.change(self.ref, self.step)

    def page(self) -> PageScreen:
        """Return the page that lists every problem of the file."""
        lines = [Line(text, text.split("  ")[0]) for text in self.lines]
        title = f"{self.ref}  Nothing was taken in"
        return PageScreen(title, lines)


def arrival_form(view: ReviewView, kind: str) -> FormScreen:
    """Return the form that asks for the file; it closes with an Arrival."""
    return _draft_form(view) if kind == "draft" else _chronology_form(view)


def _file_field(such_as: str) -> Field:
    return Field("file", "File", _path, hint=HINT.format(such_as))


def _path(text: str) -> Path:
    return Path(text.strip()).expanduser()


def _draft_form(view: ReviewView) -> FormScreen:
    reviews, ref = view.reviews, view.review.ref

    def look(values: Values) -> Arrival:
        from cspr_tui.plain.import_preview import draft_lines  # noqa: PLC0415 - its readers are seldom used
        from cspr_tui.service.use_cases.import_documents import look_at_draft  # noqa: PLC0415 - its readers are seldom used

        found = look_at_draft(reviews, ref, values["file"])
        return Arrival(ref, tuple(draft_lines(found)), found.step)

    title = f"{ref}  Take in a draft"
    return FormScreen(
        Form(title, [_file_field("draft.docx")], look, name=f"{ref}/draft")
    )


def _chronology_form(view: ReviewView) -> FormScreen:
    reviews, ref = view.reviews, view.review.ref
    agency = agency_field(view, "Agency", needed=False)

    def look(values: Values) -> Arrival:
        path, named = values["file"], values["agency"]
        from cspr_tui.plain.import_preview import chronology_lines  # noqa: PLC0415 - its readers are seldom used
        from cspr_tui.service.use_cases.import_documents import look_at_chronology  # noqa: PLC0415 - its readers are seldom used

        found = look_at_chronology(reviews, ref, path, named)
        return Arrival(ref, tuple(chronology_lines(found)), found.step)

    fields = [_file_field("chronology.xlsx"), agency]
    title = f"{ref}  Take in a chronology"
    return FormScreen(Form(title, fields, look, name=f"{ref}/chronology-file"))
