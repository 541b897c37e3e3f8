"""A preview of an import, as lines to read before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.text.formatting import count, first_line, full_day
from cspr_tui.service.use_cases.import_documents import ChronologyImport, DraftImport

SHOWN = 3


def draft_lines(found: DraftImport) -> Iterator[str]:
    """Yield each part of a draft: the section it goes to, or that it is left out."""
    for each in found.passages:
        if each.kind is None:
            start = first_line(each.text, 36)
            yield f"LEFT OUT  {_words(each.words)} before the first section: {start}"
            continue
        replaced_words = found.replaced.get(each.kind)
        label = "REPLACES" if replaced_words else "NEW"
        replaced_text = (
            f", in place of {_words(replaced_words)}" if replaced_words else ""
        )
        yield f"{label:<9} {each.kind.label}: {_words(each.words)}{replaced_text}"


def _words(number: int) -> str:
    return count(number, "word")


def chronology_lines(found: ChronologyImport) -> Iterator[str]:
    """Yield the problems by cell; if there are none, the new entries."""
    for problem in found.problems:
        yield f"REFUSED   {problem.sentence}"
    if found.problems:
        return
    days = [entry.on for entry in found.entries]
    if days:
        span = f"{full_day(min(days))} to {full_day(max(days))}"
        yield f"NEW       {_entries(len(days))}, {span}"
    for entry in found.entries[:SHOWN]:
        text = f"{entry.agency}: {first_line(entry.text, 30)}"
        yield f"          {entry.on.isoformat()} {entry.time or '-':<5} {text}"
    if found.same:
        yield f"AS BEFORE {_entries(found.same)} that the review has already"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
