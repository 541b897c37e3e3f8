"""Logging contacts with family and agencies, and notes."""

from __future__ import annotations

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import AgencyContact
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import ContactRestriction, FamilyContact
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step, add_entry, entry_of
from cspr_tui.domain.text.formatting import listed


class ContactBarredError(CsprError):
    """Contact with that person is restricted and no reason to go on was given."""


class EmptyTextError(CsprError):
    """There is no text to log; type what happened and send it again."""


def bars_on(review: Review, contact: FamilyContact) -> tuple[ContactRestriction, ...]:
    """Return the contact restrictions in force that day on any of these people."""
    return tuple(
        bar
        for person in contact.persons
        for bar in review.restrictions_on(person, contact.on)
    )


def contact_logged(contact: FamilyContact) -> Step:
    """Return the step that logs a contact with family.

    Applied, it raises ContactBarredError when contact was restricted and the
    contact gives no reason under `despite`.
    """

    def apply(review: Review) -> Review:
        _check_text(contact.note)
        for person in contact.persons:
            entry_of(review.people, person)
        check_not_barred(review, contact)
        return add_entry("contacts", contact)(review)

    return Step(f"{contact.channel.label} with family logged", apply, contact.despite)


def check_not_barred(review: Review, contact: FamilyContact) -> None:
    """Refuse a contact against a restriction that gives no reason for going on.

    Raises:
        ContactBarredError: it is restricted and `despite` is empty.
    """
    bars = bars_on(review, contact)
    if bars and not contact.despite.strip():
        raise _barred(bars[0])


def agency_contact_logged(contact: AgencyContact) -> Step:
    """Return the step that logs a contact with an agency."""

    def apply(review: Review) -> Review:
        _check_text(contact.note)
        return add_entry("agency_contacts", contact)(review)

    return Step(f"{contact.channel.label} with {contact.agency} logged", apply)


def note_logged(note: Note) -> Step:
    """Return the step that adds a note to the work log."""

    def apply(review: Review) -> Review:
        _check_text(note.text)
        return add_entry("notes", note)(review)

    return Step("Note added", apply)


def _check_text(text: str) -> None:
    if not text.strip():
        raise EmptyTextError


def _barred(bar: ContactRestriction) -> ContactBarredError:
    asked = f", asked by {bar.requested_by}" if bar.requested_by else ""
    sentence = (
        f"Contact with {bar.person} is restricted ({bar.id} {bar.type.label}{asked}); "
        f"give the reason for going on, or do not log it as a contact."
    )
    return ContactBarredError(sentence)


def despite_words(bars: tuple[ContactRestriction, ...]) -> str:
    """Return the restrictions on a contact, for the question before it is logged."""
    return listed([f"{bar.id} {bar.type.label}" for bar in bars])
