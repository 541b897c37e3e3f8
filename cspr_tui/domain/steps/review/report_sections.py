"""Adding, changing and removing the Markdown sections of a report."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.documents import ExportRecord, ReportSection, SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.steps.step import (
    ChangedMeanwhileError,
    Step,
    add_entry,
    change_entry,
)


def section_written(kind: SectionKind, text: str, seen: str) -> Step:
    """Return the step that replaces the text of a section.

    `seen` is the text the writer started from; if somebody changed the section since,
    the step raises ChangedMeanwhileError.
    """

    def apply(review: Review) -> Review:
        held = section_of(review, kind)
        if held is None:
            return add_entry("sections", ReportSection("", kind, text))(review)
        if held.text not in {seen, text}:
            who = last_changed_by(review.history, [f"sections/{held.id}"])
            sentence = (
                f'{who} changed "{kind.label}" meanwhile; copy your text, open the '
                f"section again and put both together."
            )
            raise ChangedMeanwhileError(sentence)
        return change_entry("sections", held.id, text=text)(review)

    return Step(f"Report section written: {kind.label}", apply)


def document_exported(record: ExportRecord) -> Step:
    """Return the step that records an exported document."""
    return Step(f"Exported {record.name}", add_entry("exports", replace(record, id="")))
