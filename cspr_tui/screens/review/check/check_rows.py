"""Rows of the export check: open findings by wording, then the settled ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.reports.clearance.clear_report import BLOCK
from cspr_tui.reports.clearance.finding_groups import FindingFilter, FindingGroup
from cspr_tui.widgets.lines.line import BLANK, Line, fits, head

COLUMNS = "Level   Line  Kind             Text                      Suggestion"
NOT_ALL = "Checked for known identifiers; a person must still read it."


_NONE = {
    FindingFilter.ALL: "No findings.",
    FindingFilter.BLOCKS: "Nothing blocks.",
    FindingFilter.RARE: "No rare facts are open.",
}
RARE_WORDS = (
    "",
    "These can tell who it is without a name: words such as only, first or twins;",
    "facts that few share together; small numbers. No table knows them all.",
    "Coarsen them in the draft (e on the Report tab), replace them (r), or sign",
    "all of them with what you weighed (s).  d shows everything again.",
)


def rows_of(
    groups: Sequence[FindingGroup],
    review: Review,
    only: FindingFilter = FindingFilter.ALL,
) -> Iterator[Line]:
    """Yield the rows; a row's key is the group's index or the decision's id."""
    yield head(COLUMNS)
    for number, group in enumerate(groups):
        yield _row(group, number)
    if not groups:
        yield Line(_NONE[only])
    if only is FindingFilter.RARE:
        yield from (Line(line) for line in RARE_WORDS)
    yield BLANK
    yield head(f"Settled ({len(review.decisions)})")
    for decision in review.decisions:
        yield Line(_settled(decision), "", f"decision/{decision.id}")
    yield BLANK
    yield Line(NOT_ALL)


def _row(group: FindingGroup, number: int) -> Line:
    finding = group.first
    text = (
        f"{finding.level:<6} {finding.line:>5}  {fits(finding.kind, 16)} "
        f"{fits(group.words, 25)} {finding.suggestion}"
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
