"""What a reader has to look at before a report leaves, from whichever check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspr_tui.anonymise import Anonymised, TextSpan
from cspr_tui.domain.record.wording_decisions import context_of
from cspr_tui.gate import Leak

BLOCK, WARN = "BLOCK", "WARN"
# A rare fact is a warning; a name that nobody settled is more than that.
_WARNINGS = frozenset({"RARE", "AGE", "QUASI", "PLACE", "ORG"})
# Somebody in no record, whether replaced or only flagged.
UNKNOWN_NAME = "UNKNOWN_NAME"
# The line of what no one line says.
WHOLE_REPORT = -2
_PLACES = {0: "the file name", -1: "the title", WHOLE_REPORT: "the whole report"}


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """Something in the report that a person must look at; BLOCK stops the export.

    `line` is that of the report as it would read, 0 the file name, -1 the title.
    `source` is which check found it: anonymiser, gate, rare facts or record;
    `before` and `after` are what stands around it in the draft.
    """

    level: str
    line: int
    kind: str
    text: str
    suggestion: str
    reason: str
    source: str
    before: str = ""
    after: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it stops the export: what only tells of the record does not."""
        return self.level == BLOCK or self.source != "record"

    @property
    def place(self) -> str:
        """Where it is, in words that quote nothing."""
        return _PLACES.get(self.line, f"line {self.line}")


def anonymiser_findings(done: Anonymised) -> list[ReportFinding]:
    """Return what the anonymiser leaves to a person, by line of the text it made.

    Its flags, and the names it replaced that nobody recorded: those only warn.
    """
    return [_of_span(done, span) for span in done.spans if _is_open(span)]


def _is_open(span: TextSpan) -> bool:
    return span.replacement is None or span.kind == UNKNOWN_NAME


def _of_span(done: Anonymised, span: TextSpan) -> ReportFinding:
    warns = span.kind in _WARNINGS or span.replacement is not None
    before, after = context_of(done.source, span.start, span.end)
    return ReportFinding(
        level=WARN if warns else BLOCK,
        line=_line(done, span.start),
        kind=span.kind,
        text=done.source[span.start : span.end],
        suggestion="settle it" if span.replacement is None else "add to the record",
        reason=span.reason,
        source="anonymiser",
        before=before,
        after=after,
    )


def _line(done: Anonymised, at: int) -> int:
    """Return the line in the new text; replacements can take line breaks away."""
    lost = sum(
        done.source.count("\n", span.start, span.end) - span.replacement.count("\n")
        for span in done.spans
        if span.replacement is not None and span.end <= at
    )
    return done.source.count("\n", 0, at) + 1 - lost


def leak_finding(leak: Leak) -> ReportFinding:
    """Return what the gate found; every leak stops the export."""
    return ReportFinding(
        BLOCK, leak.line, leak.kind, leak.text, "remove it", leak.reason, "gate"
    )


def sorted_findings(found: Iterable[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Return findings by line, what two checks found alike only once."""
    order = sorted(found, key=lambda f: (f.line, f.level, f.text, f.source))
    first: dict[tuple[int, str], ReportFinding] = {}
    for finding in order:
        first.setdefault((finding.line, finding.text or finding.kind), finding)
    return tuple(first.values())
