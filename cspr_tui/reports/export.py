"""From draft to cleared document: anonymised, gated, or refused with findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.anonymise import Anonymised, Span, StructureChangedError, anonymise
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers import identities
from cspr_tui.domain.identity import Kept, KnownEntity, Policy
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.domain.words import count
from cspr_tui.gate import ClearedDocument, Leak, Refusal, clear, find_leaks
from cspr_tui.reports.draft import Draft
from cspr_tui.reports.kinds import builder_of

BLOCK, WARN = "BLOCK", "WARN"
# A rare fact is a warning; a name that nobody settled is more than that.
_WARNINGS = frozenset({"RARE", "AGE", "QUASI", "PLACE", "ORG"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the report that a person must look at; BLOCK stops the export."""

    level: str
    line: int
    kind: str
    text: str
    suggestion: str
    reason: str
    source: str


class ExportRefusedError(CsprError):
    """Something identifying, or not yet settled, is left in the report."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        blocks = [finding for finding in findings if finding.level == BLOCK]
        first = blocks[0]
        super().__init__(
            f"Not exported: {count(len(blocks), 'finding')} in the way, the first in "
            f"line {first.line} ({first.kind}); nothing was written. "
            f'"check" shows them all.'
        )
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as it would read, and everything that was found in it."""

    draft: Draft
    anonymised: Anonymised
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether anything stops the export."""
        return any(finding.level == BLOCK for finding in self.findings)


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
        ExportRefusedError: replacing names would change the text's structure.
    """
    draft = builder_of(kind)(review, partnership, day)
    entities, kept = identities(review, partnership), kept_in(review)
    done = _anonymised(draft, entities, kept, policy)
    leaks = find_leaks(
        done.text,
        entities,
        policy=policy,
        kept=kept,
        name=draft.name,
        title=draft.title,
    )
    flagged = [_of_flag(done.source, span) for span in done.flags]
    found = [*flagged, *(_of_leak(leak) for leak in leaks)]
    return Checked(draft, done, tuple(_distinct(found)))


def prepare(
    review: Review,
    partnership: Partnership,
    kind: str,
    policy: Policy,
    day: date,
) -> ClearedDocument:
    """Return the report as the gate cleared it.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    checked = check(review, partnership, kind, day, policy)
    if checked.is_blocked:
        raise ExportRefusedError(checked.findings)
    cleared = clear(
        checked.anonymised.text.encode(),
        name=checked.draft.name,
        title=checked.draft.title,
        entities=identities(review, partnership),
        policy=policy,
        kept=kept_in(review),
    )
    if isinstance(cleared, Refusal):
        raise ExportRefusedError(tuple(_of_leak(leak) for leak in cleared.leaks))
    return cleared


def kept_in(review: Review) -> tuple[Kept, ...]:
    """Return the wordings that people decided may stay in this review's reports."""
    return tuple(Kept(k.text, k.reason, k.by) for k in review.kept_wordings)


def _anonymised(
    draft: Draft,
    entities: tuple[KnownEntity, ...],
    kept: tuple[Kept, ...],
    policy: Policy,
) -> Anonymised:
    try:
        return anonymise(draft.text, entities, policy=policy, kept=kept)
    except StructureChangedError as error:
        said = Finding(BLOCK, 1, "STRUCTURE", "", "", str(error), "anonymiser")
        raise ExportRefusedError((said,)) from error


def _of_flag(source: str, span: Span) -> Finding:
    level = WARN if span.kind in _WARNINGS else BLOCK
    line = source.count("\n", 0, span.start) + 1
    text = source[span.start : span.end]
    return Finding(level, line, span.kind, text, "settle it", span.reason, "anonymiser")


def _of_leak(leak: Leak) -> Finding:
    return Finding(
        BLOCK, leak.line, leak.kind, leak.text, "remove it", leak.reason, "gate"
    )


def _distinct(found: list[Finding]) -> Iterator[Finding]:
    seen = set[tuple[int, str]]()
    order = sorted(found, key=lambda f: (f.line, f.level, f.text, f.source))
    for finding in order:
        if (finding.line, finding.text) not in seen:
            seen.add((finding.line, finding.text))
            yield finding
