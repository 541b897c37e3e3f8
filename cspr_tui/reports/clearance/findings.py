"""What a person has to look at before a report is exported, from all checks."""

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
    """Something in the report that a person must look at before it is exported.

    It stops the export, whatever its level, unless it is a warning about the record
    (see `is_open`).

    `line` is the line in the report as exported; 0 is the file name, -1 the title,
    -2 the whole report. `source` names the check: anonymiser, gate, rare facts or
    record. `before` and `after` are the text around it in the draft.
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
        """Whether it stops the export; warnings about the record alone do not."""
        return self.level == BLOCK or self.source != "record"

    @property
    def place(self) -> str:
        """Where it is, in words that quote nothing of the report."""
        return _PLACES.get(self.line, f"line {self.line}")


def anonymiser_findings(anonymised: Anonymised) -> list[ReportFinding]:
    """Return what the anonymiser leaves to a person, by line of the anonymised text.

    These are its flags, and as warnings the unrecorded names that it replaced.
    """
    source, found = anonymised.source, list[ReportFinding]()
    line, at = 1, 0
    for span in anonymised.spans:
        line += source.count("\n", at, span.start)
        at = span.start
        if _needs_a_person(span):
            found.append(_span_finding(anonymised, span, line))
        if span.replacement is not None:
            line += span.replacement.count("\n")
            at = span.end
    return found


def _needs_a_person(span: TextSpan) -> bool:
    return span.replacement is None or span.kind == UNKNOWN_NAME


def _span_finding(anonymised: Anonymised, span: TextSpan, line: int) -> ReportFinding:
    is_warning = span.kind in _WARNINGS or span.replacement is not None
    before, after = context_of(anonymised.source, span.start, span.end)
    return ReportFinding(
        level=WARN if is_warning else BLOCK,
        line=line,
        kind=span.kind,
        text=anonymised.source[span.start : span.end],
        suggestion="settle it" if span.replacement is None else "add to the record",
        reason=span.reason,
        source="anonymiser",
        before=before,
        after=after,
    )


def leak_finding(leak: Leak) -> ReportFinding:
    """Return a leak that the gate found as a finding; every leak stops the export."""
    return ReportFinding(
        BLOCK, leak.line, leak.kind, leak.text, "remove it", leak.reason, "gate"
    )


def sorted_findings(findings: Iterable[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Return findings by line; the same text found by two checks counts once."""
    order = sorted(findings, key=lambda f: (f.line, f.level, f.text, f.source))
    first: dict[tuple[int, str], ReportFinding] = {}
    for finding in order:
        first.setdefault((finding.line, finding.text or finding.kind), finding)
    return tuple(first.values())
