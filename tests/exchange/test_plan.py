from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspr_tui.domain.record.documents import ImportedCell
from cspr_tui.domain.record.review import ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.exchange.tracker.import_plan import planned_import
from tests.exchange.sheet import facts, read, row
from tests.exchange.stored import FULL, after, planned, said, stored, tracker_of


def test_a_row_nobody_knows_is_new() -> None:
    wanted = planned_import(tracker_of(), {}, update=False)
    assert [draft.facts.ref for draft in wanted.new] == ["7QXM4"]
    assert (wanted.changed, wanted.same, wanted.is_refused) == ((), (), False)


@pytest.mark.parametrize("update", [False, True])
def test_the_same_row_again_does_nothing(update: bool) -> None:  # noqa: FBT001 - a table of cases
    wanted = planned(stored(), tracker_of(), update=update)
    assert (wanted.new, wanted.changed, len(wanted.same)) == ((), (), 1)
    assert wanted.problems == ()


def test_the_same_row_leaves_alone_what_was_recorded_since() -> None:
    held = stored(sin_sent_on=date(2026, 2, 2), stage=Stage.SIGN_OFF)
    wanted = planned(held, tracker_of())
    assert (wanted.changed, len(wanted.same)) == ((), 1)


@pytest.mark.parametrize("typed", ["2026-02-01", "1 Feb 2026", "01-Feb-26"])
def test_the_same_date_written_otherwise_is_the_same_row(typed: str) -> None:
    wanted = planned(stored(), tracker_of(SIN=typed), update=False)
    assert (len(wanted.same), wanted.problems) == (1, ())


def test_columns_in_another_order_are_the_same_row() -> None:
    cells = dict(reversed(FULL.items()))
    wanted = planned(stored(), read(cells.keys(), cells.values()), update=False)
    assert (len(wanted.same), wanted.problems) == (1, ())


def test_a_changed_row_is_refused_without_update() -> None:
    wanted = planned(stored(), tracker_of(SIN="2/2/2026", LAC="No"), update=False)
    assert wanted.is_refused
    assert (wanted.new, wanted.changed, wanted.same) == ((), (), ())
    assert said(wanted, refused=True) == [
        (
            'Row 2, column "Ref": 7QXM4 is on record with something else in "LAC" and '
            '"SIN"; import with --update to let the file change it, or correct the row.'
        )
    ]


def test_an_update_changes_the_fields_of_the_row_and_nothing_else() -> None:
    held = stored(url="https://example.org/r", rr_met_on=date(2026, 2, 9))
    review = after(held, SIN="2/2/2026")
    assert review.imported_row != held.imported_row
    assert review == replace(
        held, sin_sent_on=date(2026, 2, 2), imported_row=review.imported_row
    )


def test_after_an_update_the_same_file_does_nothing() -> None:
    changes = {"SIN": "2/2/2026", "Reviewer": "Bernard Oakshott", "Box_file": "4"}
    review = after(stored(), **changes)
    wanted = planned(review, tracker_of(**changes), update=False)
    assert (len(wanted.same), wanted.problems) == (1, ())


def test_an_update_says_what_becomes_of_every_fact_it_replaces() -> None:
    tracker = tracker_of(
        SIN="2/2/2026", LAC="No", Stage="Sign-off", Themes="voice", Box_file="Shelf 4"
    )
    assert said(planned(stored(), tracker)) == [
        'Row 2, column "Stage": Drafting on record becomes Sign-off.',
        'Row 2, column "LAC": yes on record becomes no.',
        'Row 2, column "SIN": 01/02/2026 on record becomes 02/02/2026.',
        'Row 2, column "Themes": "neglect"; "voice" on record becomes "voice".',
        'Row 2, column "Box file": "Shelf 3" on record becomes "Shelf 4".',
    ]


def test_a_fact_that_is_new_needs_no_word() -> None:
    wanted = planned(stored(), tracker_of(Published="1/9/2026"))
    assert said(wanted) == []
    assert wanted.changed[0][1].published_on == date(2026, 9, 1)


def test_an_emptied_cell_erases_nothing_and_is_warned_about() -> None:
    tracker = tracker_of(
        SIN="",
        LAC="",
        Lead="",
        Type="",
        Reason_for_delay="",
        Panel_told_of_delay="-",
        Panel_told_of_LCSPR="",
        Last_check="",
        Reviewer="",
        Box_file="",
    )
    wanted = planned(stored(), tracker, update=False)
    assert (len(wanted.same), wanted.is_refused) == (1, False)
    assert said(wanted) == [
        f'Row 2, column "{column}": The cell is empty; {fact} stays on record.'
        for column, fact in (
            ("LAC", "yes"),
            ("SIN", "01/02/2026"),
            ("Reason for delay", "Inquest"),
            ("Panel told of delay", "01/06/2026"),
            ("Panel told of LCSPR", "04/03/2026"),
            ("Last check", "01/04/2026"),
            ("Reviewer", '"Araminta Chell"'),
            ("Box file", '"Shelf 3"'),
        )
    ]


def test_an_emptied_cell_beside_a_changed_one_erases_nothing() -> None:
    review = after(stored(), SIN="", Published="1/9/2026")
    assert review.sin_sent_on == date(2026, 2, 1)


def test_a_note_that_a_date_takes_the_place_of_goes() -> None:
    (draft,) = tracker_of(Published="tbc").drafts
    assert ImportedCell("Published", "tbc") in draft.facts.imported_cells
    review = after(replace(draft.facts, version=1), Published="1/9/2026")
    assert review.imported_cells == stored().imported_cells


def test_notes_of_columns_that_left_the_file_stay() -> None:
    old = ImportedCell("Old column", "kept")
    held = stored(imported_cells=(old, *stored().imported_cells))
    review = after(held, Box_file="Shelf 4")
    assert review.imported_cells == (old, ImportedCell("Box file", "Shelf 4"))


def test_a_closed_status_closes_the_stage_on_update() -> None:
    cells = {"Ref": "A/1", "SIN": "1/2/2026", "Status": "open"}
    held = replace(facts(cells), ref="2RMJK")
    tracker = row({**cells, "Status": "closed"})
    assert said(planned(held, tracker, update=False), refused=True) == [
        (
            'Row 2, column "Ref": 2RMJK is on record with something else in "Status"; '
            "import with --update to let the file change it, or correct the row."
        )
    ]
    ((_, review),) = planned(held, tracker).changed
    assert review.stage is Stage.CLOSURE


def test_kind_and_stage_told_from_dates_change_nothing_on_record() -> None:
    cells = {"Ref": "A1", "SIN": "1/2/2026", "Decision date": ""}
    held = replace(facts(cells), kind=ReviewKind.OTHER_LOCAL, stage=Stage.DRAFTING)
    tracker = row({**cells, "Decision date": "1/3/2026"})
    ((_, review),) = planned(held, tracker).changed
    assert (review.kind, review.stage) == (ReviewKind.OTHER_LOCAL, Stage.DRAFTING)
    assert review.lcspr_decided_on == date(2026, 3, 1)


def test_a_row_finds_its_review_whatever_the_case_and_spaces() -> None:
    held = replace(stored(), local_ref="CSPR/2026 03")
    tracker = tracker_of(Ref="cspr/202603", SIN="2/2/2026")
    ((_, review),) = planned(held, tracker).changed
    assert review.local_ref == "CSPR/2026 03"
    assert review.ref == "7QXM4"


@pytest.mark.parametrize("taken", [(), ("7QXM4",)])
def test_a_reference_of_another_review_is_refused_by_name(
    taken: tuple[str, ...],
) -> None:
    others = {} if taken else {"X/1": replace(stored(), local_ref="X/1")}
    wanted = planned_import(tracker_of(Ref="7qxm4"), others, update=True, taken=taken)
    assert said(wanted, refused=True) == [
        (
            'Row 2, column "Ref": Another review is called 7QXM4 already; change the '
            "reference in the file."
        )
    ]


def test_one_refused_row_refuses_the_whole_file() -> None:
    wanted = planned_import(tracker_of(SIN="31/2/2026"), {}, update=True)
    assert wanted.is_refused
    assert wanted.new == ()


def test_warnings_alone_refuse_nothing() -> None:
    wanted = planned_import(tracker_of(SIN="1/2/2027"), {}, update=False)
    assert wanted.problems
    assert not wanted.is_refused
