"""Forms to log a contact, record a date and add a report section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cspr_tui.domain.deadlines.clocks.entry_clocks import CHASE_AGAIN
from cspr_tui.domain.deadlines.shifts import deadline_shifts
from cspr_tui.domain.process.plausibility import DateWarning, date_warnings
from cspr_tui.domain.record.agencies import AgencyContact, Answer, Chaser
from cspr_tui.domain.record.date_fields import RECORDED, with_date
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import (
    Channel,
    ContactOutcome,
    FamilyContact,
    Purpose,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.entries.action_progress import action_done
from cspr_tui.domain.steps.entries.agency_requests import (
    request_answered,
    request_chased,
)
from cspr_tui.domain.steps.entries.log import (
    agency_contact_logged,
    bars_on,
    contact_logged,
    despite_words,
    note_logged,
)
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.review.report_sections import section_written
from cspr_tui.domain.steps.review.review_details import DETAILS, details_changed
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.domain.text.formatting import first_line, full_day, listed
from cspr_tui.screens.forms.date_field import date_field
from cspr_tui.screens.forms.deadline_preview import move_words
from cspr_tui.screens.forms.form_screen import FormScreen, Preview, Values
from cspr_tui.screens.review.forms.entry_fields import fact_fields
from cspr_tui.screens.review.forms.party_fields import agency_field, persons_field
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.review_view import ReviewView, whom_to_ask
from cspr_tui.widgets.form_field import Field, Kind, choice_field

NOTHING_MOVES = "No deadline is created, moved or met by this."


def family_form(view: ReviewView, person: str = "") -> FormScreen:
    """Return the form that logs a contact with family."""
    review, reviews = view.review, view.reviews
    fields = [
        persons_field(view, "Who", [person] if person else []),
        choice_field("channel", "How", Channel, Channel.PHONE),
        choice_field("purpose", "What for", Purpose, Purpose.OTHER),
        choice_field("outcome", "Outcome", ContactOutcome, ContactOutcome.REACHED),
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("time", "Time", hint="14:30, or empty"),
        Field("note", "What was said", kind=Kind.TEXT),
        Field(
            "despite", "Despite a restriction", hint="why, where contact is restricted"
        ),
    ]

    def save(values: Values) -> Review:
        contact = FamilyContact(id="", by=reviews.session.actor, **_dated(values, view))
        return reviews.change(review.ref, contact_logged(contact))

    title = "Log a contact with family"
    return filling(view, "contacts", title, fields, save, preview=asked_first(view))


def asked_first(view: ReviewView) -> Preview:
    """Return the question asked before a contact is logged against a restriction."""

    def preview(values: Values) -> Sequence[str]:
        on = values["on"] or view.reviews.session.day()
        contact = FamilyContact("", values["persons"], on)
        bars = bars_on(view.review, contact)
        if not bars or not values["despite"].strip():
            return ()
        named = listed(sorted({bar.person for bar in bars}))
        return [
            f"Contact with {named} is restricted: {despite_words(bars)}.",
            f"Logged all the same, because: {first_line(values['despite'], 60)}",
        ]

    return preview


def _dated(values: Values, view: ReviewView) -> Values:
    return {**values, "on": values["on"] or view.reviews.session.day()}


def agency_form(view: ReviewView, agency: str = "") -> FormScreen:
    """Return the form that logs a contact with an agency."""
    review, reviews = view.review, view.reviews
    fields = [
        agency_field(view, "Agency", agency),
        choice_field("channel", "How", Channel, Channel.PHONE),
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("time", "Time", hint="14:30, or empty"),
        Field("note", "What was said", kind=Kind.TEXT),
    ]

    def save(values: Values) -> Review:
        contact = AgencyContact(id="", by=reviews.session.actor, **_dated(values, view))
        return reviews.change(review.ref, agency_contact_logged(contact))

    title = "Log a contact with an agency"
    return filling(view, "agency_contacts", title, fields, save)


def note_form(view: ReviewView) -> FormScreen:
    """Return the form that adds a note to the work log."""
    review, reviews = view.review, view.reviews
    fields = [
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("text", "Note", kind=Kind.TEXT),
    ]

    def save(values: Values) -> Review:
        note = Note(id="", by=reviews.session.actor, **_dated(values, view))
        return reviews.change(review.ref, note_logged(note))

    return filling(view, "notes", "Add a note", fields, save)


def dates_of(review: Review) -> list[tuple[str, str]]:
    """Return every date that can be recorded, with its present value."""
    return [
        (field, f"{full_day(getattr(review, field)):<18} {label}")
        for field, label in RECORDED.items()
    ]


def date_form(view: ReviewView, field: str) -> FormScreen:
    """Return the form that records a date, with a preview of the deadlines it moves."""
    review, reviews = view.review, view.reviews
    held = getattr(review, field)
    fields = [
        date_field(reviews, "day", RECORDED[field], held),
        Field("why", "Why it changes", hint="goes into the history"),
    ]

    def doubts(values: Values) -> Iterable[DateWarning]:
        day = values.get("day")
        found = date_warnings(review, field, day, reviews.session.day()) if day else ()
        return [("day", sentence) for sentence in found]

    def preview(values: Values) -> Sequence[str]:
        after = with_date(review, field, values["day"])
        changed = deadline_shifts(review, after, reviews.rules, reviews.calendar)
        return [move_words(move) for move in changed] or [NOTHING_MOVES]

    def save(values: Values) -> Review:
        step = date_recorded(field, values["day"], held, values["why"])
        return reviews.change(review.ref, step)

    return filling(
        view,
        f"dates/{field}",
        RECORDED[field],
        fields,
        save,
        preview=preview,
        doubts=doubts,
        again=lambda newer: date_form(newer, field),
    )


def done_form(view: ReviewView, action_id: str) -> FormScreen:
    """Return the form that marks an action done, with optional evidence of impact."""
    review, reviews = view.review, view.reviews
    fields = [
        date_field(reviews, "on", "Done on", reviews.session.day()),
        Field("evidence", "Evidence of impact", hint="empty: it awaits evidence"),
    ]

    def save(values: Values) -> Review:
        on = values["on"] or reviews.session.day()
        step = action_done(action_id, on, reviews.session.actor, values["evidence"])
        return reviews.change(review.ref, step)

    return filling(view, f"done/{action_id}", f"{action_id} done", fields, save)


def chase_form(view: ReviewView, request_id: str) -> FormScreen:
    """Return the form that records a reminder and sets the day of the next one."""
    review, reviews = view.review, view.reviews
    again = reviews.calendar.add(reviews.session.day(), CHASE_AGAIN)
    agency = entry_of(review.requests, request_id).agency
    whom = "; ".join(whom_to_ask(reviews.partnership, agency))
    fields = [
        date_field(reviews, "on", "Chased on", reviews.session.day()),
        choice_field("channel", "How", Channel, Channel.EMAIL),
        Field("note", "What was said", hint=whom, kind=Kind.TEXT),
        date_field(reviews, "next_on", "Chase again on", again),
        Field("escalated_to", "Escalated to", hint="the role, if it is escalated"),
    ]

    def save(values: Values) -> Review:
        chaser = Chaser(id="", by=reviews.session.actor, **_dated(values, view))
        return reviews.change(review.ref, request_chased(request_id, chaser))

    title = f"Chase {request_id}"
    return filling(view, f"chasers/{request_id}", title, fields, save)


def answer_form(view: ReviewView, request_id: str) -> FormScreen:
    """Return the form that records an agency's answer."""
    review, reviews = view.review, view.reviews
    fields = [
        choice_field("answer", "Answer", Answer, Answer.RECEIVED),
        date_field(reviews, "on", "On", reviews.session.day()),
    ]

    def save(values: Values) -> Review:
        on = None if values["answer"] is Answer.NONE else _dated(values, view)["on"]
        return reviews.change(
            review.ref, request_answered(request_id, values["answer"], on)
        )

    title = f"Answer to {request_id}"
    return filling(view, f"answers/{request_id}", title, fields, save)


def facts_form(view: ReviewView) -> FormScreen:
    """Return the form for the details of the review itself."""
    seen, reviews = view.review, view.reviews
    fields = [
        *fact_fields(view, DETAILS),
        Field("why", "Why it changes", hint="goes into the history"),
    ]

    def save(values: Values) -> Review:
        facts = {name: values[name] for name in DETAILS}
        step = details_changed(seen, replace(seen, **facts), values["why"])
        return reviews.change(seen.ref, step)

    title = "The review as a whole"
    return filling(view, "facts", title, fields, save, again=facts_form)


def section_form(view: ReviewView, kind: SectionKind) -> FormScreen:
    """Return the form for writing a report section in Markdown."""
    review, reviews = view.review, view.reviews
    held = section_of(review, kind)
    text = held.text if held else ""
    fields = [Field("text", kind.label, value=text, kind=Kind.PAGE)]

    def save(values: Values) -> Review:
        step = section_written(kind, values["text"], text)
        return reviews.change(review.ref, step)

    return filling(
        view,
        f"sections/{kind.value}",
        kind.label,
        fields,
        save,
        again=lambda newer: section_form(newer, kind),
    )
