"""From draft to cleared document: anonymised, gated, or refused with findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.anonymise import Anonymised, StructureChangedError, anonymise
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers import identities, refused_pseudonyms
from cspr_tui.domain.identity import EntityType, Kept, KnownEntity, Policy
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.pseudonyms import KEEP, folded, name_parts
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

__all__ = [
    "BLOCK",
    "WARN",
    "Checked",
    "ExportRefusedError",
    "Finding",
    "WrongPolicyError",
    "check",
    "check_draft",
    "kept_in",
    "prepare",
    "prepare_draft",
]
_FIXED_TYPES = frozenset({EntityType.PERSON, EntityType.ADDRESS, EntityType.REF})
_BONES = re.compile(r"[\W_]+")


class ExportRefusedError(CsprError):
    """Something identifying, or not yet settled, is left in the report.

    The sentence quotes nothing of it, for sentences end up in logs; what was
    found is in `findings`.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        blocks = [finding for finding in findings if finding.level == BLOCK]
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
        return any(finding.level == BLOCK for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a report is read against: identities, and what may stay."""

    entities: tuple[KnownEntity, ...]
    kept: tuple[Kept, ...]


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
    return check_draft(draft, review, identities(review, partnership), partnership)


def check_draft(
    draft: Draft,
    review: Review,
    entities: tuple[KnownEntity, ...],
    partnership: Partnership,
) -> Checked:
    """Anonymise a drafted document and let the gate read the result.

    `entities` are the review's identities as its readers may know them.

    Raises:
        ExportRefusedError: replacing names would change the text's structure.
    """
    known = _known(review, entities)
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
    return prepare_draft(draft, review, identities(review, partnership), partnership)


def prepare_draft(
    draft: Draft,
    review: Review,
    entities: tuple[KnownEntity, ...],
    partnership: Partnership,
) -> ClearedDocument:
    """Return a drafted document as the gate cleared it.

    Raises:
        ExportRefusedError: something identifying, or unsettled, is left.
    """
    checked = check_draft(draft, review, entities, partnership)
    if checked.is_blocked:
        raise ExportRefusedError(checked.findings)
    known = _known(review, entities)
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


def kept_in(review: Review, entities: tuple[KnownEntity, ...]) -> tuple[Kept, ...]:
    """Return the wordings that people decided may stay in this review's reports.

    Never one that holds a recorded full name, date of birth, number or address
    of somebody masked: those no decision can keep.
    """
    fixed = frozenset(_fixed(entities))
    return tuple(
        Kept(wording.text, wording.reason, wording.by)
        for wording in review.kept_wordings
        if not any(mark in _bones(wording.text) for mark in fixed)
    )


def _fixed(entities: tuple[KnownEntity, ...]) -> Iterator[str]:
    """Yield what no decision can keep, as letters and digits only."""
    for entity in entities:
        if entity.policy == KEEP:
            continue
        names = (entity.name, *entity.aliases) if entity.type in _FIXED_TYPES else ()
        whole = (name for name in names if len(name.split()) > 1)
        yield from map(_bones, whole)
        numbers = (entity.nhs, entity.ni, entity.upn, *entity.phones, *entity.emails)
        yield from filter(None, map(_bones, (*numbers, *entity.addresses)))
        if entity.dob is not None:
            day = entity.dob
            forms = (f"{day:%d%m%Y}", f"{day:%Y%m%d}", f"{day.day}{day:%B%Y}")
            yield from (_bones(form) for form in forms)


def _bones(text: str) -> str:
    return _BONES.sub("", folded(text))


def _known(review: Review, entities: tuple[KnownEntity, ...]) -> _Known:
    """Return the identities and what may stay: the report's own code always may."""
    kept = kept_in(review, entities)
    return _Known(entities, (*kept, *_own_code(review.public_code, entities)))


def _own_code(code: str, entities: tuple[KnownEntity, ...]) -> Iterator[Kept]:
    """Yield the public code, which can look like a postcode, as what may stay.

    Not one without digits, which could be a name, nor one with a recorded
    reference or any part of a name in it.
    """
    bones = _bones(code)
    masked = [entity for entity in entities if entity.policy != KEEP]
    names = {_bones(text) for e in masked for text in (e.name, *e.aliases)}
    names |= {part for entity in masked for part in name_parts(entity)}
    if any(c.isdigit() for c in code) and not any(
        name in bones for name in names if len(name) > 2
    ):
        yield Kept(code, "the report's own public code", "the record")


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


def _anonymised(draft: Draft, known: _Known) -> Anonymised:
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
    for wording in review.kept_wordings:
        if wording.text not in followed:
            said = "a full name, date of birth, number or address is never kept"
            yield Finding(WARN, -1, "KEPT", wording.text, "withdraw it", said, "record")
