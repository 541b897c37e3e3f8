"""From built report to cleared document: anonymise, check, clear or refuse."""

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
from cspr_tui.gate import (
    ClearedDocument,
    Leak,
    Refusal,
    clear,
    find_active_leaks,
    find_leaks,
)
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
from cspr_tui.reports.clearance.rare_combinations import rare_fact_findings
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
    """Something in the report identifies somebody, or is not decided yet.

    The message quotes nothing of the report, because messages end up in logs; the
    details are in `findings`.
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
    """A report as it would be exported, and everything that was found in it."""

    draft: RawReport
    anonymised: Anonymised
    leaks: tuple[Leak, ...]
    findings: tuple[ReportFinding, ...]

    @property
    def policy(self) -> Policy:
        """The readers it is written for."""
        return self.draft.policy

    @property
    def is_blocked(self) -> bool:
        """Whether anything stops the export."""
        return any(finding.is_open for finding in self.findings)


def check(source: ReportInput, order: ReportOrder) -> CheckedReport:
    """Build a report, anonymise it and check the result with the gate.

    Raises:
        UnknownReportError: there is no report of that kind.
        UnknownSectionError: it has no such section.
        WrongPolicyError: that report is not for such readers.
        NotDecidedError: it says the report stays unpublished, and nobody decided so.
        SectionLeftOpenError: a section has an unclosed code block or comment.
        ExportRefusedError: replacing names would change the text's structure.
    """
    draft = build_report(source, order)
    review, partnership = source.review, source.partnership
    known = known_identities_for(review, partnership, draft.policy)
    return check_raw_report(draft, review, partnership, known)


def check_raw_report(
    draft: RawReport, review: Review, partnership: Partnership, known: KnownIdentities
) -> CheckedReport:
    """Anonymise a built report and check the result with the gate.

    `known` are the recorded identities and the wordings that may stay.

    Raises:
        ExportRefusedError: replacing names would change the text's structure.
    """
    anonymised = _anonymise(draft, known)
    leaks = (
        *find_leaks(
            anonymised.text,
            known.entities,
            policy=draft.policy,
            kept=known.kept,
            name=draft.name,
            title=draft.title,
        ),
        *find_active_leaks(anonymised.text),
    )
    found = [
        *_record_findings(review, partnership, known.kept),
        *anonymiser_findings(anonymised),
        *(leak_finding(leak) for leak in leaks),
        *_unsigned_rare_facts(anonymised, draft.policy, review),
    ]
    return CheckedReport(draft, anonymised, leaks, sorted_findings(found))


def prepare(source: ReportInput, order: ReportOrder) -> ClearedDocument:
    """Build, check and clear a report; also raises what `check` raises.

    Raises:
        ExportRefusedError: something identifying or undecided is left.
    """
    checked = check(source, order)
    return clear_checked(
        checked, known_identities_for(source.review, source.partnership, checked.policy)
    )


def prepare_raw_report(
    draft: RawReport, review: Review, partnership: Partnership, known: KnownIdentities
) -> ClearedDocument:
    """Check and clear a built report.

    Raises:
        ExportRefusedError: something identifying or undecided is left.
    """
    return clear_checked(check_raw_report(draft, review, partnership, known), known)


def clear_checked(checked: CheckedReport, known: KnownIdentities) -> ClearedDocument:
    """Clear a checked report.

    Raises:
        ExportRefusedError: something identifying or undecided is left.
    """
    if checked.is_blocked:
        raise ExportRefusedError(checked.findings)
    return clear_text(checked.draft, checked.anonymised.text, known)


def clear_text(draft: RawReport, text: str, known: KnownIdentities) -> ClearedDocument:
    """Clear a text under the file name and policy of a built report.

    Raises:
        ExportRefusedError: the gate found something in it.
    """
    result = clear(
        text.encode(),
        name=draft.name,
        title=draft.title,
        entities=known.entities,
        policy=draft.policy,
        kept=known.kept,
    )
    if isinstance(result, Refusal):
        found = sorted_findings(leak_finding(leak) for leak in result.leaks)
        raise ExportRefusedError(found)
    return result


def _anonymise(draft: RawReport, known: KnownIdentities) -> Anonymised:
    policy, kept = draft.policy, known.kept
    try:
        anonymised = anonymise(draft.text, known.entities, policy=policy, kept=kept)
    except StructureChangedError as error:
        finding = ReportFinding(
            BLOCK, error.line, "STRUCTURE", "", "mend it", str(error), "anonymiser"
        )
        raise ExportRefusedError((finding,)) from error
    if policy is Policy.INTERNAL:
        return anonymised
    return replace(anonymised, text=repair_grammar(anonymised.text, known.entities))


def _unsigned_rare_facts(
    anonymised: Anonymised, policy: Policy, review: Review
) -> Iterator[ReportFinding]:
    """Yield rare facts for the public that nobody signed yet."""
    signed_texts = {
        bare_name(each.text)
        for each in review.decisions
        if each.treatment is Treatment.KEEP
    }
    found = rare_fact_findings(anonymised.text) if policy is Policy.PUBLIC else ()
    yield from (each for each in found if bare_name(each.text) not in signed_texts)


def _record_findings(
    review: Review, partnership: Partnership, kept: tuple[AllowedWording, ...]
) -> Iterator[ReportFinding]:
    """Yield what somebody chose and the report does not follow."""
    for entity, pseudonym, cause in refused_pseudonyms(review, partnership):
        reason = f"not used for {entity}: {cause}"
        yield ReportFinding(
            WARN, -1, "PSEUDONYM", pseudonym, "choose another", reason, "record"
        )
    kept_texts = {wording.text for wording in kept}
    for wording in review.decisions:
        if wording.treatment is Treatment.KEEP and wording.text not in kept_texts:
            reason = "a full name, date of birth, number or address is never kept"
            yield ReportFinding(
                WARN, -1, "KEPT", wording.text, "withdraw it", reason, "record"
            )
