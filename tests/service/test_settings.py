from __future__ import annotations

from dataclasses import replace

import pytest

from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.history.diff import ChangedSinceError
from cspr_tui.domain.steps.corrections.undo import NothingToUndoError
from cspr_tui.domain.steps.partnership_settings import change_details
from cspr_tui.service.use_cases.change_settings import (
    NoSettingsReasonError,
    change_settings,
    redo_settings_change,
    undo_settings_change,
)
from cspr_tui.service.use_cases.saved_views import drop_view, save_view
from cspr_tui.store.protocol import StaleReviewError
from tests.sitting import Sitting


def test_settings_made_of_an_older_version_overwrite_nothing(demo: Sitting) -> None:
    seen = demo.store.partnership()
    other = Sitting(demo.store, actor="mokafor")
    change_settings(
        other.reviews, change_details(seen, area="Mereland"), "as it is called"
    )
    with pytest.raises(StaleReviewError, match="saved by somebody else meanwhile"):
        demo.reviews.set_partnership(replace(seen, backup_days=9), "as agreed")
    held = demo.store.partnership()
    assert (held.area, held.backup_days) == ("Mereland", seen.backup_days)


def test_a_change_without_a_reason_is_refused(demo: Sitting) -> None:
    seen = demo.store.partnership()
    with pytest.raises(NoSettingsReasonError, match="Say why it changes"):
        change_settings(demo.reviews, change_details(seen, backup_days=9), " ")


def test_the_history_of_the_settings_keeps_old_and_new(demo: Sitting) -> None:
    seen = demo.store.partnership()
    assert change_settings(
        demo.reviews, change_details(seen, backup_days=9), "as agreed"
    )
    again = change_details(demo.store.partnership(), backup_days=9)
    assert not change_settings(demo.reviews, again, "the same")
    change = demo.store.partnership().history[-1]
    assert [(e.path, e.old, e.new) for e in change.edits] == [("backup_days", 0, 9)]


def area_set(sitting: Sitting, *areas: str) -> None:
    for area in areas:
        seen = sitting.store.partnership()
        change_settings(sitting.reviews, change_details(seen, area=area), f"is {area}")


def test_settings_are_taken_back_and_done_again_step_by_step(demo: Sitting) -> None:
    area_set(demo, "Mereland", "Northland")
    said, areas = list[str](), list[str]()
    for turn in (
        undo_settings_change,
        undo_settings_change,
        *[redo_settings_change] * 2,
        undo_settings_change,
    ):
        said.append(turn(demo.reviews))
        areas.append(demo.store.partnership().area)
    assert areas == ["Mereland", "Northmere", "Mereland", "Northland", "Mereland"]
    assert said == [
        "Took back: Settings changed (is Northland)",
        "Took back: Settings changed (is Mereland)",
        "Did again: Settings changed (is Mereland)",
        "Did again: Settings changed (is Northland)",
        "Took back: Settings changed (is Northland)",
    ]
    area_set(demo, "Southland")
    with pytest.raises(NothingToUndoError, match="Nothing to redo"):
        redo_settings_change(demo.reviews)


def test_what_others_changed_in_the_settings_is_not_ones_own_to_take_back(
    demo: Sitting,
) -> None:
    other = Sitting(demo.store, actor="mokafor")
    area_set(demo, "Mereland")
    with pytest.raises(NothingToUndoError, match="Nothing to undo"):
        undo_settings_change(other.reviews)
    area_set(other, "Northland")
    with pytest.raises(ChangedSinceError, match="area was changed again"):
        undo_settings_change(demo.reviews)
    assert demo.store.partnership().area == "Northland"


def test_a_dropped_view_comes_back_whatever_else_was_changed(demo: Sitting) -> None:
    save_view(demo.reviews, View("Late ones", "is:late"))
    drop_view(demo.reviews, View("Late ones", "is:late"))
    area_set(demo, "Mereland")
    back = undo_settings_change(demo.reviews, "views")
    assert back == "Took back: Settings changed (View Late ones dropped)"
    held = demo.store.partnership()
    assert [view.name for view in held.views][-1:] == ["Late ones"]
    assert held.area == "Mereland"
