"""Notes for whoever hands over a leaflet: restrictions on contact, and preferences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.plain.review_text import restriction_words
from cspr_tui.reports.leaflet import format_for


def leaflet_note_lines(review: Review, person_id: str, today: date) -> Iterator[str]:
    """Yield the restrictions on contact with the reader, then their preferences.

    Raises:
        NoSuchEntryError: the review has no such person.
    """
    person = entry_of(review.people, person_id)
    for bar in review.restrictions_on(person.id, today):
        yield f"DO NOT CONTACT FREELY  {person.id}: {restriction_words(bar)}"
    wishes = person.preferences
    form = format_for(person).label
    yield f"Written as: {form}. Wished for: {wishes.format or 'nothing special'}."
    if wishes.language and wishes.language.casefold() != "english":
        yield f"The reader's language is {wishes.language}: have it translated."
