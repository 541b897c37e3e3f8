"""From draft to cleared document: anonymised, gated, or refused with findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.anonymise import Anonymised, StructureChangedError, anonymise
from cspr_tui.domain.decisions import Treatment
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers import refused_pseudonyms
from cspr_tui.domain.identity import Kept, Policy
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.domain.words import count
from cspr_tui.gate import ClearedDocument, Leak, Refusal, clear, find_leaks
from cspr_tui.reports.draft import Draft
from cspr_tui.reports.finding import (
    BLOCK,
    WARN,
    Finding,
    in_order,
    of_anonymised,
    of_leak,
)
from cspr_tui.reports.kinds import builder_of
from cspr_tui.reports.known import Known, known_of

__all__ = [
    "BLOCK",
    "WARN",
    "Checked",
    "ExportRefusedError",
    "Finding",
    "WrongPolicyError",
    "check",
    "check_draft",
    "prepare",
    "prepare_draft",
]


class ExportRefusedError(CsprError):
    """Something identifying, or not yet settled, is left in the report.

    The sentence quotes nothing of it, for sentences end up in logs; what was
    found is in `findings`.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        blocks = [finding for finding in findings if finding.is_open]
        first = blocks[0]
        super().__init__(
            f"Not exported: {count(len(blocks), 'finding')} in the way, the first in "
            f"{first.place} ({first.kind}); nothing was written. "
            f'"check" shows them all.'
        )
        self.findings = findings


class WrongPolicyError(CsprError):
    """A report is asked for under another policy than it was built for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as it would read, and everything that was found in it."""

    draft: Draft
    anonymised: Anonymised
    leaks: tuple[Leak, ...]
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether anything stops the export."""
        return any(finding.is_open for finding in self.findings)


def check(
    review: Review,
    partnership: Partnership,
    kind: str,
    day: date,
    policy: Policy = Policy.PUBLIC,
) -> Checked:
    """Build a report, anonymise it and let the gate read the result.

    Raises:
        UnknownReportError: there is no report of that kind.
        WrongPolicyError: that report is not for such readers.
        SectionLeftOpenError: a section's Markdown would swallow what follows it.
        ExportRefusedError: replacing names would change the text's structure.
    """
    draft = _drafted(review, partnership, kind, day, policy)
    return check_draft(draft, review, partnership, known_of(review, partnership))


def check_draft(
    draft: Draft, review: Review, partnership: Partnership, known: Known
) -> Checked:
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
        *of_anonymised(done),
        *(of_leak(leak) for leak in leaks),
    ]
    return Checked(draft, done, leaks, in_order(found))


def prepare(
    review: Review,
    partnership: Partnership,
    kind: str,
    policy: Policy,
    day: date,
) -> ClearedDocument:
    """Return the report as the gate cleared it.

    Raises:
        UnknownReportError: there is no report of that kind.
        WrongPolicyError: that report is not for such readers.
        SectionLeftOpenError: a section's Markdown would swallow what follows it.
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    draft = _drafted(review, partnership, kind, day, policy)
    return prepare_draft(draft, review, partnership, known_of(review, partnership))


def prepare_draft(
    draft: Draft, review: Review, partnership: Partnership, known: Known
) -> ClearedDocument:
    """Return a drafted document as the gate cleared it.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    checked = check_draft(draft, review, partnership, known)
    if checked.is_blocked:
        raise ExportRefusedError(checked.findings)
    cleared = clear(
        checked.anonymised.text.encode(),
        name=draft.name,
        title=draft.title,
        entities=known.entities,
        policy=draft.policy,
        kept=known.kept,
    )
    if isinstance(cleared, Refusal):
        found = in_order(of_leak(leak) for leak in cleared.leaks)
        raise ExportRefusedError(found)
    return cleared


def _drafted(
    review: Review, partnership: Partnership, kind: str, day: date, policy: Policy
) -> Draft:
    draft = builder_of(kind)(review, partnership, day)
    if draft.policy is not policy:
        sentence = (
            f"A {kind} report is written for {draft.policy.value} reading only; it "
            f"cannot leave as {policy.value}."
        )
        raise WrongPolicyError(sentence)
    return draft


def _anonymised(draft: Draft, known: Known) -> Anonymised:
    policy, kept = draft.policy, known.kept
    try:
        return anonymise(draft.text, known.entities, policy=policy, kept=kept)
    except StructureChangedError as error:
        said = Finding(BLOCK, 1, "STRUCTURE", "", "", str(error), "anonymiser")
        raise ExportRefusedError((said,)) from error


def _of_record(
    review: Review, partnership: Partnership, kept: tuple[Kept, ...]
) -> Iterator[Finding]:
    """Yield what somebody chose and the report does not follow."""
    for entity, pseudonym, why in refused_pseudonyms(review, partnership):
        said = f"not used for {entity}: {why}"
        yield Finding(
            WARN, -1, "PSEUDONYM", pseudonym, "choose another", said, "record"
        )
    followed = {wording.text for wording in kept}
    for wording in review.decisions:
        if wording.treatment is Treatment.KEEP and wording.text not in followed:
            said = "a full name, date of birth, number or address is never kept"
            yield Finding(WARN, -1, "KEPT", wording.text, "withdraw it", said, "record")
