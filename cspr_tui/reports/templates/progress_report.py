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
from cspr_tui.reports.build.confidential_mark import marked, unmarked
from cspr_tui.reports.build.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Table,
)
from cspr_tui.reports.build.parts import code_of
from cspr_tui.reports.build.raw_report import Draft
from cspr_tui.reports.build.report_request import Matter, Part, ReportKind
from cspr_tui.reports.templates.board_pack import standing, topics

_COLUMNS = ("Review", "Stage", "Most pressing", "By", "How it stands")


def _topic(word: str, label: str) -> Part:
    def build(matter: Matter, _: Policy) -> Iterator[Block]:
        told = topics(matter.review, matter.deadlines, matter.day)
        lines = next([*lines] for name, _, lines in told if name == word)
        if lines:
            yield Heading(label)
            yield Points(tuple((line, "") for line in lines))

    return Part(word, label, build)


def _standing(matter: Matter, _: Policy) -> Iterator[Block]:
    yield Paragraph(standing(matter.review, matter.day))


def _time(matter: Matter, _: Policy) -> Iterator[Block]:
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


def _title(matter: Matter, _: Policy) -> str:
    return f"Progress report{code_of(matter)}"


PROGRESS = ReportKind(
    "progress",
    "Progress report",
    "PROGRESS",
    _title,
    (
        Part("standing", "Where it stands", _standing),
        Part("time", "Time taken", _time),
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


def of_all(
    matters: Sequence[Matter], told: Sequence[str], day: date, level: Policy
) -> Draft:
    """Return one report from those on each review, with a table before them.

    `told` are those reports as they may be read, under headings of their own.
    """
    rows = tuple(_row(matter) for matter in matters)
    front = Document(
        f"Progress of {count(len(matters), 'review')}",
        f"PROGRESS-ALL-{level.value}-{day.isoformat()}.md",
        (Paragraph(f"As on {full_day(day)}."), Table(_COLUMNS, rows)),
        level,
    ).draft()
    text = "\n".join([front.text, *(_lowered(each) for each in told)])
    shown = marked(unmarked(text)) if level is Policy.INTERNAL else text
    return Draft(front.title, shown, front.name, level)


def _row(matter: Matter) -> tuple[str, ...]:
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
