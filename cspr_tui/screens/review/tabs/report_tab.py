"""The Report tab: the kind of report, its sections, the checklist, past exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cspr_tui.domain.publication.checklist import ChecklistItem, checklist
from cspr_tui.domain.record.documents import ExportRecord, SectionKind
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.text.formatting import count, moment_words
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.widgets.lines.line import BLANK, Line, fits, head
from cspr_tui.widgets.lines.line_wrap import pieces

if TYPE_CHECKING:
    from cspr_tui.reports.build.report_request import ReportPart

_WRITTEN = frozenset(kind.value for kind in SectionKind)
_READERS = {
    "public": "months for days, no names",
    "partner": "days stay, no names",
    "internal": "everything, marked on every page",
    "statutory": "days and the notification's number stay, no names",
}


def report(view: ReviewView) -> Iterator[Line]:
    """Yield the chosen report, its sections, the checklist and past exports."""
    from cspr_tui.reports.kinds import kind_of  # noqa: PLC0415 - loads Markdown

    kind = kind_of(view.order.kind)
    level = kind.level_of(view.order.level).value
    yield Line(f"Report  {kind.label}", "", "order/kind")
    yield Line(f"Level   {level}: {_READERS[level]}", "", "order/level")
    yield head("Sections printed                     Words   Received")
    printed = {part.word for part in kind.parts_for(view.order.sections)}
    for part in kind.parts:
        yield _part(view, part, printed=part.word in printed)
    yield BLANK
    yield from _checklist(view)
    yield BLANK
    yield head(f"Exported ({len(view.review.exports)})")
    for export in reversed(view.review.exports):
        when = moment_words(export.at)
        said = f"  {when}  {export.name}  checked by {export.checker}"
        yield Line(said, "", f"exported/{export.id}")


def _part(view: ReviewView, part: ReportPart, *, printed: bool) -> Line:
    mark = "[x]" if printed else "[ ]"
    if part.word not in _WRITTEN:
        said = f"  {mark} {fits(part.label, 30)}     -   {_counted(view, part.word)}"
        return Line(said, "", f"part/{part.word}")
    section = section_of(view.review, SectionKind(part.word))
    words = len(section.text.split()) if section else 0
    came = section.received_on if section else None
    when = f"{came:%d %b %Y}" if came else "-"
    said = f"  {mark} {fits(part.label, 30)} {words:>5}   {when}"
    return Line(said, "", f"section/{part.word}")


def _counted(view: ReviewView, word: str) -> str:
    """Return what the record holds for a part that nobody writes."""
    review = view.review
    held = {
        "lessons": (len(review.lessons), "lesson"),
        "recommendations": (len(review.recommendations), "recommendation"),
        "actions": (len(review.actions), "action"),
        "notices": (len(review.notices), "notice"),
        "delays": (len(review.delays), "delay"),
    }
    return count(*held[word]) if word in held else "from the record"


def _checklist(view: ReviewView) -> Iterator[Line]:
    items = checklist(view.review, view.deadlines, view.today)
    done = sum(item.mark.value == "done" for item in items)
    yield head(f"Before publication: {done} of {len(items)} done")
    for item in items:
        yield from _item(item, view.width)


def _item(item: ChecklistItem, width: int) -> Iterator[Line]:
    """Yield an item, what is to be done beside it or below, where it is long."""
    word = item.mark.label
    style = "soon" if word == "OPEN" else ""
    said = f"{word:<5} {item.what}"
    aligned = f"{word:<5} {fits(item.what, 33)} {item.then}"
    if item.then and len(item.what) <= 33 and cell_len(aligned) <= width:
        yield Line(aligned, word, "", style)
        return
    yield from _below(Line(said, word, "", style), width)
    if item.then:
        yield from _below(Line(f"{'':<6}{item.then}"), width)


def _below(line: Line, width: int) -> Iterator[Line]:
    """Yield a line in pieces that go on under what an item says."""
    first, *rest = pieces(line.text, width, 6)
    yield line._replace(text=first)
    yield from (Line(piece) for piece in rest)


def export_page(export: ExportRecord) -> Iterator[Line]:
    """Yield everything recorded about an exported document."""
    yield Line(f"File        {export.name}")
    yield Line(f"Written     {moment_words(export.at)}, by {export.by}")
    yield Line(f"Checked by  {export.checker}")
    yield Line(f"Report      {export.report}, for {export.policy} reading")
    yield Line(f"Sections    {', '.join(export.sections) or 'all'}")
    yield Line(f"Made from   version {export.version} of the review")
    yield Line(f"Replaced    {count(export.replaced, 'place')}; {export.kept} kept")
    yield Line(f"SHA-256     {export.sha256}")
