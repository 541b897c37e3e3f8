"""Timeline: everything that happened in the work, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.timeline import LogLine, timeline
from cspr_tui.domain.words import first_line, full_day
from cspr_tui.screens.page import text_lines
from cspr_tui.screens.review.view import ReviewView, or_none
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import fits


def timeline_rows(view: ReviewView) -> Iterator[Line]:
    """Yield the work log, one entry a line."""
    logged = timeline(view.review)
    yield head(f"{'Date':<11}{'Time':<6}{'Source':<19}{'Who':<8}Entry ({len(logged)})")
    initials = view.reviews.partnership.initials_of
    rows = [_row(line, place, initials(line.who)) for place, line in enumerate(logged)]
    yield from or_none(rows)


def _row(line: LogLine, place: int, who: str) -> Line:
    text = first_line(line.text)
    said = f"{line.what}. {text}" if text else line.what
    return Line(
        f"{line.on.isoformat():<11}{line.time or '-':<6}{fits(line.source, 18)} "
        f"{fits(who, 7)} {said}",
        "",
        f"log/{place}",
    )


def log_page(line: LogLine) -> Iterator[Line]:
    """Yield one entry in full."""
    yield Line(f"{full_day(line.on)} {line.time}".rstrip())
    yield Line(f"{line.source}  {line.who}  {line.what}")
    yield BLANK
    yield from text_lines(line.text)
