"""Importing documents: a draft's sections, or an agency's chronology."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count as numbers

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.documents import ChronologyEntry, ReportSection, SectionKind
from cspr_tui.domain.record.entry_kinds import PREFIX
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.step import (
    ChangedMeanwhileError,
    Step,
    add_entry,
    change_entry,
)
from cspr_tui.domain.text.formatting import count


def draft_imported(
    texts: Mapping[SectionKind, str],
    seen: Mapping[SectionKind, str],
    source: str,
    on: date,
) -> Step:
    """Return the step that replaces sections by those of a draft.

    `seen` are the texts when the draft was previewed; if somebody edited one of them
    since, the step raises ChangedMeanwhileError.
    """

    def apply(review: Review) -> Review:
        for kind, text in texts.items():
            review = _with(review, kind, text, seen.get(kind, ""), (source, on))
        return review

    return Step(f"Draft taken in: {count(len(texts), 'section')} from {source}", apply)


def _with(
    review: Review, kind: SectionKind, text: str, seen: str, came: tuple[str, date]
) -> Review:
    source, on = came
    held = section_of(review, kind)
    if held is None:
        return add_entry("sections", ReportSection("", kind, text, source, on))(review)
    if held.text not in {seen, text}:
        who = last_changed_by(review.history, [f"sections/{held.id}"])
        sentence = (
            f'{who} changed "{kind.label}" meanwhile; look at the draft again '
            f"before you overwrite it."
        )
        raise ChangedMeanwhileError(sentence)
    return change_entry("sections", held.id, text=text, source=source, received_on=on)(
        review
    )


def chronology_imported(entries: Sequence[ChronologyEntry], source: str) -> Step:
    """Return the step that adds an agency's entries, all in one change.

    Entries with the same day, time, agency and text as a present one are left out.
    """

    def apply(review: Review) -> Review:
        return _added(review, new_entries(review, entries))

    said = count(len(entries), "entry")
    return Step(f"Chronology taken in: {said} from {source}", apply)


def new_entries(
    review: Review, entries: Sequence[ChronologyEntry]
) -> tuple[ChronologyEntry, ...]:
    """Return the entries that the review does not have yet, without duplicates."""
    held = {_sameness(entry) for entry in review.chronology}
    found = {_sameness(entry): entry for entry in reversed(entries)}
    new = [entry for same, entry in found.items() if same not in held]
    return tuple(reversed(new))


def _sameness(entry: ChronologyEntry) -> tuple[date, str, str, str]:
    return entry.on, entry.time, entry.agency, entry.text


def _added(review: Review, entries: Sequence[ChronologyEntry]) -> Review:
    if not entries:
        return review
    held = {entry.id for entry in review.chronology}
    serials = numbers(review.serial + 1)
    named, last = list[ChronologyEntry](), review.serial
    for entry in entries:
        last = next(n for n in serials if f"{PREFIX['chronology']}{n}" not in held)
        named.append(replace(entry, id=f"{PREFIX['chronology']}{last}"))
    return replace(review, serial=last, chronology=(*review.chronology, *named))
