"""Applying a template: all requests, actions and days it lists, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import InvolvementStatus, Request
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import BringBack
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.review_templates import Template, TemplateRequest
from cspr_tui.domain.steps.step import Step, add_entry
from cspr_tui.domain.text.formatting import full_day
from cspr_tui.domain.values.base import Entry


class UnknownTemplateError(CsprError):
    """The partnership has no template of that name."""


class NothingFromTemplateError(CsprError):
    """The review has every entry of the template already, or the template is empty."""


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One entry of a template: the field it is added to, and its description."""

    field: str
    entry: Entry
    said: str


def template_named(partnership: Partnership, name: str) -> Template:
    """Return the template of that name or number; case is ignored.

    Raises:
        UnknownTemplateError: there is none; the text lists those that exist.
    """
    wanted = name.strip().casefold()
    for template in partnership.templates:
        if wanted in {template.name.casefold(), template.id.casefold()}:
            return template
    known = ", ".join(template.name for template in partnership.templates)
    sentence = (
        f'There is no template "{name}"; there are: {known}.'
        if known
        else "There are no templates yet; add one in the settings, , on the board."
    )
    raise UnknownTemplateError(sentence)


def template_applied(template: Template, start: date, days: Calendar, by: str) -> Step:
    """Return the step that adds a template's entries, their days counted from a day.

    Applied, it raises NothingFromTemplateError if the review has all of them.
    """

    def apply(review: Review) -> Review:
        made = list(template_entries(review, template, start, days, by))
        if not made:
            sentence = (
                f"{template.name} makes nothing here: all of it is there already, or "
                f"it asks the involved agencies and none is recorded."
            )
            raise NothingFromTemplateError(sentence)
        after = review
        for each in made:
            after = add_entry(each.field, each.entry)(after)
        return after

    return Step(f"Made from the template {template.name}", apply)


def template_entries(
    review: Review, template: Template, start: date, days: Calendar, by: str
) -> Iterator[TemplateEntry]:
    """Yield the entries of a template that the review does not have yet."""
    for request in template.requests:
        due = days.add(start, request.due_in)
        for agency in _asked(review, request):
            asked = Request("", agency, request.type, due_on=due)
            yield TemplateEntry(
                "requests", asked, f"{asked.title}, due {full_day(due)}"
            )
    held = {action.text for action in review.actions if action.is_open}
    for action in template.actions:
        if action.text not in held:
            due = days.add(start, action.due_in)
            owner = action.owner_agency
            new = Action("", action.text, owner_agency=owner, due_on=due)
            yield TemplateEntry(
                "actions", new, f"Action: {action.text}, due {full_day(due)}"
            )
    waiting = {back.text for back in review.bring_backs if back.done_on is None}
    for clock in template.clocks:
        if clock.text not in waiting:
            on = days.add(start, clock.due_in)
            back = BringBack("", on, clock.text, by)
            yield TemplateEntry(
                "bring_backs", back, f"Back on {full_day(on)}: {clock.text}"
            )


def _asked(review: Review, request: TemplateRequest) -> list[str]:
    """Return the agencies to ask that are not asked for the same already."""
    involved = [
        place.agency
        for place in review.involvements
        if place.status is not InvolvementStatus.NIL_RETURN
    ]
    wanted = [request.agency] if request.agency else involved
    asked = {
        each.agency
        for each in review.requests
        if each.type is request.type and each.withdrawn_on is None
    }
    return [agency for agency in wanted if agency not in asked]
