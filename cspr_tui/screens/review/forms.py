"""The forms of the review screen: log a contact, record a date, write a section."""

from __future__ import annotations

from collections.abc import Sequence

from cspr_tui.domain.agencies import AgencyContact
from cspr_tui.domain.choice import UnknownChoiceError
from cspr_tui.domain.documents import SectionKind
from cspr_tui.domain.oversight import Note
from cspr_tui.domain.people import Channel, ContactOutcome, FamilyContact, Purpose
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.actions import action_done
from cspr_tui.domain.steps.dates import (
    RECORDED,
    Move,
    date_recorded,
    moves,
    warnings,
    with_date,
)
from cspr_tui.domain.steps.log import agency_contact_logged, contact_logged, note_logged
from cspr_tui.domain.steps.report import section_of, section_written
from cspr_tui.domain.words import full_day
from cspr_tui.screens.form import FormScreen, Values
from cspr_tui.screens.new import date_field
from cspr_tui.screens.review.view import ReviewView
from cspr_tui.widgets.form import Field, Kind, Read, choice_field


def family_form(view: ReviewView, person: str = "") -> FormScreen:
    """Return the form that logs a contact with family."""
    review, reviews = view.review, view.reviews
    fields = [
        Field("persons", "Who", _persons_reader(review), person, _who(view), " ".join),
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

    return FormScreen(f"{review.ref}  Log a contact with family", fields, save)


def _who(view: ReviewView) -> str:
    said = []
    for person in view.review.people:
        bars = view.review.restrictions_on(person.id, view.today)
        barred = " RESTRICTED" if bars else ""
        said.append(f"{person.id} {person.kinship}{barred}")
    return "  ".join(said) or "nobody is recorded yet"


def _persons_reader(review: Review) -> Read:
    known = {person.id.casefold(): person.id for person in review.people}

    def read(text: str) -> tuple[str, ...]:
        typed = text.replace(",", " ").split()
        wrong = [code for code in typed if code.casefold() not in known]
        if wrong or not typed:
            sentence = (
                f"Give one or more of: {', '.join(known.values()) or 'nobody yet'}."
            )
            raise UnknownChoiceError(sentence)
        return tuple(known[code.casefold()] for code in typed)

    return read


def _dated(values: Values, view: ReviewView) -> Values:
    return {**values, "on": values["on"] or view.reviews.session.day()}


def agency_form(view: ReviewView, agency: str = "") -> FormScreen:
    """Return the form that logs a contact with an agency."""
    review, reviews = view.review, view.reviews
    fields = [
        Field(
            "agency", "Agency", _agency_reader(view), agency, _agencies_hint(view), str
        ),
        choice_field("channel", "How", Channel, Channel.PHONE),
        date_field(reviews, "on", "On", reviews.session.day()),
        Field("time", "Time", hint="14:30, or empty"),
        Field("note", "What was said", kind=Kind.TEXT),
    ]

    def save(values: Values) -> Review:
        contact = AgencyContact(id="", by=reviews.session.actor, **_dated(values, view))
        return reviews.change(review.ref, agency_contact_logged(contact))

    return FormScreen(f"{review.ref}  Log a contact with an agency", fields, save)


def _agency_names(view: ReviewView) -> list[str]:
    here = [place.agency for place in view.review.involvements]
    all_of_them = [agency.name for agency in view.reviews.partnership.agencies]
    return list(dict.fromkeys([*here, *all_of_them]))


def _agencies_hint(view: ReviewView) -> str:
    names = _agency_names(view)[:12]
    return "  ".join(f"{chr(ord('a') + n)} {name}" for n, name in enumerate(names))


def _agency_reader(view: ReviewView) -> Read:
    names = _agency_names(view)
    lettered = {chr(ord("a") + n): name for n, name in enumerate(names[:12])}

    def read(text: str) -> str:
        typed = text.strip().casefold()
        begun = [name for name in names if name.casefold().startswith(typed)]
        if not typed or not (typed in lettered or begun):
            sentence = (
                f'"{text}" is not in the directory; type a letter or how a name begins.'
            )
            raise UnknownChoiceError(sentence)
        return lettered.get(typed) or begun[0]

    return read


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

    return FormScreen(f"{review.ref}  Add a note", fields, save)


def dates_of(review: Review) -> list[tuple[str, str]]:
    """Return every date that can be recorded, with what stands there now."""
    return [
        (field, f"{full_day(getattr(review, field)):<18} {label}")
        for field, label in RECORDED.items()
    ]


def date_form(view: ReviewView, field: str) -> FormScreen:
    """Return the form that records a date, showing first which deadlines move."""
    review, reviews = view.review, view.reviews
    held = getattr(review, field)
    fields = [
        date_field(reviews, "day", RECORDED[field], held),
        Field("why", "Why it changes", hint="goes into the history"),
    ]

    def preview(values: Values) -> Sequence[str]:
        day = values["day"]
        said = warnings(review, field, day, reviews.session.day()) if day else ()
        after = with_date(review, field, day)
        changed = moves(review, after, reviews.rules, reviews.calendar)
        return [*said, *(_move_words(move) for move in changed), *_nothing(changed)]

    def save(values: Values) -> Review:
        step = date_recorded(field, values["day"], held, values["why"])
        return reviews.change(review.ref, step)

    title = f"{review.ref}  {RECORDED[field]}"
    return FormScreen(title, fields, save, preview)


def _nothing(changed: tuple[Move, ...]) -> list[str]:
    return [] if changed else ["No deadline is created, moved or met by this."]


def _move_words(move: Move) -> str:
    old, new = full_day(move.old), full_day(move.new)
    if move.done and move.old == move.new:
        return f"{move.label[:34]:<34}  {new}: done"
    if move.old is None:
        return f"{move.label[:34]:<34}  new: {new}"
    if move.new is None:
        return f"{move.label[:34]:<34}  {old}: no longer runs"
    return f"{move.label[:34]:<34}  {old} -> {new}"


def done_form(view: ReviewView, action_id: str) -> FormScreen:
    """Return the form that marks an action done, with evidence of impact if any."""
    review, reviews = view.review, view.reviews
    fields = [
        date_field(reviews, "on", "Done on", reviews.session.day()),
        Field("evidence", "Evidence of impact", hint="empty: it awaits evidence"),
    ]

    def save(values: Values) -> Review:
        on = values["on"] or reviews.session.day()
        step = action_done(action_id, on, reviews.session.actor, values["evidence"])
        return reviews.change(review.ref, step)

    return FormScreen(f"{review.ref}  {action_id} done", fields, save)


def section_form(view: ReviewView, kind: SectionKind) -> FormScreen:
    """Return the form in which a report section is written, as Markdown."""
    review, reviews = view.review, view.reviews
    held = section_of(review, kind)
    text = held.text if held else ""
    fields = [Field("text", kind.label, value=text, kind=Kind.PAGE)]

    def save(values: Values) -> Review:
        step = section_written(kind, values["text"], text)
        return reviews.change(review.ref, step)

    return FormScreen(f"{review.ref}  {kind.label}", fields, save)
