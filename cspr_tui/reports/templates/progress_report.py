"""The progress report to the executive, on one review or on all of them.

The partners must watch how long a review takes and how good it is, at regular
intervals (SI 2018/789 regulation 14); this is what they are shown.
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
    def build(matter: ReportInput, _: Policy) -> Iterator[Block]:
        told = topics(matter.review, matter.deadlines, matter.day)
        lines = next([*lines] for name, _, lines in told if name == word)
        if lines:
            yield Heading(label)
            yield PointList(tuple((line, "") for line in lines))

    return ReportPart(word, label, build)


def _standing(matter: ReportInput, _: Policy) -> Iterator[Block]:
    yield Paragraph(status_sentence(matter.review, matter.day))


def _time(matter: ReportInput, _: Policy) -> Iterator[Block]:
    decided = matter.review.lcspr_decided_on
    if decided is None:
        return
    due = [d.due for d in matter.deadlines if d.rule.id == "LCSPR_PUBLISH" and d.due]
    days = (matter.day - decided).days
    said = f"Begun on {full_day(decided)}, {count(days, 'day')} ago."
    if due:
        said += f" Six months end on {full_day(due[0])}."
    yield Heading("Time taken")
    yield Paragraph(said)


def _title(matter: ReportInput, _: Policy) -> str:
    return f"Progress report{code_of(matter)}"


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
    matters: Sequence[ReportInput], told: Sequence[str], day: date, level: Policy
) -> RawReport:
    """Return one report from those on each review, with a table before them.

    `told` are those reports as they may be read, under headings of their own.
    """
    rows = tuple(_row(matter) for matter in matters)
    front = ReportDocument(
        f"Progress of {count(len(matters), 'review')}",
        f"PROGRESS-ALL-{level.value}-{day.isoformat()}.md",
        (Paragraph(f"As on {full_day(day)}."), TableBlock(_COLUMNS, rows)),
        level,
    ).draft()
    text = "\n".join([front.text, *(_lowered(each) for each in told)])
    shown = with_marks(without_marks(text)) if level is Policy.INTERNAL else text
    return RawReport(front.title, shown, front.name, level)


def _row(matter: ReportInput) -> tuple[str, ...]:
    pending = [
        d for d in matter.deadlines if d.state.is_pending and d.clock.subject is None
    ]
    review = matter.review
    if not pending:
        return (
            review.public_code,
            review.stage.label,
            "nothing",
            "no date",
            "nothing to do",
        )
    first = pending[0]
    stands = f"{state_words(first.state)}, {time_left_of(first)}"
    due = full_day(first.due)
    return review.public_code, review.stage.label, first.rule.label, due, stands


def _lowered(text: str) -> str:
    """Return a report with every heading one level lower."""
    lines = (f"#{line}" if line.startswith("#") else line for line in text.split("\n"))
    return "\n".join(lines)
