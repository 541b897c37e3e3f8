"""Findings as people settle them: alike ones in one row, each row with an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers.pseudonyms import bare_name
from cspr_tui.reports.clearance.clear_report import BLOCK, CheckedReport, ReportFinding
from cspr_tui.reports.clearance.rare_facts_screen import RARE_KINDS

_SHOWN = 3


class FindingFilter(Enum):
    """Which findings are shown."""

    ALL = "all"
    BLOCKS = "blocks"
    RARE = "rare"

    def takes(self, finding: ReportFinding) -> bool:
        """Whether a finding is one of them."""
        if self is FindingFilter.BLOCKS:
            return finding.level == BLOCK
        return self is FindingFilter.ALL or finding.kind in RARE_KINDS


class NoSuchFindingError(CsprError):
    """A finding is named that the check does not have."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that one decision settles; the first stands for all.

    They have one wording, whatever its case, or several found by the same rule.
    """

    findings: tuple[ReportFinding, ...]

    @property
    def first(self) -> ReportFinding:
        """The one whose line is shown."""
        return self.findings[0]

    @property
    def wordings(self) -> tuple[ReportFinding, ...]:
        """Return the first finding of each wording."""
        firsts: dict[str, ReportFinding] = {}
        for finding in self.findings:
            firsts.setdefault(bare_name(finding.text), finding)
        return tuple(firsts.values())

    @property
    def id(self) -> str:
        """What names the row on the command line; it outlives edits of the draft."""
        said = f"{self.first.kind}|{bare_name(self.first.text)}"
        return sha256(said.encode()).hexdigest()[:6]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the report it stands on, each once."""
        return tuple(dict.fromkeys(finding.line for finding in self.findings))

    @property
    def words(self) -> str:
        """The wordings in short: the first, and how many more of which sort."""
        found = self.wordings
        if len(found) == 1:
            times = len(self.findings)
            return f"{self.first.text} x{times}" if times > 1 else self.first.text
        shown = ", ".join(finding.text for finding in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"{len(found)} alike: {shown}{more}"


def rare_fact_group(checked: CheckedReport) -> FindingGroup | None:
    """Return all that could tell who it is without a name, None if there is nothing."""
    found = tuple(f for f in checked.findings if f.kind in RARE_KINDS)
    return FindingGroup(found) if found else None


def group_findings(
    checked: CheckedReport,
    *,
    only: FindingFilter = FindingFilter.ALL,
    by_rule: bool = False,
) -> tuple[FindingGroup, ...]:
    """Return findings grouped, what blocks first: by wording, or by rule.

    By rule, all that one check found for one reason is one row, and one key settles
    it.
    """
    grouped: dict[tuple[object, ...], list[ReportFinding]] = {}
    for finding in checked.findings:
        if not only.takes(finding):
            continue
        key = _rule(finding) if by_rule else (finding.kind, bare_name(finding.text))
        grouped.setdefault((finding.level != BLOCK, *key), []).append(finding)
    order = sorted(grouped.values(), key=lambda g: (g[0].level != BLOCK, g[0].line))
    return tuple(FindingGroup(tuple(group)) for group in order)


def _rule(finding: ReportFinding) -> tuple[str, ...]:
    """Return what findings of one rule share; what only the record tells is alone."""
    alone = finding.text if finding.source == "record" else ""
    return finding.kind, finding.source, finding.reason, alone


def groups_with_ids(
    groups: Sequence[FindingGroup], ids: Iterable[str]
) -> tuple[FindingGroup, ...]:
    """Return the rows of those ids.

    Raises:
        NoSuchFindingError: one of them is not there, or not any more.
    """
    known = {group.id: group for group in groups}
    found = list[FindingGroup]()
    for each in ids:
        if each.casefold() not in known:
            sentence = (
                f'The check has no finding "{each}"; it may be settled, or the draft '
                f'was changed. "settle REF" lists those there are.'
            )
            raise NoSuchFindingError(sentence)
        found.append(known[each.casefold()])
    return tuple(found)


def context_of(checked: CheckedReport, finding: ReportFinding, length: int) -> str:
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
