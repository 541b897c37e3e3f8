"""The Timeline tab: the work log, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.audit.timeline import LogLine, timeline
from cspr_tui.domain.text.formatting import first_line, full_day
from cspr_tui.screens.core.page_screen import text_lines
from cspr_tui.screens.review.review_view import ReviewView, or_add
from cspr_tui.widgets.lines.line import BLANK, Line, fits, head


def timeline_rows(view: ReviewView) -> Iterator[Line]:
    """Yield the work log, one entry a line; planned entries come separately."""
    logged = list(enumerate(timeline(view.review)))
    coming = [(n, line) for n, line in reversed(logged) if line.on > view.today]
    past = [(n, line) for n, line in logged if line.on <= view.today]
    initials = view.reviews.partnership.initials_of
    if coming:
        yield head(f"Still to come ({len(coming)}), the next first")
        yield from (_row("coming", n, line, initials(line.who)) for n, line in coming)
    yield head(f"{'Date':<11}{'Time':<6}{'Source':<19}{'Who':<8}Entry ({len(past)})")
    rows = [_row("log", n, line, initials(line.who)) for n, line in past]
    yield from or_add(rows, "notes", "entries")


def _row(kind: str, place: int, line: LogLine, who: str) -> Line:
    text = first_line(line.text)
    said = f"{line.what}. {text}" if text else line.what
    return Line(
        f"{line.on.isoformat():<11}{line.time or '-':<6}{fits(line.source, 18)} "
        f"{fits(who, 7)} {said}",
        "",
        f"{kind}/{place}",
    )


def log_page(line: LogLine) -> Iterator[Line]:
    """Yield one entry in full."""
    yield Line(f"{full_day(line.on)} {line.time}".rstrip())
    yield Line(f"{line.source}  {line.who}  {line.what}")
    yield BLANK
    yield from text_lines(line.text)
