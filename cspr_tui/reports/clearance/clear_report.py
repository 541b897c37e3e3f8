"""From draft to cleared document: anonymised, gated, or refused with findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cspr_tui.anonymise import Anonymised, StructureChangedError, anonymise
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers.extraction import refused_pseudonyms
from cspr_tui.domain.identifiers.pseudonyms import bare_name
from cspr_tui.domain.identity import AllowedWording, Policy
from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment
from cspr_tui.domain.text.formatting import count
from cspr_tui.gate import ClearedDocument, Leak, Refusal, clear, find_leaks
from cspr_tui.reports.build.raw_report import RawReport
from cspr_tui.reports.build.report_request import ReportInput
from cspr_tui.reports.clearance.findings import (
    BLOCK,
    WARN,
    ReportFinding,
    anonymiser_findings,
    leak_finding,
    sorted_findings,
)
from cspr_tui.reports.clearance.grammar_repair import repair_grammar
from cspr_tui.reports.clearance.known_identities import (
    KnownIdentities,
    known_identities_for,
)
from cspr_tui.reports.clearance.rare_facts_screen import rare_fact_findings
from cspr_tui.reports.kinds import build_report

__all__ = [
    "BLOCK",
    "WARN",
    "CheckedReport",
    "ExportRefusedError",
    "ReportFinding",
    "check",
    "check_raw_report",
    "clear_checked",
    "clear_text",
    "prepare",
    "prepare_raw_report",
]


class ExportRefusedError(CsprError):
    """Something identifying, or not yet settled, is left in the report.

    The sentence quotes nothing of it, for sentences end up in logs; what was
    found is in `findings`.
    """

    def __init__(self, findings: tuple[ReportFinding, ...]) -> None:
        blocks = [finding for finding in findings if finding.is_open]
        first = blocks[0]
        super().__init__(
            f"Not exported: {count(len(blocks), 'finding')} in the way, the first in "
            f"{first.place} ({first.kind}); nothing was written. "
            f'"check" shows them all.'
        )
        self.findings = findings


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A report as it would read, and everything that was found in it."""

    draft: RawReport
    anonymised: Anonymised
    leaks: tuple[Leak, ...]
    findings: tuple[ReportFinding, ...]

    @property
    def policy(self) -> Policy:
        """For whom it is written."""
        return self.draft.policy

    @property
    def is_blocked(self) -> bool:
        """Whether anything stops the export."""
        return any(finding.is_open for finding in self.findings)


def check(matter: ReportInput, order: ReportOrder) -> CheckedReport:
    """Build a report, anonymise it and let the gate read the result.

    Raises:
        UnknownReportError: there is no report of that kind.
        UnknownSectionError: it has no such section.
        WrongPolicyError: that report is not for such readers.
        NotDecidedError: it is a statement that nobody decided on.
        SectionLeftOpenError: a section's Markdown would swallow what follows it.
        ExportRefusedError: replacing names would change the text's structure.
    """
    draft = build_report(matter, order)
    review, partnership = matter.review, matter.partnership
    known = known_identities_for(review, partnership, draft.policy)
    return check_raw_report(draft, review, partnership, known)


def check_raw_report(
    draft: RawReport, review: Review, partnership: Partnership, known: KnownIdentities
) -> CheckedReport:
    """Anonymise a drafted document and let the gate read the result.

    `known` is what its readers may and may not be told.

    Raises:
        ExportRefusedError: replacing names would change the text's structure.
    """
    done = _anonymised(draft, known)
    leaks = find_leaks(
        done.text,
        known.entities,
        policy=draft.policy,
        kept=known.kept,
        name=draft.name,
        title=draft.title,
    )
    found = [
        *_of_record(review, partnership, known.kept),
        *anonymiser_findings(done),
        *(leak_finding(leak) for leak in leaks),
        *_weighed(done, draft.policy, review),
    ]
    return CheckedReport(draft, done, leaks, sorted_findings(found))


def prepare(matter: ReportInput, order: ReportOrder) -> ClearedDocument:
    """Return the report as the gate cleared it; raises what `check` does too.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    checked = check(matter, order)
    return clear_checked(
        checked, known_identities_for(matter.review, matter.partnership, checked.policy)
    )


def prepare_raw_report(
    draft: RawReport, review: Review, partnership: Partnership, known: KnownIdentities
) -> ClearedDocument:
    """Return a drafted document as the gate cleared it.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    return clear_checked(check_raw_report(draft, review, partnership, known), known)


def clear_checked(checked: CheckedReport, known: KnownIdentities) -> ClearedDocument:
    """Return what was checked as the gate cleared it.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    if checked.is_blocked:
        raise ExportRefusedError(checked.findings)
    return clear_text(checked.draft, checked.anonymised.text, known)


def clear_text(draft: RawReport, text: str, known: KnownIdentities) -> ClearedDocument:
    """Return a text as the gate cleared it, under a draft's name and policy.

    Raises:
        ExportRefusedError: the gate found something in it.
    """
    done = clear(
        text.encode(),
        name=draft.name,
        title=draft.title,
        entities=known.entities,
        policy=draft.policy,
        kept=known.kept,
    )
    if isinstance(done, Refusal):
        found = sorted_findings(leak_finding(leak) for leak in done.leaks)
        raise ExportRefusedError(found)
    return done


def _anonymised(draft: RawReport, known: KnownIdentities) -> Anonymised:
    policy, kept = draft.policy, known.kept
    try:
        done = anonymise(draft.text, known.entities, policy=policy, kept=kept)
    except StructureChangedError as error:
        said = ReportFinding(BLOCK, 1, "STRUCTURE", "", "", str(error), "anonymiser")
        raise ExportRefusedError((said,)) from error
    if policy is Policy.INTERNAL:
        return done
    return replace(done, text=repair_grammar(done.text, known.entities))


def _weighed(
    done: Anonymised, policy: Policy, review: Review
) -> Iterator[ReportFinding]:
    """Yield rare facts for the public that nobody signed yet."""
    signed = {
        bare_name(each.text)
        for each in review.decisions
        if each.treatment is Treatment.KEEP
    }
    found = rare_fact_findings(done.text) if policy is Policy.PUBLIC else ()
    yield from (each for each in found if bare_name(each.text) not in signed)


def _of_record(
    review: Review, partnership: Partnership, kept: tuple[AllowedWording, ...]
) -> Iterator[ReportFinding]:
    """Yield what somebody chose and the report does not follow."""
    for entity, pseudonym, why in refused_pseudonyms(review, partnership):
        said = f"not used for {entity}: {why}"
        yield ReportFinding(
            WARN, -1, "PSEUDONYM", pseudonym, "choose another", said, "record"
        )
    followed = {wording.text for wording in kept}
    for wording in review.decisions:
        if wording.treatment is Treatment.KEEP and wording.text not in followed:
            said = "a full name, date of birth, number or address is never kept"
            yield ReportFinding(
                WARN, -1, "KEPT", wording.text, "withdraw it", said, "record"
            )
