from __future__ import annotations

import pytest

from cspr_tui.domain.record.review import ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.exchange.sheet import facts, problem, read, row

DAY = "1/6/2026"


@pytest.mark.parametrize(
    ("typed", "ref"),
    [("7qxm4", "7QXM4"), ("A1", "A1"), ("ABCDEFGH", "ABCDEFGH"), ("123456789", "")],
)
def test_a_short_reference_is_the_apps_as_well(typed: str, ref: str) -> None:
    review = facts({"Ref": typed})
    assert (review.local_ref, review.ref) == (typed, ref)


@pytest.mark.parametrize("typed", ["CSPR/2026/03", "A 1", "A-1", "\u00c41"])
def test_a_reference_that_is_no_code_is_the_partnerships_own(typed: str) -> None:
    (draft,) = row({"Ref": typed}).drafts
    assert (draft.facts.local_ref, draft.facts.ref) == (typed, "")
    assert "The app gives this review a reference of its own." in draft.notes


def test_both_references_are_each_their_own() -> None:
    review = facts({"Ref": "7QXM4", "Local ref": "CSPR/2026/03"})
    assert (review.ref, review.local_ref) == ("7QXM4", "CSPR/2026/03")


def test_a_reference_that_fits_nowhere_is_kept_as_a_note() -> None:
    review = facts({"Ref": "P/12", "Local ref": "CSPR/2026/03"})
    assert (review.ref, review.local_ref) == ("", "CSPR/2026/03")
    assert [(c.column, c.text) for c in review.imported_cells] == [("Ref", "P/12")]


@pytest.mark.parametrize("typed", ["", "-", "tbc"])
def test_a_row_without_a_reference_is_refused(typed: str) -> None:
    found = problem({"Ref": typed, "Lead": "JB"})
    assert found.refused
    assert found.sentence == (
        'Row 2, column "Ref": This row has no reference; give it one so that it is '
        "known next time."
    )


def test_a_file_without_references_is_refused_row_by_row() -> None:
    tracker = read(("LA aware", "Lead"), (DAY, "JB"), (DAY, "PD"))
    assert [p.sentence.partition(":")[0] for p in tracker.problems] == [
        "Row 2",
        "Row 3",
    ]


def test_two_rows_of_one_reference_are_both_refused_naming_the_other() -> None:
    tracker = read(("Our ref", "Lead"), ("A/1", "x"), ("A2", "x"), ("a/ 1", "x"))
    assert [draft.row for draft in tracker.drafts] == [3]
    assert [p.sentence for p in tracker.problems if p.refused] == [
        (
            'Row 2, column "Our ref": "A/1" stands in row 4 too; give each review its '
            "own reference, or delete the row that is not wanted."
        ),
        (
            'Row 4, column "Our ref": "a/ 1" stands in row 2 too; give each review its '
            "own reference, or delete the row that is not wanted."
        ),
    ]


def test_a_reference_that_stands_in_three_rows_names_both_others() -> None:
    tracker = read(("Our ref", "Lead"), ("A1", ""), ("A1", ""), ("A1", ""))
    assert '"A1" stands in rows 2 and 4 too' in tracker.problems[1].reason


def test_a_row_refused_for_a_date_still_claims_its_reference() -> None:
    tracker = read(("Ref", "SIN"), ("A1", "31/2/2026"), ("A1", DAY))
    assert tracker.drafts == ()
    assert [(p.row, p.refused) for p in tracker.problems] == [
        (2, True),
        (2, True),
        (3, True),
    ]


def test_either_reference_may_be_the_one_that_is_doubled() -> None:
    headings = ("Ref", "Local ref")
    tracker = read(headings, ("A1", "X/1"), ("a1", "X/2"), ("A3", "X/3"), ("", "x/3"))
    said = [(p.row, p.column, p.value) for p in tracker.problems]
    assert said == [
        (2, "Ref", "A1"),
        (3, "Ref", "a1"),
        (4, "Local ref", "X/3"),
        (5, "Local ref", "x/3"),
    ]


def test_unknown_columns_are_kept_and_never_dropped() -> None:
    review = facts({"Box file": "Shelf 3", "Chair": "-", "Empty": ""})
    kept = [(c.column, c.text) for c in review.imported_cells]
    assert kept == [("Box file", "Shelf 3"), ("Chair", "-")]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({}, ReviewKind.REFERRAL_ONLY),
        ({"LA aware": DAY}, ReviewKind.RAPID_REVIEW),
        ({"SIN": DAY}, ReviewKind.RAPID_REVIEW),
        ({"RR met": DAY}, ReviewKind.RAPID_REVIEW),
        ({"SIN": DAY, "LCSPR decision": DAY}, ReviewKind.LCSPR),
        ({"SIN": DAY, "RR outcome": "lcspr"}, ReviewKind.LCSPR),
        ({"SIN": DAY, "RR outcome": "nfa"}, ReviewKind.RAPID_REVIEW),
        ({"Published": DAY}, ReviewKind.LCSPR),
        ({"LCSPR decision": DAY, "Type": "National review"}, ReviewKind.NATIONAL),
    ],
)
def test_a_kind_that_is_not_given_is_told_from_the_dates(
    cells: dict[str, str], kind: ReviewKind
) -> None:
    assert facts(cells).kind is kind


@pytest.mark.parametrize(
    ("cells", "stage"),
    [
        ({}, Stage.REFERRAL),
        ({"LA aware": DAY}, Stage.NOTIFICATION),
        ({"LAC death notified": DAY}, Stage.NOTIFICATION),
        ({"SIN": DAY, "LA aware": DAY}, Stage.SCOPING),
        ({"SIN": DAY, "RR met": DAY}, Stage.RAPID_REVIEW),
        ({"SIN": DAY, "RR sent": DAY}, Stage.PANEL_RESPONSE),
        ({"Panel replied": DAY}, Stage.PANEL_RESPONSE),
        ({"RR sent": DAY, "LCSPR decision": DAY}, Stage.INITIATION),
        ({"Panel told of LCSPR": DAY}, Stage.INITIATION),
        ({"LCSPR decision": DAY, "Report to Panel": DAY}, Stage.PRE_PUBLICATION),
        ({"LCSPR decision": DAY, "Published": DAY}, Stage.LEARNING),
        ({"NSPCC": DAY}, Stage.LEARNING),
        ({"Published": DAY, "Closed": DAY}, Stage.CLOSURE),
        ({"Withdrawn": DAY}, Stage.CLOSURE),
        ({"Status": "Closed"}, Stage.CLOSURE),
        ({"Status": "withdrawn", "SIN": DAY}, Stage.CLOSURE),
        ({"Status": "Criteria not met"}, Stage.CLOSURE),
        ({"Status": "Drafting", "SIN": DAY}, Stage.DRAFTING),
        ({"Status": "Open", "SIN": DAY}, Stage.SCOPING),
        ({"Status": "On hold", "SIN": DAY}, Stage.SCOPING),
        ({"Stage": "Engagement", "Published": DAY}, Stage.ENGAGEMENT),
    ],
)
def test_a_stage_that_is_not_given_is_told_from_the_dates(
    cells: dict[str, str], stage: Stage
) -> None:
    assert facts(cells).stage is stage


def test_what_was_taken_for_granted_is_said_of_the_draft() -> None:
    (draft,) = row({"SIN": DAY}).drafts
    assert draft.notes == (
        "Kind not given; taken to be: Rapid review.",
        "Stage not given; taken to be: Scoping.",
    )
    assert row({"Type": "RR", "Stage": "3"}).drafts[0].notes == ()


@pytest.mark.parametrize("typed", ["On hold", "Published", "Drafting"])
def test_a_status_that_no_field_holds_is_kept_as_a_note(typed: str) -> None:
    (cell,) = facts({"Case status": typed}).imported_cells
    assert (cell.column, cell.text) == ("Case status", typed)
