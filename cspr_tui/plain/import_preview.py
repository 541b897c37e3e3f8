"""What taking a file in would do, as lines to read before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.text.formatting import count, first_line, full_day
from cspr_tui.service.use_cases.import_documents import ChronologyTaken, DraftTaken

SHOWN = 3


def draft_lines(found: DraftTaken) -> Iterator[str]:
    """Yield each passage of a draft: the section it goes to, or that it stays out."""
    for each in found.passages:
        if each.kind is None:
            start = first_line(each.text, 36)
            yield f"LEFT OUT  {_words(each.words)} before the first section: {start}"
            continue
        held = found.replaced.get(each.kind)
        word = "REPLACES" if held else "NEW"
        over = f", in place of {_words(held)}" if held else ""
        yield f"{word:<9} {each.kind.label}: {_words(each.words)}{over}"


def _words(number: int) -> str:
    return count(number, "word")


def chronology_lines(found: ChronologyTaken) -> Iterator[str]:
    """Yield what is wrong in which cell; else what is new, from when to when."""
    for problem in found.problems:
        yield f"REFUSED   {problem.sentence}"
    if found.problems:
        return
    days = [entry.on for entry in found.entries]
    if days:
        span = f"{full_day(min(days))} to {full_day(max(days))}"
        yield f"NEW       {_entries(len(days))}, {span}"
    for entry in found.entries[:SHOWN]:
        said = f"{entry.agency}: {first_line(entry.text, 30)}"
        yield f"          {entry.on.isoformat()} {entry.time or '-':<5} {said}"
    if found.same:
        yield f"AS BEFORE {_entries(found.same)} that the review has already"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
