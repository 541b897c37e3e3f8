"""Findings in groups that one decision settles, each group with an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers.pseudonyms import bare_name
from cspr_tui.reports.clearance.clear_report import BLOCK, CheckedReport, ReportFinding
from cspr_tui.reports.clearance.rare_combinations import RARE_KINDS

_MOST_SHOWN = 3


class FindingFilter(Enum):
    """Which findings are shown: all, those that block, or rare facts."""

    ALL = "all"
    BLOCKS = "blocks"
    RARE = "rare"

    def matches(self, finding: ReportFinding) -> bool:
        """Whether a finding is shown."""
        if self is FindingFilter.BLOCKS:
            return finding.level == BLOCK
        return self is FindingFilter.ALL or finding.kind in RARE_KINDS


class NoSuchFindingError(CsprError):
    """There is no finding with the given id."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that one decision settles.

    They have the same wording (in any case), or were found by the same rule.
    """

    findings: tuple[ReportFinding, ...]

    @property
    def first(self) -> ReportFinding:
        """The finding whose line is shown for the group."""
        return self.findings[0]

    @property
    def wordings(self) -> tuple[ReportFinding, ...]:
        """The first finding of each wording."""
        firsts: dict[str, ReportFinding] = {}
        for finding in self.findings:
            firsts.setdefault(bare_name(finding.text), finding)
        return tuple(firsts.values())

    @property
    def id(self) -> str:
        """The id for the command line; it stays the same when the draft is edited."""
        identity = f"{self.first.kind}|{bare_name(self.first.text)}"
        return sha256(identity.encode()).hexdigest()[:6]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the report with these findings, each once."""
        return tuple(dict.fromkeys(finding.line for finding in self.findings))

    @property
    def words(self) -> str:
        """A short list of the wordings: the first ones, and how many more."""
        found = self.wordings
        if len(found) == 1:
            times = len(self.findings)
            return f"{self.first.text} x{times}" if times > 1 else self.first.text
        shown = ", ".join(finding.text for finding in found[:_MOST_SHOWN])
        more = (
            f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
        )
        return f"{len(found)} alike: {shown}{more}"


def rare_fact_group(checked: CheckedReport) -> FindingGroup | None:
    """Return all rare facts as one group; None if there are none."""
    found = tuple(f for f in checked.findings if f.kind in RARE_KINDS)
    return FindingGroup(found) if found else None


def group_findings(
    checked: CheckedReport,
    *,
    only: FindingFilter = FindingFilter.ALL,
    by_rule: bool = False,
) -> tuple[FindingGroup, ...]:
    """Return findings in groups by wording or by rule, blocking ones first.

    By rule, everything that one check found for one reason is one group.
    """
    by_key: dict[tuple[object, ...], list[ReportFinding]] = {}
    for finding in checked.findings:
        if not only.matches(finding):
            continue
        key = _rule(finding) if by_rule else (finding.kind, bare_name(finding.text))
        by_key.setdefault((finding.level != BLOCK, *key), []).append(finding)
    order = sorted(by_key.values(), key=lambda g: (g[0].level != BLOCK, g[0].line))
    return tuple(FindingGroup(tuple(group)) for group in order)


def _rule(finding: ReportFinding) -> tuple[str, ...]:
    """Return what findings of one rule share; what only the record tells is alone."""
    own_key = finding.text if finding.source == "record" else ""
    return finding.kind, finding.source, finding.reason, own_key


def groups_with_ids(
    groups: Sequence[FindingGroup], ids: Iterable[str]
) -> tuple[FindingGroup, ...]:
    """Return the groups with the given ids.

    Raises:
        NoSuchFindingError: one of them is not there, or not any more.
    """
    known = {group.id: group for group in groups}
    found = list[FindingGroup]()
    for wanted in ids:
        if wanted.casefold() not in known:
            sentence = (
                f'The check has no finding "{wanted}"; it may be settled, or the draft '
                f'was changed. "settle REF" lists those there are.'
            )
            raise NoSuchFindingError(sentence)
        found.append(known[wanted.casefold()])
    return tuple(found)


def context_of(checked: CheckedReport, finding: ReportFinding, length: int) -> str:
    """Return the text around a finding, `length` long, the finding in brackets."""
    lines = checked.anonymised.text.splitlines()
    if not 0 < finding.line <= len(lines):
        return f"In {finding.place}: {finding.text}"
    line = lines[finding.line - 1]
    at = max(0, line.find(finding.text)) if finding.text else 0
    highlighted = f"{line[:at]}[{finding.text}]{line[at + len(finding.text) :]}"
    if finding.text not in line:
        highlighted = line
    first = max(0, at - length // 2)
    lead = "... " if first else ""
    tail = " ..." if first + length < len(highlighted) else ""
    return f"{lead}{highlighted[first : first + length]}{tail}"
