"""The rows of the export check: what is open by wording, then what is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cspr_tui.domain.decisions import Treatment, WordingDecision
from cspr_tui.domain.review import Review
from cspr_tui.reports.export import BLOCK, Checked, Finding
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import fits

COLUMNS = "Level   Line  Kind             Text                      Suggestion"
NOT_ALL = "Checked for known identifiers; a person must still read it."


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one wording, which one decision settles; the first stands for all."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one whose line is shown."""
        return self.findings[0]


def groups_of(checked: Checked, *, blocks_only: bool = False) -> tuple[Group, ...]:
    """Return findings grouped by wording and kind, what blocks first."""
    grouped: dict[tuple[bool, str, str], list[Finding]] = {}
    for finding in checked.findings:
        if blocks_only and finding.level != BLOCK:
            continue
        key = (finding.level != BLOCK, finding.kind, finding.text)
        grouped.setdefault(key, []).append(finding)
    order = sorted(grouped.values(), key=lambda g: (g[0].level != BLOCK, g[0].line))
    return tuple(Group(tuple(group)) for group in order)


def rows_of(groups: Sequence[Group], review: Review) -> Iterator[Line]:
    """Yield the rows; the key names the group by its place, or the decision."""
    yield head(COLUMNS)
    for number, group in enumerate(groups):
        yield _row(group, number)
    if not groups:
        yield Line("No findings.")
    yield BLANK
    yield head(f"Settled ({len(review.decisions)})")
    for decision in review.decisions:
        yield Line(_settled(decision), "", f"decision/{decision.id}")
    yield BLANK
    yield Line(NOT_ALL)


def _row(group: Group, number: int) -> Line:
    finding = group.first
    times = f" x{len(group.findings)}" if len(group.findings) > 1 else ""
    text = (
        f"{finding.level:<6} {finding.line:>5}  {fits(finding.kind, 16)} "
        f"{fits(finding.text + times, 25)} {finding.suggestion}"
    )
    style = "late" if finding.level == BLOCK else "soon"
    return Line(text, finding.level, f"finding/{number}", style)


def _settled(decision: WordingDecision) -> str:
    what = {
        Treatment.KEEP: "stays",
        Treatment.REPLACE: f"-> {decision.instead}",
        Treatment.PERSON: f"is {decision.instead}",
    }[decision.treatment]
    where = " (one place)" if decision.is_anchored else ""
    why = f": {decision.reason}" if decision.reason else ""
    said = f"{fits(decision.text, 26)} {what}{where}{why}"
    return f"  {said}  ({decision.by})"


def around_words(checked: Checked, finding: Finding, length: int) -> str:
    """Return some of the report around a finding, the finding itself in brackets."""
    lines = checked.anonymised.text.splitlines()
    if not 0 < finding.line <= len(lines):
        return f"In {finding.place}: {finding.text}"
    line = lines[finding.line - 1]
    at = max(0, line.find(finding.text)) if finding.text else 0
    marked = f"{line[:at]}[{finding.text}]{line[at + len(finding.text) :]}"
    if finding.text not in line:
        marked = line
    first = max(0, at - length // 2)
    lead = "... " if first else ""
    rest = " ..." if first + length < len(marked) else ""
    return f"{lead}{marked[first : first + length]}{rest}"
