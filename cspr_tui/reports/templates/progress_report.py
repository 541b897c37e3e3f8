"""The progress report for the executive, on one review or on all of them.

The partners must check the timeliness and quality of a review at regular intervals
(SI 2018/789 regulation 14).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.identity import Policy
from cspr_tui.domain.text.formatting import count, full_day
from cspr_tui.reports.build.confidential_mark import with_marks, without_marks
from cspr_tui.reports.build.document import (
    Block,
    Heading,
    Paragraph,
    PointList,
    ReportDocument,
    TableBlock,
)
from cspr_tui.reports.build.parts import code_of
from cspr_tui.reports.build.raw_report import RawReport
from cspr_tui.reports.build.report_request import ReportInput, ReportKind, ReportPart
from cspr_tui.reports.templates.board_pack import status_sentence, topics

_COLUMNS = ("Review", "Stage", "Most pressing", "By", "How it stands")


def _topic(word: str, label: str) -> ReportPart:
    def build(source: ReportInput, _: Policy) -> Iterator[Block]:
        all_topics = topics(source.review, source.deadlines, source.day)
        lines = next([*lines] for name, _, lines in all_topics if name == word)
        if lines:
            yield Heading(label)
            yield PointList(tuple((line, "") for line in lines))

    return ReportPart(word, label, build)


def _standing(source: ReportInput, _: Policy) -> Iterator[Block]:
    yield Paragraph(status_sentence(source.review, source.day))


def _time(source: ReportInput, _: Policy) -> Iterator[Block]:
    decided = source.review.lcspr_decided_on
    if decided is None:
        return
    due = [d.due for d in source.deadlines if d.rule.id == "LCSPR_PUBLISH" and d.due]
    days = (source.day - decided).days
    sentence = f"Begun on {full_day(decided)}, {count(days, 'day')} ago."
    if due:
        sentence += f" Six months end on {full_day(due[0])}."
    yield Heading("Time taken")
    yield Paragraph(sentence)


def _title(source: ReportInput, _: Policy) -> str:
    return f"Progress report{code_of(source)}"


PROGRESS = ReportKind(
    "progress",
    "Progress report",
    "PROGRESS",
    _title,
    (
        ReportPart("standing", "Where it stands", _standing),
        ReportPart("time", "Time taken", _time),
        *(
            _topic(word, label)
            for word, label in (
                ("deadlines", "Deadlines"),
                ("delays", "Delays, and who was told"),
                ("waits", "What waits, and for whom"),
                ("agencies", "Agencies"),
                ("family", "The family"),
                ("actions", "Actions"),
                ("checks", "Checks of time and quality"),
            )
        ),
    ),
    (Policy.PARTNER, Policy.INTERNAL),
)


def combined_report(
    sources: Sequence[ReportInput], texts: Sequence[str], day: date, level: Policy
) -> RawReport:
    """Combine the progress reports of several reviews, with a summary table first.

    `texts` are the anonymised reports, one for each of `sources`.
    """
    rows = tuple(_row(source) for source in sources)
    front = ReportDocument(
        f"Progress of {count(len(sources), 'review')}",
        f"PROGRESS-ALL-{level.value}-{day.isoformat()}.md",
        (Paragraph(f"As on {full_day(day)}."), TableBlock(_COLUMNS, rows)),
        level,
    ).draft()
    text = "\n".join([front.text, *(_with_lower_headings(each) for each in texts)])
    shown = with_marks(without_marks(text)) if level is Policy.INTERNAL else text
    return RawReport(front.title, shown, front.name, level)


def _row(source: ReportInput) -> tuple[str, ...]:
    pending = [
        d for d in source.deadlines if d.state.is_pending and d.clock.subject is None
    ]
    review = source.review
    if not pending:
        return (
            review.public_code,
            review.stage.label,
            "nothing",
            "no date",
            "nothing to do",
        )
    first = pending[0]
    status = f"{state_words(first.state)}, {time_left_of(first)}"
    due = full_day(first.due)
    return review.public_code, review.stage.label, first.rule.label, due, status


def _with_lower_headings(text: str) -> str:
    """Return a report with every heading one level lower."""
    lines = (f"#{line}" if line.startswith("#") else line for line in text.split("\n"))
    return "\n".join(lines)
