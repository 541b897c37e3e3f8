"""Building a review from the cells of one row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cspr_tui.domain.record.documents import ImportedCell
from cspr_tui.domain.record.review import RapidReviewOutcome, Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import UnknownChoiceError
from cspr_tui.exchange.tracker.cells import choice_of, choice_wordings
from cspr_tui.exchange.tracker.entry_columns import entries_of
from cspr_tui.exchange.tracker.headings import normalised

_OUR_CODE = re.compile(r"[A-Za-z0-9]{1,8}")
_OWN_FIELDS = frozenset(Review.__dataclass_fields__)
_OF_LOCAL_REVIEW = ("lcspr_decided_on", "published_on")
_OF_RAPID_REVIEW = (
    "la_aware_on",
    "sin_sent_on",
    "sin_partners_told_on",
    "rr_returns_on",
    "rr_met_on",
    "rr_signed_on",
    "rr_sent_on",
    "panel_replied_on",
)
_REACHED = (
    ("closed_on", Stage.CLOSURE),
    ("withdrawn_on", Stage.CLOSURE),
    ("removed_on", Stage.LEARNING),
    ("nspcc_deposited_on", Stage.LEARNING),
    ("published_on", Stage.LEARNING),
    ("prepub_copy_on", Stage.PRE_PUBLICATION),
    ("init_notice_on", Stage.INITIATION),
    ("lcspr_decided_on", Stage.INITIATION),
    ("panel_replied_on", Stage.PANEL_RESPONSE),
    ("rr_sent_on", Stage.PANEL_RESPONSE),
    ("rr_signed_on", Stage.RAPID_REVIEW),
    ("rr_met_on", Stage.RAPID_REVIEW),
    ("rr_returns_on", Stage.RAPID_REVIEW),
    ("sin_partners_told_on", Stage.SCOPING),
    ("sin_sent_on", Stage.SCOPING),
    ("lac_death_notified_on", Stage.NOTIFICATION),
    ("care_leaver_notified_on", Stage.NOTIFICATION),
    ("la_aware_on", Stage.NOTIFICATION),
)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The review that a row describes, with notes on what was assumed."""

    review: Review
    notes: tuple[str, ...]
    named: frozenset[str]


def facts_of(
    values: Mapping[str, Any], kept: tuple[ImportedCell, ...], row: str
) -> RowFacts:
    """Build a review from the values of a row; `row` is the digest of its cells.

    The reference of the file is the partnership's own and, where it is up to
    eight letters and digits, the app's as well. Kind and stage are told from
    the dates where the row does not give them.
    """
    own = {name: value for name, value in values.items() if name in _OWN_FIELDS}
    ref = own.pop("ref", "")
    own.setdefault("local_ref", ref)
    code = ref.upper() if _OUR_CODE.fullmatch(ref) else ""
    kind, stage = own.pop("kind", None), own.pop("stage", None)
    review = Review(
        ref=code,
        kind=kind or kind_of(values),
        stage=stage or stage_of(values),
        imported_cells=kept,
        imported_row=row,
        **own,
        **entries_of(values),
    )
    return RowFacts(review, _notes(review, values), _named(values))


def _named(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields for which the row has a value; a status may give the stage."""
    by_status = {"stage"} if _stage_by_status(values) else set[str]()
    return (frozenset(values) | by_status) - {"ref", "local_ref"}


def unstorable_columns(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield each known column whose text cannot be stored in a review's fields."""
    ref = values.get("ref", "")
    if "local_ref" in values and ref and not _OUR_CODE.fullmatch(ref):
        yield "ref"
    if status_of(values) not in {"", "open", "closed", "withdrawn"}:
        yield "status"


def _notes(review: Review, values: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    if not review.ref:
        said.append("The app gives this review a reference of its own.")
    if "kind" not in values:
        said.append(f"Kind not given; taken to be: {review.kind.label}.")
    if "stage" not in values:
        said.append(f"Stage not given; taken to be: {review.stage.label}.")
    return tuple(said)


def status_of(values: Mapping[str, Any]) -> str:
    """Return `open`, `closed`, `withdrawn`, `published`, or the text as typed."""
    typed: str = values.get("status", "")
    return choice_wordings("status").get(normalised(typed), typed)


def kind_of(values: Mapping[str, Any]) -> ReviewKind:
    """Tell the kind from what is recorded, where the row does not say it.

    | known                                                | kind          |
    |------------------------------------------------------|---------------|
    | decision to hold a local review, its publication, or |               |
    | that outcome of the rapid review                     | lcspr         |
    | the council was aware, a notification sent, or any   |               |
    | date of a rapid review                               | rapid_review  |
    | none of these                                        | referral_only |
    """
    local = values.get("rr_outcome") is RapidReviewOutcome.LCSPR
    if local or _any(values, _OF_LOCAL_REVIEW):
        return ReviewKind.LCSPR
    return (
        ReviewKind.RAPID_REVIEW
        if _any(values, _OF_RAPID_REVIEW)
        else ReviewKind.REFERRAL_ONLY
    )


def _any(values: Mapping[str, Any], names: Collection[str]) -> bool:
    return any(name in values for name in names)


def stage_of(values: Mapping[str, Any]) -> Stage:
    """Tell the stage, where the row does not say it: the first line that holds.

    | known                                            | stage           |
    |--------------------------------------------------|-----------------|
    | closed_on, withdrawn_on                          | closure         |
    | status closed or withdrawn                       | closure         |
    | status that is the name of a stage               | that stage      |
    | removed_on, nspcc_deposited_on, published_on     | learning        |
    | prepub_copy_on                                   | pre_publication |
    | init_notice_on, lcspr_decided_on                 | initiation      |
    | panel_replied_on, rr_sent_on                     | panel_response  |
    | rr_signed_on, rr_met_on, rr_returns_on           | rapid_review    |
    | sin_partners_told_on, sin_sent_on                | scoping         |
    | lac_death_notified_on, care_leaver_notified_on,  |                 |
    | la_aware_on                                      | notification    |
    | none of these                                    | referral        |
    """
    reached = [stage for name, stage in _REACHED if name in values]
    if Stage.CLOSURE in reached:
        return Stage.CLOSURE
    return _stage_by_status(values) or (reached[0] if reached else Stage.REFERRAL)


def _stage_by_status(values: Mapping[str, Any]) -> Stage | None:
    if status_of(values) in {"", "open", "published"}:
        return None
    try:
        return Stage(choice_of("stage", values["status"]))
    except UnknownChoiceError:
        return Stage.CLOSURE if status_of(values) in {"closed", "withdrawn"} else None
