"""The Family tab: contact restrictions first, then the people, then the contacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.domain.audit.timeline import contact_words
from cspr_tui.domain.family.promises import (
    Promise,
    PromiseState,
    promise_counts,
    promises,
)
from cspr_tui.domain.record.people import Person
from cspr_tui.domain.text.formatting import day_words, first_line
from cspr_tui.plain.review_text import restriction_words
from cspr_tui.screens.core.page_screen import text_lines
from cspr_tui.screens.review.review_view import ReviewView, or_add, warning
from cspr_tui.widgets.lines.line import BLANK, Line, columns, fits, head
from cspr_tui.widgets.lines.line_wrap import wrapped_lines

# From here on each column of a person's row is as wide as its heading.
WIDE = 80


def family(view: ReviewView) -> Iterator[Line]:
    """Yield the people, each after every restriction on reaching them."""
    review = view.review
    titles = ("Code", "Relation", "Part in the review", "Last contact", "Promises")
    yield head(_columns(titles, view.width))
    rows = [line for person in review.people for line in _person_rows(view, person)]
    found = or_add(rows, "people", "family or other people")
    yield from wrapped_lines(found, view.width)
    yield BLANK
    yield head(f"Contacts ({len(review.contacts)}), newest first")
    newest = sorted(review.contacts, key=lambda c: (c.on, c.time), reverse=True)
    said = [
        Line(
            f"  {day_words(c.on, view.today):<11} {fits(' '.join(c.persons), 8)} "
            f"{fits(contact_words(c), 26)} {first_line(c.note)}",
            "",
            f"entry/{c.id}",
        )
        for c in newest
    ]
    yield from or_add(said, "contacts", "contacts with family")


def _person_rows(view: ReviewView, person: Person) -> Iterator[Line]:
    for bar in view.review.restrictions_on(person.id, view.today):
        yield warning("DO NOT CONTACT FREELY", f"{person.id}: {restriction_words(bar)}")
    own = [c.on for c in view.review.contacts if person.id in c.persons]
    last = day_words(max(own), view.today) if own else "none"
    died = "died" if person.deceased_on else person.engagement.label
    kept = promise_counts(promises(view.review, person, view.deadlines))
    promised = kept if person.is_engaged else "-"
    parts = (person.id, person.kinship, died, last, promised)
    yield Line(_columns(parts, view.width), "", f"person/{person.id}")


def _columns(parts: Sequence[str], width: int) -> str:
    """Return the parts of a person's row in columns for a screen of that width."""
    narrow, wide = (4, 12, 15, 11), (5, 21, 20, 13)
    return columns(parts, wide if width >= WIDE else narrow)


def person_page(view: ReviewView, person: Person) -> Iterator[Line]:
    """Yield everything about one person, restrictions before contact details."""
    bars = view.review.restrictions_on(person.id, view.today)
    for bar in bars:
        yield warning("DO NOT CONTACT FREELY", restriction_words(bar))
    if not bars:
        yield Line("No restriction on contact is recorded.")
    yield BLANK
    for name, text in _facts(person):
        if text:
            yield Line(f"{name:<18} {text}")
    yield BLANK
    found = promises(view.review, person, view.deadlines)
    yield head(f"What the leaflet promised: {promise_counts(found)}")
    for promise in found:
        yield _promise_row(promise, view.today)
    if person.note:
        yield BLANK
        yield from text_lines(person.note)


def _promise_row(promise: Promise, today: date) -> Line:
    word = promise.state.label
    said = ""
    if promise.kept_on:
        said = day_words(promise.kept_on, today)
    elif promise.due:
        said = f"due {day_words(promise.due, today)}"
    style = "late" if promise.state is PromiseState.OWED else ""
    return Line(f"{word:<12}{promise.label:<36}{said}", word, "", style)


def _facts(person: Person) -> Iterator[tuple[str, str]]:
    wishes = person.preferences
    yield "Name", person.name
    yield "Also known as", ", ".join(person.aliases)
    yield "Name to use", wishes.name_to_use
    yield "Part", person.engagement.label
    yield "Reason", person.engagement_reason
    yield "Safe times", wishes.safe_times
    yield "Language", wishes.language
    yield "Interpreter", wishes.interpreter
    yield "Not as interpreter", wishes.not_interpreter
    yield "Format", wishes.format
    yield "Advocate", wishes.advocate
    yield "Telephone", ", ".join(person.phones)
    yield "E-mail", ", ".join(person.emails)
    yield "Address", "; ".join(person.addresses)
    dates = [f"{d.label} {d.day}/{d.month}" for d in person.sensitive_dates]
    yield "Dates to avoid", ", ".join(dates)
