"""Settle findings of an export check, as steps that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.domain.steps.review.wording_decisions import (
    decision_withdrawn,
    wordings_decided,
)
from cspr_tui.domain.steps.step import entry_of
from cspr_tui.reports.clearance.findings import ReportFinding
from cspr_tui.reports.clearance.known_identities import check_keepable, known_identities
from cspr_tui.reports.clearance.rare_combinations import WHOLE_REPORT_KINDS
from cspr_tui.service.reviews import Reviews


class IncompleteDecisionError(CsprError):
    """A decision lacks what it is about, its reason or its replacement."""


@dataclass(frozen=True, slots=True)
class FindingDecision:
    """A person's decision about a finding.

    `instead` is the replacement, or the id of the person meant; `here_only` keeps the
    wording at this one place only.
    """

    treatment: Treatment
    instead: str = ""
    reason: str = ""
    here_only: bool = False


def settle(
    reviews: Reviews,
    ref: str,
    findings: Sequence[ReportFinding],
    verdict: FindingDecision,
) -> Review:
    """Save decisions about some wordings in the review, as one change.

    Raises:
        IncompleteDecisionError: the wording, reason or replacement is missing.
        NeverKeptError: the wording can never be kept.
        NoSuchEntryError: the person it names is not recorded.
    """
    review = reviews.read(ref)
    checked = [(f, _checked(reviews, review, f, verdict)) for f in findings]
    made = [_decision(reviews, finding, said) for finding, said in checked]
    return reviews.change(review.ref, wordings_decided(made))


def withdraw(reviews: Reviews, ref: str, decision_id: str) -> Review:
    """Withdraw a decision, so that the wording is asked about again."""
    return reviews.change(reviews.find(ref), decision_withdrawn(decision_id))


def _checked(
    reviews: Reviews, review: Review, finding: ReportFinding, verdict: FindingDecision
) -> FindingDecision:
    text = finding.text
    if not text.strip():
        sentence = "There is no wording to settle here; change the draft instead."
        raise IncompleteDecisionError(sentence)
    if finding.kind in WHOLE_REPORT_KINDS and verdict.treatment is not Treatment.KEEP:
        sentence = (
            "Facts that are rare together are coarsened in the draft, or signed with "
            "a reason; nothing replaces them."
        )
        raise IncompleteDecisionError(sentence)
    if verdict.treatment is Treatment.KEEP:
        _check_said(verdict.reason, "why it may stay")
        check_keepable(text, known_identities(review, reviews.partnership).entities)
    elif verdict.treatment is Treatment.PERSON:
        person = entry_of(review.people, verdict.instead)
        return FindingDecision(verdict.treatment, person.id, verdict.reason)
    else:
        _check_said(verdict.instead, "what replaces it")
    return verdict


def _check_said(text: str, what: str) -> None:
    if not text.strip():
        sentence = f"Say {what}; it goes into the history."
        raise IncompleteDecisionError(sentence)


def _decision(
    reviews: Reviews, finding: ReportFinding, verdict: FindingDecision
) -> WordingDecision:
    return WordingDecision(
        id="",
        text=finding.text,
        treatment=verdict.treatment,
        by=reviews.session.actor,
        at=reviews.session.now(),
        reason=verdict.reason,
        instead=verdict.instead,
        kind=finding.kind,
        before=finding.before if verdict.here_only else "",
        after=finding.after if verdict.here_only else "",
    )
