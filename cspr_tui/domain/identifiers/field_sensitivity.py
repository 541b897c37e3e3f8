"""What each field of the record can give away, field by field.

Every field of everything a review and a partnership hold stands here once; the
extraction of identities reads this table, and a field missing from it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from cspr_tui.domain.errors import CsprError


class Sensitivity(Enum):
    """What a field can give away, and so what becomes of it."""

    IDENTIFYING = "names someone or something: extracted, so that it is looked for"
    FREE_TEXT = "written freely: can hold anything, and is read as a whole if printed"
    NEUTRAL = "a choice, a day, a count or a role word: says nothing by itself"
    INTERNAL = "keys, logs and pointers of the app's own: never printed"


class UnclassifiedFieldError(CsprError):
    """A field of the record was never judged for what it gives away."""


_KINDS = {
    "id": Sensitivity.IDENTIFYING,
    "text": Sensitivity.FREE_TEXT,
    "neutral": Sensitivity.NEUTRAL,
    "internal": Sensitivity.INTERNAL,
}
_TABLE: Mapping[str, Mapping[str, str]] = {
    "Review": {
        "id": "ref alias local_ref owner cover sin_ref decided_by other_areas "
        "access_list people places reviewers restrictions contacts requests "
        "involvements agency_contacts meetings proceedings notices progress_checks "
        "actions documents chronology notes flags bring_backs decisions exports "
        "imported_cells history",
        "text": "late_reason rr_rationale panel_summary methodology "
        "not_publishing_reason withdrawn_reason themes delays sign_offs lessons "
        "recommendations sections",
        "neutral": "public_code kind stage incident_on incident_type harm_category "
        "looked_after care_leaver referred_on la_aware_on sin_sent_on "
        "sin_partners_told_on lac_death_notified_on care_leaver_notified_on "
        "rr_returns_on rr_met_on rr_signed_on rr_sent_on rr_outcome panel_response "
        "panel_replied_on lcspr_decided_on period_from period_to "
        "planned_publication_on revised_target_on published_on url removed_on "
        "nspcc_deposited_on withdrawn_on closed_on retention_basis "
        "disposal_review_on legal_hold",
        "internal": "version serial created_at restricted_to imported_row",
    },
    "Person": {
        "id": "forename middle_names surname aliases dob nhs ni upn phones emails "
        "addresses handles vehicles preferences",
        "text": "relation engagement_reason note sensitive_dates",
        "neutral": "role pseudonym sex deceased_on parental_responsibility suspect "
        "witness victim_of_abuse in_custody address_confidential engagement",
        "internal": "id",
    },
    "Preferences": {
        "id": "interpreter not_interpreter advocate name_to_use",
        "text": "language format channel safe_times safe_words venue tribute",
        "neutral": "told_of_press",
    },
    "SensitiveDate": {"text": "label", "neutral": "month day"},
    "ContactRestriction": {
        "id": "requested_by via",
        "text": "note",
        "neutral": "type from_on review_on asked_on lifted_on",
        "internal": "id person",
    },
    "FamilyContact": {
        "id": "by",
        "text": "despite note",
        "neutral": "on time channel direction purpose outcome next_due_on",
        "internal": "id persons",
    },
    "AgencyInvolvement": {
        "id": "agency contact_role author_role",
        "text": "note",
        "neutral": "status",
        "internal": "id",
    },
    "Request": {
        "id": "agency signed_off_by_role chasers escalated_to",
        "text": "note",
        "neutral": "type sent_on due_on answer received_on qa_status escalated_on "
        "withdrawn_on",
        "internal": "id",
    },
    "Chaser": {
        "id": "by escalated_to",
        "text": "note",
        "neutral": "on channel next_on",
        "internal": "id",
    },
    "AgencyContact": {
        "id": "agency by",
        "text": "note",
        "neutral": "on time channel direction",
        "internal": "id request",
    },
    "Meeting": {
        "id": "attendance",
        "text": "note",
        "neutral": "type on time cancelled_on",
        "internal": "id",
    },
    "Attendance": {"id": "agency role", "neutral": "status"},
    "Reviewer": {
        "id": "name contact",
        "text": "conflict_check contract capacity",
        "neutral": "appointed_on independent removed_on",
        "internal": "id",
    },
    "Document": {
        "id": "owner",
        "text": "title",
        "neutral": "kind version on",
        "internal": "id location",
    },
    "ParallelProceeding": {
        "id": "lead contact gates",
        "text": "note key_dates",
        "neutral": "type status",
        "internal": "id",
    },
    "KeyDate": {"text": "label", "neutral": "on"},
    "Gate": {
        "id": "set_by cleared_by",
        "text": "evidence",
        "neutral": "holds set_on review_on asked_on cleared_on",
        "internal": "id",
    },
    "DelayRecord": {
        "text": "note",
        "neutral": "reason recorded_on old_target_on new_target_on panel_told_on "
        "sos_told_on family_told_on",
        "internal": "id",
    },
    "Notice": {
        "id": "by",
        "text": "note",
        "neutral": "to about sent_on",
        "internal": "id",
    },
    "ProgressCheck": {
        "id": "by",
        "text": "outcome",
        "neutral": "on timely",
        "internal": "id",
    },
    "SignOff": {"text": "note", "neutral": "by on", "internal": "id"},
    "Lesson": {"text": "text audience themes", "internal": "id"},
    "Recommendation": {
        "text": "text themes response",
        "neutral": "number scope",
        "internal": "id lessons",
    },
    "Action": {
        "id": "owner_agency lead_role closed_by progress",
        "text": "text impact_evidence milestones",
        "neutral": "due_on rag status completed_on closed_on",
        "internal": "id recommendation",
    },
    "Milestone": {"text": "text", "neutral": "due_on reached_on"},
    "Progress": {"id": "by", "text": "text", "neutral": "on"},
    "ReportSection": {
        "text": "text source",
        "neutral": "kind received_on",
        "internal": "id",
    },
    "ChronologyEntry": {
        "id": "agency",
        "text": "text source",
        "neutral": "on time received_on",
        "internal": "id persons",
    },
    "Note": {"id": "by", "text": "text", "neutral": "on time", "internal": "id"},
    "Flag": {
        "id": "by",
        "text": "message lifted_reason",
        "neutral": "raised_on review_on lifted_on",
        "internal": "id",
    },
    "BringBack": {
        "id": "by",
        "text": "text",
        "neutral": "on done_on",
        "internal": "id",
    },
    "Place": {
        "id": "name aliases",
        "neutral": "kind pseudonym may_be_named",
        "internal": "id",
    },
    "WordingDecision": {
        "id": "by",
        "text": "text reason instead before after",
        "neutral": "treatment kind",
        "internal": "id at",
    },
    "ExportRecord": {
        "id": "by checker",
        "internal": "id at report policy name sha256 replaced kept version sections",
    },
    "ImportedCell": {"id": "text", "internal": "column"},
    "Change": {
        "id": "actor login edits",
        "text": "what why",
        "internal": "seq at undoes salt hash why_digest erased",
    },
    "Edit": {
        "id": "old",
        "internal": "path new at old_digest new_digest erased",
    },
    "Partnership": {
        "id": "name coordinators agencies rules history",
        "neutral": "area guidance backup_days yearly_reports action_plan_reports "
        "holidays",
        "internal": "version serial header_aliases views templates",
    },
    "Coordinator": {
        "id": "id name",
        "internal": "initials cover",
        "neutral": "left_on away_from away_until",
    },
    "Template": {"internal": "id name kind stage requests actions clocks"},
    "TemplateRequest": {"internal": "due_in type agency"},
    "TemplateAction": {"internal": "due_in text owner_agency"},
    "TemplateClock": {"internal": "due_in text"},
    "Agency": {
        "id": "name aliases officers",
        "neutral": "kind may_be_named",
        "internal": "id",
    },
    "AgencyOfficer": {"id": "role name phone email", "neutral": "deputy"},
    "RuleOverride": {
        "id": "verified_by",
        "text": "label reason",
        "neutral": "offset amber trigger off verified_on",
        "internal": "id",
    },
    "LocalHoliday": {"neutral": "on name removed"},
    "HeaderAlias": {"internal": "heading field"},
    "SavedView": {"internal": "name query owner"},
}
SENSITIVITY: Mapping[tuple[str, str], Sensitivity] = {
    (kind, field): _KINDS[word]
    for kind, words in _TABLE.items()
    for word, names in words.items()
    for field in names.split()
}


def sensitivity_of(kind: type, field: str) -> Sensitivity:
    """Return what a field of that kind of value can give away.

    Raises:
        UnclassifiedFieldError: nobody has said so yet; the text names the field.
    """
    known = SENSITIVITY.get((kind.__name__, field))
    if known is None:
        sentence = (
            f"{kind.__name__}.{field} was never judged for what it gives away; "
            f"enter it in the table of sensitivities before anything is exported."
        )
        raise UnclassifiedFieldError(sentence)
    return known
