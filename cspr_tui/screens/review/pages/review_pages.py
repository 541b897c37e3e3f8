"""Pages about one review: chronology, publication plan, waiting agencies, proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cspr_tui.domain.publication.countdown import publication_plan
from cspr_tui.domain.queries.late_returns import unanswered
from cspr_tui.plain import across_text as pages
from cspr_tui.plain.proof_text import proof_page
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.lines.line import Line

SHEETS: Sequence[tuple[str, str]] = (
    ("waiting", "Which agencies have not answered, who was chased"),
    ("chronology", "Merged chronology of all agencies, gaps marked"),
    ("plan", "Plan back from a day of publication: who needs what by when"),
    ("proof", "Proof of dates: every date, who set it, when and why"),
)


def sheet_page(view: ReviewView, name: str) -> PageScreen:
    """Return one of the pages that need no input."""
    title = next(said for key, said in SHEETS if key == name)
    return PageScreen(f"{view.review.ref}  {title}", _lines(_TEXTS[name](view)))


def _lines(texts: Iterable[str]) -> list[Line]:
    return [Line(text) for text in texts]


def plan_form(view: ReviewView) -> FormScreen:
    """Return the form that asks for the day to plan back from; closes with a page."""
    review, reviews = view.review, view.reviews
    day = review.planned_publication_on or reviews.session.day()

    def plan(values: Values) -> PageScreen:
        on = values["on"] or day
        found = publication_plan(review, on, reviews.rules, reviews.calendar)
        lines = _lines(pages.plan_page(review, found, view.today))
        return PageScreen(f"{review.ref}  Plan back from publication", lines)

    fields = [date_field(reviews, "on", "If published on", day)]
    return FormScreen(Form(f"{review.ref}  Plan back from publication", fields, plan))


_TEXTS: dict[str, Callable[[ReviewView], Iterable[str]]] = {
    "waiting": lambda view: pages.unanswered_requests_page(
        view.review, unanswered(view.review)
    ),
    "chronology": lambda view: pages.chronology_page(view.review),
    "proof": lambda view: proof_page(view.reviews, view.review),
}
