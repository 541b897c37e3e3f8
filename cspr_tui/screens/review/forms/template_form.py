"""The form that applies a template after a preview of its entries."""

from __future__ import annotations

from collections.abc import Sequence

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.review_templates import Template
from cspr_tui.domain.steps.entries.apply_template import (
    UnknownTemplateError,
    template_entries,
    template_named,
)
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service.use_cases.apply_template import make_from
from cspr_tui.widgets.form_field import Field


def template_form(view: ReviewView) -> FormScreen:
    """Return the form; the templates for this kind and stage come first."""
    review, reviews = view.review, view.reviews
    today = reviews.session.day()
    fields = [_name_field(view), date_field(reviews, "start", "Counted from", today)]

    def preview(values: Values) -> Sequence[str]:
        template, start = values["template"], values["start"] or today
        days, actor = reviews.calendar, reviews.session.actor
        made = [
            each.said for each in template_entries(review, template, start, days, actor)
        ]
        return made or ["Nothing: all of it is there already."]

    def save(values: Values) -> Review:
        name = values["template"].id
        return make_from(reviews, review.ref, name, values["start"])

    return filling(view, "template", "From a template", fields, save, preview=preview)


def _name_field(view: ReviewView) -> Field:
    every = view.reviews.partnership.templates
    suited = sorted(every, key=lambda each: not each.suits(view.review))
    lettered = {chr(ord("a") + n): each for n, each in enumerate(suited)}
    hint = "  ".join(f"{letter} {each.name}" for letter, each in lettered.items())

    def read(text: str) -> Template:
        typed = text.strip().casefold()
        if not typed and every:
            sentence = f"Which one? {hint}"
            raise UnknownTemplateError(sentence)
        return lettered.get(typed) or template_named(view.reviews.partnership, text)

    nothing = "none yet: they are made in the settings, by the key , on the board"
    return Field("template", "Template", read, "", hint or nothing, _name)


def _name(template: Template) -> str:
    return template.name
